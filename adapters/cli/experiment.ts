import { assign, DAYS, type Experiment, HOLD_OUT, type Phase, phaseOf, spanOf } from '../../src/domain/experiment/experiment.ts';
import { findingsOf } from '../../src/domain/experiment/findings.ts';
import { findingsInWords, planInWords, sampleInWords, shortfallInWords } from '../../src/domain/experiment/words.ts';
import type { Records } from '../../src/ports/store.ts';
import { BadUsage, CannotRun, type Command, type Desk, flagsOf } from './command.ts';
import { chosenWorkspace, withDatabase } from './database.ts';
import { numberOf, SWITCH, WORD } from './flags.ts';

const FLAGS = { workspace: WORD, 'hold-out': WORD, days: WORD, recall: WORD, effect: WORD, json: SWITCH } as const;

export const experiment: Command = {
  summary: 'whether achievements help people remember: some go without, by lot',
  usage: `cairn experiment plan [--hold-out ${HOLD_OUT.usual}] [--days ${DAYS.usual}] [--recall 60] [--effect 5]
cairn experiment start | report [--json] | stop
  each with [--workspace slack:T0123]

  plan    writes down, before it starts: what percentage goes without achievements (${HOLD_OUT.least} to ${HOLD_OUT.most}), for how many days, what recall a week later is
          expected (percent) and how many points more are to be found; says how many people that takes. Below 40 people with answers on a
          side there will be a range and no verdict
  start   draws who goes without, by lot within each team, and begins
  report  recall on both sides, the difference as assigned, with and without adjusting by practice before, guardrails, and segments, which are
          exploratory. Until the end a live look, whose wider ranges hold however often one looks. Nothing of fewer than 8 people
  stop    ends it early, which the report says from then on; or withdraws a plan

  With the embedded database, stop Cairn first.`,

  async run(args, desk) {
    const { values, positionals } = flagsOf(args, FLAGS);
    const [action = '', ...rest] = positionals;
    const work = ACTIONS.get(action);
    if (!work || rest.length > 0) throw new BadUsage('Say one of plan, start, report and stop.');
    const plan = planIn(values);
    return withDatabase(desk, async (store) => {
      const workspace = await chosenWorkspace(store, values.workspace);
      const lines = await store.within(workspace, async (records) => {
        // Two who plan or start at the same time come one after the other.
        await records.workspace.lock();
        return work(records, { desk, plan, json: values.json === true });
      });
      for (const line of lines) await desk.line(line);
      return 0;
    });
  },
};

type Asked = { desk: Desk; plan: Pick<Experiment, 'share' | 'days' | 'recall' | 'effect'>; json: boolean };

const ACTIONS: ReadonlyMap<string, (records: Records, asked: Asked) => Promise<string[]>> = new Map([
  ['plan', writeDown],
  ['start', start],
  ['report', report],
  ['stop', stop],
]);

function planIn(values: { [K in 'hold-out' | 'days' | 'recall' | 'effect']?: string | undefined }): Asked['plan'] {
  const percent = (flag: 'hold-out' | 'recall' | 'effect', usual: number, least: number, most: number) =>
    numberOf(`--${flag}`, values[flag] ?? String(usual), least, most) / 100;
  const share = percent('hold-out', HOLD_OUT.usual, HOLD_OUT.least, HOLD_OUT.most);
  const days = numberOf('--days', values.days ?? String(DAYS.usual), DAYS.least, DAYS.most);
  const recall = percent('recall', 60, 10, 90);
  const effect = percent('effect', 5, 1, Math.round(99 - 100 * recall));
  return { share, days, recall, effect };
}

async function writeDown(records: Records, { desk, plan }: Asked): Promise<string[]> {
  const latest = await records.experiments.latest();
  const phase = latest && phaseOf(latest, desk.now());
  if (phase === 'running') throw new CannotRun('One is running already: let it end, or cairn experiment stop.');
  if (phase === 'planned') throw new CannotRun('One is planned already: cairn experiment start, or stop to withdraw it.');
  const planned = { ...plan, id: desk.newId(), salt: desk.newId(), plannedAt: desk.now() };
  await records.experiments.save(planned);
  await witness(records, desk, 'experiment-planned', planned);
  const people = await presentIn(records);
  return [...planInWords(planned), ...sampleInWords(planned, people.length), 'Nothing has begun: cairn experiment start.'];
}

async function start(records: Records, { desk }: Asked): Promise<string[]> {
  const planned = await latestAs(records, desk, ['planned'], 'There is no plan to start: cairn experiment plan.');
  const startedAt = desk.now();
  const sides = assign(planned, await presentIn(records));
  await records.experiments.save({ ...planned, startedAt });
  await records.experiments.assign(
    planned.id,
    sides.map((each) => ({ ...each, assignedAt: startedAt })),
  );
  await witness(records, desk, 'experiment-started', planned);
  const without = sides.filter(({ heldOut }) => heldOut).length;
  return [
    `Begun: ${without} of ${sides.length} people go without achievements for ${planned.days} days, ${sides.length - without} have them.`,
    ...shortfallInWords(planned, sides.length),
    'Who comes later is drawn with the same chance. Checks a week later come in from the seventh day on: cairn experiment report.',
  ];
}

async function report(records: Records, { desk, json }: Asked): Promise<string[]> {
  const now = desk.now();
  const latest = await records.experiments.latest();
  if (!latest) throw new CannotRun('There is no experiment: cairn experiment plan.');
  const span = spanOf(latest, now);
  const phase = phaseOf(latest, now);
  const { salt: _, ...plan } = latest;
  const found = span && findingsOf(phase, await records.experiments.participants(latest.id, span));
  if (json) return [JSON.stringify({ plan, ...(found ?? { phase }) })];
  if (found) return [...planInWords(latest), ...findingsInWords(latest, found, now)];
  const people = await presentIn(records);
  return [...planInWords(latest), ...sampleInWords(latest, people.length), `It is ${phase}.`];
}

async function stop(records: Records, { desk }: Asked): Promise<string[]> {
  const now = desk.now();
  const open = await latestAs(records, desk, ['planned', 'running'], 'Nothing is planned or running.');
  const stopped = { ...open, stoppedAt: now };
  await records.experiments.save(stopped);
  await witness(records, desk, 'experiment-stopped', open);
  return open.startedAt
    ? ['Ended early, which its report says from now on. Who went without gets what they earned with their next questions.']
    : ['Withdrawn.'];
}

async function latestAs(records: Records, desk: Desk, phases: readonly Phase[], otherwise: string): Promise<Experiment> {
  const latest = await records.experiments.latest();
  if (latest && phases.includes(phaseOf(latest, desk.now()))) return latest;
  throw new CannotRun(otherwise);
}

/** Everybody who is there and can be reached, with their team: of several the first. */
async function presentIn({ members, teams }: Records): Promise<{ member: string; team?: string }[]> {
  const teamOf = new Map<string, string>();
  for (const team of (await teams.all()).toSorted((a, b) => (a.id < b.id ? 1 : -1)))
    for (const { member } of await teams.members(team.id)) teamOf.set(member, team.id);
  const present = (await members.all()).filter(({ status, unreachable }) => status !== 'left' && unreachable === undefined);
  return present.map(({ id }) => {
    const team = teamOf.get(id);
    return { member: id, ...(team !== undefined && { team }) };
  });
}

async function witness(
  { audit }: Records,
  desk: Desk,
  action: 'experiment-planned' | 'experiment-started' | 'experiment-stopped',
  { id, share, days }: Experiment,
): Promise<void> {
  const detail = { experiment: id, share: String(share), days: String(days) };
  await audit.add({ id: desk.newId(), at: desk.now(), actor: 'operator', action, subject: 'workspace', detail });
}

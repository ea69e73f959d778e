import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { noonZone, seedCrowd, withClient, writeDeck } from '../support/crowd.ts';
import { startPostgres } from '../support/real-postgres.ts';
import { seeded } from '../support/seeded.ts';
import { type SlackServer, startSlackServer } from '../support/slack-server/server.ts';
import { Fleet } from './fleet.ts';
import { answerAll } from './learners.ts';
import { MOMENTS, Moments } from './moments.ts';
import { compare, type Verdict } from './verdict.ts';

export type Plan = {
  seed: number;
  /** People whose session falls due in the run. */
  scheduled: number;
  /** People who say `quiz` and answer. */
  answerers: number;
  answersEach: number;
  kills: number;
  overMs: number;
};

export type Outcome = Verdict & {
  kills: number;
  faults: number;
  sentTwice: number;
  sentAgain: number;
  drainedMs: number;
  logs: string;
};

type Tell = (line: string) => void;

const TEAM = 'T0CRASH';
const SECRET = 'the-secret-of-the-crash-test';
const NAMES = ['one', 'two', 'three'] as const;
const FAULTS = { throttled: 0.02, failedBefore: 0.01, failedAfter: 0.01, droppedBefore: 0.01, droppedAfter: 0.01 };
/** So long nothing may change before the rest is given up. */
const STUCK_MS = 180_000;

/** Kills three Cairns again and again while they ask and are answered, and says what became of every message and answer. */
export async function crash(plan: Plan, tell: Tell = () => {}): Promise<Outcome> {
  const zone = noonZone(Temporal.Now.instant());
  const faults = { seed: plan.seed, ...FAULTS };
  const logs = await mkdtemp(join(tmpdir(), 'cairn-crash-'));
  const [database, fake, decks] = await Promise.all([startPostgres(), startSlackServer({ zone, faults }), writeDeck(20)]);
  const fleet = new Fleet(
    (name) => ({
      DATABASE_URL: database.url,
      DECKS_DIR: decks,
      DATA_DIR: join(logs, 'data'),
      SLACK_BOT_TOKEN: `xoxb-${TEAM}`,
      SLACK_SIGNING_SECRET: SECRET,
      SLACK_API_URL: fake.url.replace('/api/', `/${name}/api/`),
    }),
    logs,
  );
  try {
    for (const name of NAMES) fleet.start(name);
    await fleet.serving(NAMES.length);
    tell(`three Cairns serve; their logs are in ${logs}`);
    return await run(plan, { zone, url: database.url, fake, fleet, tell, logs });
  } finally {
    await fleet.stop();
    await fake.stop();
    await database.stop();
  }
}

type World = { zone: string; url: string; fake: SlackServer; fleet: Fleet; tell: Tell; logs: string };

async function run(plan: Plan, { zone, url, fake, fleet, tell, logs }: World): Promise<Outcome> {
  const workspace = `slack:${TEAM}`;
  const alarms = { from: Temporal.Now.instant(), overMs: plan.overMs * 0.8 };
  await seedCrowd(url, { workspace, zone, name: 'UDUE', count: plan.scheduled, alarms });
  await seedCrowd(url, { workspace, zone, name: 'UANS', count: plan.answerers, budget: 10 });
  const moments = new Moments();
  fake.slack.watch((saying) => moments.tell('call', saying.via));
  const killing = killAll(plan, fleet, moments);
  const learning = answerAll({
    fleet,
    team: TEAM,
    secret: SECRET,
    seed: plan.seed,
    people: names('UANS', plan.answerers),
    answersEach: plan.answersEach,
    overMs: plan.overMs * 0.9,
    moments,
  });
  const [sent] = await Promise.all([learning, killing]);
  tell(`${fleet.kills.length} kills are done, and all is answered; what waits is drained`);
  const from = performance.now();
  await drain(url, fake, tell);
  const drainedMs = performance.now() - from;
  await fleet.stop();
  const scheduled = names('UDUE', plan.scheduled);
  const verdict = await compare({ url, ledger: fake.slack.ledger, scheduled, sent, kills: fleet.kills });
  const failed = fake.slack.ledger.filter(({ outcome }) => outcome !== 'ok').length;
  return { ...verdict, kills: fleet.kills.length, faults: failed, sentTwice: sent.twice, sentAgain: sent.again, drainedMs, logs };
}

// A fault may need a few milliseconds to be in the middle of something, and a commit takes about so long.
const MOST_DELAY_MS = 25;

/** Kills at instants drawn from the seed; most of them in the middle of something that the victim does. */
async function killAll(plan: Plan, fleet: Fleet, moments: Moments): Promise<void> {
  const draw = seeded(plan.seed);
  const oneOf = <T>(row: readonly [T, ...T[]]): T => row[Math.floor(draw() * row.length)] ?? row[0];
  const instants = Array.from({ length: plan.kills }, () => draw() * plan.overMs).sort((a, b) => a - b);
  const from = performance.now();
  for (const instant of instants) {
    const [victim, moment, delayMs] = [oneOf(NAMES), oneOf([...MOMENTS, undefined]), oneOf([0, draw() * MOST_DELAY_MS])];
    await pause(Math.max(0, instant - (performance.now() - from)));
    // Where the moment does not come, the kill comes all the same: the run has an end.
    const came = moment && (await moments.next(moment, victim, plan.overMs / 20));
    if (delayMs > 0) await pause(delayMs);
    fleet.kill(victim, came ? `${delayMs.toFixed()} ms after its ${moment}` : 'at an instant');
  }
}

/** Waits until nothing is to be said any more, or nothing changes any more. */
async function drain(url: string, fake: SlackServer, tell: Tell): Promise<void> {
  let [before, changedAt, toldAt] = ['', performance.now(), 0];
  await withClient(url, async (client) => {
    for (;;) {
      const { rows } = await client.query<{ waiting: number; due: number }>(
        `select (select count(*)::int from letter where state in ('queued', 'sending', 'unsure')) waiting,
           (select count(*)::int from alarm where due_at <= now()) due`,
      );
      const { waiting = 0, due = 0 } = rows[0] ?? {};
      if (waiting === 0 && due === 0) return;
      const now = `${waiting} ${due} ${fake.slack.ledger.length}`;
      if (now !== before) [before, changedAt] = [now, performance.now()];
      if (performance.now() - changedAt > STUCK_MS) return tell(`given up: ${waiting} letters and ${due} alarms wait`);
      if (performance.now() - toldAt > 10_000) {
        tell(`${waiting} letters and ${due} alarms wait`);
        toldAt = performance.now();
      }
      await pause(250);
    }
  });
}

function names(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${name}${i + 1}`);
}

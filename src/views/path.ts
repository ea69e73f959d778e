import type { Gap } from '../domain/path/map.ts';
import { A_WEEK_DAYS, type Path } from '../domain/path/path.ts';
import { answersNeeded, type Standing } from '../domain/path/standing.ts';
import { joined, type Markdown, md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { button, buttons, count, message, note, text } from './words.ts';

// At most three in a row (conversations.md); everything a button does can be typed.
const MOST_BUTTONS = 3;

type Shown = { path: Path; standings: readonly Standing[]; now: Standing | undefined };

/** What is being built, why it matters, what comes next; then every module. */
export function path({ path, standings, now, day }: Shown & { day: number }): Outbound {
  const last = Math.max(0, ...path.milestones.map((milestone) => milestone.day));
  const when = last > 0 ? md`day ${day} of ${last}` : md`day ${day}`;
  return message([
    text(md`**${path.title}** · ${when}`),
    ...(now ? building({ path, standings, now }) : [text(nothingLeft(path, standings))]),
    ...(standings.length > 0 ? [text(joined(moduleLines(standings), '\n'))] : []),
    buttons(
      button('start', 'Quiz', { type: 'start-quiz' }, { primary: true }),
      ...(now ? [button('test-out', 'Test out', { type: 'test-out', module: now.module.id })] : []),
      button('map', 'Map', { type: 'open-map' }),
    ),
  ]);
}

function building({ path, standings, now }: Shown & { now: Standing }): Block[] {
  const { module, stage } = now;
  return [
    text(md`**Now: ${module.title}, ${stage}.** You are building: ${module.capability}`),
    text(md`Why: ${module.why}`),
    text(md`Next: ${nextWords(now, standings)} ${progress(now, path)}`),
  ];
}

/** For where there is a line for it: "Sales executive: Objection handling, application". */
export function builtInOneLine({ path, standings }: Omit<Shown, 'now'>, now: Standing | undefined): string {
  const held = standings.filter((each) => each.isHeld).length;
  const stages = `${held} of ${count(standings.length, 'stage')} held`;
  return now ? `${path.title}: ${now.module.title}, ${now.stage}; ${stages}` : `${path.title}: ${stages}`;
}

function nothingLeft({ title }: Path, standings: readonly Standing[]): Markdown {
  return standings.length > 0
    ? md`You hold every stage of ${title}. Its questions go on now and then, so that it stays.`
    : md`Nothing of ${title} is asked here at present: its decks were taken out. An author can bring them back.`;
}

/** What opens once a stage is held. */
function nextWords(now: Standing, standings: readonly Standing[]): string {
  const after = standings[standings.indexOf(now) + 1];
  const own = after?.module.id === now.module.id ? [after.stage] : [];
  const modules = new Set(
    standings.filter(({ module }) => module.needs[now.module.id] === now.stage).map(({ module }) => module.title),
  );
  const opens = [...own, ...modules];
  return opens.length > 0 ? `${opens.join(', then ')}.` : 'this is the last stage of the module.';
}

function progress(now: Standing, { gate }: Path): Markdown {
  const lag = now.days === A_WEEK_DAYS ? 'a week' : `${now.days} days`;
  const so = now.answers > 0 ? `So far ${now.hits} of ${now.answers} known ${lag} or more after you last saw them. ` : '';
  const needed = answersNeeded(now, gate);
  const takes =
    needed > 0
      ? `It takes ${needed}${so === '' ? '' : ' more'} right ${needed === 1 ? 'answer' : 'answers'} ${lag} or more after you last saw the question.`
      : 'It takes right answers to more of its questions.';
  return md`${so}${takes}`;
}

const MARKS = { held: '●', open: '◐', closed: '○' };

function moduleLines(standings: readonly Standing[]): Markdown[] {
  const titles = new Map(standings.map(({ module }) => [module.id, module.title]));
  return [...Map.groupBy(standings, ({ module }) => module.id).values()].map((stages) => {
    const marks = stages.map((each) => MARKS[each.isHeld ? 'held' : each.isOpen ? 'open' : 'closed']).join('');
    return md`- ${marks} ${stages[0]?.module.title ?? ''}: ${stateOf(stages, titles)}`;
  });
}

function stateOf(stages: readonly Standing[], titles: ReadonlyMap<string, string>): string {
  const held = stages.filter((each) => each.isHeld).map(({ stage }) => stage);
  const open = stages.find((each) => each.isOpen && !each.isHeld);
  if (held.length === stages.length) return 'held';
  const parts = [...(held.length > 0 ? [`${held.join(', ')} held`] : []), ...(open ? [`${open.stage} open`] : [])];
  return parts.length > 0 ? parts.join(', ') : `opens with ${needsOf(stages[0], titles)}`;
}

function needsOf(first: Standing | undefined, titles: ReadonlyMap<string, string>): string {
  return Object.entries(first?.module.needs ?? {})
    .map(([module, stage]) => `${titles.get(module) ?? module}, ${stage}`)
    .join(' and ');
}

/** What there is to follow. */
export function paths(all: readonly Path[], { following, sought }: { following: string | undefined; sought?: string }): Outbound {
  if (all.length === 0)
    return message([text(md`There are no paths yet. An admin puts them beside the decks, in the folder paths, as YAML files.`)]);
  const blocks: Block[] = [];
  if (sought !== undefined) blocks.push(text(md`No one path is called “${sought}”: say more of its name.`));
  blocks.push(
    text(md`Paths by role. A stage opens by what you still know a week later:`),
    text(
      joined(
        all.map((each) => line(each, following)),
        '\n',
      ),
    ),
  );
  const row = all
    .filter(({ id }) => id !== following)
    .slice(0, MOST_BUTTONS)
    .map(({ id, title }) => button(`follow-${id}`, `Follow ${title}`.slice(0, 75), { type: 'follow-path', path: id }));
  return message(row.length > 0 ? [...blocks, buttons(...row)] : blocks);
}

function line({ id, title, description, modules }: Path, following: string | undefined): Markdown {
  const yours = id === following ? ', you follow this' : '';
  return md`- **${title}** (${id}): ${count(modules.length, 'module')}${yours}. ${description}`;
}

export function noPath(isThereOne: boolean): Outbound {
  if (!isThereOne) return paths([], { following: undefined });
  return message([
    text(md`You follow no path. A path builds what a role takes, stage by stage, by what you still know a week later.`),
    buttons(button('paths', 'Paths', { type: 'list-paths' }, { primary: true })),
  ]);
}

/** A path has been taken up, or a role changed: what is held is kept, and the gaps are what is left. */
export function followed({
  path,
  isChange,
  gaps,
  now,
}: {
  path: Path;
  isChange: boolean;
  gaps: readonly Gap[];
  now: Standing | undefined;
}): Outbound {
  const kept = gaps.filter(({ held }) => held.length > 0);
  const first = isChange ? md`Your path is **${path.title}** now.` : md`You follow **${path.title}**.`;
  const keeps =
    kept.length > 0
      ? [text(md`You keep what you hold: ${kept.map(({ title, held }) => `${title} (${held.join(', ')})`).join('; ')}.`)]
      : [];
  return message([
    text(first),
    ...keeps,
    ...gapList(gaps),
    ...(now
      ? [
          text(
            md`**First: ${now.module.title}, ${now.stage}.** You are building: ${now.module.capability} Why: ${now.module.why}`,
          ),
        ]
      : []),
    note(md`Its questions come little by little beside what you learn already. Know one part well? Test out.`),
    buttons(
      button('start', 'Quiz', { type: 'start-quiz' }, { primary: true }),
      button('test-out', 'Test out', { type: 'test-out' }),
      button('map', 'Map', { type: 'open-map' }),
    ),
  ]);
}

/** What is left to build, module by module; what is whole is not listed. */
export function gapList(gaps: readonly Gap[]): Block[] {
  const open = gaps.filter(({ missing }) => missing.length > 0);
  if (open.length === 0) return [text(md`There is no gap: you hold all of it.`)];
  const lines = open.map(({ title, missing }) => md`- ${title}: ${missing.join(', ')}`);
  return [text(md`Still to build:`), text(joined(lines, '\n'))];
}

/** A stage that is held now: what shows it, and what that opens. */
export function stageHeld(standing: Standing, standings: readonly Standing[]): Block[] {
  const { module, stage, hits, answers, low, high } = standing;
  const range = `${Math.round(low * 100)} to ${Math.round(high * 100)} %`;
  return [
    text(
      md`**${module.title}, ${stage}: held.** ${hits} of ${answers} known without having seen them for ${standing.days - 1} days or more, which puts you at ${range}. Next: ${nextWords(standing, standings)}`,
    ),
  ];
}

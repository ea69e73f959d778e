import type { Gap } from '../domain/path/map.ts';
import { A_WEEK_DAYS, type Path, type StageName } from '../domain/path/path.ts';
import { answersNeeded, type Standing } from '../domain/path/standing.ts';
import { joined, type Markdown, md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { type Phrase, percent, phrase, together, type Words } from '../phrase.ts';
import { button, buttons, count, cut, listed, message, note, sentences, text } from './words.ts';

// At most three in a row (conversations.md); everything a button does can be typed.
const MOST_BUTTONS = 3;

/** The names of stages. */
export const STAGE: Readonly<Record<StageName, Phrase>> = {
  foundation: phrase`foundation`,
  application: phrase`application`,
  mastery: phrase`mastery`,
  reinforcement: phrase`reinforcement`,
};

function stages(names: readonly StageName[]): Phrase {
  return listed(names.map((name) => STAGE[name]));
}

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
      button('start', phrase`Quiz`, { type: 'start-quiz' }, { primary: true }),
      ...(now ? [button('test-out', phrase`Test out`, { type: 'test-out', module: now.module.id })] : []),
      button('map', phrase`Map`, { type: 'open-map' }),
    ),
  ]);
}

function building({ path, standings, now }: Shown & { now: Standing }): Block[] {
  const { module, stage } = now;
  return [
    text(md`**Now: ${module.title}, ${STAGE[stage]}.** You are building: ${module.capability}`),
    text(md`Why: ${module.why}`),
    text(md`Next: ${nextWords(now, standings)} ${progress(now, path)}`),
  ];
}

/** For where there is a line for it: "Sales executive: Objection handling, application". */
export function builtInOneLine({ path, standings }: Omit<Shown, 'now'>, now: Standing | undefined): Phrase {
  const held = standings.filter((each) => each.isHeld).length;
  const stages = phrase`${held} of ${count(standings.length, 'stage')} held`;
  return now ? phrase`${path.title}: ${now.module.title}, ${STAGE[now.stage]}; ${stages}` : phrase`${path.title}: ${stages}`;
}

function nothingLeft({ title }: Path, standings: readonly Standing[]): Markdown {
  return standings.length > 0
    ? md`You hold every stage of ${title}. Its questions go on now and then, so that it stays.`
    : md`Nothing of ${title} is asked here at present: its decks were taken out. An author can bring them back.`;
}

/** What opens once a stage is held. */
function nextWords(now: Standing, standings: readonly Standing[]): Phrase {
  const after = standings[standings.indexOf(now) + 1];
  const own = after?.module.id === now.module.id ? [STAGE[after.stage]] : [];
  const modules = new Set(
    standings.filter(({ module }) => module.needs[now.module.id] === now.stage).map(({ module }) => module.title),
  );
  const opens: Words[] = [...own, ...modules];
  return opens.length > 0
    ? phrase`${opens.reduce((first, then) => phrase`${first}, then ${then}`)}.`
    : phrase`this is the last stage of the module.`;
}

function progress(now: Standing, { gate }: Path): Markdown {
  const lag = now.days === A_WEEK_DAYS ? phrase`a week` : count(now.days, 'day');
  const needed = answersNeeded(now, gate);
  const [of, more] = [count(needed, 'right answer'), count(needed, 'more right answer')];
  const so = phrase`So far ${now.hits} of ${now.answers} known ${lag} or more after you last saw them.`;
  const takes =
    needed > 0
      ? phrase`It takes ${now.answers > 0 ? more : of} ${lag} or more after you last saw the question.`
      : phrase`It takes right answers to more of its questions.`;
  return md`${sentences(now.answers > 0 ? so : undefined, takes)}`;
}

const MARKS = { held: '●', open: '◐', closed: '○' };

function moduleLines(standings: readonly Standing[]): Markdown[] {
  const titles = new Map(standings.map(({ module }) => [module.id, module.title]));
  return [...Map.groupBy(standings, ({ module }) => module.id).values()].map((stages) => {
    const marks = stages.map((each) => MARKS[each.isHeld ? 'held' : each.isOpen ? 'open' : 'closed']).join('');
    return md`- ${marks} ${stages[0]?.module.title ?? ''}: ${stateOf(stages, titles)}`;
  });
}

function stateOf(stages: readonly Standing[], titles: ReadonlyMap<string, string>): Phrase {
  const held = stages.filter((each) => each.isHeld).map(({ stage }) => STAGE[stage]);
  const open = stages.find((each) => each.isOpen && !each.isHeld);
  if (held.length === stages.length) return phrase`held`;
  const parts = [
    ...(held.length > 0 ? [phrase`${listed(held)} held`] : []),
    ...(open ? [phrase`${STAGE[open.stage]} open`] : []),
  ];
  return parts.length > 0 ? listed(parts) : phrase`opens with ${needsOf(stages[0], titles)}`;
}

function needsOf(first: Standing | undefined, titles: ReadonlyMap<string, string>): Phrase {
  const needs = Object.entries(first?.module.needs ?? {});
  return together(needs.map(([module, stage]) => phrase`${titles.get(module) ?? module}, ${STAGE[stage]}`));
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
    .map(({ id, title }) => button(`follow-${id}`, cut(phrase`Follow ${title}`), { type: 'follow-path', path: id }));
  return message(row.length > 0 ? [...blocks, buttons(...row)] : blocks);
}

function line({ id, title, description, modules }: Path, following: string | undefined): Markdown {
  const size = count(modules.length, 'module');
  return id === following
    ? md`- **${title}** (${id}): ${size}, you follow this. ${description}`
    : md`- **${title}** (${id}): ${size}. ${description}`;
}

export function noPath(isThereOne: boolean): Outbound {
  if (!isThereOne) return paths([], { following: undefined });
  return message([
    text(md`You follow no path. A path builds what a role takes, stage by stage, by what you still know a week later.`),
    buttons(button('paths', phrase`Paths`, { type: 'list-paths' }, { primary: true })),
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
      ? [
          text(
            md`You keep what you hold: ${listed(
              kept.map(({ title, held }) => phrase`${title} (${stages(held)})`),
              '; ',
            )}.`,
          ),
        ]
      : [];
  return message([
    text(first),
    ...keeps,
    ...gapList(gaps),
    ...(now
      ? [
          text(
            md`**First: ${now.module.title}, ${STAGE[now.stage]}.** You are building: ${now.module.capability} Why: ${now.module.why}`,
          ),
        ]
      : []),
    note(md`Its questions come little by little beside what you learn already. Know one part well? Test out.`),
    buttons(
      button('start', phrase`Quiz`, { type: 'start-quiz' }, { primary: true }),
      button('test-out', phrase`Test out`, { type: 'test-out' }),
      button('map', phrase`Map`, { type: 'open-map' }),
    ),
  ]);
}

/** What is left to build, module by module; what is whole is not listed. */
export function gapList(gaps: readonly Gap[]): Block[] {
  const open = gaps.filter(({ missing }) => missing.length > 0);
  if (open.length === 0) return [text(md`There is no gap: you hold all of it.`)];
  const lines = open.map(({ title, missing }) => md`- ${title}: ${stages(missing)}`);
  return [text(md`Still to build:`), text(joined(lines, '\n'))];
}

/** A stage that is held now: what shows it, and what that opens. */
export function stageHeld(standing: Standing, standings: readonly Standing[]): Block[] {
  const { module, stage, hits, answers, low, high } = standing;
  const range = phrase`${Math.round(low * 100)} to ${percent(high)}`;
  return [
    text(
      md`**${module.title}, ${STAGE[stage]}: held.** ${hits} of ${answers} known without having seen them for ${standing.days - 1} days or more, which puts you at ${range}. Next: ${nextWords(standing, standings)}`,
    ),
  ];
}

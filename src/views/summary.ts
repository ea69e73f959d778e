import { type CheckIn, type CheckInEntry, needsOf } from '../domain/check-in.ts';
import { FEWEST_LEARNERS } from '../domain/evidence/retention.ts';
import type { Member } from '../domain/member.ts';
import type { Interval } from '../domain/statistics/interval.ts';
import type { Team } from '../domain/team.ts';
import { SMALLEST_GROUP, type WeekFigures, type WeekRecall } from '../domain/week-figures.ts';
import { authored, joined, type Markdown, md, plainly } from '../markdown.ts';
import type { Block, Button, Outbound } from '../outbound.ts';
import { type Phrase, percent, phrase } from '../phrase.ts';
import { teamNews } from './team-achievements.ts';
import { button, buttons, chart, listed, message, note, text } from './words.ts';

/** What a team's week looked like. */
export type Week = {
  team: Team;
  checkIn: CheckIn;
  /** What was sent by people who are on the team. */
  entries: readonly CheckInEntry[];
  /** Who is there, or wrote something. */
  members: readonly Member[];
  leads: readonly string[];
  figures: WeekFigures;
};

// More would not be read in half a minute; the rest is a press away.
const MOST_LINES = 3;
const MOST_BUTTONS = 3;
const MOST_TOLD = 15;
const LONGEST_SHOWN = 160;

/** One message, readable in half a minute. */
export function summary(week: Week): Outbound {
  const { checkIn, figures, entries, members } = week;
  const [successes, needs] = [successLines(week), needsIn(week)];
  const blocks: Block[] = [
    text(head(week)),
    ...(members.length < FEWEST_LEARNERS ? [] : [...section(recallLine(figures.recall)), ...recallChart(figures.recall)]),
    ...section(movedLine(figures)),
    ...list(md`**Successes**`, successes.slice(0, MOST_LINES)),
    ...list(
      md`**Needs somebody**`,
      needs.slice(0, MOST_LINES).map(({ words }) => words),
    ),
    ...talkLines(figures, checkIn.focus).map(text),
    ...teamNews(week.team.id, figures.news ?? []),
  ];
  if (blocks.length === 1) blocks.push(text(md`Nothing was told to the channel this week.`));
  const helping = helpButtons(week);
  if (helping.length > 0) blocks.push(buttons(...helping));
  const isLate = members.length < SMALLEST_GROUP || entries.length < members.length;
  if (isLate) blocks.push(note(md`Late is fine: say check-in to me, and this message follows.`));
  return message(
    blocks,
    listed(
      blocks.flatMap((block) => (block.type === 'text' ? [plainly(block.text)] : [])),
      '\n',
    ),
  );
}

function head({ team, checkIn, entries, members }: Week): Markdown {
  const number = checkIn.week.weekOfYear ?? 0;
  // In a small team the count would tell who did not.
  if (members.length < SMALLEST_GROUP)
    return md`**${team.name}, week ${number}** · who took part is not counted under ${SMALLEST_GROUP} people`;
  return md`**${team.name}, week ${number}** · ${entries.length} of ${members.length} took part`;
}

const AFTER: Readonly<Record<WeekRecall['horizon'], Phrase>> = { '24h': phrase`after a day`, '7d': phrase`after a week` };
const WEEKS = { before: phrase`last week`, share: phrase`this week` };

/** The share of a week for each horizon of which both, or one of them, can be shown: none of fewer people than may be. */
function barsOf(recall: readonly WeekRecall[], week: keyof typeof WEEKS): { horizon: WeekRecall['horizon']; share: Interval }[] {
  return recall.flatMap(({ horizon, ...each }) => (each.share && each[week] ? [{ horizon, share: each[week] }] : []));
}

function recallLine(recall: readonly WeekRecall[]): Markdown {
  const lines = recall.flatMap(({ horizon, share, before, change }) => {
    if (!share) return [];
    const now = phrase`${AFTER[horizon]} ${percentOf(share)}`;
    const beside = before ? phrase`${now}, last week ${percent(before.estimate)}` : now;
    return [change ? phrase`${beside}: ${comparison(change)}` : beside];
  });
  if (lines.length === 0) return md`**Remembered**: cannot tell yet; it takes checks answered by ${FEWEST_LEARNERS} people.`;
  return md`**Remembered** ${listed(lines, '; ')}.`;
}

// A single bar says no more than its number.
function recallChart(recall: readonly WeekRecall[]): Block[] {
  const labels = barsOf(recall, 'share').map(({ horizon }) => AFTER[horizon]);
  const series = (['before', 'share'] as const)
    .map((week) => ({ name: WEEKS[week], values: barsOf(recall, week).map(({ share }) => Math.round(share.estimate * 100)) }))
    .filter(({ values }) => values.length > 0 && values.length === labels.length);
  if (series.length * labels.length < 2) return [];
  return [chart({ as: 'bar', title: phrase`Remembered, in %`, labels, series, text: plainly(recallLine(recall)) })];
}

function comparison(change: Interval): Phrase {
  if (change.low > 0) return phrase`better`;
  return change.high < 0 ? phrase`less` : phrase`too early to tell them apart`;
}

function movedLine({ moved, verified }: WeekFigures): Markdown | undefined {
  const lines = [
    ...(moved
      ? [
          md`${authored(moved.topic)}, now held by ${heldBy(moved.held, moved.people)}, last week by ${heldBy(moved.heldBefore, moved.peopleBefore)}`,
        ]
      : []),
    ...verified.map(({ name }) => md`“${authored(name)}” is cleared up`),
  ];
  return lines.length > 0 ? md`**Moved**: ${joined(lines, '; ')}.` : undefined;
}

/** How many hold something; that nobody does would be everybody's wrong answers. */
export function heldBy(held: number, people: number): Phrase {
  return held < 2 ? phrase`hardly any of ${people}` : phrase`${held} of ${people}`;
}

/** What the next week is about: what its lead chose, else what is worth talking about. */
function talkLines({ talk }: WeekFigures, focus: string | undefined): Markdown[] {
  const topics = joined(talk.map(authored), ', ');
  if (focus === undefined) return talk.length > 0 ? [md`**Talk about, next week**: ${topics}.`] : [];
  return [...(talk.length > 0 ? [md`**Talk about**: ${topics}.`] : []), md`**Next week**: ${authored(focus)}.`];
}

function successLines({ entries, members }: Week): Markdown[] {
  return entries
    .filter(({ success }) => success !== '')
    .map((entry) => told(entry.named ? nameOf(entry.member, members) : undefined, entry.success));
}

/** Whoever leads goes first with a goal of their own. */
function goalLines({ entries, members, leads }: Week): Markdown[] {
  return entries
    .filter(({ sharesNext, next, member }) => sharesNext && next !== '' && leads.includes(member))
    .map((entry) => told(nameOf(entry.member, members), entry.next));
}

function nameOf(id: string, members: readonly Member[]): string | undefined {
  return members.find((member) => member.id === id)?.name;
}

function told(name: string | undefined, words: string): Markdown {
  return name === undefined ? md`- ${shown(words)}` : md`- ${name}: ${shown(words)}`;
}

function shown(words: string): string {
  return words.length > LONGEST_SHOWN ? `${words.slice(0, LONGEST_SHOWN).toWellFormed()} …` : words;
}

function needsIn({ entries }: Week): { owner: string; words: Markdown }[] {
  const needs = entries.flatMap((entry) => needsOf(entry).map((words) => ({ owner: entry.member, words })));
  return needs.map(({ owner, words }, i) => ({
    owner,
    words: needs.length > 1 ? md`- ${i + 1}: ${shown(words)}` : md`- ${shown(words)}`,
  }));
}

function helpButtons(week: Week): Button[] {
  const owners = needsIn(week).slice(0, MOST_BUTTONS - 1);
  return owners.map(({ owner }, i) =>
    button(`help-${i}`, owners.length > 1 ? phrase`I can help: ${i + 1}` : phrase`I can help`, {
      ...{ type: 'offer-help', checkIn: week.checkIn.id, owner },
    }),
  );
}

/** Whether there is more than the summary has room for. */
export function hasDetails(week: Week): boolean {
  const { themes, plans } = week.figures;
  const isMore = successLines(week).length > MOST_LINES || needsIn(week).length >= MOST_BUTTONS;
  return isMore || themes.length > 0 || plans !== undefined || goalLines(week).length > 0;
}

/** What the summary has no room for, for its thread. */
export function details(week: Week): Outbound {
  const { figures, team, checkIn } = week;
  const plans = figures.plans ? md`**Plans of last week**: ${figures.plans.done} of ${figures.plans.of} done.` : undefined;
  const themes = figures.themes.length > 0 ? md`**On the mind of several**: ${listed(figures.themes)}.` : undefined;
  const blocks = [
    text(md`**${team.name}, week ${checkIn.week.weekOfYear ?? 0}**, the rest of it`),
    ...list(md`**Goals of who leads**`, goalLines(week)),
    ...section(themes),
    ...section(plans),
    ...list(md`**Successes**`, successLines(week).slice(MOST_LINES, MOST_TOLD)),
    ...list(
      md`**Needs somebody** (say I can help and the number)`,
      needsIn(week)
        .slice(MOST_BUTTONS - 1, MOST_TOLD)
        .map(({ words }) => words),
    ),
    note(
      md`Remembered: first answers to checks a day or a week after something was last seen; in brackets the range in which the truth lies 95 times in 100, of ${FEWEST_LEARNERS} people or more. All else is counted from ${SMALLEST_GROUP} people on; a topic is held by who was right on most of what came back.`,
    ),
  ];
  return message(blocks);
}

function section(words: Markdown | undefined): Block[] {
  return words ? [text(words)] : [];
}

function list(title: Markdown, lines: readonly Markdown[]): Block[] {
  return lines.length > 0 ? [text(title), text(joined(lines, '\n'))] : [];
}

function percentOf({ estimate, low, high }: Interval): Phrase {
  return phrase`${percent(estimate)} (${Math.round(low * 100)} to ${Math.round(high * 100)})`;
}

/** To who asked for help in a summary. */
export function helpOffered(helper: Member, need: string): Outbound {
  return message([text(md`${helper.name} can help with: ${shown(need)}`), note(md`Write to each other; I stay out of it.`)]);
}

export function helperTold(owner: Member, need: string): Outbound {
  return message([text(md`That is ${owner.name}’s: ${shown(need)}`), note(md`I have told them that you can help.`)]);
}

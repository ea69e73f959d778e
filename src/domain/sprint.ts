import { z } from 'zod';
import { type Attempt, isRecall } from './attempt.ts';
import { asTheyStand } from './correction.ts';
import { hash } from './hash.ts';
import type { Prompt } from './session.ts';
import { type Cluster, changeOf, shareOf } from './statistics/clusters.ts';
import type { Interval } from './statistics/interval.ts';
import { SMALLEST_GROUP } from './week-figures.ts';

export const SPRINT_STATES = ['called', 'running', 'over', 'cancelled'] as const;

const askedSchema = z.object({ item: z.string(), version: z.int(), wording: z.int() });
export const pairSchema = z.object({ one: askedSchema, other: askedSchema });

/** Two questions that are as hard as each other: one item in two wordings, or two items that are alike. Half of the people get the one before, half the other. */
export type Pair = z.infer<typeof pairSchema>;

/** A week in which people of a team learn one topic together, with the same asked before and after in other words. */
export type Sprint = {
  id: string;
  team: string;
  deck: string;
  topic: string;
  startsOn: Temporal.PlainDate;
  state: (typeof SPRINT_STATES)[number];
  /** Whether the whole team is invited, whoever joins it later among them. */
  forAll: boolean;
  pairs: readonly Pair[];
  /** How many are in, as the channel was told; who leaves is missing from it with the next morning. */
  counted: number;
  /** The letter in the channel. */
  letter: string;
};

/** Somebody who is invited; they take part once they have said so. */
export type SprintMember = { sprint: string; member: string; joinedAt?: Temporal.Instant };

export type Phase = 'before' | 'after';
const PURPOSE = { before: 'sprint-before', after: 'sprint-after' } as const;

// A week between the two, so that both fall on the same day of the week.
const DAYS = 7;
// Whoever joins, or is there, on none of these is not measured: the week would be half over.
const BEFORE_DAYS = 4;
/** So many of the topic's questions a day are the same for all. */
const JOINT = 2;

export function lastDayOf({ startsOn }: Pick<Sprint, 'startsOn'>): Temporal.PlainDate {
  return startsOn.add({ days: DAYS });
}

/** The last day on which the first check is asked. */
export function lastToJoin({ startsOn }: Pick<Sprint, 'startsOn'>): Temporal.PlainDate {
  return startsOn.add({ days: BEFORE_DAYS - 1 });
}

export function isOpenSprint({ state }: Sprint): boolean {
  return state === 'called' || state === 'running';
}

/** Which check may be asked on a day; none on the days between. */
export function phaseOn(sprint: Sprint, day: Temporal.PlainDate): Phase | undefined {
  const days = sprint.startsOn.until(day).days;
  if (days >= DAYS) return 'after';
  return days >= 0 && days < BEFORE_DAYS ? 'before' : undefined;
}

/** What a member is asked in a check: which of a pair comes first is drawn for each, so that what is harder is so before as often as after. */
export function checkOf({ id, deck, pairs }: Sprint, member: string, phase: Phase): Prompt[] {
  return pairs.map(({ one, other }, i) => {
    const isTurned = hash(`${id}/${member}/${i}`) % 2 === 1;
    const asked = (phase === 'before') === isTurned ? other : one;
    return { deck, ...asked, purpose: PURPOSE[phase], progress: [] };
  });
}

/** What of a check is not answered yet. Who answered nothing before is not asked after: there would be nothing to compare. */
export function openCheck(sprint: Sprint, member: string, day: Temporal.PlainDate, log: readonly Attempt[]): Prompt[] {
  const phase = phaseOn(sprint, day);
  if (!phase) return [];
  const isAnswered = (prompt: Prompt | undefined) => prompt !== undefined && answerTo(prompt, log) !== undefined;
  const before = checkOf(sprint, member, 'before');
  const wanted = checkOf(sprint, member, phase).filter((_, i) => phase === 'before' || isAnswered(before[i]));
  const open = wanted.filter((prompt) => !isAnswered(prompt));
  return open.map((prompt, i) => (i === 0 ? { ...prompt, isFirst: true } : prompt));
}

// What was seen earlier that day, asked or shown, was no check of what is known.
function answerTo({ deck, item, purpose }: Prompt, log: readonly Attempt[]): Attempt | undefined {
  return log.find((each) => each.purpose === purpose && each.item === item && each.deck === deck && each.firstOfDay);
}

/** The items that are the same for all on a day between the checks, each in its turn. */
export function jointItems<T extends { item: string }>(sprint: Sprint, items: readonly T[], day: Temporal.PlainDate): T[] {
  const days = sprint.startsOn.until(day).days;
  if (days < 1 || days >= DAYS) return [];
  const rank = ({ item }: T) => hash(`${sprint.id}/${item}`);
  const order = [...items].sort((a, b) => rank(a) - rank(b));
  const start = (workingDaysBefore(sprint.startsOn, days) * JOINT) % Math.max(1, order.length);
  return [...order.slice(start), ...order.slice(0, start)].slice(0, JOINT);
}

function workingDaysBefore(from: Temporal.PlainDate, days: number): number {
  return Array.from({ length: days - 1 }, (_, i) => from.add({ days: i + 1 })).filter((day) => day.dayOfWeek <= 5).length;
}

/** How a member did in both checks, on what they answered in both. */
export type Own = { before: Cluster; after: Cluster };

export function ownResult(sprint: Sprint, member: string, log: readonly Attempt[]): Own {
  const known = asTheyStand(log);
  const after = checkOf(sprint, member, 'after');
  const both = checkOf(sprint, member, 'before').flatMap((prompt, i) => {
    const [first, second] = [answerTo(prompt, known), after[i] && answerTo(after[i], known)];
    return first && second ? [{ first, second }] : [];
  });
  const right = (answers: readonly Attempt[]) => answers.filter(({ verdict }) => isRecall(verdict)).length;
  return {
    before: { hits: right(both.map(({ first }) => first)), n: both.length },
    after: { hits: right(both.map(({ second }) => second)), n: both.length },
  };
}

/** How a check of a member's is so far: right of how many, of the first answers. */
export function tallyOf(sprint: Sprint, member: string, phase: Phase, log: readonly Attempt[]): Cluster {
  const known = asTheyStand(log);
  const answers = checkOf(sprint, member, phase).flatMap((prompt) => answerTo(prompt, known) ?? []);
  return { hits: answers.filter(({ verdict }) => isRecall(verdict)).length, n: answers.length };
}

/** What a group's sprint came to; of fewer than may be shown, nothing but that. */
export type Outcome = { people: number; of: number; before?: number; after?: number; change?: Interval };

/** The difference between the checks, over those who answered both; a person's two are compared with each other. */
export function outcomeOf(owns: ReadonlyMap<string, Own>): Outcome {
  const both = [...owns].filter(([, { before }]) => before.n > 0);
  const told = { people: both.length, of: owns.size };
  if (both.length < SMALLEST_GROUP) return told;
  const of = (phase: Phase) => new Map(both.map(([member, own]) => [member, own[phase]]));
  const [before, after] = [of('before'), of('after')];
  const share = (clusters: ReadonlyMap<string, Cluster>) => shareOf([...clusters.values()]).estimate;
  return { ...told, before: share(before), after: share(after), change: changeOf(before, after) };
}

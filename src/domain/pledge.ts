import { type Attempt, isRecall } from './attempt.ts';
import { asTheyStand } from './correction.ts';
import { normalise } from './grade/normalise.ts';
import { spanOf } from './span.ts';
import { SMALLEST_GROUP } from './week-figures.ts';

/** `gathering`: fewer than may be counted; `on`; how it ends: `kept` by everybody, `over`, or `ended` without a word where too few are left. */
export const PLEDGE_STATES = ['gathering', 'on', 'kept', 'over', 'ended'] as const;

/** What people of a team promise each other: each recalls so many questions on a topic by a time. */
export type Pledge = {
  id: string;
  team: string;
  deck: string;
  topic: string;
  items: number;
  madeAt: Temporal.Instant;
  dueAt: Temporal.Instant;
  state: (typeof PLEDGE_STATES)[number];
  /** How many had done it when the channel was told the last time. */
  told: number;
  /** How many are in, as the channel was told; who leaves is missing from it with the next day's look. */
  counted: number;
  /** The letter in the channel. */
  letter: string;
};

export type PledgeMember = { pledge: string; member: string; joinedAt: Temporal.Instant };

/** Of fewer nothing is counted: everybody would know who has not done it. */
export const FEWEST_PLEDGED = SMALLEST_GROUP;
const USUAL_ITEMS = 5;
const LONGEST_DAYS = 14;
const FRIDAY = 5;
// Whoever joins later could only spoil it.
const LAST_HOURS_TO_JOIN = 24;

export function isOpenPledge({ state }: Pledge): boolean {
  return state === 'gathering' || state === 'on';
}

export function mayJoin(pledge: Pledge, now: Temporal.Instant): boolean {
  return isOpenPledge(pledge) && now.until(pledge.dueAt).total('hours') >= LAST_HOURS_TO_JOIN;
}

/** How many different questions a member has recalled for a pledge: right at the first try of a day, without a hint, neither guessed nor read, since it was made. */
export function doneOf(pledge: Pledge, member: string, log: readonly Attempt[], items: ReadonlySet<string>): number {
  const recalled = asTheyStand(log).filter(
    (each) =>
      each.member === member &&
      each.deck === pledge.deck &&
      items.has(each.item) &&
      each.firstOfDay &&
      each.hints === 0 &&
      each.refused === undefined &&
      isRecall(each.verdict) &&
      Temporal.Instant.compare(each.askedAt, pledge.madeAt) >= 0 &&
      Temporal.Instant.compare(each.askedAt, pledge.dueAt) <= 0,
  );
  return Math.min(pledge.items, new Set(recalled.map(({ item }) => item)).size);
}

/** How many have done it, of how many. */
export type Progress = { done: number; of: number };

/** A pledge at its hour: kept by everybody, over, or ended where too few are left to tell. */
export function settledPledge(pledge: Pledge, { done, of }: Progress): Pledge {
  if (of < FEWEST_PLEDGED) return { ...pledge, state: 'ended' };
  return { ...pledge, state: done === of ? 'kept' : 'over', told: done, counted: of };
}

/** A pledge on a day before: it begins with the fifth, and ends quietly where it has begun and fewer are left. */
export function pledgeToday(pledge: Pledge, { done, of }: Progress): Pledge {
  if (pledge.state === 'on' && of < FEWEST_PLEDGED) return { ...pledge, state: 'ended' };
  return { ...pledge, state: of < FEWEST_PLEDGED ? 'gathering' : 'on', told: done, counted: of };
}

export type Wish = { topic: string; items: number; dueOn: Temporal.PlainDate };

/** Reads `recall 3 of Refunds by Friday`, or `3 zu Refunds bis Freitag`: which topic, how many of its questions, by when; nothing where one of it cannot be. */
export function readPledge(
  words: string,
  about: { topics: ReadonlyMap<string, number>; today: Temporal.PlainDate },
): Wish | undefined {
  const pattern =
    /^(?:(?:all|each|we|to|wir|alle)\s+)*(?:recall\s+|wissen\s+)?(?:(\d{1,2})\s+(?:(?:of|on|questions on|questions of|zu|aus|von|fragen zu|fragen aus)\s+)?)?(.+?)(?:\s+(?:by|bis(?: zum)?)\s+(.+))?$/i;
  const [, number, name = '', day] = pattern.exec(words.trim()) ?? [];
  const topic = [...about.topics.keys()].find((each) => normalise(each) === normalise(name));
  if (topic === undefined) return undefined;
  const has = about.topics.get(topic) ?? 0;
  const items = number === undefined ? Math.min(USUAL_ITEMS, has) : Number(number);
  const dueOn = day === undefined ? fridayAfter(about.today) : spanOf(`until ${day}`, about.today)?.until;
  if (!dueOn || items < 1 || items > has) return undefined;
  const days = about.today.until(dueOn).days;
  return days >= 1 && days <= LONGEST_DAYS ? { topic, items, dueOn } : undefined;
}

function fridayAfter(today: Temporal.PlainDate): Temporal.PlainDate {
  return today.add({ days: ((FRIDAY - today.dayOfWeek + 6) % 7) + 1 });
}

import { inOrder } from './order.ts';
import { byMemory, type Known, promptFor, type Seen, seenBefore, unseen, type Weigh } from './pick.ts';
import type { Prompt } from './session.ts';
import { sizeOf, type Wanted } from './weekly.ts';

// A date of its item's plan makes a review worth a little more than it gains by itself: dates decide between near equals, and never crowd out what is about
// to be lost (`npm run bench -- policy`).
const WISH = 1.5;
// How likely it may be that a session's reviews all fail.
const ALL_FAIL = 0.2;

/**
 * The questions of a day, by what asking gains thirty days on: what is required and has become shaky, then what gains most, above the
 * floor that the week's number sets; new items at their measure; one likely success. The same log gives the same plan.
 */
export function planDay(known: Known, day: Temporal.PlainDate, wanted: Wanted, weigh: Weigh = byMemory): Prompt[] {
  const size = sizeOf(day, wanted, known.memories);
  const seen = worthAsking(known, day, weigh);
  const fresh = unseen(known).sort((a, b) => Number(b.required ?? false) - Number(a.required ?? false));
  const news = fresh.slice(0, newItems(size, seen.length));
  const chosen = byWorth(seen, day).slice(0, size - news.length);
  const reviews = new Set(withSuccess(chosen, seen, day, weigh).map(({ candidate }) => candidate));
  return inOrder([...reviews, ...news], known).map((each) => promptFor(each, reviews.has(each) ? 'review' : 'new'));
}

/** What was seen before and may be asked again on a day, what gains most first. */
export function worthAsking(known: Known, day: Temporal.PlainDate, weigh: Weigh): Seen[] {
  return seenBefore(known, day, weigh).filter((each) => isWorth(each, day));
}

// Under this nobody is asked, or a small deck would be asked every day; and nobody long before the day on which they were told that it comes back.
const LEAST_GAIN = 0.05;
const EARLY = 2 / 3;

function isWorth({ gain, memory, wished }: Seen, day: Temporal.PlainDate): boolean {
  const waited = memory.lastDay.until(day).days / memory.lastDay.until(memory.dueDay).days;
  return wished || waited >= 1 || (waited >= EARLY && gain >= LEAST_GAIN);
}

/** How many new items a day takes: what reviews leave, and a third of it where they would leave less. */
export function newItems(budget: number, reviews: number): number {
  return Math.max(budget - reviews, Math.ceil(budget / 2));
}

function isShaky({ candidate, memory }: Seen, day: Temporal.PlainDate): boolean {
  return candidate.required === true && Temporal.PlainDate.compare(memory.dueDay, day) <= 0;
}

function byWorth(seen: readonly Seen[], day: Temporal.PlainDate): Seen[] {
  const worth = (each: Seen) => (isShaky(each, day) ? 10 : 0) + each.gain * (each.wished ? WISH : 1);
  return seen
    .map((each) => ({ each, worth: worth(each) }))
    .sort((a, b) => b.worth - a.worth)
    .map(({ each }) => each);
}

// Nothing but misses discourages: where that is too likely, the least of them gives its place to what gains most of those that make it unlikely.
function withSuccess(
  chosen: readonly Seen[],
  seen: readonly Seen[],
  day: Temporal.PlainDate,
  { recall }: Weigh,
): readonly Seen[] {
  const fails = (items: readonly Seen[]) => items.reduce((all, { memory }) => all * (1 - recall(memory, day)), 1);
  if (chosen.length < 2 || fails(chosen) <= ALL_FAIL) return chosen;
  const kept = chosen.slice(0, -1);
  const others = fails(kept);
  const success = seen.find(({ memory }) => others * (1 - recall(memory, day)) <= ALL_FAIL);
  return success ? [...kept, success] : chosen;
}

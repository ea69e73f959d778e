import { daysBetween } from './days.ts';
import { inOrder } from './order.ts';
import { byGain, type Known, type Met, promptFor, type Seen, seenBefore, unseen, type Weigh } from './pick.ts';
import type { Prompt } from './session.ts';
import { sizeOf, type Wanted } from './weekly.ts';

// A date of its item's plan makes a review worth a little more than it gains by itself: dates decide between near equals, and never crowd out what is about
// to be lost (`npm run bench -- policy`).
const WISH = 1.2;
// What was missed was promised for the next day: it counts as if it had waited so long.
const MISSED_DAYS = 7;
// How likely it may be that a session's reviews all fail.
const ALL_FAIL = 0.2;

/**
 * The questions of a day, by what asking gains thirty days on: what is required and has become shaky, then what gains most, above the
 * floor that the week's number sets; new items at their measure; one likely success. The same log gives the same plan.
 */
export function planDay(known: Known, day: Temporal.PlainDate, wanted: Wanted, weigh: Weigh): Prompt[] {
  const size = sizeOf(day, wanted, known.memories);
  const seen = worthAsking(known, day, weigh);
  const fresh = unseen(known).sort((a, b) => Number(b.required ?? false) - Number(a.required ?? false));
  const news = fresh.slice(0, newItems(size, seen.length, day));
  const chosen = worthMost(seen, size - news.length);
  const reviews = new Set(withSuccess(chosen, seen, day, weigh).map(({ candidate }) => candidate));
  return inOrder([...reviews, ...news], known).map((each) => promptFor(each, reviews.has(each) ? 'review' : 'new'));
}

/** What was seen before and is worth asking again on a day, what gains most first. */
export function worthAsking(known: Known, day: Temporal.PlainDate, weigh: Weigh): Seen[] {
  const met = seenBefore(known, day).filter((each) => each.wished || waited(each) >= EARLY);
  return byGain(met, day, weigh).filter((each) => each.wished || waited(each) >= 1 || each.gain >= LEAST_GAIN);
}

// Under this nobody is asked, or a small deck would be asked every day; and nobody long before the day on which they were told that it comes back.
const LEAST_GAIN = 0.05;
const EARLY = 2 / 3;

/** How much of its interval has passed. */
function waited({ memory, days }: Met): number {
  return days / Math.max(1, daysBetween(memory.lastDay, memory.dueDay));
}

/** How many new items a day takes: what reviews leave, and half of it where they would leave less. A single question is either by turns. */
export function newItems(size: number, reviews: number, day: Temporal.PlainDate): number {
  const half = size === 1 ? day.dayOfYear % 2 : Math.ceil(size / 2);
  return Math.max(size - reviews, half);
}

function isShaky(each: Seen): boolean {
  return each.candidate.required === true && waited(each) >= 1;
}

// A recall strengthens more, the longer the lag that it bridged, than the memory model makes of it: of near equals what has waited longer comes first.
function worthOf(each: Seen): number {
  const days = each.memory.missed ? Math.max(MISSED_DAYS, each.days) : each.days;
  return (isShaky(each) ? FIRST : 0) + each.gain * Math.sqrt(days) * (each.wished ? WISH : 1);
}

// More than any gain comes to.
const FIRST = 100;

/** The few that are worth most, the best first. Of thousands only those are put in order. */
function worthMost(seen: readonly Seen[], few: number): Seen[] {
  const worths = Float64Array.from(seen, worthOf);
  const least = worths.toSorted().at(-few) ?? -Infinity;
  const best = seen.flatMap((each, i) => ((worths[i] ?? 0) >= least ? { each, worth: worths[i] ?? 0 } : []));
  return best
    .sort((a, b) => b.worth - a.worth)
    .slice(0, few)
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
  const success = seen.find((each) => !kept.includes(each) && others * (1 - recall(each.memory, day)) <= ALL_FAIL);
  return success ? [...kept, success] : chosen;
}

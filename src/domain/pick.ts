import type { Purpose } from './attempt.ts';
import type { Course } from './course.ts';
import { daysBetween } from './days.ts';
import { DEFAULT_REINFORCE, isWished } from './item-plan.ts';
import { expectedOn, gainOn, type Memory, type Tuning } from './schedule.ts';
import type { Prompt } from './session.ts';

/** An item that a learner could be asked, in the order of its deck. */
export type Candidate = {
  deck: string;
  item: string;
  version: number;
  topic: string;
  /** Must be known: comes before what only gains more. */
  required?: boolean;
  /** Its own reinforcement plan. */
  reinforce?: readonly number[];
};

/** What a learner could be asked, and what is known of each item with them. */
export type Known = { candidates: readonly Candidate[]; memories: readonly Memory[]; courses: readonly Course[] };

/** What an item would gain on a day, and how likely it is known; the simulator asks an oracle in place of the memory. */
export type Weigh = {
  gain: (memory: Memory, day: Temporal.PlainDate) => number;
  recall: (memory: Memory, day: Temporal.PlainDate) => number;
};

export const byMemory: Weigh = weighedBy({});

/** By what reviews prove of memory. */
export function weighedBy(tuning: Tuning): Weigh {
  return { gain: (memory, day) => gainOn(memory, day, tuning), recall: (memory, day) => expectedOn(memory, day, tuning) };
}

/** An item that was seen on an earlier day: how many days ago, and whether its plan wishes for it. */
export type Met = { candidate: Candidate; memory: Memory; days: number; wished: boolean };
export type Seen = Met & { gain: number };

export function key(item: { deck: string; item: string }): string {
  return `${item.deck}/${item.item}`;
}

/** A candidate with what is known of it. */
type Standing = { candidate: Candidate; memory: Memory | undefined; course: Course | undefined };

/** Every candidate with what is known of it, in the order of the decks. */
export function standingsOf(known: Known): readonly Standing[] {
  const before = standings.get(known);
  if (before) return before;
  const memories = new Map(known.memories.map((memory) => [key(memory), memory]));
  const courses = new Map(known.courses.map((course) => [key(course), course]));
  const found = known.candidates.map((candidate) => {
    const id = key(candidate);
    return { candidate, memory: memories.get(id), course: courses.get(id) };
  });
  standings.set(known, found);
  return found;
}

// A plan asks for them three times, and looks for the next day with questions day by day: most of its time would go into names of items.
const standings = new WeakMap<Known, readonly Standing[]>();

/** What was seen on an earlier day and does not rest. */
export function seenBefore(known: Known, day: Temporal.PlainDate): Met[] {
  return standingsOf(known).flatMap(({ candidate, memory, course }) => {
    const days = memory ? daysBetween(memory.lastDay, day) : 0;
    if (!memory || days <= 0 || course?.restsSince) return [];
    const age = course && daysBetween(course.startedOn, day);
    const wished = age !== undefined && isWished(candidate.reinforce ?? DEFAULT_REINFORCE, age, age - days);
    return { candidate, memory, days, wished };
  });
}

/** What asking gains most first; of equals, what its deck has first. */
export function byGain(met: readonly Met[], day: Temporal.PlainDate, { gain }: Weigh): Seen[] {
  const weighed = met.map(({ candidate, memory, days, wished }) => ({
    candidate,
    memory,
    days,
    wished,
    gain: gain(memory, day),
  }));
  return weighed.sort((a, b) => b.gain - a.gain);
}

/** What a learner has not met, in the order of its deck, the decks taking turns so that a second one is begun before the first is finished. */
export function unseen(known: Known): Candidate[] {
  const fresh = standingsOf(known).flatMap(({ candidate, memory }) => (memory ? [] : candidate));
  const decks = Map.groupBy(fresh, ({ deck }) => deck);
  const waiting = [...decks.values()];
  const longest = Math.max(0, ...waiting.map((deck) => deck.length));
  return Array.from({ length: longest }, (_, i) => waiting.flatMap((deck) => deck[i] ?? [])).flat();
}

/** What more a learner can be asked on a day: a miss, what they would lose first, or something new. */
export function pickExtra(
  known: Known,
  day: Temporal.PlainDate,
  from: 'misses' | 'weakest' | 'new',
  weigh: Weigh,
): Prompt | undefined {
  const seen = byGain(seenBefore(known, day), day, weigh);
  const misses = seen.filter(({ memory }) => memory.missed);
  const weakest = (from === 'misses' && misses.length > 0 ? misses : seen).map(({ candidate }) => candidate);
  const [one] = from === 'new' ? [...unseen(known), ...weakest] : [...weakest, ...unseen(known)];
  return one && promptFor(one, 'extra');
}

export function promptFor({ deck, item, version }: Candidate, purpose: Exclude<Purpose, 'channel'>): Prompt {
  return { deck, item, version, purpose, progress: [] };
}

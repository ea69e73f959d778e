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

/** What was seen on an earlier day and does not rest. */
export function seenBefore(known: Known, day: Temporal.PlainDate): Met[] {
  const memories = new Map(known.memories.map((memory) => [key(memory), memory]));
  const courses = new Map(known.courses.map((course) => [key(course), course]));
  const met: Met[] = [];
  for (const candidate of known.candidates) {
    const id = key(candidate);
    const memory = memories.get(id);
    const course = courses.get(id);
    const days = memory ? daysBetween(memory.lastDay, day) : 0;
    if (!memory || days <= 0 || course?.restsSince) continue;
    const age = course && daysBetween(course.startedOn, day);
    const wished = age !== undefined && isWished(candidate.reinforce ?? DEFAULT_REINFORCE, age, age - days);
    met.push({ candidate, memory, days, wished });
  }
  return met;
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
export function unseen({ candidates, memories }: Known): Candidate[] {
  const seen = new Set(memories.map(key));
  const decks = Map.groupBy(
    candidates.filter((candidate) => !seen.has(key(candidate))),
    ({ deck }) => deck,
  );
  const longest = Math.max(0, ...[...decks.values()].map((deck) => deck.length));
  return Array.from({ length: longest }, (_, i) => [...decks.values()].flatMap((deck) => deck[i] ?? [])).flat();
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

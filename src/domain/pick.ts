import type { Purpose } from './attempt.ts';
import { expectedOn, gainOn, type Memory, type Tuning, USUAL_FLOOR } from './schedule.ts';
import type { Prompt } from './session.ts';

/** An item that a learner could be asked, in the order of its deck. `required`: the company has to know that it is known. */
export type Candidate = { deck: string; item: string; version: number; topic: string; required?: boolean };

export type PlanOptions = {
  /** The most prompts of the day. */
  budget: number;
  /** What asking has to add to recall in thirty days to be worth a prompt, where that is not as usual; what was missed is always worth one. */
  floor?: number;
  tuning?: Tuning;
};

// Of a day's prompts, so many are for new items where reviews would take all: a deck is begun before its first items are perfect. None are while more than
// so many days' worth of what was seen is missed: new items on top of these are lost with them. Both found by `npm run bench -- policy`.
const NEW_SHARE = 1 / 2;
const MOST_MISSED_DAYS = 2;
// So many places are for what was missed, whatever asking it adds: it comes back on the next working day.
const MISSED_SHARE = 1 / 3;
// Fewer known items than this, and topics stay together; mixing helps those who are past the basics (Rohrer 2012).
const BEGINNER_BELOW = 10;
/** An item that is likely known: one of these in a session keeps people at it. */
const LIKELY = 0.75;

/**
 * The questions of a day: what was missed last time, then all that was seen on an earlier day by how much asking adds (science.md, "What to send under a daily
 * budget"; when it is due does not matter), then new items in the order of their deck, the decks taking turns. What is required comes before the rest of
 * its sort.
 */
export function planDay(
  candidates: readonly Candidate[],
  memories: readonly Memory[],
  day: Temporal.PlainDate,
  options: PlanOptions,
): Prompt[] {
  const { budget } = options;
  const worth = worthAsking(candidates, memories, day, options);
  const unmet = requiredFirst(byTurns(unseen(candidates, memories)));
  const missed = worth.filter(({ memory }) => memory.missed).length;
  const isOverloaded = missed > budget * MOST_MISSED_DAYS;
  const places = Math.max(budget - worth.length, isOverloaded ? 0 : Math.ceil(budget * NEW_SHARE));
  const fresh = unmet.slice(0, Math.min(places, budget));
  const due = withSuccess(worth, budget - fresh.length);
  const order = memories.filter(({ recalled }) => recalled).length < BEGINNER_BELOW ? together : apart;
  return [
    ...order(due.map(({ candidate }) => candidate)).map((each) => prompt(each, 'review')),
    ...order(fresh).map((each) => prompt(each, 'new')),
  ];
}

/** What more a learner can be asked on a day: a miss, what they would lose first, or something new. */
export function pickExtra(
  candidates: readonly Candidate[],
  memories: readonly Memory[],
  day: Temporal.PlainDate,
  from: 'misses' | 'weakest' | 'new',
): Prompt | undefined {
  const scored = byGain(known(candidates, memories, day), day, {});
  const misses = scored.filter(({ memory }) => memory.missed);
  const weakest = (from === 'misses' && misses.length > 0 ? misses : scored).map(({ candidate }) => candidate);
  const fresh = unseen(candidates, memories);
  const [one] = from === 'new' ? [...fresh, ...weakest] : [...weakest, ...fresh];
  return one && prompt(one, 'extra');
}

/** How many items are worth a review on a day, within the budget. */
export function countDue(
  candidates: readonly Candidate[],
  memories: readonly Memory[],
  day: Temporal.PlainDate,
  options: PlanOptions,
): number {
  return planDay(candidates, memories, day, options).filter(({ purpose }) => purpose === 'review').length;
}

type Known = { candidate: Candidate; memory: Memory };
type Scored = Known & { gain: number; expected: number };

function worthAsking(
  candidates: readonly Candidate[],
  memories: readonly Memory[],
  day: Temporal.PlainDate,
  { budget, floor = USUAL_FLOOR, tuning = {} }: PlanOptions,
): Scored[] {
  const scored = byGain(known(candidates, memories, day), day, tuning);
  const worth = scored.filter(({ memory, gain }) => memory.missed || gain >= floor);
  const required = worth.filter(({ candidate }) => candidate.required);
  const missed = worth.filter(({ memory }) => memory.missed).slice(0, Math.ceil(budget * MISSED_SHARE));
  return [...new Set([...required, ...missed, ...worth])];
}

/** The floor by which about so many prompts a week are left: what the so-many-th of all known items gains in a week's time, and never less than usual. */
export function floorFor(
  candidates: readonly Candidate[],
  memories: readonly Memory[],
  day: Temporal.PlainDate,
  { perWeek, tuning = {} }: { perWeek: number; tuning?: Tuning },
): number {
  const later = day.add({ days: 7 });
  const gains = byGain(known(candidates, memories, later), later, tuning).map(({ gain }) => gain);
  return Math.max(USUAL_FLOOR, gains[perWeek] ?? 0);
}

/** The first of them; where none of these is likely known, the last makes room for one that is. */
function withSuccess(worth: readonly Scored[], places: number): Scored[] {
  const chosen = worth.slice(0, Math.max(0, places));
  const isLikely = ({ expected }: Scored) => expected >= LIKELY;
  const success = chosen.length > 1 && !chosen.some(isLikely) ? worth.slice(places).find(isLikely) : undefined;
  return success ? [...chosen.slice(0, -1), success] : chosen;
}

function key(item: { deck: string; item: string }): string {
  return `${item.deck}/${item.item}`;
}

/** What was last seen on an earlier day. */
function known(candidates: readonly Candidate[], memories: readonly Memory[], day: Temporal.PlainDate): Known[] {
  const byItem = new Map(memories.map((memory) => [key(memory), memory]));
  return candidates.flatMap((candidate) => {
    const memory = byItem.get(key(candidate));
    return memory && Temporal.PlainDate.compare(memory.lastDay, day) < 0 ? [{ candidate, memory }] : [];
  });
}

function unseen(candidates: readonly Candidate[], memories: readonly Memory[]): Candidate[] {
  const seen = new Set(memories.map(key));
  return candidates.filter((candidate) => !seen.has(key(candidate)));
}

function requiredFirst(items: readonly Candidate[]): Candidate[] {
  return [...items.filter(({ required }) => required), ...items.filter(({ required }) => !required)];
}

// Decks take turns, so that the second of a learner is begun before the first is finished.
function byTurns(items: readonly Candidate[]): Candidate[] {
  const decks = Map.groupBy(items, (item) => item.deck);
  const longest = Math.max(0, ...[...decks.values()].map((deck) => deck.length));
  return Array.from({ length: longest }, (_, i) => [...decks.values()].flatMap((deck) => deck[i] ?? [])).flat();
}

function byGain(items: readonly Known[], day: Temporal.PlainDate, tuning: Tuning): Scored[] {
  return items
    .map((each) => ({ ...each, gain: gainOn(each.memory, day, tuning), expected: expectedOn(each.memory, day, tuning) }))
    .sort((a, b) => b.gain - a.gain || (key(a.candidate) < key(b.candidate) ? -1 : 1));
}

function prompt({ deck, item, version }: Candidate, purpose: Exclude<Purpose, 'channel'>): Prompt {
  return { deck, item, version, purpose, progress: [] };
}

// Keeps the order but for a neighbour of the same topic, which waits until another topic has come between.
function apart(items: readonly Candidate[]): Candidate[] {
  const waiting = [...items];
  const order: Candidate[] = [];
  while (waiting.length > 0) {
    const other = waiting.findIndex((each) => each.topic !== order.at(-1)?.topic);
    order.push(...waiting.splice(Math.max(0, other), 1));
  }
  return order;
}

// Topic by topic, each where its first item stands.
function together(items: readonly Candidate[]): Candidate[] {
  return [...Map.groupBy(items, ({ topic }) => topic).values()].flat();
}

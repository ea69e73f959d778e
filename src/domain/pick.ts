import type { Purpose } from './attempt.ts';
import { gainOn, type Memory } from './schedule.ts';
import type { Prompt } from './session.ts';

/** An item that a learner could be asked, in the order of its deck. */
export type Candidate = { deck: string; item: string; version: number; topic: string };

/**
 * The questions of a day: what was missed last time, then what is due by how much asking it adds, then new items in the
 * order of their deck, the decks taking turns; never more than the budget, and no two of a topic in a row where that can be had.
 */
export function planDay(
  candidates: readonly Candidate[],
  memories: readonly Memory[],
  day: Temporal.PlainDate,
  budget: number,
): Prompt[] {
  const due = dueOn(candidates, memories, day).slice(0, budget);
  const fresh = byTurns(unseen(candidates, memories)).slice(0, budget - due.length);
  return [...apart(due).map((each) => prompt(each, 'review')), ...apart(fresh).map((each) => prompt(each, 'new'))];
}

/** What more a learner can be asked on a day: a miss, what they would lose first, or something new. */
export function pickExtra(
  candidates: readonly Candidate[],
  memories: readonly Memory[],
  day: Temporal.PlainDate,
  from: 'misses' | 'weakest' | 'new',
): Prompt | undefined {
  const seenBefore = known(candidates, memories).filter(({ memory }) => Temporal.PlainDate.compare(memory.lastDay, day) < 0);
  const misses = seenBefore.filter(({ memory }) => memory.missed);
  const weakest = byGain(from === 'misses' && misses.length > 0 ? misses : seenBefore, day);
  const fresh = unseen(candidates, memories);
  const [one] = from === 'new' ? [...fresh, ...weakest] : [...weakest, ...fresh];
  return one && prompt(one, 'extra');
}

/** How many items wait for review on a day. */
export function countDue(candidates: readonly Candidate[], memories: readonly Memory[], day: Temporal.PlainDate): number {
  return dueOn(candidates, memories, day).length;
}

function dueOn(candidates: readonly Candidate[], memories: readonly Memory[], day: Temporal.PlainDate): Candidate[] {
  const due = known(candidates, memories).filter(
    ({ memory }) => Temporal.PlainDate.compare(memory.dueDay, day) <= 0 && Temporal.PlainDate.compare(memory.lastDay, day) < 0,
  );
  const missed = due.filter(({ memory }) => memory.missed);
  const held = due.filter(({ memory }) => !memory.missed);
  return [...byGain(missed, day), ...byGain(held, day)];
}

type Known = { candidate: Candidate; memory: Memory };

function key(item: { deck: string; item: string }): string {
  return `${item.deck}/${item.item}`;
}

function known(candidates: readonly Candidate[], memories: readonly Memory[]): Known[] {
  const byItem = new Map(memories.map((memory) => [key(memory), memory]));
  return candidates.flatMap((candidate) => {
    const memory = byItem.get(key(candidate));
    return memory ? [{ candidate, memory }] : [];
  });
}

function unseen(candidates: readonly Candidate[], memories: readonly Memory[]): Candidate[] {
  const seen = new Set(memories.map(key));
  return candidates.filter((candidate) => !seen.has(key(candidate)));
}

// Decks take turns, so that the second of a learner is begun before the first is finished.
function byTurns(items: readonly Candidate[]): Candidate[] {
  const decks = Map.groupBy(items, (item) => item.deck);
  const longest = Math.max(0, ...[...decks.values()].map((deck) => deck.length));
  return Array.from({ length: longest }, (_, i) => [...decks.values()].flatMap((deck) => deck[i] ?? [])).flat();
}

function byGain(items: readonly Known[], day: Temporal.PlainDate): Candidate[] {
  return items
    .map(({ candidate, memory }) => ({ candidate, gain: gainOn(memory, day) }))
    .sort((a, b) => b.gain - a.gain || key(a.candidate).localeCompare(key(b.candidate)))
    .map(({ candidate }) => candidate);
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

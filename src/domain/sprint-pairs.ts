import type { Item } from './deck.ts';
import { hash } from './hash.ts';
import type { Pair } from './sprint.ts';

/** An item that could be asked in a check, and how many of a team's first answers to it were right. */
export type Measurable = { version: number; item: Item; right?: number };

// What the rules always decide: a check is no place to mark oneself, nor to write at length.
const KINDS: ReadonlySet<Item['kind']> = new Set([
  ...(['single-choice', 'multi-select', 'true-false', 'numeric'] as const),
  ...(['short-text', 'cloze', 'ordering', 'matching'] as const),
]);

/** With more, a check is no longer short; with fewer it tells nothing. */
const MOST_PAIRS = 5;
export const FEWEST_PAIRS = 3;
// Of fewer answers nobody can tell how hard an item is.
const FEWEST_ANSWERS = 5;
const ALIKE = 0.15;

/**
 * What a topic's checks ask. An item with another wording makes a pair by itself; of those with one wording, two that are as hard as each other do. What finds
 * no partner is left out.
 */
export function pairsOf(items: readonly Measurable[], seed: string): Pair[] {
  const rank = ({ item }: Measurable) => hash(`${seed}/${item.id}`);
  const usable = items.filter(({ item }) => KINDS.has(item.kind)).sort((a, b) => rank(a) - rank(b));
  const reworded = usable.filter(({ item }) => item.wordings);
  const pairs = reworded.map((each) => ({ one: asked(each, 0), other: asked(each, 1) }));
  return [...pairs, ...twins(usable.filter(({ item }) => !item.wordings))].slice(0, MOST_PAIRS);
}

function twins(items: readonly Measurable[]): Pair[] {
  const [one, ...others] = items;
  if (!one) return [];
  const other = others.find((each) => isAlike(one, each));
  if (!other) return twins(others);
  return [{ one: asked(one, 0), other: asked(other, 0) }, ...twins(others.filter((each) => each !== other))];
}

// By how often each was right at the first try, where that is known of both; else by how it is asked.
function isAlike(a: Measurable, b: Measurable): boolean {
  if (a.right === undefined || b.right === undefined) return a.item.kind === b.item.kind;
  return Math.abs(a.right - b.right) <= ALIKE;
}

function asked({ item, version }: Measurable, wording: number): Pair['one'] {
  return { item: item.id, version, wording };
}

/** How many first answers of a day an item had, and how many were right. */
export type FirstTries = { item: string; answers: number; right: number };

/** The share of each item's first answers of a day that were right, of those that enough were given to. */
export function sharesRight(tries: readonly FirstTries[]): Map<string, number> {
  return new Map(
    tries.filter(({ answers }) => answers >= FEWEST_ANSWERS).map(({ item, answers, right }) => [item, right / answers]),
  );
}

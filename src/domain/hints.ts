import type { Item } from './deck.ts';
import type { Grade } from './kinds/kind.ts';

/** The hints that have been shown, the newest last. */
export function hintsShown(item: Item, used: number): readonly string[] {
  return (item.hints ?? []).slice(0, used);
}

/** Whether there is one more to ask for. */
export function hasMoreHints(item: Item, used: number): boolean {
  return used < (item.hints?.length ?? 0);
}

/**
 * What an answer is worth after so many hints: a half with one, a third with two. What was right becomes `partly`, and so counts neither as
 * recalled nor as evidence: it was not from memory alone, and comes back soon.
 */
export function withHints(grade: Grade, used: number): Grade {
  if (used === 0) return grade;
  const verdict = grade.verdict === 'correct' ? 'partly' : grade.verdict;
  return { ...grade, verdict, credit: grade.credit / (1 + used) };
}

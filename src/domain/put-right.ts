import { type Attempt, isRecall } from './attempt.ts';
import { asAnswered } from './correction.ts';

/** An error that was put right, and since when it has been. */
export type PutRight = Pick<Attempt, 'deck' | 'item' | 'version'> & {
  missedOn: Temporal.PlainDate;
  rightSince: Temporal.PlainDate;
};

/** What was put right last, of what is right still. */
export function lastPutRight(log: readonly Attempt[]): PutRight | undefined {
  const found = new Map<string, PutRight>();
  const missed = new Map<string, Temporal.PlainDate>();
  for (const { deck, item, version, day, verdict } of asAnswered(log)) {
    const key = `${deck}/${item}`;
    const missedOn = missed.get(key);
    if (!isRecall(verdict)) {
      missed.set(key, day);
      found.delete(key);
    } else if (missedOn && !found.has(key)) found.set(key, { deck, item, version, missedOn, rightSince: day });
  }
  // In the order in which they were put right: one that was missed once more was taken out.
  return [...found.values()].at(-1);
}

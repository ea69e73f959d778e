import { type Attempt, isRecall } from '../attempt.ts';
import { asTheyStand } from '../correction.ts';
import type { Item } from '../deck.ts';
import type { Moment } from './proof.ts';

/** The newest reviews by which thresholds follow how well somebody does, and how many make a figure. */
export const STRENGTH_OF = 20;
const LEAST_REVIEWS = 10;

/** What a learner's answers to an item were before one of them; the log holds the item's answers and corrections, the oldest first. */
export function pastOf(log: readonly Attempt[], attempt: Attempt): Moment['before'] {
  const first = attempt.corrects ?? attempt.id;
  const place = log.findIndex(({ id }) => id === first);
  const past = asTheyStand(place < 0 ? log : withCorrections(log, place));
  const counted = past.filter(({ firstOfDay, verdict }) => firstOfDay && verdict !== 'unsure');
  const last = counted.at(-1);
  if (!last) return undefined;
  return {
    missed: !isRecall(last.verdict),
    recalled: counted.some(({ verdict }) => isRecall(verdict)),
    wordings: [...new Set(past.map(({ wording = 0 }) => wording))],
  };
}

// Corrections come later than what they correct.
function withCorrections(log: readonly Attempt[], place: number): readonly Attempt[] {
  const before = log.slice(0, place).filter(({ corrects }) => corrects === undefined);
  const ids = new Set(before.map(({ id }) => id));
  return [...before, ...log.filter(({ corrects }) => corrects !== undefined && ids.has(corrects))];
}

/** An answer that nobody had marked yet is given with its first mark; a later mark puts right what was said before. */
export function asGiven(log: readonly Attempt[], attempt: Attempt): Attempt {
  const { corrects, ...given } = attempt;
  const isFirstMark = corrects !== undefined && log.some(({ id, verdict }) => id === corrects && verdict === 'unsure');
  return isFirstMark ? given : attempt;
}

/** The share of a learner's newest reviews that was right. */
export function strengthOf(reviews: readonly { right: boolean }[]): number | undefined {
  if (reviews.length < LEAST_REVIEWS) return undefined;
  return reviews.filter(({ right }) => right).length / reviews.length;
}

/** The place of what was picked alone among the options shown, from 0. */
export function letterOf({ reply }: Pick<Attempt, 'reply'>, options: readonly { id: string }[]): number | undefined {
  if (reply.type === 'filled' || options.length < 2) return undefined;
  const typed = reply.type === 'typed' ? /^\s*([a-z])[).]?\s*$/i.exec(reply.text)?.[1]?.toLowerCase() : undefined;
  const place =
    reply.type === 'picked'
      ? options.findIndex(({ id }) => reply.options.length === 1 && id === reply.options[0])
      : (typed?.charCodeAt(0) ?? 0) - 'a'.charCodeAt(0);
  return place >= 0 && place < options.length ? place : undefined;
}

/** How many words are to be read before an item is answered. */
export function wordsIn({ prompt }: Pick<Item, 'prompt'>, options: readonly { text: string }[]): number {
  return [prompt, ...options.map(({ text }) => text)].join(' ').split(/\s+/).filter(Boolean).length;
}

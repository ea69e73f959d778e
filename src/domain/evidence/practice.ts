import { type Attempt, isRecall } from '../attempt.ts';
import { type Confidence, confidenceSchema } from '../confidence.ts';
import { asTheyStand } from '../correction.ts';
import { FEWEST_LEARNERS } from './retention.ts';

/** What leads to recall, and is no recall itself: to be read beside it, never in its place. */
export type Practice = {
  learners: number;
  /** First answers of a day, without a hint, that were right. */
  recalls: number;
  /** Misses, and those of them that were right on a later day. */
  misses: number;
  corrected: number;
  reviews: number;
  fresh: number;
  /** How often answers were right by how sure their learners were; of fewer learners than may be shown, none. */
  confidence: { said: Confidence; answers: number; right: number }[];
};

export function practiceIn(log: readonly Attempt[]): Practice {
  const attempts = asTheyStand(log).filter(({ verdict }) => verdict !== 'unsure');
  const first = attempts.filter(({ firstOfDay }) => firstOfDay);
  const missed = first.filter(({ verdict }) => !isRecall(verdict));
  return {
    learners: new Set(attempts.map(({ member }) => member)).size,
    recalls: first.filter(({ verdict, hints }) => isRecall(verdict) && hints === 0).length,
    misses: missed.length,
    corrected: missed.filter((miss) => isPutRight(miss, first)).length,
    reviews: attempts.filter(({ purpose }) => purpose === 'review' || purpose === 'probe').length,
    fresh: attempts.filter(({ purpose }) => purpose === 'new').length,
    confidence: confidenceIn(first),
  };
}

function isPutRight(miss: Attempt, first: readonly Attempt[]): boolean {
  return first.some(
    (each) =>
      each.member === miss.member &&
      each.deck === miss.deck &&
      each.item === miss.item &&
      Temporal.PlainDate.compare(each.day, miss.day) > 0 &&
      isRecall(each.verdict),
  );
}

function confidenceIn(first: readonly Attempt[]): Practice['confidence'] {
  return confidenceSchema.options.flatMap((said) => {
    const own = first.filter(({ confidence, hints }) => confidence === said && hints === 0);
    if (new Set(own.map(({ member }) => member)).size < FEWEST_LEARNERS) return [];
    return [{ said, answers: own.length, right: own.filter(({ verdict }) => isRecall(verdict)).length }];
  });
}

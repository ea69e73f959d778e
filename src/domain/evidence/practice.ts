import { type Attempt, isRecall } from '../attempt.ts';
import { type Confidence, confidenceSchema } from '../confidence.ts';
import { asTheyStand } from '../correction.ts';
import type { Tuning } from '../schedule.ts';
import { type OnTime, onTimeIn } from './on-time.ts';
import { FEWEST_LEARNERS } from './retention.ts';

/** What leads to recall, and is no recall itself: to be read beside it, never in its place. */
export type Practice = { learners: number } | Figures;

type Figures = {
  learners: number;
  /** First answers of a day, without a hint, that were right. */
  recalls: number;
  /** Misses, and those of them that were right on a later day. */
  misses: number;
  corrected: number;
  reviews: number;
  fresh: number;
  onTime: OnTime;
  /** How often answers were right by how sure their learners were; of fewer learners than may be shown, none. */
  confidence: { said: Confidence; answers: number; right: number }[];
};

/** Of fewer learners than may be shown, how many there are. */
export function practiceIn(log: readonly Attempt[], tuning: Tuning = {}): Practice {
  const attempts = asTheyStand(log);
  const learners = new Set(attempts.map(({ member }) => member)).size;
  if (learners < FEWEST_LEARNERS) return { learners };
  const first = attempts.filter(({ firstOfDay }) => firstOfDay);
  const items = [...Map.groupBy(first, ({ member, deck, item }) => JSON.stringify([member, deck, item])).values()];
  return {
    learners,
    recalls: first.filter(({ verdict, hints }) => isRecall(verdict) && hints === 0).length,
    misses: first.filter(({ verdict }) => !isRecall(verdict)).length,
    corrected: items.reduce((sum, answers) => sum + putRight(answers), 0),
    reviews: attempts.filter(({ purpose }) => purpose === 'review' || purpose === 'probe').length,
    fresh: attempts.filter(({ purpose }) => purpose === 'new').length,
    onTime: onTimeIn(log, tuning),
    confidence: confidenceIn(first),
  };
}

/** How many misses of one learner's item were right on a later day. */
function putRight(answers: readonly Attempt[]): number {
  const [recalls, misses] = [
    answers.filter(({ verdict }) => isRecall(verdict)),
    answers.filter(({ verdict }) => !isRecall(verdict)),
  ];
  const last = recalls
    .map(({ day }) => day)
    .sort(Temporal.PlainDate.compare)
    .at(-1);
  return last ? misses.filter(({ day }) => Temporal.PlainDate.compare(day, last) < 0).length : 0;
}

function confidenceIn(first: readonly Attempt[]): Figures['confidence'] {
  return confidenceSchema.options.flatMap((said) => {
    const own = first.filter(({ confidence, hints }) => confidence === said && hints === 0);
    if (new Set(own.map(({ member }) => member)).size < FEWEST_LEARNERS) return [];
    return [{ said, answers: own.length, right: own.filter(({ verdict }) => isRecall(verdict)).length }];
  });
}

import type { Verdict } from './kinds/kind.ts';

/** What has come of an item with one learner, beside the memory of it: since when, and whether it has been left to rest. */
export type Course = {
  deck: string;
  item: string;
  /** The learner's day on which they first met it. */
  startedOn: Temporal.PlainDate;
  /** Misses in a row, of first answers of a day. */
  misses: number;
  /** The day since which it is not asked, because it was missed again and again. */
  restsSince?: Temporal.PlainDate;
  /** The first answer on a later day than the first, of the version that was asked then. */
  firstReview?: { version: number; recalled: boolean };
};

/** After so many misses in a row an item rests (science.md, "leeches"). */
const MISSES_TO_REST = 3;

type Answer = {
  deck: string;
  item: string;
  version: number;
  day: Temporal.PlainDate;
  verdict: Verdict;
  firstOfDay: boolean;
};

/** The course after an answer. Only the first of a day counts, and what was partly right is no miss of this kind. */
export function continued(course: Course | undefined, answer: Answer): Course {
  const { deck, item, day, verdict } = answer;
  const before: Course = course ?? { deck, item, startedOn: day, misses: 0 };
  if (!answer.firstOfDay) return before;
  const misses = verdict === 'incorrect' ? before.misses + 1 : verdict === 'correct' ? 0 : before.misses;
  const isReview = course !== undefined && Temporal.PlainDate.compare(course.startedOn, day) < 0;
  const firstReview = before.firstReview ?? (isReview ? { version: answer.version, recalled: verdict === 'correct' } : undefined);
  const restsSince = misses >= MISSES_TO_REST ? (before.restsSince ?? day) : undefined;
  const { restsSince: _, ...rest } = before;
  return { ...rest, misses, ...(restsSince && { restsSince }), ...(firstReview && { firstReview }) };
}

/** Asked again from now on, as if it had not been missed. */
export function broughtBack({ restsSince: _, ...course }: Course): Course {
  return { ...course, misses: 0 };
}

/** The course after a mark was put right, of one learner's answers to the item as they stand now: it rests no more where it would not have come to rest, and is never worse than it was. */
export function corrected(course: Course, answers: readonly Answer[]): Course {
  const replayed = answers.reduce<Course | undefined>(continued, undefined);
  if (!replayed) return course;
  const { restsSince, ...rest } = course;
  const stays = restsSince !== undefined && replayed.restsSince !== undefined;
  return {
    ...rest,
    misses: Math.min(course.misses, replayed.misses),
    ...(replayed.firstReview && { firstReview: replayed.firstReview }),
    ...(stays && { restsSince }),
  };
}

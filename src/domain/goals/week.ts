import { type Attempt, isRecall, isReturn } from '../attempt.ts';
import { asAnswered } from '../correction.ts';
import { weekOf } from '../rhythm.ts';
import { type Change, changesFor } from './decide.ts';
import type { Goal } from './goal.ts';
import type { Progress } from './measure.ts';

export type Measured = { goal: Goal; progress: Progress };

/** A week of goals, each figure with what it is of: beside the targets of `TARGETS`. */
export type Week = {
  monday: Temporal.PlainDate;
  /** Goals whose day was in the week and has come, or that were reached in it. */
  planned: number;
  reached: number;
  /** Minutes that the answers to the week's goals took, and to how many goals. */
  minutes: number;
  timed: number;
  /** First answers to what was last seen a day or more before. */
  reviews: number;
  recalled: number;
  recalledBefore: number;
};

export const TARGETS = { completion: 0.8, minutes: [5, 20], recall: 0.85, growth: 0.1 } as const;

/** What is proposed for the next week: one thing, or nothing. */
export type Tweak = { change: Change; goal: Goal } | { change: 'fewer-minutes' | 'none' };

// Longer is not thinking, but having been called away.
const LONGEST_ANSWER_MINUTES = 3;

export function weekOfGoals(
  today: Temporal.PlainDate,
  goals: readonly Measured[],
  log: readonly Attempt[],
  isOf: (goal: Goal, attempt: Attempt) => boolean,
): Week {
  const monday = weekOf(today);
  const answers = asAnswered(log);
  const mine = goals.filter(({ goal, progress }) => isIn(monday, progress.reachedOn ?? dueBy(goal, today)));
  const times = goals.flatMap(({ goal }) => {
    const given = answers.filter((each) => isIn(monday, each.day) && each.firstOfDay && isOf(goal, each));
    return given.length > 0 ? [given.reduce((sum, each) => sum + minutesOf(each), 0)] : [];
  });
  const returns = answers.filter(isReturn);
  const thisWeek = returns.filter(({ day }) => isIn(monday, day));
  const lastWeek = returns.filter(({ day }) => isIn(monday.subtract({ weeks: 1 }), day));
  return {
    monday,
    planned: mine.length,
    reached: mine.filter(({ goal, progress }) => isInTime(goal, progress)).length,
    minutes: times.reduce((sum, each) => sum + each, 0),
    timed: times.length,
    reviews: thisWeek.length,
    recalled: thisWeek.filter(({ verdict }) => isRecall(verdict)).length,
    recalledBefore: lastWeek.filter(({ verdict }) => isRecall(verdict)).length,
  };
}

/** What to change, as the week says: what went wrong first, then what was too easy. */
export function tweakFor(week: Week, goals: readonly Measured[], today: Temporal.PlainDate): Tweak {
  const changes = goals
    .filter(({ goal }) => !goals.some((other) => other.goal.replaces === goal.id))
    .flatMap(({ goal, progress }) => changesFor(goal, progress, today).map((change) => ({ change, goal })));
  for (const wanted of ['repeat', 'shorter', 'move'] as const) {
    const found = changes.find(({ change }) => change === wanted);
    if (found) return found;
  }
  if (week.timed > 0 && week.minutes / week.timed > TARGETS.minutes[1]) return { change: 'fewer-minutes' };
  return changes.find(({ change }) => change === 'harder') ?? { change: 'none' };
}

function isIn(monday: Temporal.PlainDate, day: Temporal.PlainDate | undefined): boolean {
  return day !== undefined && weekOf(day).equals(monday);
}

// A day that is still to come is no miss.
function dueBy({ dueOn }: Goal, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  return Temporal.PlainDate.compare(dueOn, today) < 0 ? dueOn : undefined;
}

function isInTime({ dueOn }: Goal, { reachedOn }: Progress): boolean {
  return reachedOn !== undefined && Temporal.PlainDate.compare(reachedOn, dueOn) <= 0;
}

function minutesOf({ askedAt, answeredAt }: Attempt): number {
  return Math.min(LONGEST_ANSWER_MINUTES, askedAt.until(answeredAt).total('minutes'));
}

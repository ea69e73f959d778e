import { type Attempt, isCheck, isRecall, isReturn } from '../attempt.ts';
import { asAnswered } from '../correction.ts';
import { key } from '../pick.ts';
import { type Goal, neededFor } from './goal.ts';

/** How far a goal is, by what was answered and by nothing else. */
export type Progress = {
  /** What has been shown, of `needed`. */
  done: number;
  needed: number;
  /** First answers of a day, and how many of them were right. */
  answers: number;
  right: number;
  /** How often the goal has been gone through: an answer to each of its questions is one try. */
  tries: number;
  reachedOn?: Temporal.PlainDate;
  /** How many of the learner's working days it has, and how many of them are over: leave and holidays are no time of it. */
  time?: { days: number; over: number };
};

type Answer = Attempt & { isRight: boolean };

/**
 * Measures a goal by the log of its questions' answers, of which `items` are. First answers of a day without hints count, as they stand. A check
 * that was right counts as a recall, and one that was missed never against a goal.
 */
export function measure(goal: Goal, log: readonly Attempt[], items: ReadonlySet<string>): Progress {
  const answers = asAnswered(log)
    .filter((each) => Temporal.PlainDate.compare(each.day, goal.startsOn) >= 0 && each.firstOfDay && each.purpose !== 'replay')
    .filter((each) => items.has(key(each)))
    .map((each) => ({ ...each, isRight: isRecall(each.verdict) && each.hints === 0 }));
  const needed = neededFor(goal);
  const place = answers.findIndex((_, i) => doneBy(goal, answers.slice(0, i + 1)) >= needed);
  const reachedOn = answers[place]?.day;
  const practice = answers.filter(({ purpose }) => !isCheck(purpose));
  return {
    done: Math.min(needed, doneBy(goal, reachedOn ? answers.slice(0, place + 1) : answers)),
    needed,
    answers: practice.length,
    right: practice.filter(({ isRight }) => isRight).length,
    tries: Math.floor(practice.length / goal.items),
    ...(reachedOn && { reachedOn }),
  };
}

function doneBy(goal: Goal, answers: readonly Answer[]): number {
  const practice = answers.filter(({ purpose }) => !isCheck(purpose));
  switch (goal.type) {
    case 'recall':
      return different(answers.filter((each) => each.isRight && isReturn(each)));
    case 'completion':
      return different(answers.filter(({ isRight }) => isRight));
    case 'accuracy':
      return rightOfLast(goal, practice);
    case 'fluency':
      return practice.length - 1 - practice.findLastIndex(({ isRight }) => !isRight);
    case 'speed':
      return within(
        goal.minutes,
        practice.filter(({ isRight }) => isRight),
      );
  }
}

function different(answers: readonly Answer[]): number {
  return new Set(answers.map(key)).size;
}

// Of so many answers as are wanted: fewer are not enough, whatever their share.
function rightOfLast(goal: Goal, answers: readonly Answer[]): number {
  const right = answers.slice(-goal.items).filter(({ isRight }) => isRight).length;
  return answers.length >= goal.items ? right : Math.min(right, neededFor(goal) - 1);
}

/** The most different questions that were answered within so many minutes, the first asked to the last answered. */
function within(minutes: number, answers: readonly Answer[]): number {
  const counts = answers.map(({ askedAt }) => {
    const end = askedAt.add({ minutes });
    const inTime = answers.filter(
      (each) => Temporal.Instant.compare(each.askedAt, askedAt) >= 0 && Temporal.Instant.compare(each.answeredAt, end) <= 0,
    );
    return different(inTime);
  });
  return Math.max(0, ...counts);
}

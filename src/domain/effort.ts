import { type Attempt, isRecall, isReturn } from './attempt.ts';
import { asAnswered } from './correction.ts';
import { weekOf } from './rhythm.ts';
import { wilson } from './statistics/interval.ts';

/** So many of so many. */
type Tally = { right: number; of: number };

/** One week of a learner's own: first answers of a day, those of them to what was seen a day or more before, and how long they took. */
export type EffortWeek = {
  /** Its Monday. */
  week: Temporal.PlainDate;
  first: Tally;
  recalled: Tally;
  /** Of each answer that came while its question was before the learner. */
  seconds: readonly number[];
};

export const EFFORT_WEEKS = 12;
// A message in a chat may lie unread for hours; what was answered so soon was not put aside.
const IN_HAND_SECONDS = 300;

/** The weeks of a learner's log in which something was answered, the oldest first. */
export function effortOf(log: readonly Attempt[]): readonly EffortWeek[] {
  const answers = asAnswered(log).filter(({ firstOfDay, purpose }) => firstOfDay && purpose !== 'replay');
  const weeks = Map.groupBy(answers, ({ day }) => weekOf(day).toString());
  return [...weeks]
    .map(([week, own]) => ({
      week: Temporal.PlainDate.from(week),
      first: tallyOf(own),
      recalled: tallyOf(own.filter(isReturn)),
      seconds: own.map(secondsOf).filter((seconds) => seconds <= IN_HAND_SECONDS),
    }))
    .sort((a, b) => Temporal.PlainDate.compare(a.week, b.week));
}

/** What came of one measure, before and of late, and whether they differ by more than chance; of too few answers that stays open. */
export type Change = { before: number; lately: number; is: 'up' | 'down' | 'alike' } | { is: 'open' };

export type Changes = { first: Change; recalled: Change; seconds: Change };

/** Fewer on either side say next to nothing: with ten, a share is known to about thirty points. */
export const FEWEST = 10;
const LATELY_WEEKS = 4;

/** The last four weeks beside those before them. */
export function changesOf(weeks: readonly EffortWeek[], today: Temporal.PlainDate): Changes {
  const from = weekOf(today).subtract({ weeks: LATELY_WEEKS - 1 });
  const isLate = ({ week }: EffortWeek) => Temporal.PlainDate.compare(week, from) >= 0;
  const [lately, before] = [weeks.filter(isLate), weeks.filter((each) => !isLate(each))];
  const share = (of: 'first' | 'recalled') =>
    shareChange(sum(before.map((each) => each[of])), sum(lately.map((each) => each[of])));
  const seconds = (some: readonly EffortWeek[]) => some.flatMap((each) => each.seconds);
  return { first: share('first'), recalled: share('recalled'), seconds: secondsChange(seconds(before), seconds(lately)) };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

function shareChange(before: Tally, lately: Tally): Change {
  if (Math.min(before.of, lately.of) < FEWEST) return { is: 'open' };
  const [then, now] = [wilson(before.right, before.of), wilson(lately.right, lately.of)];
  const difference = now.estimate - then.estimate;
  // Newcombe's interval of a difference (1998, method 10), from Wilson's of each.
  const up = difference - Math.hypot(now.estimate - now.low, then.high - then.estimate) > 0;
  const down = difference + Math.hypot(now.high - now.estimate, then.estimate - then.low) < 0;
  return { before: then.estimate, lately: now.estimate, is: up ? 'up' : down ? 'down' : 'alike' };
}

function secondsChange(before: readonly number[], lately: readonly number[]): Change {
  if (Math.min(before.length, lately.length) < FEWEST) return { is: 'open' };
  const z = rankSum(before, lately);
  return { before: median(before), lately: median(lately), is: z > 1.96 ? 'up' : z < -1.96 ? 'down' : 'alike' };
}

/** How far the second lie above the first, in standard errors: Mann and Whitney's test, as times are skewed. */
function rankSum(a: readonly number[], b: readonly number[]): number {
  const wins = b.reduce((all, each) => all + a.reduce((own, other) => own + (Math.sign(each - other) + 1) / 2, 0), 0);
  const [n, m] = [a.length, b.length];
  return (wins - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
}

function tallyOf(answers: readonly Attempt[]): Tally {
  return { right: answers.filter(({ verdict }) => isRecall(verdict)).length, of: answers.length };
}

function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce((all, each) => ({ right: all.right + each.right, of: all.of + each.of }), { right: 0, of: 0 });
}

function secondsOf({ askedAt, answeredAt }: Attempt): number {
  return askedAt.until(answeredAt).total('seconds');
}

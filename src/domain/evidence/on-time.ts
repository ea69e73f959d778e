import { type Attempt, isCheck, isFirstTry, isRecall } from '../attempt.ts';
import { asAnswered, reviewIn } from '../correction.ts';
import { daysBetween } from '../days.ts';
import { type Memory, remember, type Tuning } from '../schedule.ts';
import { type Cluster, intervalOf, shareOf } from '../statistics/clusters.ts';
import type { Interval } from '../statistics/interval.ts';
import { FEWEST_LEARNERS } from './retention.ts';

/** Which of the reviews whose day had come were on time; of fewer learners than may be shown, how many have answered one. */
export type OnTime = { learners: number } | { learners: number; reviews: number; share: Interval };

/** A review is on time until so long after the day on which its item was due: a weekend and a day beside it. */
export const DAYS_OF_GRACE = 3;

/**
 * Of answers to items that were due, the share that came in time. Memories are made anew from the log; what was met before the log begins has none that can be, and
 * checks come when they are drawn: both are left out, and so is what nobody answered. `from`: of
 * the reviews since that day.
 */
export function onTimeIn(log: readonly Attempt[], tuning: Tuning = {}, from?: Temporal.PlainDate): OnTime {
  const first = asAnswered(log).filter(({ firstOfDay }) => firstOfDay);
  const items = Map.groupBy(first, ({ member, deck, item }) => JSON.stringify([member, deck, item]));
  const all = [...items.values()].flatMap((answers) => latesIn(answers, tuning));
  const lates = from ? all.filter(({ day }) => Temporal.PlainDate.compare(day, from) >= 0) : all;
  const clusters = [...Map.groupBy(lates, ({ member }) => member).values()].map(clusterOf);
  const learners = clusters.length;
  if (learners < FEWEST_LEARNERS) return { learners };
  return { learners, reviews: lates.length, share: intervalOf(shareOf(clusters)) };
}

/** One review, and how many days after its item's due day it came. */
type Late = { member: string; day: Temporal.PlainDate; days: number };

function latesIn(answers: readonly Attempt[], tuning: Tuning): Late[] {
  if (!answers[0] || !isFirstTry(answers[0])) return [];
  let memory: Memory | undefined;
  return answers.flatMap((each) => {
    const days = memory ? daysBetween(memory.dueDay, each.day) : -1;
    memory = remember(each, memory, isRecall(each.verdict), reviewIn(each), tuning);
    return days < 0 || isCheck(each.purpose) ? [] : [{ member: each.member, day: each.day, days }];
  });
}

function clusterOf(own: readonly Late[]): Cluster {
  return { hits: own.filter(({ days }) => days <= DAYS_OF_GRACE).length, n: own.length };
}

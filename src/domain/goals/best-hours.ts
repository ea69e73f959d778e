import { type Attempt, isRecall } from '../attempt.ts';

/** An hour of a learner's day, with how many first answers they gave in it and how many were right. */
export type Hour = { hour: number; answers: number; right: number };

// Fewer answers say nothing of an hour.
const LEAST_ANSWERS = 8;
const MOST_HOURS = 2;

/** The hours in which a learner answers most and best: of those with enough answers, those with the most right; the better share decides between near equals. */
export function bestHours(log: readonly Attempt[]): readonly Hour[] {
  const firsts = log.filter(({ firstOfDay, corrects, verdict }) => firstOfDay && corrects === undefined && verdict !== 'unsure');
  const byHour = Map.groupBy(firsts, ({ answeredAt, zone }) => answeredAt.toZonedDateTimeISO(zone).hour);
  const hours = [...byHour].map(([hour, answers]) => ({
    ...{ hour, answers: answers.length },
    right: answers.filter(({ verdict }) => isRecall(verdict)).length,
  }));
  return hours
    .filter(({ answers }) => answers >= LEAST_ANSWERS)
    .sort((a, b) => worth(b) - worth(a) || a.hour - b.hour)
    .slice(0, MOST_HOURS);
}

// Right answers, times their share: an hour of many half-right answers is not the best.
function worth({ answers, right }: Hour): number {
  return (right * right) / answers;
}

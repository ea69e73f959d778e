import type { Attempt } from './attempt.ts';
import { isRecall } from './attempt.ts';
import { asAnswered } from './correction.ts';
import { provenRecall } from './memory-tuning.ts';
import { type Foretold, logLoss } from './platt.ts';
import { type Memory, recallOn, remember, type Tuning } from './schedule.ts';

/** One learner's first answers of a day to one item, the oldest first. */
export type History = readonly { at: Temporal.Instant; day: Temporal.PlainDate; recalled: boolean; guess: number }[];

export function historiesIn(log: readonly Attempt[]): History[] {
  const counted = asAnswered(log).filter(({ firstOfDay, verdict }) => firstOfDay && verdict !== 'unsure');
  const groups = Map.groupBy(counted, ({ member, deck, item }) => JSON.stringify([member, deck, item]));
  return [...groups.values()].map((each) =>
    each.map(({ answeredAt, day, verdict, guess = 0 }) => ({ at: answeredAt, day, recalled: isRecall(verdict), guess })),
  );
}

/** How many of them are reviews: on a later day than the one before. */
export function reviewsIn(histories: readonly History[]): number {
  return histories.reduce((sum, { length }) => sum + Math.max(0, length - 1), 0);
}

/** The time at which the newest fifth of the reviews begins: what comes before may be fitted to, what comes after tells whether that helped. */
export function newestFrom(histories: readonly History[]): Temporal.Instant {
  const times = histories.flatMap((history) => history.slice(1).map(({ at }) => at.epochMilliseconds)).sort((a, b) => a - b);
  return Temporal.Instant.fromEpochMilliseconds(times[Math.floor(times.length * 0.8)] ?? 0);
}

export function before(histories: readonly History[], at: Temporal.Instant): History[] {
  return histories
    .map((history) => history.filter((each) => Temporal.Instant.compare(each.at, at) < 0))
    .filter(({ length }) => length > 0);
}

type Trial = Foretold & { at: number };

/** What these parameters would have foretold, the oldest first. */
export function trials(histories: readonly History[], tuning: Tuning): Trial[] {
  const found = histories.flatMap((history) => {
    let memory: Memory | undefined;
    return history.flatMap(({ at, day, recalled, guess }) => {
      const known = memory;
      memory = remember({ deck: '', item: '' }, known, recalled, { now: at, day, guess }, tuning);
      return known ? [{ at: at.epochMilliseconds, probability: recallOn(known, day, tuning), right: recalled }] : [];
    });
  });
  return found.sort((a, b) => a.at - b.at);
}

/** What is made of a workspace's memories, and the log loss of it on the newest reviews, which it has not seen. */
export type Proven = { tuning: Tuning; loss: number };

/** Parameters, FSRS's own where there are none, with the calibration that goes with them. */
export function provenWith(histories: readonly History[], from: Temporal.Instant, weights: Weights): Proven {
  const tuning = weights ? { weights: [...weights] } : {};
  const all = trials(histories, tuning);
  const isNew = ({ at }: Trial) => at >= from.epochMilliseconds;
  const older = provenRecall(all.filter((each) => !isNew(each)));
  const calibration = provenRecall(all);
  return { tuning: { ...tuning, ...(calibration && { calibration }) }, loss: logLoss(all.filter(isNew), () => older) };
}

type Weights = readonly number[] | undefined;

// Less than a nat over the newest reviews is as likely chance.
const LEAST_GAIN = 1;

/** The best of some parameters, the earlier where a later is not clearly better, with what it was measured at. */
export function provenBest(histories: readonly History[], from: Temporal.Instant, choice: readonly Weights[]): Proven {
  const times = histories.flatMap((history) => history.slice(1).map(({ at }) => at));
  const newest = times.filter((at) => Temporal.Instant.compare(at, from) >= 0);
  const [first = undefined, ...others] = choice.map((weights) => provenWith(histories, from, weights));
  if (!first) throw new Error('there is nothing to choose from');
  const best = others.reduce((so, each) => ((so.loss - each.loss) * newest.length >= LEAST_GAIN ? each : so), first);
  const usual = logLoss(trials(histories, {}).filter(({ at }) => at >= from.epochMilliseconds));
  const measured = { reviews: times.length, newest: newest.length, from: from.toString(), loss: best.loss, fsrs: usual };
  return { ...best, tuning: { ...best.tuning, measured } };
}

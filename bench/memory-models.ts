import { biased, biasOf, type Leaning, leaning, NO_LEANING, provenRecall } from '../src/domain/memory-tuning.ts';
import type { Calibration, Foretold } from '../src/domain/platt.ts';
import { type Memory, recallOn, remember } from '../src/domain/schedule.ts';
import type { Answer } from './revlog.ts';

/** A review on a later day than the one before, and how likely each model held that it would be right. */
export type Predicted = {
  user: string;
  at: number;
  right: boolean;
  /** Days since the answer before, how many there were, and how many of these were misses. */
  elapsed: number;
  reviews: number;
  lapses: number;
  by: Readonly<Record<string, number>>;
};

/** What each model remembers of one item of one user. */
type State = {
  fsrs: Memory;
  lapses: number;
  fixed: number;
  box: number;
  sm2: { interval: number; ease: number; repetitions: number };
};

const FIXED = [3, 7, 14];
const BOXES = [1, 2, 4, 8, 16, 32, 64];
const EPOCH = Temporal.PlainDate.from('1970-01-01');
// What an interval was meant to leave: nine of ten.
const MEANT = Math.log(0.9);

/** Replays a log, the oldest answer first; only what is asked again on a later day is foretold. */
export function predictions(answers: readonly Answer[]): Predicted[] {
  const states = new Map<string, State>();
  const right = { of: 0, all: 0 };
  return answers.flatMap((answer) => {
    const key = `${answer.user} ${answer.item}`;
    const before = states.get(key);
    states.set(key, after(before, answer));
    if (!before) return [];
    const constant = (right.of + 1) / (right.all + 2);
    right.of += Number(answer.right);
    right.all += 1;
    return [
      {
        user: answer.user,
        at: answer.at,
        right: answer.right,
        ...{ elapsed: elapsedIn(before, answer), reviews: before.fsrs.reviews, lapses: before.lapses },
        by: { constant, ...foretold(before, answer) },
      },
    ];
  });
}

function elapsedIn({ fsrs }: State, { day }: Answer): number {
  return day - EPOCH.until(fsrs.lastDay).days;
}

function foretold(before: State, answer: Answer): Record<string, number> {
  const elapsed = elapsedIn(before, answer);
  const after = (interval: number) => Math.exp((MEANT * elapsed) / interval);
  return {
    fixed: after(FIXED[Math.min(before.fixed, FIXED.length - 1)] ?? 3),
    leitner: after(BOXES[before.box] ?? 1),
    sm2: after(before.sm2.interval),
    fsrs: recallOn(before.fsrs, EPOCH.add({ days: answer.day })),
  };
}

function after(before: State | undefined, { day, at, right }: Answer): State {
  const now = { day: EPOCH.add({ days: day }), now: Temporal.Instant.fromEpochMilliseconds(at) };
  return {
    fsrs: remember({ deck: '', item: '' }, before?.fsrs, right, now),
    lapses: (before?.lapses ?? 0) + Number(!right),
    fixed: right ? (before ? before.fixed + 1 : 0) : 0,
    box: right ? Math.min((before?.box ?? -1) + 1, BOXES.length - 1) : 0,
    sm2: sm2After(before?.sm2 ?? { interval: 1, ease: 2.5, repetitions: 0 }, right),
  };
}

/** SuperMemo 2 (Wozniak 1990) with a good answer as grade 4 and a miss as grade 2. */
function sm2After({ interval, ease, repetitions }: State['sm2'], right: boolean): State['sm2'] {
  if (!right) return { interval: 1, ease: Math.max(1.3, ease - 0.32), repetitions: 0 };
  const next = repetitions === 0 ? 1 : repetitions === 1 ? 6 : interval * ease;
  return { interval: next, ease, repetitions: repetitions + 1 };
}

// Refitted every night in the program; here after each twentieth of the log.
const REFITS = 20;
// As many as the program reads.
const ENOUGH = 20_000;

/** Adds what we make of FSRS: read by what the workspace's earlier reviews prove, and by the learner's own bias. */
export function withOurs(reviews: readonly Predicted[], given?: Calibration): Predicted[] {
  const leanings = new Map<string, Leaning>();
  const past: Foretold[] = [];
  let calibration = given;
  return reviews.map((review, i) => {
    if (!given && i > 0 && i % Math.ceil(reviews.length / REFITS) === 0) calibration = provenRecall(past.slice(-ENOUGH));
    const raw = { probability: review.by['fsrs'] ?? 0.5, right: review.right };
    const known = leanings.get(review.user) ?? NO_LEANING;
    const ours = biased(raw.probability, biasOf(known), calibration);
    leanings.set(review.user, leaning(known, raw, calibration));
    past.push(raw);
    return { ...review, by: { ...review.by, ours } };
  });
}

import { default_w } from 'ts-fsrs';
import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../src/domain/attempt.ts';
import { before, historiesIn, newestFrom, provenBest, provenWith, reviewsIn, trials } from '../../src/domain/memory-fit.ts';
import { biasAfter, biased, provenRecall } from '../../src/domain/memory-tuning.ts';
import { logLoss, lossOf } from '../../src/domain/platt.ts';
import { expectedOn, type Memory, recallOn, remember } from '../../src/domain/schedule.ts';
import { attemptAt } from '../support/attempts.ts';
import { chanceOf } from '../support/seeded.ts';

const START = Temporal.PlainDate.from('2026-01-05');
const item = { deck: 'd', item: 'i' };
const at = (days: number) => ({ day: START.add({ days }), now: START.add({ days }).toZonedDateTime('UTC').toInstant() });

function memoryOf(answers: readonly (readonly [day: number, recalled: boolean])[], guess = 0): Memory {
  let memory: Memory | undefined;
  for (const [day, recalled] of answers) memory = remember(item, memory, recalled, { ...at(day), guess });
  if (!memory) throw new Error('no answers');
  return memory;
}

describe('a memory by FSRS-6', () => {
  it('is recalled with nine in ten when its stability has passed', () => {
    const memory = memoryOf([
      [0, true],
      [2, true],
    ]);
    const day = memory.lastDay.add({ days: Math.round(memory.stability) });
    expect(recallOn(memory, day)).toBeCloseTo(0.9, 2);
  });

  it('trusts a right answer less the likelier a guess was, and a miss not at all', () => {
    const history = [
      [0, true],
      [9, true],
    ] as const;
    const stabilities = [0, 0.25, 0.5].map((guess) => memoryOf(history, guess).stability);
    expect(stabilities).toEqual([...stabilities].sort((a, b) => b - a));
    expect(new Set(stabilities).size).toBe(3);
    expect(
      memoryOf(
        [
          [0, true],
          [9, false],
        ],
        0.5,
      ),
    ).toEqual(
      memoryOf([
        [0, true],
        [9, false],
      ]),
    );
  });
});

describe('what reviews prove', () => {
  const foretold = (share: number, count: number, probability = 0.9) =>
    Array.from({ length: count }, (_, i) => ({ probability, right: chanceOf(7, 'right', i) < share }));

  it('is nothing where they came as foretold, or are few', () => {
    expect(provenRecall(foretold(0.5, 40))).toBeUndefined();
    expect(provenRecall(foretold(0.9, 400))).toBeUndefined();
    expect(provenRecall(foretold(0.5, 199))).toBeUndefined();
  });

  it('reads recall as it came', () => {
    const calibration = provenRecall(foretold(0.6, 400));
    if (!calibration) throw new Error('nothing is proven');
    const memory = memoryOf([[0, true]]);
    const day = memory.lastDay.add({ days: Math.round(memory.stability) });
    expect(expectedOn(memory, day, { calibration })).toBeCloseTo(0.6, 1);
  });

  it('of one learner is a bias that follows them slowly', () => {
    expect(biasAfter([])).toBe(0);
    const bias = biasAfter(foretold(1, 30, 0.5));
    expect(bias).toBeGreaterThan(0.3);
    expect(bias).toBeLessThan(1.5);
    expect(biased(0.5, bias)).toBeGreaterThan(0.55);
  });

  it.each([1, 2, 3, 4, 5, 6])('of somebody who recalls as foretold does hardly any harm: seed %i', (seed) => {
    const reviews = Array.from({ length: 30 }, (_, i) => ({ probability: 0.8, right: chanceOf(seed, 'recalls', i) < 0.8 }));
    const losses = reviews.map(({ right }, i) => lossOf(biased(0.8, biasAfter(reviews.slice(0, i))), right));
    expect(losses.reduce((sum, loss) => sum + loss, 0) / 30).toBeLessThan(logLoss(reviews) + 0.005);
  });
});

describe('histories for a fit', () => {
  const attempt = (days: number, verdict: Attempt['verdict'], more: Partial<Attempt> = {}) =>
    attemptAt(at(days).now, { id: `a${days}`, verdict, ...more });

  it('hold first answers of a day as they stand, and leave out what nobody has marked', () => {
    const log = [
      attempt(0, 'incorrect'),
      attempt(3, 'incorrect'),
      { ...attempt(3, 'correct'), id: 'c', corrects: 'a3', answeredAt: at(9).now },
      attempt(5, 'unsure'),
      attempt(6, 'correct', { firstOfDay: false }),
      attempt(8, 'correct'),
    ];
    const [history, ...others] = historiesIn(log);
    expect(others).toEqual([]);
    expect(history?.map(({ day, recalled }) => [START.until(day).days, recalled])).toEqual([
      [0, false],
      [3, true],
      [8, true],
    ]);
    expect(reviewsIn([history ?? []])).toBe(2);
  });

  it('are fitted up to the newest fifth, and proven on that', () => {
    const histories = Array.from({ length: 80 }, (_, n) =>
      [0, 3, 9, 20].map((day) => ({ at: at(day + n).now, day: at(day + n).day, recalled: chanceOf(3, n, day) < 0.5, guess: 0 })),
    );
    const from = newestFrom(histories);
    const older = before(histories, from);
    expect(reviewsIn(older)).toBeGreaterThan(160);
    expect(reviewsIn(older)).toBeLessThanOrEqual(192);
    expect(trials(histories, {})).toHaveLength(240);
    const proof = provenWith(histories, from, undefined);
    expect(proof.tuning.calibration?.slope).toBeLessThan(1);
    expect(proof.loss).toBeLessThan(1);
  });

  it('prove the best of some parameters, and keep those that are there where others are hardly better', () => {
    const histories = Array.from({ length: 80 }, (_, n) =>
      [0, 3, 9, 20].map((day) => ({ at: at(day + n).now, day: at(day + n).day, recalled: chanceOf(3, n, day) < 0.5, guess: 0 })),
    );
    const from = newestFrom(histories);
    const nearly = default_w.map((weight, i) => (i === 2 ? weight * 1.001 : weight));
    const forgetting = default_w.map((weight, i) => (i < 4 ? weight / 8 : weight));
    expect(provenBest(histories, from, [nearly, undefined]).tuning.weights).toEqual(nearly);
    const best = provenBest(histories, from, [undefined, forgetting]);
    expect(best.tuning.weights).toEqual(forgetting);
    expect(best.tuning.measured).toMatchObject({ reviews: 240, newest: 50, loss: best.loss });
    expect(best.loss).toBeLessThan(best.tuning.measured?.fsrs ?? 0);
  });
});

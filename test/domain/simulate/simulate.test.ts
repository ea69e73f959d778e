import { describe, expect, it } from 'vitest';
import { POLICIES, type PolicyName } from '../../../src/domain/simulate/policy.ts';
import { simulate, TRUTHS, type TruthName } from '../../../src/domain/simulate/simulate.ts';
import { cloze, flashcard, type Truth } from '../../../src/domain/simulate/truth.ts';

const SMALL = { learners: 12, items: 20, days: 90, budget: 3, seed: 'test' };

function at90(policy: PolicyName, truth: TruthName, more: { weekly?: number; items?: number } = {}): number {
  return simulate({ ...SMALL, policy, truth, ...more }).recall.find(({ day }) => day === 90)?.recall ?? Number.NaN;
}

/** What is known some days after the last of several trials, over learners and items that differ as the simulator's do. */
function level<S>(truth: Truth<S>, trials: readonly number[], after: number): number {
  const eases = [-1.2, -0.6, 0, 0.6, 1.2];
  const last = trials.at(-1) ?? 0;
  const known = eases.map((ease) => {
    const state = trials.reduce((before, day) => truth.asked(before, day, true), truth.unmet(ease));
    return truth.recall(state, last + after);
  });
  return known.reduce((sum, each) => sum + each, 0) / eases.length;
}

describe('the truths', () => {
  it('of a cloze item have the level of the log in its first week', () => {
    const measured: [trials: number, after: number, right: number][] = [
      [1, 1, 0.51],
      [1, 3.5, 0.39],
      [1, 6.5, 0.34],
      [2, 1, 0.58],
      [2, 3.5, 0.44],
      [4, 1, 0.63],
      [4, 3.5, 0.53],
    ]; // prettier-ignore
    for (const [trials, after, right] of measured)
      expect(Math.abs(level(cloze, Array(trials).fill(0), after) - right)).toBeLessThan(0.05);
    expect(cloze.recall(cloze.unmet(0), 0)).toBeCloseTo(0.29, 1);
  });

  it('of a flashcard is easier, and both fade and are strengthened by being asked', () => {
    for (const truth of [cloze, flashcard] as readonly Truth<unknown>[]) {
      expect(level(truth, [0], 1)).toBeGreaterThan(level(truth, [0], 7));
      expect(level(truth, [0, 7], 30)).toBeGreaterThan(level(truth, [0], 37));
      expect(level(truth, [0, 7], 30)).toBeGreaterThan(level(truth, [0, 1], 30));
    }
    expect(level(flashcard, [0], 7)).toBeGreaterThan(level(cloze, [0], 7) + 0.2);
  });
});

describe('the simulator', () => {
  it('gives the same for the same seed, and something else for another', () => {
    const trial = { ...SMALL, policy: 'cairn', truth: 'cloze' } as const;
    expect(simulate(trial)).toEqual(simulate(trial));
    expect(simulate({ ...trial, seed: 'other' })).not.toEqual(simulate(trial));
  });

  it.each(POLICIES)('%s asks on working days alone, but for a week off, and no more than was wished', (policy) => {
    for (const truth of TRUTHS) {
      const { promptsPerLearner, recall } = simulate({ ...SMALL, policy, truth });
      expect(promptsPerLearner).toBeLessThanOrEqual(3 * 60);
      expect(promptsPerLearner).toBeGreaterThanOrEqual(20);
      expect(recall.map(({ day }) => day)).toEqual([30, 60, 90]);
      for (const { recall: known, standardError } of recall) {
        expect(known).toBeGreaterThan(0.3);
        expect(known).toBeLessThanOrEqual(1);
        expect(standardError).toBeGreaterThan(0);
      }
    }
  });

  it('finds the plan before chance and not before the oracle', () => {
    for (const truth of TRUTHS) {
      const [ours = 0, oracle = 0, random = 1] = (['cairn', 'oracle', 'random'] as const).map((policy) =>
        at90(policy, truth, { items: 45 }),
      );
      expect(ours).toBeGreaterThan(random);
      expect(ours).toBeLessThan(oracle + 0.02);
      expect(oracle - ours).toBeLessThan(0.04);
    }
  });

  it('keeps to a week’s number', () => {
    const { promptsPerLearner } = simulate({ ...SMALL, policy: 'cairn', truth: 'cloze', weekly: 8 });
    expect(promptsPerLearner).toBeLessThanOrEqual(8 * 13);
    expect(promptsPerLearner).toBeGreaterThan(8 * 11);
    expect(at90('cairn', 'cloze', { weekly: 4 })).toBeLessThan(at90('cairn', 'cloze'));
  });
});

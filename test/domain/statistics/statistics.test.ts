import { describe, expect, it } from 'vitest';
import { type Cluster, changeOf, differenceOf, intervalOf, shareOf } from '../../../src/domain/statistics/clusters.ts';
import {
  adjusted,
  differenceAtAnyTime,
  differenceOfMeans,
  learnersNeeded,
  type Outcome,
} from '../../../src/domain/statistics/experiment.ts';
import { tQuantile, wilson, zQuantile } from '../../../src/domain/statistics/interval.ts';
import { distributions } from '../../support/distributions.ts';

const DRAWS = 4_000;
const { chance, normal, learner, hits } = distributions(20_261_125);

function answering(share: number, probes: number): Cluster {
  return { n: probes, hits: hits(probes, learner(share)) };
}

const group = (size: number, share: number) =>
  Array.from({ length: size }, () => answering(share, 4 + Math.floor(chance() * 12)));
const share = (hold: () => boolean, draws = DRAWS) => Array.from({ length: draws }, hold).filter(Boolean).length / draws;

describe('quantiles', () => {
  it('are those of R', () => {
    expect(zQuantile()).toBeCloseTo(1.959963985, 8);
    expect(tQuantile(7)).toBeCloseTo(2.364624252, 6);
  });
});

describe('a share of one learner', () => {
  // R: prop.test(hits, n, correct = FALSE)$conf.int
  it.each([
    [49, 100, 0.3942199893, 0.5865198807],
    [9, 10, 0.5958499732, 0.9821237869],
    [0, 12, 0, 0.2424940067],
  ])('of %i in %i has the interval of R', (hits, n, low, high) => {
    expect(wilson(hits, n).low).toBeCloseTo(low, 8);
    expect(wilson(hits, n).high).toBeCloseTo(high, 8);
  });
});

describe('a share of a group', () => {
  it.each([
    [8, 0.6],
    [20, 0.5],
    [40, 0.75],
  ])('of %i learners holds the truth in 93 to 97 % of draws', (size, truth) => {
    const covered = share(() => {
      const { low, high } = intervalOf(shareOf(group(size, truth)));
      return low <= truth && truth <= high;
    });
    expect(covered).toBeGreaterThan(0.93);
    expect(covered).toBeLessThan(0.97);
  });

  it('is held too narrow by an interval that takes answers for independent', () => {
    const covered = share(() => {
      const { estimate, n } = shareOf(group(20, 0.5));
      const { low, high } = wilson(Math.round(estimate * n), n);
      return low <= 0.5 && 0.5 <= high;
    });
    expect(covered).toBeLessThan(0.85);
  });

  it('differs from another by what is true in 93 to 97 % of draws', () => {
    const covered = share(() => {
      const { low, high } = differenceOf(shareOf(group(20, 0.7)), shareOf(group(12, 0.5)));
      return low <= 0.2 && 0.2 <= high;
    });
    expect(covered).toBeGreaterThan(0.93);
    expect(covered).toBeLessThan(0.97);
  });
});

describe('an experiment', () => {
  it('needs so many learners as science.md says', () => {
    expect(learnersNeeded({ from: 0.5, to: 0.6 })).toBe(80);
    expect(learnersNeeded({ from: 0.6, to: 0.65 })).toBe(302);
  });

  it('of outcomes that follow what was before is told more narrowly', () => {
    const arm = (gain: number): Outcome[] =>
      Array.from({ length: 60 }, () => {
        const before = normal();
        return { before, after: 0.69 * before + Math.sqrt(1 - 0.69 ** 2) * normal() + gain };
      });
    const arms = [arm(0.5), arm(0)];
    const [a = [], b = []] = adjusted(arms);
    const plain = differenceOfMeans(...(arms.map((each) => each.map(({ after }) => after)) as [number[], number[]]));
    const better = differenceOfMeans(a, b);
    expect((better.high - better.low) / (plain.high - plain.low)).toBeLessThan(0.85);
    expect(better.low).toBeLessThan(0.5);
    expect(better.high).toBeGreaterThan(0.5);
  });

  it('that is looked at after every pair seldom cries wolf by the sequence, and often by intervals', () => {
    const falseAlarms = (interval: typeof differenceAtAnyTime) =>
      share(() => {
        const [a, b]: [number[], number[]] = [[], []];
        for (let pair = 0; pair < 100; pair++) {
          a.push(normal());
          b.push(normal());
          const { low, high } = pair < 5 ? { low: -1, high: 1 } : interval(a, b);
          if (low > 0 || high < 0) return true;
        }
        return false;
      }, 400);
    expect(falseAlarms(differenceAtAnyTime)).toBeLessThan(0.05);
    expect(falseAlarms(differenceOfMeans)).toBeGreaterThan(0.2);
  });
});

describe('a change from one week to the next', () => {
  /** Twelve learners of whom ten are in both weeks, each as able in the one as in the other. */
  function weeks(): [Map<string, Cluster>, Map<string, Cluster>] {
    const people = Array.from({ length: 12 }, (_, i) => ({ name: `p${i}`, able: learner(0.6) }));
    const answers = ({ name, able }: (typeof people)[number]) => {
      const n = 3 + Math.floor(chance() * 6);
      return [name, { n, hits: hits(n, able) }] as const;
    };
    return [new Map(people.slice(0, 11).map(answers)), new Map(people.slice(1).map(answers))];
  }

  it('of mostly the same people holds what is true in 92 to 98 % of draws, and is narrower than of strangers', () => {
    let narrower = 0;
    const covered = share(() => {
      const [before, now] = weeks();
      const { low, high } = changeOf(before, now);
      const apart = differenceOf(shareOf([...now.values()]), shareOf([...before.values()]));
      narrower += Number(high - low < apart.high - apart.low);
      return low <= 0 && 0 <= high;
    });
    expect(covered).toBeGreaterThan(0.92);
    expect(covered).toBeLessThan(0.98);
    expect(narrower / DRAWS).toBeGreaterThan(0.8);
  });
});

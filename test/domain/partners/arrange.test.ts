import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange, type Worth, worthOf } from '../../../src/domain/partners/arrange.ts';
import { cases } from '../../property/cases.ts';

type Case = { count: number; worth: Worth };

/** Groups of people of whom some go together and some do not. */
function groupsUpTo(most: number): fc.Arbitrary<Case> {
  return fc.tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: 90 })).chain(([count, apart]) =>
    fc
      .array(fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 1_000 })), {
        minLength: count * count,
        maxLength: count * count,
      })
      .map((drawn) => ({
        count,
        worth: (one, other) => {
          const [lot = 0, worth = 0] = drawn[Math.max(one, other) * count + Math.min(one, other)] ?? [];
          return lot > apart ? worth : 0;
        },
      })),
  );
}

const PLACED = 1e9;
const THREE = 1e6;

/** What the best of all ways is worth: as many people as can be, in as few threes as can be, and then the most. */
function bestOfAll({ count, worth }: Case): number {
  const known = new Map<number, number>();
  const of = (left: number): number => {
    if (left === 0) return 0;
    const found = known.get(left);
    if (found !== undefined) return found;
    const first = 31 - Math.clz32(left);
    const others = left & ~(1 << first);
    let most = of(others);
    for (let second = 0; second < first; second++) {
      const rest = others & ~(1 << second);
      if (rest === others || worth(first, second) <= 0) continue;
      most = Math.max(most, 2 * PLACED + worth(first, second) + of(rest));
      for (let third = 0; third < second; third++) {
        const three = worthOf([[first, second, third]], worth);
        if (rest & (1 << third) && three > 0) most = Math.max(most, 3 * PLACED - THREE + three + of(rest & ~(1 << third)));
      }
    }
    known.set(left, most);
    return most;
  };
  const most = of((1 << count) - 1);
  const placed = Math.round(most / PLACED);
  return (((most - placed * PLACED) % THREE) + THREE) % THREE;
}

describe('people are arranged', () => {
  it('so that it is worth at least 95 % of the best of all ways, in groups up to twelve', () => {
    const check = (group: Case) => {
      const groups = arrange(group.count, group.worth);
      expect(worthOf(groups, group.worth)).toBeGreaterThanOrEqual(0.95 * bestOfAll(group));
    };
    fc.assert(fc.property(groupsUpTo(12), check), cases({ few: 1_000, of100: 5 }));
  });

  it('so that each is in one group at most, with people who go together, and in three only where a two would leave them alone', () => {
    const check = ({ count, worth }: Case) => {
      const groups = arrange(count, worth);
      expect(new Set(groups.flat()).size).toBe(groups.flat().length);
      for (const group of groups) {
        expect([2, 3]).toContain(group.length);
        for (const [i, one] of group.entries())
          for (const other of group.slice(0, i)) expect(worth(one, other)).toBeGreaterThan(0);
      }
      const threes = groups.filter(({ length }) => length === 3).length;
      expect(threes).toBeLessThanOrEqual(count - 2 * groups.length);
    };
    fc.assert(fc.property(groupsUpTo(40), check), cases({ few: 300, of100: 5 }));
  });

  it('two by two, and one three where they are odd', () => {
    const alike = () => 1;
    expect(arrange(6, alike).map(({ length }) => length)).toEqual([2, 2, 2]);
    expect(
      arrange(7, alike)
        .map(({ length }) => length)
        .toSorted(),
    ).toEqual([2, 2, 3]);
    expect(arrange(3, alike)).toHaveLength(1);
    expect(arrange(1, alike)).toEqual([]);
    expect(arrange(0, alike)).toEqual([]);
  });

  it('however many want the same few', () => {
    const wanted = (one: number, other: number) => (one < 10 || other < 10 ? 1_000 : 1);
    const groups = arrange(200, wanted);
    expect(groups.flat()).toHaveLength(200);
    expect(groups.filter((group) => group.some((one) => one < 10))).toHaveLength(10);
  });
});

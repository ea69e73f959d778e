import { describe, expect, it } from 'vitest';
import { consistencyOf, type Figure, improvementOf, neighboursOf } from '../../src/domain/leaderboard.ts';
import { attemptOn } from '../support/attempts.ts';

const TODAY = Temporal.PlainDate.from('2026-12-18');
const ago = (days: number) => TODAY.subtract({ days });
const days = (...all: number[]) => all.map(ago);

/** So many reviews on a day, of which so many were right. */
function reviews(on: number, right: number, of = 5) {
  return Array.from({ length: of }, (_, i) =>
    attemptOn(ago(on), {
      ...{ id: `${on}-${i}`, item: `i${i}`, gapHours: 100 },
      verdict: i < right ? 'correct' : 'incorrect',
    }),
  );
}

describe('improvement', () => {
  it('is recall of the last two weeks less that of two weeks that ended four weeks ago, each with enough reviews', () => {
    expect(improvementOf([...reviews(41, 2), ...reviews(20, 0), ...reviews(3, 4)], TODAY)).toEqual({
      of: 'improvement',
      points: 40,
    });
    expect(improvementOf([...reviews(41, 2, 4), ...reviews(3, 4)], TODAY)).toBeUndefined();
    expect(improvementOf([...reviews(42, 2), ...reviews(3, 4)], TODAY)).toBeUndefined();
    expect(improvementOf([...reviews(28, 2), ...reviews(14, 4)], TODAY)).toBeUndefined();
  });

  it('counts what came back after a day or more, not what was asked again at once', () => {
    const atOnce = reviews(3, 5).map((each) => ({ ...each, gapHours: 1 }));
    expect(improvementOf([...reviews(35, 2), ...atOnce], TODAY)).toBeUndefined();
  });
});

describe('consistency', () => {
  const named = (...all: number[]) => days(...all).map(String);
  const of = (asked: string[], kept: string[], free: string[] = []) =>
    consistencyOf({ asked, isKept: (day) => kept.includes(day), isFree: (day) => free.includes(day) }, TODAY);
  const asked = named(0, 1, 2, 3, 4, 7);

  it('is days on which something was recalled, of those on which one was asked, but for today and leave', () => {
    expect(of(asked, named(1, 2, 3))).toEqual({ of: 'consistency', days: 3, asked: 5 });
    expect(of(asked, named(0, 1, 2, 3))).toMatchObject({ days: 4, asked: 6 });
    expect(of(asked, named(0, 1, 2, 3), named(7))).toMatchObject({ days: 4, asked: 5 });
  });

  it('of few days is none', () => {
    expect(of(named(1, 2, 3, 4), named(1))).toBeUndefined();
  });
});

describe('neighbours', () => {
  const points = (values: Record<string, number>) =>
    new Map(Object.entries(values).map(([member, value]): [string, Figure] => [member, { of: 'improvement', points: value }]));
  const five = points({ ana: 10, ben: -30, cem: 20, dia: 0, eve: 5 });

  it('are the one above and the one below, no others', () => {
    expect(neighboursOf(five, 'eve', 's')).toEqual({ above: 'ana', below: 'dia' });
    expect(neighboursOf(five, 'cem', 's')).toEqual({ below: 'ana' });
    expect(neighboursOf(five, 'ben', 's')).toEqual({ above: 'dia' });
  });

  it('are nobody under five, and for who has no figure', () => {
    const { ben: _, ...four } = { ana: 10, ben: -30, cem: 20, dia: 0, eve: 5 };
    expect(neighboursOf(points(four), 'ana', 's')).toBeUndefined();
    expect(neighboursOf(five, 'fay', 's')).toBeUndefined();
  });
});

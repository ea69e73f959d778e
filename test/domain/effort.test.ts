import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../src/domain/attempt.ts';
import { asRight, correctionOf } from '../../src/domain/correction.ts';
import { changesOf, effortOf, median } from '../../src/domain/effort.ts';
import { attemptOn } from '../support/attempts.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
// A Monday.
const TODAY = day('2026-11-23');
let ids = 0;

/** An answer of a day, so many seconds after it was asked. */
function answered(on: string, over: Partial<Attempt> & { seconds?: number } = {}): Attempt {
  const { seconds = 10, ...rest } = over;
  const asked = attemptOn(day(on), { id: `a${++ids}`, verdict: 'correct', ...rest });
  return { ...asked, answeredAt: asked.askedAt.add({ seconds }) };
}

const times = (n: number, make: (i: number) => Attempt) => Array.from({ length: n }, (_, i) => make(i));

describe('the weeks', () => {
  it('count first answers, those that came back after a day, and how long they took', () => {
    const log = [
      answered('2026-11-09', { seconds: 12 }),
      answered('2026-11-10', { verdict: 'incorrect', gapHours: 24, seconds: 40 }),
      answered('2026-11-10', { gapHours: 0.1, firstOfDay: false }),
      answered('2026-11-15', { gapHours: 120, seconds: 8 }),
      answered('2026-11-23', { verdict: 'partly', gapHours: 200, seconds: 20 }),
    ];
    expect(effortOf(log)).toEqual([
      { week: day('2026-11-09'), first: { right: 2, of: 3 }, recalled: { right: 1, of: 2 }, seconds: [12, 40, 8] },
      { week: day('2026-11-23'), first: { right: 0, of: 1 }, recalled: { right: 0, of: 1 }, seconds: [20] },
    ]);
  });

  it('take no time from an answer that lay unread, nor anything from a scenario played again or what nobody has marked', () => {
    const log = [
      answered('2026-11-23', { seconds: 300 }),
      answered('2026-11-23', { seconds: 301 }),
      answered('2026-11-23', { purpose: 'replay' }),
      answered('2026-11-23', { verdict: 'unsure' }),
    ];
    expect(effortOf(log)).toMatchObject([{ first: { right: 2, of: 2 }, seconds: [300] }]);
  });

  it('hold an answer as it stands after a ruling, with the time that the learner took', () => {
    const miss = answered('2026-11-10', { verdict: 'incorrect', seconds: 30 });
    const ruled = correctionOf(miss, asRight(miss), { id: 'r1', now: Temporal.Instant.from('2026-11-20T10:00:00Z') });
    expect(effortOf([miss, ruled])).toMatchObject([{ week: day('2026-11-09'), first: { right: 1, of: 1 }, seconds: [30] }]);
  });
});

describe('what changed', () => {
  const early = (n: number, over?: Parameters<typeof answered>[1]) => times(n, () => answered('2026-10-05', over));
  const late = (n: number, over?: Parameters<typeof answered>[1]) => times(n, () => answered('2026-11-16', over));
  const wrong = { verdict: 'incorrect' } as const;
  const changes = (log: readonly Attempt[]) => changesOf(effortOf(log), TODAY);

  it('is told where chance would hardly do it', () => {
    expect(changes([...early(10), ...early(20, wrong), ...late(25), ...late(5, wrong)]).first).toEqual({
      before: 1 / 3,
      lately: 5 / 6,
      is: 'up',
    });
    expect(changes([...early(30), ...late(10), ...late(20, wrong)]).first).toMatchObject({ is: 'down' });
  });

  it('is no change where chance might: six of ten and eight of ten', () => {
    expect(changes([...early(6), ...early(4, wrong), ...late(8), ...late(2, wrong)]).first).toMatchObject({ is: 'alike' });
  });

  it('stays open with fewer than ten on a side', () => {
    expect(changes([...early(9), ...late(40, wrong)]).first).toEqual({ is: 'open' });
    expect(changes([...early(20), ...late(20)]).recalled).toEqual({ is: 'open' });
  });

  it('of the time is by ranks, so that one slow answer says nothing', () => {
    const quick = times(12, (i) => answered('2026-11-16', { seconds: 5 + i }));
    const slow = times(12, (i) => answered('2026-10-05', { seconds: 30 + i }));
    expect(changes([...slow, ...quick]).seconds).toEqual({ before: 35.5, lately: 10.5, is: 'down' });
    const alike = times(12, (i) => answered('2026-10-05', { seconds: i === 0 ? 290 : 5 + i }));
    expect(changes([...alike, ...quick]).seconds).toMatchObject({ is: 'alike' });
  });

  it('holds the last four weeks against those before, the present week among them', () => {
    const log = [...times(10, () => answered('2026-11-01')), ...times(10, () => answered('2026-11-02', wrong))];
    expect(changes(log).first).toEqual({ before: 1, lately: 0, is: 'down' });
  });
});

it('the median lies in the middle, or between the two that do', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([8, 2, 4, 6])).toBe(5);
});

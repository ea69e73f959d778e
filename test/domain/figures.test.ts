import { describe, expect, it } from 'vitest';
import { type CheckInEntry, emptyEntry, withPlan } from '../../src/domain/check-in.ts';
import type { ProbeRow } from '../../src/domain/evidence/probe-row.ts';
import { streakOf } from '../../src/domain/streak.ts';
import { heldOf, movedIn, plansIn, recallOf, stuckIn, themesOf } from '../../src/domain/week-figures.ts';

const day = (n: number) => Temporal.PlainDate.from('2026-11-23').subtract({ days: n });

const days = (
  asked: readonly Temporal.PlainDate[],
  recalled: readonly Temporal.PlainDate[],
  isFree = (_: Temporal.PlainDate) => false,
) => ({
  asked: asked.map(String),
  isFree: (name: string) => isFree(Temporal.PlainDate.from(name)),
  isKept: (name: string) => recalled.map(String).includes(name),
});

describe('the streak', () => {
  it('leaves out a day that became one of leave, unless something was recalled on it', () => {
    const isLeave = (each: Temporal.PlainDate) => Temporal.PlainDate.compare(each, day(1)) >= 0;
    expect(streakOf(days([day(0), day(1), day(2)], [day(1), day(2)], isLeave))).toEqual({ days: 2, of: 2 });
  });

  it('is a share of the last twenty days asked, and breaks at nothing', () => {
    const asked = Array.from({ length: 30 }, (_, i) => day(i));
    const recalled = asked.filter((_, i) => i !== 3 && i !== 7 && i !== 19);
    expect(streakOf(days(asked, recalled))).toEqual({ days: 17, of: 20 });
  });

  it('of a beginner counts the days there were, and what was recalled unasked does not add', () => {
    expect(streakOf(days([day(0), day(1)], [day(1), day(5)]))).toEqual({ days: 1, of: 2 });
    expect(streakOf(days([], []))).toEqual({ days: 0, of: 0 });
  });
});

const NOON = Temporal.Instant.from('2026-11-26T12:00:00Z');
const TEN = Array.from({ length: 10 }, (_, i) => `p${i}`);

function entry(member: string, more: Partial<CheckInEntry>): CheckInEntry {
  return { ...emptyEntry({ checkIn: 'c', member, at: NOON }), ...more };
}

describe('themes', () => {
  it('are words that five people used, however often one of them did, and none that fewer did', () => {
    const others = ['b', 'c', 'd', 'e'].map((member) => entry(member, { hurdles: 'The Importer!' }));
    const first = entry('a', { hurdles: 'importer importer importer, and the router' });
    expect(themesOf([first, ...others])).toEqual(['importer']);
    expect(themesOf(others)).toEqual([]);
    expect(themesOf([{ ...first, draft: true }, ...others])).toEqual([]);
  });

  it('name the author’s topic where its words were used', () => {
    const entries = TEN.slice(0, 5).map((member) => entry(member, { did: 'Escalation levels, again' }));
    expect(themesOf(entries, ['Escalation levels', 'Refunds'])).toEqual(['Escalation levels', 'again']);
  });
});

describe('a plan', () => {
  it('that is partly done is carried over, and counted; something new in its place is a plan of its own', () => {
    const before = entry('a', { next: 'Finish stage 2', carried: 1 });
    expect(withPlan(entry('a', { lastNext: 'partly' }), before)).toMatchObject({ next: 'Finish stage 2', carried: 2 });
    expect(withPlan(entry('a', { lastNext: 'partly', next: 'Rest' }), before)).toMatchObject({ next: 'Rest', carried: 0 });
    expect(withPlan(entry('a', { lastNext: 'dropped' }), before)).toMatchObject({ next: '', carried: 0 });
  });

  it('is counted among those of five people or more', () => {
    const told = TEN.slice(0, 5).map((member, i) => entry(member, { lastNext: i < 3 ? 'done' : 'partly' }));
    expect(plansIn(told)).toEqual({ done: 3, of: 5 });
    expect(plansIn(told.slice(1))).toBeUndefined();
  });
});

describe('a group’s recall', () => {
  const rows = (people: number, recalled: number): ProbeRow[] =>
    TEN.slice(0, people).map((learner, i) => ({
      ...{ learner, deck: 'd', item: 'i', topic: 't', horizon: '7d', arm: 'week' },
      outcome: i < recalled ? 'recalled' : 'missed',
    }));

  it('is shown from eight people on, with its range, and beside last week’s', () => {
    const [, week] = recallOf(rows(10, 8), rows(9, 5));
    expect(week?.share?.estimate).toBe(0.8);
    expect(week?.share?.low).toBeCloseTo(0.498, 2);
    expect(week?.before?.estimate).toBeCloseTo(5 / 9);
    expect(week?.change?.estimate).toBeCloseTo(0.8 - 5 / 9);
    expect(week?.change?.low).toBeLessThan(0);
    expect(recallOf(rows(7, 7), rows(10, 5))[1]).toEqual({ horizon: '7d', learners: 7 });
    expect(recallOf(rows(8, 7), rows(7, 5))[1]).not.toHaveProperty('before');
  });

  it('leaves out who goes without review, and silence', () => {
    const silent = rows(10, 8).map((row) => ({ ...row, outcome: 'missing' }) as const);
    const control = rows(10, 8).map((row) => ({ ...row, arm: 'control' }) as const);
    expect(recallOf([...silent, ...control], [])[1]).toEqual({ horizon: '7d', learners: 0 });
  });
});

describe('topics', () => {
  const returns = (topic: string, people: number, right: number) =>
    TEN.slice(0, people).map((member, i) => ({ member, topic, answers: 2, recalled: i < right ? 2 : 1 }));

  it('are held by who was right on most, told of five people or more; a gain has moved, too few who hold it is stuck', () => {
    const now = heldOf([...returns('Refunds', 8, 6), ...returns('Levels', 6, 2), ...returns('Small', 4, 0)]);
    expect(now).toEqual([
      { topic: 'Refunds', held: 6, people: 8 },
      { topic: 'Levels', held: 2, people: 6 },
    ]);
    expect(stuckIn(now).map(({ topic }) => topic)).toEqual(['Levels']);
    const before = heldOf([...returns('Refunds', 8, 3), ...returns('Levels', 6, 3)]);
    expect(movedIn(now, before)).toEqual({ topic: 'Refunds', held: 6, people: 8, heldBefore: 3, peopleBefore: 8 });
    expect(movedIn(before, before)).toBeUndefined();
  });
});

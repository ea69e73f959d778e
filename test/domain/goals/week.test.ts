import { describe, expect, it } from 'vitest';
import { bestHours } from '../../../src/domain/goals/best-hours.ts';
import { type Goal, goalOf, type Terms } from '../../../src/domain/goals/goal.ts';
import type { Progress } from '../../../src/domain/goals/measure.ts';
import { type Measured, tweakFor, weekOfGoals } from '../../../src/domain/goals/week.ts';
import { attemptAt } from '../../support/attempts.ts';

const FRIDAY = Temporal.PlainDate.from('2026-11-27');
const SET_AT = Temporal.Instant.from('2026-11-23T08:00:00Z');
const TERMS: Terms = {
  ...({ deck: 'd', type: 'recall', items: 5, share: 0.8, minutes: 10, priority: 'should' } as const),
  ...{ startsOn: '2026-11-23', dueOn: '2026-11-26' },
};
const goal = (id: string, more: Partial<Terms> = {}): Goal => goalOf({ ...TERMS, ...more }, { id, member: 'ana', now: SET_AT });

function at(id: string, progress: Partial<Progress> = {}, more: Partial<Terms> = {}): Measured {
  return { goal: goal(id, more), progress: { done: 0, needed: 4, answers: 0, right: 0, tries: 0, ...progress } };
}

const answers = (day: string, n: number, right: number, hour = 8, minutes = 1) =>
  Array.from({ length: n }, (_, i) => {
    const given = Temporal.Instant.from(`${day}T${String(hour).padStart(2, '0')}:30:00Z`);
    const answer = attemptAt(given, {
      id: `${day}${hour}-${i}`,
      item: `${i}`,
      gapHours: 24,
      verdict: i < right ? 'correct' : 'incorrect',
    });
    return { ...answer, askedAt: given.subtract({ minutes }) };
  });

describe('a week of goals', () => {
  const reachedOn = Temporal.PlainDate.from('2026-11-25');
  const log = [...answers('2026-11-18', 10, 8), ...answers('2026-11-24', 12, 11)];

  it('counts goals whose day has come, minutes a goal, and recalls beside those of the week before', () => {
    const measured = [
      at('in time', { reachedOn }),
      at('missed'),
      at('to come', {}, { dueOn: '2026-11-30' }),
      at('today', {}, { dueOn: '2026-11-27' }),
    ];
    const week = weekOfGoals(FRIDAY, measured, log, ({ id }) => id === 'in time');
    expect(week).toMatchObject({ planned: 2, reached: 1, minutes: 12, timed: 1, reviews: 12, recalled: 11, recalledBefore: 8 });
    expect(week.monday.toString()).toBe('2026-11-23');
  });

  it('a pause over a question is not minutes of a goal', () => {
    const week = weekOfGoals(FRIDAY, [at('one', { reachedOn })], answers('2026-11-24', 2, 2, 8, 600), () => true);
    expect(week.minutes).toBe(6);
  });

  it('proposes one thing: what goes wrong before what is too easy', () => {
    const week = weekOfGoals(FRIDAY, [], log, () => false);
    const repeat = at('hard', { tries: 2, answers: 10, right: 7 });
    const early = at('easy', { reachedOn: Temporal.PlainDate.from('2026-11-24') });
    expect(tweakFor(week, [early, at('late'), repeat], FRIDAY)).toMatchObject({ change: 'repeat', goal: { id: 'hard' } });
    expect(tweakFor(week, [early, at('late')], FRIDAY)).toMatchObject({ change: 'shorter', goal: { id: 'late' } });
    expect(tweakFor(week, [early], FRIDAY)).toMatchObject({ change: 'harder', goal: { id: 'easy' } });
    expect(tweakFor({ ...week, minutes: 50, timed: 2 }, [early], FRIDAY)).toEqual({ change: 'fewer-minutes' });
    expect(tweakFor(week, [], FRIDAY)).toEqual({ change: 'none' });
  });
});

describe('the best hours', () => {
  it('are those with the most answered and right, in the learner’s own zone, of enough answers', () => {
    const log = [...answers('2026-11-24', 9, 9, 8), ...answers('2026-11-24', 20, 8, 15), ...answers('2026-11-24', 7, 7, 11)];
    expect(bestHours(log)).toEqual([
      { hour: 8, answers: 9, right: 9 },
      { hour: 15, answers: 20, right: 8 },
    ]);
    expect(bestHours(log.map((each) => ({ ...each, zone: 'Europe/Berlin' })))[0]?.hour).toBe(9);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../../src/domain/attempt.ts';
import { type Change, changedTerms, changesFor } from '../../../src/domain/goals/decide.ts';
import { type Goal, goalOf, neededFor, type Terms } from '../../../src/domain/goals/goal.ts';
import { measure } from '../../../src/domain/goals/measure.ts';
import { newMember } from '../../../src/domain/member.ts';
import { attemptAt } from '../../support/attempts.ts';

const SET_AT = Temporal.Instant.from('2026-11-23T08:00:00Z');
const ITEMS = new Set(['d/1', 'd/2', 'd/3', 'd/4', 'd/5']);
let ids = 0;

function goal(more: Partial<Terms> = {}): Goal {
  const terms: Terms = {
    ...{ deck: 'd', type: 'recall', items: 5, share: 0.8, minutes: 10, priority: 'should' },
    ...{ startsOn: '2026-11-23', dueOn: '2026-11-27', ...more },
  };
  return goalOf(terms, { id: 'g', member: 'ana', now: SET_AT });
}

/** An answer to an item, a day after it was last seen. */
function answer(item: string, at: string, more: Partial<Attempt> = {}): Attempt {
  const given = Temporal.Instant.from(at);
  return attemptAt(given, { id: `a${++ids}`, item, gapHours: 24, verdict: 'correct', ...more });
}

const tuesday = (item: string, more: Partial<Attempt> = {}) => answer(item, '2026-11-24T08:00:00Z', more);

describe('a goal is measured by what was answered', () => {
  it('recall: different questions, right, a day or more after they were last seen', () => {
    const log = [
      tuesday('1'),
      tuesday('2'),
      tuesday('2', { firstOfDay: false }),
      tuesday('3', { gapHours: 0.1 }),
      tuesday('4', { hints: 1 }),
      tuesday('5', { verdict: 'incorrect' }),
      tuesday('6'),
      answer('5', '2026-11-22T08:00:00Z'),
    ];
    expect(measure(goal(), log, ITEMS)).toMatchObject({ done: 2, needed: 4, answers: 5, right: 3, tries: 1 });
  });

  it('is reached on the day of the answer that was enough, and stays so', () => {
    const log = ['1', '2', '3', '4']
      .map((item) => tuesday(item))
      .concat(answer('5', '2026-11-25T08:00:00Z', { verdict: 'incorrect' }));
    const { done, reachedOn } = measure(goal(), log, ITEMS);
    expect({ done, day: reachedOn?.toString() }).toEqual({ done: 4, day: '2026-11-24' });
  });

  it('a check that was right counts, one that was missed does not count against it', () => {
    const log = [tuesday('1', { purpose: 'probe' }), tuesday('2', { purpose: 'probe', verdict: 'incorrect' })];
    expect(measure(goal(), log, ITEMS)).toMatchObject({ done: 1, answers: 0, right: 0, tries: 0 });
  });

  it('a mark that was put right counts as it stands', () => {
    const wrong = tuesday('1', { verdict: 'incorrect' });
    const ruled = {
      ...wrong,
      id: 'ruled',
      corrects: wrong.id,
      verdict: 'correct',
      answeredAt: SET_AT.add({ hours: 70 }),
    } as const;
    expect(measure(goal(), [wrong], ITEMS).done).toBe(0);
    expect(measure(goal(), [wrong, ruled], ITEMS).done).toBe(1);
  });

  it('completion: different questions right without a hint, whenever they were seen', () => {
    const log = [tuesday('1', { gapHours: 1 }), tuesday('1'), tuesday('2', { hints: 1 })];
    expect(measure(goal({ type: 'completion' }), log, ITEMS)).toMatchObject({ done: 1, needed: 5 });
  });

  it('fluency: right in a row, and a miss begins anew', () => {
    const miss = tuesday('3', { verdict: 'incorrect' });
    const type = { type: 'fluency', items: 3 } as const;
    expect(measure(goal(type), [tuesday('1'), tuesday('2'), miss], ITEMS).done).toBe(0);
    expect(measure(goal(type), [tuesday('1'), tuesday('2'), miss, tuesday('4'), tuesday('5')], ITEMS).done).toBe(2);
  });

  it('accuracy: of the last so many answers; fewer are not enough', () => {
    const type = { type: 'accuracy', items: 4, share: 0.75 } as const;
    expect(
      measure(
        goal(type),
        ['1', '2', '3'].map((item) => tuesday(item)),
        ITEMS,
      ).reachedOn,
    ).toBeUndefined();
    const log = [
      tuesday('1', { verdict: 'incorrect' }),
      tuesday('2', { verdict: 'partly' }),
      ...['3', '4', '5'].map((item) => tuesday(item)),
    ];
    expect(measure(goal(type), log, ITEMS).reachedOn?.toString()).toBe('2026-11-24');
  });

  it('speed: different questions right within the minutes, the first asked to the last answered', () => {
    const type = { type: 'speed', items: 3, minutes: 5 } as const;
    const at = (item: string, time: string) => answer(item, `2026-11-24T08:${time}:00Z`);
    expect(measure(goal(type), [at('1', '00'), at('2', '03'), at('3', '06')], ITEMS).done).toBe(2);
    expect(measure(goal(type), [at('1', '00'), at('2', '03'), at('3', '05')], ITEMS).reachedOn).toBeDefined();
  });
});

describe('the rules', () => {
  const rhythm = newMember('ana', { name: 'Ana' }, 'UTC');
  const on = (day: string) => Temporal.PlainDate.from(day);
  const changes = (of: Goal, log: readonly Attempt[], day: string) => changesFor(of, measure(of, log, ITEMS), on(day));
  const changed = (change: Change, log: readonly Attempt[], day: string, of = goal(), most = 8) =>
    changedTerms(of, measure(of, log, ITEMS), change, { today: on(day), rhythm, isHoliday: () => false, most });
  const reached = ['1', '2', '3', '4'].map((item) => tuesday(item));

  it('beaten makes harder: more questions, then a harder proof of the same', () => {
    expect(changes(goal(), reached, '2026-11-24')).toEqual(['harder']);
    expect(changed('harder', reached, '2026-11-24')).toMatchObject({
      type: 'recall',
      items: 7,
      startsOn: '2026-11-24',
      dueOn: '2026-11-30',
    });
    expect(changed('harder', reached, '2026-11-24', goal(), 5)).toMatchObject({ type: 'accuracy', items: 5 });
  });

  it('reached on its very day asks for nothing', () => {
    expect(changes(goal({ dueOn: '2026-11-24' }), reached, '2026-11-24')).toEqual([]);
  });

  it('under 80 % right after two tries repeats, at 80 % it goes on', () => {
    const twice = (wrong: number) =>
      Array.from({ length: 10 }, (_, i) =>
        answer(String((i % 5) + 1), `2026-11-2${i < 5 ? 4 : 5}T08:00:00Z`, {
          gapHours: 1,
          verdict: i < wrong ? 'incorrect' : 'correct',
        }),
      );
    expect(changes(goal(), twice(3), '2026-11-25')).toEqual(['repeat']);
    expect(changes(goal(), twice(3).slice(0, 9), '2026-11-25')).not.toContain('repeat');
    expect(changes(goal(), twice(2), '2026-11-25')).not.toContain('repeat');
    expect(changed('repeat', twice(3), '2026-11-25')).toMatchObject({ items: 5, startsOn: '2026-11-25', dueOn: '2026-11-30' });
  });

  it('behind makes shorter or moves; what was shown stays', () => {
    expect(changes(goal(), [tuesday('1')], '2026-11-24')).toEqual([]);
    expect(changes(goal(), [tuesday('1')], '2026-11-26')).toEqual(['shorter', 'move']);
    expect(changed('shorter', [tuesday('1')], '2026-11-26')).toMatchObject({
      items: 4,
      minutes: 8,
      startsOn: '2026-11-23',
      dueOn: '2026-11-27',
    });
    expect(changed('move', [tuesday('1')], '2026-11-26')).toMatchObject({
      items: 5,
      startsOn: '2026-11-23',
      dueOn: '2026-11-30',
    });
    expect(changed('shorter', [tuesday('1')], '2026-11-29')).toMatchObject({ items: 4, dueOn: '2026-12-02' });
  });

  it('shorter asks for less, and for more than was shown', () => {
    const cases = fc.record({
      items: fc.integer({ min: 1, max: 60 }),
      share: fc.integer({ min: 50, max: 100 }),
      shown: fc.nat(59),
    });
    fc.assert(
      fc.property(cases, ({ items, share, shown }) => {
        const of = goal({ items, share: share / 100 });
        const needed = neededFor(of);
        const progress = { done: Math.min(shown, needed - 1), needed, answers: 0, right: 0, tries: 0 };
        if (!changesFor(of, progress, on('2026-11-28')).includes('shorter')) return;
        const terms = changedTerms(of, progress, 'shorter', {
          today: on('2026-11-28'),
          rhythm,
          isHoliday: () => false,
          most: 60,
        });
        expect(neededFor(terms)).toBeLessThan(needed);
        expect(neededFor(terms)).toBeGreaterThan(progress.done);
      }),
    );
  });

  it('one question short of the target can only move', () => {
    expect(changes(goal(), reached.slice(1), '2026-11-28')).toEqual(['move']);
  });
});

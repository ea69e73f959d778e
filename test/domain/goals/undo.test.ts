import { describe, expect, it } from 'vitest';
import { type Goal, goalOf } from '../../../src/domain/goals/goal.ts';
import { ended, takenBack } from '../../../src/domain/goals/undo.ts';

const at = (minutes: number) => Temporal.Instant.from('2026-11-23T08:00:00Z').add({ minutes });
const TERMS = {
  ...({ deck: 'd', type: 'recall', items: 5, share: 0.8, minutes: 10, priority: 'should' } as const),
  ...{ startsOn: '2026-11-23', dueOn: '2026-11-26' },
};
const set = (id: string, minute: number, more: Partial<Goal> = {}): Goal => ({
  ...goalOf(TERMS, { id, member: 'ana', now: at(minute) }),
  ...more,
});
const states = (undone: ReturnType<typeof takenBack>) => undone?.changed.map(({ id, state }) => `${id} ${state}`);

describe('undo', () => {
  it('drops what was set last, and sets again what was dropped last', () => {
    expect(states(takenBack([set('a', 0), set('b', 1)], {}, at(9)))).toEqual(['b dropped']);
    const [back] = takenBack([ended(set('a', 0), 'dropped', at(5)), set('b', 1)], {}, at(9))?.changed ?? [];
    expect(back).toEqual(set('a', 0));
  });

  it('of a change brings back what it replaced, and done twice it is the change again', () => {
    const [before, now] = [ended(set('a', 0), 'replaced', at(1)), set('b', 1, { replaces: 'a' })];
    const once = takenBack([before, now], {}, at(2));
    expect(states(once)).toEqual(['b dropped', 'a set']);
    expect(states(takenBack(once?.changed ?? [], {}, at(3)))).toEqual(['b set', 'a replaced']);
  });

  it('leaves what was reached, and a goal that replaced it goes alone', () => {
    const reached = ended(set('a', 0), 'reached', at(5));
    expect(takenBack([reached], {}, at(9))).toBeUndefined();
    expect(states(takenBack([reached, set('b', 6, { replaces: 'a' })], {}, at(9)))).toEqual(['b dropped']);
  });

  it('of a button takes back what its message said, and once', () => {
    const dropped = ended(set('a', 0), 'dropped', at(1));
    expect(takenBack([dropped], { goal: 'a', from: 'set' }, at(2))).toBeUndefined();
    expect(states(takenBack([dropped], { goal: 'a', from: 'dropped' }, at(2)))).toEqual(['a set']);
    expect(takenBack([set('a', 0)], { goal: 'a', from: 'dropped' }, at(2))).toBeUndefined();
  });

  it('of a plan is for all of its steps that were dropped with it', () => {
    const step = (id: string) => set(id, 0, { plan: 'p' });
    const all = [
      ended(step('1'), 'reached', at(1)),
      ended(step('2'), 'dropped', at(2)),
      ended(step('3'), 'dropped', at(5)),
      ended(step('4'), 'dropped', at(5)),
    ];
    expect(states(takenBack(all, {}, at(9)))).toEqual(['3 set', '4 set']);
  });
});

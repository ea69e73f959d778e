import { describe, expect, it } from 'vitest';
import { planDay } from '../../../src/domain/daily-plan.ts';
import { type Goal, goalOf, type Terms } from '../../../src/domain/goals/goal.ts';
import { aimed } from '../../../src/domain/goals/wish.ts';
import { weighedBy } from '../../../src/domain/pick.ts';

const FRIDAY = Temporal.PlainDate.from('2026-11-27');
const TERMS: Terms = {
  ...({ deck: 'd', topic: 't', type: 'recall', items: 5, share: 0.8, minutes: 10, priority: 'should' } as const),
  ...{ startsOn: '2026-11-23', dueOn: '2026-11-26' },
};
const goal = (more: Partial<Terms> = {}): Goal =>
  goalOf({ ...TERMS, ...more }, { id: 'g', member: 'ana', now: Temporal.Instant.from('2026-11-23T08:00:00Z') });

describe('what a goal wishes for', () => {
  const candidate = (item: string, topic = 't') => ({ deck: 'd', item, version: 1, topic });
  const courses = [{ deck: 'd', item: 'old', startedOn: Temporal.PlainDate.from('2026-10-24'), misses: 0 }];
  const wish = (goals: readonly Goal[], day = FRIDAY) =>
    aimed([candidate('other', 'u'), candidate('old'), candidate('new')], goals, { courses, day });

  it('puts its questions first, and asks for each once since it began and the day after it was met', () => {
    expect(wish([goal()])).toEqual([
      { ...candidate('old'), reinforce: [1, 3, 7, 14, 30] },
      { ...candidate('new'), reinforce: [1, 3, 7, 14] },
      candidate('other', 'u'),
    ]);
  });

  it('is nothing before it begins, and after it is dropped', () => {
    const as = candidate('other', 'u');
    expect(wish([goal({ startsOn: '2026-11-30', dueOn: '2026-12-04' })])[0]).toEqual(as);
    expect(wish([{ ...goal(), state: 'dropped' }])[0]).toEqual(as);
  });

  it('chooses what is asked on a day, and not how much', () => {
    const candidates = Array.from({ length: 9 }, (_, i) => candidate(`${i}`, i % 3 === 2 ? 't' : 'u'));
    const wanted = { budget: 3, probes: 0, workingDays: [1, 2, 3, 4, 5] };
    const planned = (goals: readonly Goal[]) =>
      planDay(
        { candidates: aimed(candidates, goals, { courses: [], day: FRIDAY }), memories: [], courses: [] },
        FRIDAY,
        wanted,
        weighedBy({}),
      ).map(({ item }) => item);
    expect(planned([])).toHaveLength(3);
    expect(planned([goal()])).toEqual(['2', '5', '8']);
  });

  it('takes turns with a topic that the learner chose to practise', () => {
    const chosen = ['a', 'b', 'c'].map((item) => ({ ...candidate(item, 'chosen'), required: true }));
    const all = [...chosen, candidate('1'), candidate('2'), candidate('3')];
    const shared = aimed(all, [goal()], { courses: [], day: FRIDAY, shares: true });
    const wanted = { budget: 4, probes: 0, workingDays: [1, 2, 3, 4, 5] };
    const planned = planDay({ candidates: shared, memories: [], courses: [] }, FRIDAY, wanted, weighedBy({}));
    expect(planned.map(({ item }) => item).sort()).toEqual(['1', '2', 'a', 'b']);
  });
});

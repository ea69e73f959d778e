import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRIORITIES } from '../../../src/domain/goals/goal.ts';
import { type Part, planBackwards, type Step } from '../../../src/domain/goals/plan-backwards.ts';
import { cases } from '../../property/cases.ts';

const MONDAY = Temporal.PlainDate.from('2026-11-23');
const days = (n: number) => Array.from({ length: n }, (_, i) => MONDAY.add({ days: i }));
const part = (topic: string, items: number, priority: Part['priority']): Part => ({ topic, items, priority });
const shown = ({ day, topic, type, items, minutes }: Step) => `${day.day} ${topic} ${type} ${items} in ${minutes}`;

describe('a large goal', () => {
  it('becomes small ones, the musts first, each recalled on a later day', () => {
    const { steps, left } = planBackwards([part('could', 6, 'could'), part('must', 9, 'must')], { days: days(5), minutes: 10 });
    expect(steps.map(shown)).toEqual([
      '24 must completion 9 in 6',
      '25 must recall 9 in 6',
      '26 could completion 6 in 5',
      '27 could recall 6 in 5',
    ]);
    expect(left).toEqual([]);
  });

  it('leaves out what does not fit, the least important first', () => {
    const parts = [part('could', 6, 'could'), part('should', 6, 'should'), part('must', 6, 'must')];
    const { steps, left } = planBackwards(parts, { days: days(2), minutes: 10 });
    expect(steps.map(shown)).toEqual(['23 must completion 6 in 5', '24 must recall 6 in 5']);
    expect(left.map(({ topic }) => topic)).toEqual(['should', 'could']);
  });

  it('is paced so that the same number of questions a day is enough for each step', () => {
    const parts = [part('long', 20, 'must'), part('short', 4, 'must'), part('other', 10, 'should')];
    const { steps } = planBackwards(parts, { days: days(15), minutes: 10 });
    const aDay = Math.ceil(steps.reduce((sum, { items }) => sum + items, 0) / 15);
    let upTo = 0;
    for (const { items, day } of steps) {
      upTo += items;
      expect(upTo).toBeLessThanOrEqual(aDay * (MONDAY.until(day).days + 1));
    }
    expect(steps).toHaveLength(8);
  });

  it('has no step where there is no day', () => {
    expect(planBackwards([part('must', 3, 'must')], { days: [], minutes: 10 })).toMatchObject({
      steps: [],
      left: [{ topic: 'must' }],
    });
    expect(planBackwards([part('must', 3, 'must')], { days: days(1), minutes: 10 }).steps).toEqual([]);
  });

  it('of one long topic comes in pieces, whose answers count for one piece alone', () => {
    const { steps } = planBackwards([part('long', 40, 'must')], { days: days(10), minutes: 10 });
    const pieces = steps.filter(({ type }) => type === 'completion');
    expect(pieces.map(({ items }) => items)).toEqual([14, 13, 13]);
    for (const [i, piece] of pieces.entries())
      if (i > 0) expect(Temporal.PlainDate.compare(piece.startsOn, pieces[i - 1]?.day ?? MONDAY)).toBe(1);
  });
});

const parts = fc.uniqueArray(
  fc.record({
    topic: fc.string({ minLength: 1, maxLength: 3 }),
    items: fc.integer({ min: 1, max: 60 }),
    priority: fc.constantFrom(...PRIORITIES),
    held: fc.boolean(),
  }),
  { selector: ({ topic }) => topic, maxLength: 10 },
);

it('whatever is planned: no day has more minutes than were said, musts come before shoulds before coulds, and all before its day', () => {
  fc.assert(
    fc.property(parts, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 5, max: 60 }), (wanted, length, minutes) => {
      const { steps, left } = planBackwards(wanted, { days: days(length), minutes });
      const by = MONDAY.add({ days: length });
      for (const [, own] of Map.groupBy(steps, ({ day }) => day.toString()))
        expect(own.reduce((sum, step) => sum + step.minutes, 0)).toBeLessThanOrEqual(minutes);
      for (const step of steps) {
        expect(Temporal.PlainDate.compare(step.day, by)).toBe(-1);
        expect(Temporal.PlainDate.compare(step.startsOn, step.day)).toBeLessThanOrEqual(0);
        expect(Temporal.PlainDate.compare(step.startsOn, MONDAY)).toBeGreaterThanOrEqual(0);
        expect(step.minutes).toBeGreaterThanOrEqual(5);
        expect(step.minutes).toBeLessThanOrEqual(20);
      }
      const ranks = steps.map(({ priority }) => PRIORITIES.indexOf(priority));
      expect(ranks).toEqual([...ranks].sort());
      const inTime = steps.map(({ day }) => day.toString());
      expect(inTime).toEqual([...inTime].sort());
      // What is left out matters no more than what is in, and nothing is lost between.
      const most = Math.max(-1, ...ranks);
      for (const each of left) expect(PRIORITIES.indexOf(each.priority)).toBeGreaterThanOrEqual(most);
      for (const { topic, items, held } of wanted) {
        const own = steps.filter((step) => step.topic === topic);
        const sum = (type: string) => own.filter((step) => step.type === type).reduce((n, step) => n + step.items, 0);
        const isLeft = left.some((each) => each.topic === topic);
        const once = isLeft ? 0 : items;
        expect([sum('completion'), sum('recall'), sum('accuracy')]).toEqual(held ? [0, 0, once] : [once, once, 0]);
        const first = own.find(({ type }) => type === 'completion');
        const recalled = own.find(({ type }) => type === 'recall');
        if (first && recalled) expect(Temporal.PlainDate.compare(first.day, recalled.day)).toBe(-1);
      }
    }),
    cases({ few: 300, of100: 3 }),
  );
});

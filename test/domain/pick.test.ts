import { describe, expect, it } from 'vitest';
import { type Candidate, floorFor, pickExtra, planDay } from '../../src/domain/pick.ts';
import { type Memory, remember, USUAL_FLOOR } from '../../src/domain/schedule.ts';

const TODAY = Temporal.PlainDate.from('2026-11-23');
const candidates: Candidate[] = ['a1', 'a2', 'a3', 'b1', 'c1'].map((item) => ({
  deck: 'd',
  item,
  version: 1,
  topic: item.charAt(0),
}));

/** Answered so many days ago; true is a recall. */
function memory(item: string, ago: number, recalled: boolean): Memory {
  const day = TODAY.subtract({ days: ago });
  return remember({ deck: 'd', item }, undefined, recalled, { now: day.toZonedDateTime('UTC').toInstant(), day });
}

const items = (memories: Memory[], budget: number) =>
  planDay(candidates, memories, TODAY, { budget }).map((prompt) => `${prompt.item} ${prompt.purpose}`);

describe('the plan of a day', () => {
  it('begins a deck in its order, topic by topic for beginners', () => {
    expect(items([], 3)).toEqual(['a1 new', 'a2 new', 'a3 new']);
    expect(items([], 5)).toEqual(['a1 new', 'a2 new', 'a3 new', 'b1 new', 'c1 new']);
  });

  it('mixes topics for those past the basics', () => {
    const many = Array.from({ length: 16 }, (_, i) => ({ deck: 'd', item: `i${i}`, version: 1, topic: i < 8 ? 'a' : 'b' }));
    const held = many.map(({ item }) => ({ ...memory(item, 9, true), item }));
    const topics = planDay(many, held, TODAY, { budget: 6 }).map(({ item }) => many.find((each) => each.item === item)?.topic);
    expect(topics.filter((topic, i) => topic === topics[i - 1])).toHaveLength(
      topics.filter((topic) => topic === 'a').length === 3 ? 0 : 2,
    );
  });

  it('puts the last misses first, then what asking helps most, and keeps half for something new', () => {
    const log = [memory('a1', 9, true), memory('b1', 5, true), memory('c1', 1, false)];
    expect(items(log, 4)).toEqual(['c1 review', 'a1 review', 'a2 new', 'a3 new']);
    expect(items(log, 6)).toEqual(['c1 review', 'a1 review', 'b1 review', 'a2 new', 'a3 new']);
  });

  it('begins nothing new while much is missed', () => {
    const more = Array.from({ length: 9 }, (_, i) => ({ deck: 'd', item: `m${i}`, version: 1, topic: 'm' }));
    const missed = more.map(({ item }) => ({ ...memory(item, 1, false), item }));
    const purposes = (count: number) =>
      planDay([...more, ...candidates], missed.slice(0, count), TODAY, { budget: 3 }).map(({ purpose }) => purpose);
    expect(purposes(6)).toContain('new');
    expect(purposes(7)).toEqual(['review', 'review', 'review']);
  });

  it('puts what is required before the rest, due or new', () => {
    const marked = candidates.map((each) => ({ ...each, required: each.item === 'c1' || each.item === 'b1' }));
    const plan = planDay(marked, [memory('a1', 40, true), memory('b1', 3, true)], TODAY, { budget: 2 });
    expect(plan.map(({ item }) => item)).toEqual(['b1', 'c1']);
  });

  it('has one that is likely known, where there is one', () => {
    const old = Array.from({ length: 8 }, (_, i) => ({ ...memory(`o${i}`, 60, false), item: `o${i}` }));
    const fresh = { ...memory('a1', 1, true), item: 'a1' };
    const known = [...old, fresh].map(({ item }) => ({ deck: 'd', item, version: 1, topic: item }));
    expect(planDay(known, [...old, fresh], TODAY, { budget: 3 }).map(({ item }) => item)).toContain('a1');
  });

  it('leaves out what adds too little, but never a miss', () => {
    const log = [memory('a1', 40, true), memory('b1', 1, true), memory('c1', 1, false)];
    const withFloor = (floor: number) =>
      planDay(candidates, log, TODAY, { budget: 5, floor })
        .filter(({ purpose }) => purpose === 'review')
        .map(({ item }) => item);
    expect(withFloor(0)).toEqual(['c1', 'a1', 'b1']);
    expect(withFloor(0.9)).toEqual(['c1']);
    const floor = floorFor(candidates, log, TODAY, { perWeek: 1 });
    expect(withFloor(floor).length).toBeLessThan(3);
    expect(floorFor(candidates, log, TODAY, { perWeek: 9 })).toBe(USUAL_FLOOR);
  });

  it('never exceeds the budget, whatever has piled up', () => {
    const all = candidates.map((each) => memory(each.item, 40, true));
    expect(items(all, 2)).toHaveLength(2);
  });

  it('leaves alone what was seen today', () => {
    const today = candidates.map((each) => memory(each.item, 0, true));
    expect(items(today, 5)).toEqual([]);
  });

  it('is the same for the same log', () => {
    const log = [memory('a1', 9, true), memory('b1', 9, true), memory('c1', 9, true)];
    expect(items(log, 3)).toEqual(items([...log].reverse(), 3));
  });
});

describe('one more', () => {
  it('is a miss where misses are asked for, the weakest otherwise, something new where nothing else is', () => {
    const log = [memory('a1', 9, true), memory('b1', 1, false)];
    expect(pickExtra(candidates, log, TODAY, 'misses')?.item).toBe('b1');
    expect(pickExtra(candidates, [memory('a1', 9, true)], TODAY, 'misses')?.item).toBe('a1');
    expect(pickExtra(candidates, [], TODAY, 'weakest')?.item).toBe('a1');
    expect(pickExtra(candidates, log, TODAY, 'new')?.item).toBe('a2');
  });

  it('is nothing where all has been seen today', () => {
    const all = candidates.map((each) => memory(each.item, 0, true));
    expect(pickExtra(candidates, all, TODAY, 'weakest')).toBeUndefined();
  });
});

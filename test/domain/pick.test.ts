import { describe, expect, it } from 'vitest';
import { type Candidate, pickExtra, planDay } from '../../src/domain/pick.ts';
import { type Memory, remember } from '../../src/domain/schedule.ts';

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
  planDay(candidates, memories, TODAY, budget).map((prompt) => `${prompt.item} ${prompt.purpose}`);

describe('the plan of a day', () => {
  it('begins a deck in its order, with topics taking turns where they can', () => {
    expect(items([], 3)).toEqual(['a1 new', 'a2 new', 'a3 new']);
    expect(items([], 5)).toEqual(['a1 new', 'b1 new', 'a2 new', 'c1 new', 'a3 new']);
  });

  it('puts the last misses first, then what asking helps most, then something new', () => {
    expect(items([memory('a1', 9, true), memory('b1', 5, true), memory('c1', 1, false)], 4)).toEqual([
      'c1 review',
      'a1 review',
      'b1 review',
      'a2 new',
    ]);
  });

  it('never exceeds the budget, whatever has piled up', () => {
    const all = candidates.map((each) => memory(each.item, 40, true));
    expect(items(all, 2)).toHaveLength(2);
  });

  it('leaves alone what is not due, and what was seen today', () => {
    expect(
      items(
        [memory('a1', 1, true), memory('a2', 0, false), memory('a3', 0, true), memory('b1', 1, true), memory('c1', 1, true)],
        5,
      ),
    ).toEqual([]);
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

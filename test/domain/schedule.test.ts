import { describe, expect, it } from 'vitest';
import { gainOn, type Memory, remember } from '../../src/domain/schedule.ts';

const item = { deck: 'd', item: 'i' };
const START = Temporal.PlainDate.from('2026-11-02');

/** Answers on given days after the start; true is a recall. */
function history(answers: readonly (readonly [day: number, recalled: boolean])[]): Memory[] {
  let memory: Memory | undefined;
  return answers.map(([offset, recalled]) => {
    const day = START.add({ days: offset });
    memory = remember(item, memory, recalled, { now: day.toZonedDateTime('UTC').toInstant(), day });
    return memory;
  });
}

function days(memories: readonly Memory[]): number[] {
  return memories.map((memory) => memory.lastDay.until(memory.dueDay).days);
}

describe('a memory', () => {
  it('of what is recalled every time waits longer and longer, to the cap of 90 days', () => {
    const memories = history([
      [0, true],
      [2, true],
      [13, true],
      [60, true],
      [150, true],
    ]);
    expect(days(memories)).toEqual([2, 11, 46, 90, 90]);
  });

  it('of a miss comes back the next day, and starts again lower', () => {
    const [, missed, again] = history([
      [0, true],
      [3, false],
      [4, true],
    ]);
    expect(missed?.missed).toBe(true);
    expect(days([missed as Memory])).toEqual([1]);
    expect(again?.missed).toBe(false);
    expect(days([again as Memory])[0]).toBeLessThan(4);
  });

  it('counts the first answer of a day only', () => {
    const [first, second] = history([
      [0, false],
      [0, true],
    ]);
    expect(second).toEqual({ ...first, seenAt: second?.seenAt });
  });

  it('counts the learner’s days, not those of UTC: four minutes over midnight are the same evening’s answer', () => {
    const before = remember(item, undefined, true, { now: Temporal.Instant.from('2026-11-02T23:58:00Z'), day: START });
    const after = remember(item, before, true, { now: Temporal.Instant.from('2026-11-03T00:02:00Z'), day: START });
    expect(after.stability).toBe(before.stability);
  });

  it('is worth more to ask the longer it has been fading', () => {
    const [memory] = history([[0, true]]) as [Memory];
    expect(gainOn(memory, START.add({ days: 10 }))).toBeGreaterThan(gainOn(memory, START.add({ days: 1 })));
  });
});

import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../src/domain/attempt.ts';
import { asAnswered, asRight, asTheyStand, correctedMemory, correctionOf } from '../../src/domain/correction.ts';
import { isDisputable } from '../../src/domain/dispute.ts';
import { type Memory, remember } from '../../src/domain/schedule.ts';
import { attemptOn } from '../support/attempts.ts';

function answer(id: string, day: string, verdict: Attempt['verdict'], more: Partial<Attempt> = {}): Attempt {
  return attemptOn(Temporal.PlainDate.from(day), { id, verdict, missed: ['idempotent'], ...more });
}

const memoryOf = (log: readonly Attempt[]) =>
  log.reduce<Memory | undefined>(
    (memory, each) => remember(each, memory, each.verdict === 'correct', { now: each.answeredAt, day: each.day }),
    undefined,
  );

const NOW = Temporal.Instant.from('2026-11-27T10:00:00Z');
const first = answer('a1', '2026-11-23', 'correct');
const miss = answer('a2', '2026-11-25', 'incorrect', { gapHours: 48 });
const later = answer('a3', '2026-11-26', 'incorrect', { gapHours: 24 });
const correct = (attempt: Attempt) => correctionOf(attempt, asRight(attempt), { id: 'c1', now: NOW });

describe('a correction', () => {
  it('is an entry of its own, of the day of the answer', () => {
    expect(correct(miss)).toEqual({
      ...miss,
      ...{ id: 'c1', corrects: 'a2', answeredAt: NOW, grader: 'ruling', verdict: 'correct', credit: 1 },
      ...{ matched: ['idempotent'], missed: [] },
    });
  });

  it('leaves hints their price', () => {
    expect(correct({ ...miss, hints: 1 })).toMatchObject({ verdict: 'partly', credit: 0.5 });
  });

  it('makes the memory what it would have been', () => {
    const log = [first, miss];
    const memory = correctedMemory(log, correct(miss), memoryOf(log));
    expect(memory).toEqual(memoryOf([first, { ...miss, verdict: 'correct' }]));
  });

  it('in the middle of the log counts for what came after; a later miss stays one', () => {
    const log = [first, miss, later];
    const memory = correctedMemory(log, correct(miss), memoryOf(log));
    expect(memory).toEqual(memoryOf([first, { ...miss, verdict: 'correct' }, later]));
    expect(memory?.missed).toBe(true);
  });

  it('never makes a memory worse, also where some of the log is gone', () => {
    const whole = memoryOf([first, { ...miss, verdict: 'correct' }, { ...later, verdict: 'correct' }]);
    const memory = correctedMemory([miss], correct(miss), whole);
    expect(memory).toEqual(whole);
    const low = memoryOf([first, later, miss].map((each) => ({ ...each, verdict: 'incorrect' as const })));
    const raised = correctedMemory([miss], correct(miss), low);
    expect(raised?.stability).toBeGreaterThan(low?.stability ?? 0);
    expect(raised).toMatchObject({ missed: false, recalled: true, reviews: low?.reviews });
  });

  it('of an answer that had no mark till then may be a miss', () => {
    const unmarked = answer('a2', '2026-11-25', 'unsure', { gapHours: 48, grader: 'buddy' });
    const grade = { verdict: 'incorrect', credit: 0, matched: [], missed: ['idempotent'] } as const;
    const mark = correctionOf(unmarked, { grade, grader: 'buddy' }, { id: 'c1', now: NOW });
    expect(correctedMemory([first, unmarked], mark, memoryOf([first]))).toEqual(memoryOf([first, miss]));
  });

  it('stands in the place of what it corrects', () => {
    const correction = correct(miss);
    expect(asTheyStand([first, miss, correction])).toEqual([first, correction]);
    expect(asTheyStand([first, miss])).toEqual([first, miss]);
  });

  it('stands at the time at which the answer was given, before what was answered until the ruling', () => {
    const correction = correct(miss);
    const stands = { ...correction, answeredAt: miss.answeredAt };
    expect(asAnswered([first, miss, later, correction])).toEqual([first, stands, later]);
  });
});

describe('a mark that can be disputed', () => {
  it.each([
    ['wrong by the rules', miss, true],
    ['partly right', { ...miss, verdict: 'partly', credit: 0.5 }, true],
    ['right', first, false],
    ['right but for a hint', { ...miss, verdict: 'partly', credit: Math.fround(1 / 3), hints: 2 }, false],
    ['partly right, with a hint', { ...miss, verdict: 'partly', credit: 0.25, hints: 1 }, true],
    ['wrong by what a model found', { ...miss, grader: 'model' }, true],
    ["the learner's own", { ...miss, grader: 'self' }, false],
    ['a ruling', { ...miss, grader: 'ruling' }, false],
    ['given up', { ...miss, reply: { type: 'typed', text: '' } }, false],
  ] as const)('%s', (_, attempt, expected) => {
    expect(isDisputable(attempt)).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { deferred } from '../../src/domain/amnesty.ts';
import { planDay } from '../../src/domain/daily-plan.ts';
import { byMemory } from '../../src/domain/pick.ts';
import { remember } from '../../src/domain/schedule.ts';

const TODAY = Temporal.PlainDate.from('2026-11-23');
const NOW = Temporal.Instant.from('2026-11-23T12:00:00Z');
const WANTED = { budget: 3, workingDays: [1, 2, 3, 4, 5] };

function away(items: number, days: number) {
  const candidates = Array.from({ length: items }, (_, i) => ({ deck: 'd', item: `i${i}`, version: 1, topic: 'T' }));
  const day = TODAY.subtract({ days });
  const memories = candidates.map((each) => remember(each, undefined, true, { now: NOW, day }));
  const known = { candidates, memories, courses: [] };
  return deferred(known, planDay(known, TODAY, WANTED, byMemory), TODAY, WANTED, byMemory);
}

describe('what is deferred after an absence', () => {
  it('comes in at the learner’s pace, and costs what is forgotten until then', () => {
    expect(away(18, 20)?.days).toBe(7);
    expect(away(33, 20)?.days).toBe(14);
    const [few, many] = [away(10, 20)?.lost ?? 0, away(60, 20)?.lost ?? 0];
    expect(few).toBeGreaterThan(0);
    expect(many).toBeGreaterThan(10 * few);
  });

  it('is nothing where all has a place today', () => {
    expect(away(3, 20)).toBeUndefined();
  });
});

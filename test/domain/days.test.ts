import { expect, it } from 'vitest';
import { daysBetween } from '../../src/domain/days.ts';

it('days between two dates are counted as Temporal counts them, over leap years and centuries', () => {
  const first = Temporal.PlainDate.from('1899-12-30');
  for (let i = 0; i < 80_000; i += 13) {
    const day = first.add({ days: i });
    expect(daysBetween(first, day)).toBe(i);
    expect(daysBetween(day, first) + i).toBe(0);
  }
});

import { z } from 'zod';
import { daysBetween } from './days.ts';

/** Days after an item was first met on which it is asked again: a follow-up, a recall a week later, and then in new words. */
export const DEFAULT_REINFORCE: readonly number[] = [3, 7, 14];

/** Rising days, at most ten of them; none leaves an item to what asking it gains. */
export const reinforceSchema = z
  .array(z.int().min(1).max(365))
  .max(10)
  .refine((days) => days.every((day, i) => i === 0 || day > (days[i - 1] ?? 0)), 'the days must rise, like [3, 7, 14]');

/** Whether an item's plan wishes for it: one of its dates has come since it was last answered, in days after it was first met. Dates that were passed over are one wish. */
export function isWished(reinforce: readonly number[], age: number, answeredAt: number): boolean {
  return reinforce.some((date) => date <= age && date > answeredAt);
}

/** Whether an item has come to the end of its plan, from where on it is asked in new words. */
export function isForNewWords(startedOn: Temporal.PlainDate, reinforce: readonly number[], day: Temporal.PlainDate): boolean {
  return daysBetween(startedOn, day) >= (reinforce.at(-1) ?? 1);
}

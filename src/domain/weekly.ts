import { daysBetween } from './days.ts';
import type { Memory } from './schedule.ts';

/** How much a learner wants to be asked: at most so many a day, and about so many a week, on these days of it. Probes take places of the day. */
export type Wanted = { budget: number; weekly?: number | undefined; workingDays: readonly number[]; probes?: number };

/** How many questions of practice a day takes: what probes leave of it. */
export function sizeOf(day: Temporal.PlainDate, wanted: Wanted, memories: readonly Memory[]): number {
  return Math.max(0, shareOf(day, wanted, memories) - (wanted.probes ?? 0));
}

/** What is left of the week's number, spread over its working days that are left. The least gain among so many is the floor under which asking is not worth it. */
function shareOf(day: Temporal.PlainDate, { budget, weekly, workingDays }: Wanted, memories: readonly Memory[]): number {
  if (weekly === undefined) return budget;
  const asked = memories.filter(({ lastDay }) => daysBetween(lastDay, day) < day.dayOfWeek).length;
  const daysLeft = workingDays.filter((each) => each >= day.dayOfWeek).length;
  return Math.min(budget, Math.max(0, Math.ceil((weekly - asked) / Math.max(1, daysLeft))));
}

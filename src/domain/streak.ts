import { covering } from './leave.ts';
import { type IsHoliday, isWorkingDay, type Rhythm } from './rhythm.ts';

const WINDOW_DAYS = 20;

/** A learner's days with questions, and what is known of each. Days by their names, the newest first. */
export type Days = {
  asked: readonly string[];
  /** A day of leave, a holiday, or none of their working days. */
  isFree: (day: string) => boolean;
  /** Something was shown on it. */
  isKept: (day: string) => boolean;
};

/** Which days with questions were free for somebody: by what they were when they were asked, where that is known, and by leave, of which one may say on the day itself. */
export function freeDays(
  asked: readonly { day: Temporal.PlainDate; isFree?: boolean }[],
  rhythm: Rhythm,
  isHoliday: IsHoliday,
): Days['isFree'] {
  const free = asked.filter(
    ({ day, isFree = !isWorkingDay(day, rhythm, isHoliday) }) => isFree || covering(rhythm.leaves, day) !== undefined,
  );
  const names = new Set(free.map(({ day }) => String(day)));
  return (day) => names.has(day);
}

/**
 * The last days that count, the newest first, and whether something was shown on each. Days on which nobody asked (weekends, holidays, a pause, an outage of
 * ours) are not among them, so they cannot break anything; nor can a free day, but what was shown on one counts.
 */
export function scheduled({ asked, isFree, isKept }: Days, most: number): readonly boolean[] {
  const row: boolean[] = [];
  for (const day of asked) {
    if (row.length === most) break;
    const kept = isKept(day);
    if (kept || !isFree(day)) row.push(kept);
  }
  return row;
}

/** The humane streak: on how many of the last twenty days that count something was recalled. */
export function streakOf(days: Days): { days: number; of: number } {
  const window = scheduled(days, WINDOW_DAYS);
  return { days: window.filter(Boolean).length, of: window.length };
}

/** Day by day, the oldest first: whether something was recalled. */
export function lastDays(days: Days): readonly boolean[] {
  return scheduled(days, WINDOW_DAYS).toReversed();
}

const WINDOW_DAYS = 20;

/**
 * The humane streak: on how many of the last twenty days that the learner was asked something was recalled. Days on which
 * nobody asked (weekends, holidays, a pause, an outage of ours) are not in it, so they cannot break it; nor can a day that became one of leave.
 *
 * @param asked the days with a session, the newest first
 */
export function streakOf(
  asked: readonly Temporal.PlainDate[],
  recalled: readonly Temporal.PlainDate[],
  isLeave: (day: Temporal.PlainDate) => boolean,
): { days: number; of: number } {
  const window = lastDays(asked, recalled, isLeave);
  return { days: window.filter(Boolean).length, of: window.length };
}

/** Day by day, the oldest first: whether something was recalled. Days of leave do not count, but for those on which something was. */
export function lastDays(
  asked: readonly Temporal.PlainDate[],
  recalled: readonly Temporal.PlainDate[],
  isLeave: (day: Temporal.PlainDate) => boolean,
): readonly boolean[] {
  const kept = new Set(recalled.map(String));
  return asked
    .filter((day) => kept.has(String(day)) || !isLeave(day))
    .slice(0, WINDOW_DAYS)
    .map((day) => kept.has(String(day)))
    .reverse();
}

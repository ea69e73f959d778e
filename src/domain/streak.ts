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
  const kept = new Set(recalled.map(String));
  const window = asked.filter((day) => kept.has(String(day)) || !isLeave(day)).slice(0, WINDOW_DAYS);
  return { days: window.filter((day) => kept.has(String(day))).length, of: window.length };
}

const LONGEST_DAYS = 10;

/** The first day after a meeting on which somebody may be asked whether it happened: one on which little else is said to them. */
export function askDay(
  meeting: Temporal.PlainDate,
  isBusy: (day: Temporal.PlainDate) => boolean,
): Temporal.PlainDate | undefined {
  const days = Array.from({ length: LONGEST_DAYS }, (_, i) => meeting.add({ days: i + 1 }));
  return days.find((day) => !isBusy(day));
}

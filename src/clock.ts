/** The one clock. The playground moves it; it runs on from there, and never back. */
export type Clock = { now(): Temporal.Instant; move(to: Temporal.Instant): void };

/** A clock over the machine's, in whole milliseconds, not before `from`. */
export function openClock(machine: () => Temporal.Instant, from?: Temporal.Instant): Clock {
  let ahead = Temporal.Duration.from({ milliseconds: 0 });
  const now = () => machine().add(ahead).round('millisecond');
  const clock = {
    now,
    move: (to: Temporal.Instant) => {
      if (Temporal.Instant.compare(to, now()) > 0) ahead = machine().until(to);
    },
  };
  if (from) clock.move(from);
  return clock;
}

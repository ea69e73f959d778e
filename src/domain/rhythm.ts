import { hash } from './hash.ts';

/** When somebody may be asked: their zone, their working days, their time. */
export type Rhythm = {
  zone: string;
  /** ISO days of the week, 1 is Monday. */
  workingDays: readonly number[];
  sessionTime: Temporal.PlainTime;
};

/** Whether a calendar day is free for everybody; where no holidays are chosen, none is. */
export type IsHoliday = (day: Temporal.PlainDate) => boolean;

// A learner's day ends when they have slept, not at midnight (science.md, "The scheduler").
const DAY_STARTS_HOUR = 4;
/** Nobody is asked from this hour on: what came too late waits for the next working day. */
const QUIET_FROM_HOUR = 20;
const QUIET_UNTIL_HOUR = 7;
// More days off in a row than any calendar has; a rhythm without working days is not asked at all.
const LONGEST_BREAK_DAYS = 60;

/** The learner's day at an instant; it starts at 04:00 in their zone. */
export function dayAt(now: Temporal.Instant, zone: string): Temporal.PlainDate {
  return now.toZonedDateTimeISO(zone).toPlainDateTime().subtract({ hours: DAY_STARTS_HOUR }).toPlainDate();
}

export function isWorkingDay(day: Temporal.PlainDate, rhythm: Rhythm, isHoliday: IsHoliday): boolean {
  return rhythm.workingDays.includes(day.dayOfWeek) && !isHoliday(day);
}

/** Whether now is a moment to be asked unasked: a working day, from the session's time until the evening. */
export function mayBeAsked(now: Temporal.Instant, rhythm: Rhythm, isHoliday: IsHoliday): boolean {
  const local = now.toZonedDateTimeISO(rhythm.zone);
  const early = Temporal.PlainTime.compare(local.toPlainTime(), rhythm.sessionTime) < 0;
  const late = local.hour >= QUIET_FROM_HOUR && rhythm.sessionTime.hour < QUIET_FROM_HOUR;
  return !early && !late && isWorkingDay(local.toPlainDate(), rhythm, isHoliday);
}

/** Whether it is a time of day at which a message disturbs nobody. */
export function isDaytime(now: Temporal.Instant, zone: string): boolean {
  const { hour } = now.toZonedDateTimeISO(zone);
  return hour >= QUIET_UNTIL_HOUR && hour < QUIET_FROM_HOUR;
}

/** Whether a name is that of a time zone. */
export function isZone(name: string): boolean {
  try {
    return new Temporal.ZonedDateTime(0n, name).timeZoneId !== '';
  } catch {
    return false;
  }
}

/** The first session after an instant, on a working day not before `from`; nothing for who has no working day. */
export function nextSessionAt(
  after: Temporal.Instant,
  rhythm: Rhythm,
  isHoliday: IsHoliday,
  from?: Temporal.PlainDate,
): Temporal.Instant | undefined {
  const today = after.toZonedDateTimeISO(rhythm.zone).toPlainDate();
  const start = from && Temporal.PlainDate.compare(from, today) > 0 ? from : today;
  for (let i = 0; i <= LONGEST_BREAK_DAYS; i++) {
    const day = start.add({ days: i });
    const at = instantAt(day, rhythm.sessionTime, rhythm.zone);
    if (Temporal.Instant.compare(at, after) > 0 && isWorkingDay(day, rhythm, isHoliday)) return at;
  }
  return undefined;
}

// About what a workspace's platform takes a minute, so that the last of a crowd is not asked long after its time.
const LEARNERS_A_MINUTE = 200;
const WIDEST_WINDOW_MINUTES = 30;

/** How many of a zone need to be counted to know how its sessions are spread. */
export const CROWD = LEARNERS_A_MINUTE * WIDEST_WINDOW_MINUTES;

/** How long after their time somebody's session comes where many have the same: a crowd is spread over a window, each at a place of their own. */
export function offsetIn(crowd: number, member: string): Temporal.Duration {
  const window = Math.min(WIDEST_WINDOW_MINUTES, Math.floor(crowd / LEARNERS_A_MINUTE)) * 60;
  return Temporal.Duration.from({ seconds: window === 0 ? 0 : hash(member) % window });
}

/** The first working day on or after a day. */
export function nextWorkingDay(day: Temporal.PlainDate, rhythm: Rhythm, isHoliday: IsHoliday): Temporal.PlainDate {
  for (let i = 0; i <= LONGEST_BREAK_DAYS; i++) {
    const candidate = day.add({ days: i });
    if (isWorkingDay(candidate, rhythm, isHoliday)) return candidate;
  }
  return day;
}

/** A time on one of the given days of the week, the next after an instant that is no holiday. */
export function nextWeekly(
  after: Temporal.Instant,
  slot: { days: readonly number[]; time: Temporal.PlainTime; zone: string },
  isHoliday: IsHoliday,
): Temporal.Instant | undefined {
  return nextSessionAt(after, { zone: slot.zone, workingDays: slot.days, sessionTime: slot.time }, isHoliday);
}

/** The Monday of a day's week: the name of a week everywhere. */
export function weekOf(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: day.dayOfWeek - 1 });
}

// "compatible": where daylight saving skips 02:30 it is 03:30, so that 9:00 stays 9:00 and nothing is left out.
export function instantAt(day: Temporal.PlainDate, time: Temporal.PlainTime, zone: string): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();
}

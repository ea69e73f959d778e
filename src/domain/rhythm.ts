import { daysBetween } from './days.ts';
import { hash } from './hash.ts';
import { covering, type Leave } from './leave.ts';

/** When somebody may be asked: their zone, their working days, their time; when they may be written to, and when they are on leave. */
export type Rhythm = {
  zone: string;
  /** ISO days of the week, 1 is Monday. */
  workingDays: readonly number[];
  sessionTime: Temporal.PlainTime;
  /** What is not asked for reaches them between these, on their working days; outside are their quiet hours. */
  hours: Hours;
  leaves: readonly Leave[];
  /** Whose public holidays are free for them, in place of their workspace's: `DE-BY`, or none of them. */
  holidays?: string | undefined;
};

/** From when until when of a day; those that end before they begin go on into the next day. */
export type Hours = { from: Temporal.PlainTime; until: Temporal.PlainTime };

/** Whether a calendar day is free, in a country or region, or else in the workspace's; where no holidays are chosen, none is. */
export type IsHoliday = (day: Temporal.PlainDate, region?: string) => boolean;

/** A learner's own choice beside a workspace that has chosen some. */
export const NO_HOLIDAYS = 'none';

// A learner's day ends when they have slept, not at midnight (science.md, "The scheduler").
const DAY_STARTS_HOUR = 4;
// Beside a team's channel, which has no hours of its own.
const DAYTIME: Hours = { from: Temporal.PlainTime.from('07:00'), until: Temporal.PlainTime.from('20:00') };
/** For who has said nothing else. */
export const USUAL_HOURS: Hours = { from: Temporal.PlainTime.from('08:00'), until: Temporal.PlainTime.from('18:00') };
/** So late after its time a session may still come, whatever the hours: a crowd is spread, and a process may have been down. */
const SESSION_LATE_HOURS = 1;
// More days off in a row than any calendar has, leaves aside; a rhythm without working days is not asked at all.
const LONGEST_BREAK_DAYS = 60;

/** The learner's day at an instant; it starts at 04:00 in their zone. */
export function dayAt(now: Temporal.Instant, zone: string): Temporal.PlainDate {
  return now.toZonedDateTimeISO(zone).toPlainDateTime().subtract({ hours: DAY_STARTS_HOUR }).toPlainDate();
}

export function isWorkingDay(day: Temporal.PlainDate, rhythm: Rhythm, isHoliday: IsHoliday): boolean {
  return rhythm.workingDays.includes(day.dayOfWeek) && !isHoliday(day, rhythm.holidays) && !covering(rhythm.leaves, day);
}

/** How many working days there are from a day to another, both among them. */
export function workingDays(from: Temporal.PlainDate, to: Temporal.PlainDate, rhythm: Rhythm, isHoliday: IsHoliday): number {
  const length = Math.max(0, daysBetween(from, to) + 1);
  return Array.from({ length }, (_, i) => from.add({ days: i })).filter((day) => isWorkingDay(day, rhythm, isHoliday)).length;
}

type Window = { from: Temporal.Instant; until: Temporal.Instant };

function windowOf(day: Temporal.PlainDate, { from, until }: Hours, zone: string): Window {
  const isOverNight = Temporal.PlainTime.compare(until, from) <= 0;
  return { from: instantAt(day, from, zone), until: instantAt(isOverNight ? day.add({ days: 1 }) : day, until, zone) };
}

// From its time to the end of the hours; a time outside of them has an hour of its own.
function sessionWindow(day: Temporal.PlainDate, { sessionTime, hours, zone }: Rhythm): Window {
  const from = instantAt(day, sessionTime, zone);
  const late = from.add({ hours: SESSION_LATE_HOURS });
  const open = windowOf(day, hours, zone);
  const isLonger = isWithin(open, from) && Temporal.Instant.compare(open.until, late) > 0;
  return { from, until: isLonger ? open.until : late };
}

function isWithin({ from, until }: Window, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(from, now) <= 0 && Temporal.Instant.compare(now, until) < 0;
}

/** Whether a session may be offered now: on a working day, from its time until the hours end. */
export function mayBeAsked(now: Temporal.Instant, rhythm: Rhythm, isHoliday: IsHoliday): boolean {
  const today = now.toZonedDateTimeISO(rhythm.zone).toPlainDate();
  return [today, today.subtract({ days: 1 })].some(
    (day) => isWorkingDay(day, rhythm, isHoliday) && isWithin(sessionWindow(day, rhythm), now),
  );
}

/** The next moment at which somebody may be written to unasked: now, or when their hours begin; nothing for who has no working day. */
export function nextWelcome(now: Temporal.Instant, rhythm: Rhythm, isHoliday: IsHoliday): Temporal.Instant | undefined {
  const today = now.toZonedDateTimeISO(rhythm.zone).toPlainDate();
  // Hours that began yesterday may last into today; those of today may be over.
  for (let day = firstWorkingDay(today.subtract({ days: 1 }), rhythm, isHoliday); day; ) {
    const { from, until } = windowOf(day, rhythm.hours, rhythm.zone);
    if (Temporal.Instant.compare(now, until) < 0) return Temporal.Instant.compare(from, now) > 0 ? from : now;
    day = firstWorkingDay(day.add({ days: 1 }), rhythm, isHoliday);
  }
  return undefined;
}

export function isWelcome(now: Temporal.Instant, rhythm: Rhythm, isHoliday: IsHoliday): boolean {
  return nextWelcome(now, rhythm, isHoliday)?.equals(now) ?? false;
}

/** Whether it is a time of day at which a message to many disturbs nobody. */
export function isDaytime(now: Temporal.Instant, zone: string): boolean {
  return isWithin(windowOf(now.toZonedDateTimeISO(zone).toPlainDate(), DAYTIME, zone), now);
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
  for (let day = firstWorkingDay(start, rhythm, isHoliday); day; ) {
    const at = instantAt(day, rhythm.sessionTime, rhythm.zone);
    if (Temporal.Instant.compare(at, after) > 0) return at;
    day = firstWorkingDay(day.add({ days: 1 }), rhythm, isHoliday);
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
  return firstWorkingDay(day, rhythm, isHoliday) ?? day;
}

function firstWorkingDay(from: Temporal.PlainDate, rhythm: Rhythm, isHoliday: IsHoliday): Temporal.PlainDate | undefined {
  let day = from;
  for (let i = 0; i <= LONGEST_BREAK_DAYS; i++) {
    // However long a leave is.
    for (let leave = covering(rhythm.leaves, day); leave; leave = covering(rhythm.leaves, day)) day = leave.until;
    if (isWorkingDay(day, rhythm, isHoliday)) return day;
    day = day.add({ days: 1 });
  }
  return undefined;
}

/** A time on one of the given days of the week, the next after an instant that is no holiday. */
export function nextWeekly(
  after: Temporal.Instant,
  slot: { days: readonly number[]; time: Temporal.PlainTime; zone: string },
  isHoliday: IsHoliday,
): Temporal.Instant | undefined {
  const rhythm = { zone: slot.zone, workingDays: slot.days, sessionTime: slot.time, hours: DAYTIME, leaves: [] };
  return nextSessionAt(after, rhythm, isHoliday);
}

// A team has no rhythm of its own: what a channel hears beside what its lead chose comes on these days, in the morning unless an hour is named.
const TEAM: Rhythm = {
  ...{ zone: 'UTC', workingDays: [1, 2, 3, 4, 5], sessionTime: Temporal.PlainTime.from('09:00'), hours: DAYTIME, leaves: [] },
};

type Channel = { zone: string; time?: Temporal.PlainTime };

/** A team's next working morning after an instant, or another hour of a working day. */
export function nextTeamTime(after: Temporal.Instant, { zone, time }: Channel, isHoliday: IsHoliday): Temporal.Instant {
  const next = nextSessionAt(after, { ...TEAM, zone, sessionTime: time ?? TEAM.sessionTime }, isHoliday);
  return next ?? after.add({ hours: 24 });
}

export function isTeamDay(day: Temporal.PlainDate, isHoliday: IsHoliday): boolean {
  return isWorkingDay(day, TEAM, isHoliday);
}

/** The first working day of a team on or after a day. */
export function nextTeamDay(day: Temporal.PlainDate, isHoliday: IsHoliday): Temporal.PlainDate {
  return nextWorkingDay(day, TEAM, isHoliday);
}

/** Whether a team's channel may be told something unasked now: by day, on a working day. */
export function isTeamTime(now: Temporal.Instant, zone: string, isHoliday: IsHoliday): boolean {
  return isDaytime(now, zone) && isTeamDay(now.toZonedDateTimeISO(zone).toPlainDate(), isHoliday);
}

/** The Monday of a day's week: the name of a week everywhere. */
export function weekOf(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: day.dayOfWeek - 1 });
}

// "compatible": where daylight saving skips 02:30 it is 03:30, so that 9:00 stays 9:00 and nothing is left out.
export function instantAt(day: Temporal.PlainDate, time: Temporal.PlainTime, zone: string): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();
}

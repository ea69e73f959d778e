import { type IsHoliday, instantAt, isWorkingDay, type Rhythm } from '../rhythm.ts';
import type { PartOfDay, Seeker } from './partner.ts';

/** The half hours of a week in which somebody is free, a bit for each. */
export type Free = Uint32Array;

const PARTS: Readonly<Record<PartOfDay, readonly [from: number, until: number]>> = {
  morning: [8, 11],
  midday: [11, 14],
  afternoon: [14, 17],
  evening: [17, 20],
};
const HALF_HOUR_MS = 30 * 60_000;
// From a day before Monday, so that the Tuesday of every zone is in it.
const HALF_HOURS = 9 * 48;
const WORDS = Math.ceil(HALF_HOURS / 32);
// Whoever is asked on Monday has that day to answer.
const FIRST_DAY = 1;
const LAST_DAY = 6;

/** When somebody is free in a week, from its Tuesday on: on their working days, within their hours, at the times that they chose. */
export function freeIn(week: Temporal.PlainDate, rhythm: Rhythm, seeker: Seeker, isHoliday: IsHoliday): Free {
  const free = new Uint32Array(WORDS);
  for (let i = FIRST_DAY; i <= LAST_DAY; i++) {
    const day = week.add({ days: i });
    if (!isWorkingDay(day, rhythm, isHoliday)) continue;
    if (seeker.days.length > 0 && !seeker.days.includes(day.dayOfWeek)) continue;
    for (const [from, until] of spansOf(rhythm, seeker)) mark(free, placeOf(week, day, from, rhythm.zone), (until - from) * 2);
  }
  return free;
}

/** Hours of a day, from and until. Hours that go over midnight end with the day. */
function spansOf({ hours }: Rhythm, { parts }: Seeker): (readonly [number, number])[] {
  const [from, end] = [hours.from, hours.until].map((time) => time.hour + Math.floor(time.minute / 30) / 2);
  const [first, last] = [from ?? 0, end !== undefined && end > (from ?? 0) ? end : 24];
  const chosen = parts.length > 0 ? parts.map((part) => PARTS[part]) : [[0, 24] as const];
  return chosen.map(([a, b]) => [Math.max(a, first), Math.min(b, last)] as const).filter(([a, b]) => a < b);
}

function placeOf(week: Temporal.PlainDate, day: Temporal.PlainDate, hour: number, zone: string): number {
  const time = new Temporal.PlainTime(Math.floor(hour), (hour % 1) * 60);
  return Math.ceil((instantAt(day, time, zone).epochMilliseconds - startOf(week).epochMilliseconds) / HALF_HOUR_MS);
}

function startOf(week: Temporal.PlainDate): Temporal.Instant {
  return week.subtract({ days: 1 }).toZonedDateTime('UTC').toInstant();
}

function mark(free: Free, from: number, length: number): void {
  for (let i = Math.max(0, from); i < Math.min(HALF_HOURS, from + length); i++)
    free[i >> 5] = (free[i >> 5] ?? 0) | (1 << (i & 31));
}

/** How many half hours two people have in common. */
export function inCommon(one: Free, other: Free): number {
  let count = 0;
  for (let i = 0; i < WORDS; i++) count += bitsIn((one[i] ?? 0) & (other[i] ?? 0));
  return count;
}

function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The first half hour of a week in which all are free, one with another free one behind it before all others. */
export function firstInCommon(week: Temporal.PlainDate, all: readonly Free[]): Temporal.Instant | undefined {
  const isFree = (place: number) => all.every((free) => ((free[place >> 5] ?? 0) & (1 << (place & 31))) !== 0);
  const places = Array.from({ length: HALF_HOURS }, (_, place) => place).filter(isFree);
  const place = places.find((each) => places.includes(each + 1)) ?? places[0];
  return place === undefined ? undefined : startOf(week).add({ minutes: 30 * place });
}

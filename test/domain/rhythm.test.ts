import { describe, expect, it } from 'vitest';
import { dayAt, mayBeAsked, nextSessionAt, nextWorkingDay, offsetIn, type Rhythm, weekOf } from '../../src/domain/rhythm.ts';

const nine: Rhythm = { zone: 'Europe/Berlin', workingDays: [1, 2, 3, 4, 5], sessionTime: Temporal.PlainTime.from('09:00') };
const noHoliday = () => false;
const at = (text: string) => Temporal.Instant.from(text);
const day = (text: string) => Temporal.PlainDate.from(text);

describe('a learner’s day', () => {
  it.each([
    ['2026-11-23T02:59:00Z', 'Europe/Berlin', '2026-11-22'],
    ['2026-11-23T03:00:00Z', 'Europe/Berlin', '2026-11-23'],
    ['2026-11-23T23:59:00Z', 'America/Los_Angeles', '2026-11-23'],
    ['2026-11-23T23:59:00Z', 'Pacific/Auckland', '2026-11-24'],
    // The hour that daylight saving takes is not missed: 3:59 summer time is still yesterday.
    ['2026-03-29T01:59:00Z', 'Europe/Berlin', '2026-03-28'],
  ])('at %s in %s is %s', (now, zone, expected) => {
    expect(dayAt(at(now), zone).toString()).toBe(expected);
  });
});

describe('the next session', () => {
  it.each([
    ['2026-11-23T07:59:00Z', '2026-11-23T08:00:00Z', 'later today'],
    ['2026-11-23T08:00:00Z', '2026-11-24T08:00:00Z', 'not now again'],
    ['2026-11-27T09:00:00Z', '2026-11-30T08:00:00Z', 'over the weekend'],
    ['2026-03-27T12:00:00Z', '2026-03-30T07:00:00Z', 'at nine on summer time'],
    ['2026-10-23T12:00:00Z', '2026-10-26T08:00:00Z', 'at nine on winter time'],
  ])('after %s is %s, %s', (after, expected) => {
    expect(nextSessionAt(at(after), nine, noHoliday)).toEqual(at(expected));
  });

  it('leaves out holidays, and days before the end of a pause', () => {
    const christmas = (each: Temporal.PlainDate) => each.month === 12 && [25, 26].includes(each.day);
    expect(nextSessionAt(at('2026-12-24T12:00:00Z'), nine, christmas)).toEqual(at('2026-12-28T08:00:00Z'));
    expect(nextSessionAt(at('2026-11-23T12:00:00Z'), nine, noHoliday, day('2026-12-02'))).toEqual(at('2026-12-02T08:00:00Z'));
  });

  it('is none for who has no working day', () => {
    expect(nextSessionAt(at('2026-11-23T12:00:00Z'), { ...nine, workingDays: [] }, noHoliday)).toBeUndefined();
  });
});

describe('asking unasked', () => {
  it.each([
    ['2026-11-23T07:30:00Z', false, 'before the time'],
    ['2026-11-23T08:00:00Z', true, 'at the time'],
    ['2026-11-23T15:00:00Z', true, 'late, after an outage'],
    ['2026-11-23T19:00:00Z', false, 'in the evening'],
    ['2026-11-22T09:00:00Z', false, 'on Sunday'],
  ])('at %s is %s: %s', (now, expected) => {
    expect(mayBeAsked(at(now), nine, noHoliday)).toBe(expected);
  });

  it('is fine late in the day for who chose a late time', () => {
    expect(mayBeAsked(at('2026-11-23T20:30:00Z'), { ...nine, sessionTime: Temporal.PlainTime.from('21:00') }, noHoliday)).toBe(
      true,
    );
  });
});

it('a week is named by its Monday, and a day off moves to the next working day', () => {
  expect(weekOf(day('2026-11-29')).toString()).toBe('2026-11-23');
  expect(nextWorkingDay(day('2026-11-28'), nine, noHoliday).toString()).toBe('2026-11-30');
});

describe('a crowd with the same time', () => {
  it('is asked at that time where it is small', () => {
    expect(offsetIn(199, 'ana').total('seconds')).toBe(0);
  });

  it('is spread evenly where it is large, everybody at a place that stays theirs', () => {
    const offsets = Array.from({ length: 10_000 }, (_, i) => offsetIn(10_000, `U${i}`).total('minutes'));
    const quarters = Object.groupBy(offsets, (minutes) => Math.floor(minutes / 7.5));
    expect(Math.max(...offsets)).toBeLessThan(30);
    for (const quarter of [0, 1, 2, 3]) expect(quarters[quarter]?.length).toBeGreaterThan(2_300);
    expect(offsetIn(10_000, 'ana')).toEqual(offsetIn(10_000, 'ana'));
  });
});

import { describe, expect, it } from 'vitest';
import {
  dayAt,
  mayBeAsked,
  nextSessionAt,
  nextWelcome,
  nextWorkingDay,
  offsetIn,
  type Rhythm,
  USUAL_HOURS,
  weekOf,
} from '../../src/domain/rhythm.ts';

const nine: Rhythm = {
  ...{ zone: 'Europe/Berlin', workingDays: [1, 2, 3, 4, 5], sessionTime: Temporal.PlainTime.from('09:00') },
  ...{ hours: USUAL_HOURS, leaves: [] },
};
const hours = (from: string, until: string) => ({ from: Temporal.PlainTime.from(from), until: Temporal.PlainTime.from(until) });
const leave = (from: string, until: string) => ({ leaves: [{ from: day(from), until: day(until) }] });
const noHoliday = () => false;
const at = (text: string) => Temporal.Instant.from(text);
const day = (text: string) => Temporal.PlainDate.from(text);

describe('a learner’s day', () => {
  it.each([
    ['2026-11-23T02:59:00Z', 'Europe/Berlin', '2026-11-22'],
    ['2026-11-23T03:00:00Z', 'Europe/Berlin', '2026-11-23'],
    ['2026-11-23T23:59:00Z', 'America/Los_Angeles', '2026-11-23'],
    ['2026-11-23T23:59:00Z', 'Pacific/Auckland', '2026-11-24'],
    ['2026-11-23T12:59:00Z', 'Pacific/Kiritimati', '2026-11-23'],
    ['2026-11-23T14:00:00Z', 'Pacific/Kiritimati', '2026-11-24'],
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

  it.each([
    ['2026-11-22T22:59:00Z', 'Pacific/Auckland', '2026-11-23T20:00:00Z', 'nine in the morning is the evening before in UTC'],
    ['2026-11-23T23:59:00Z', 'Pacific/Kiritimati', '2026-11-24T19:00:00Z', 'fourteen hours ahead'],
    ['2026-11-24T00:00:00Z', 'Pacific/Pago_Pago', '2026-11-24T20:00:00Z', 'eleven behind, where it is still Monday'],
    ['2026-11-23T20:00:00Z', 'Pacific/Pago_Pago', '2026-11-24T20:00:00Z', 'not twice a day'],
    ['2026-03-07T15:00:00Z', 'America/New_York', '2026-03-08T13:00:00Z', 'on the day on which New York goes to summer time'],
    ['2026-10-31T13:00:00Z', 'America/New_York', '2026-11-01T14:00:00Z', 'and on which it goes back'],
  ])('after %s in %s is %s: %s', (after, zone, expected) => {
    expect(nextSessionAt(at(after), { ...nine, zone, workingDays: [1, 2, 3, 4, 5, 6, 7] }, noHoliday)).toEqual(at(expected));
  });

  it('is not missed or doubled where its time is skipped or comes twice', () => {
    const half = { ...nine, workingDays: [1, 2, 3, 4, 5, 6, 7], sessionTime: Temporal.PlainTime.from('02:30') };
    expect(nextSessionAt(at('2026-03-28T12:00:00Z'), half, noHoliday)).toEqual(at('2026-03-29T01:30:00Z'));
    expect(nextSessionAt(at('2026-10-24T12:00:00Z'), half, noHoliday)).toEqual(at('2026-10-25T00:30:00Z'));
    expect(nextSessionAt(at('2026-10-25T00:30:00Z'), half, noHoliday)).toEqual(at('2026-10-26T01:30:00Z'));
  });

  it('comes after leave, however long it is', () => {
    const away = { ...nine, ...leave('2026-11-24', '2027-11-24') };
    expect(nextSessionAt(at('2026-11-23T12:00:00Z'), away, noHoliday)).toEqual(at('2027-11-24T08:00:00Z'));
  });

  it('keeps the holidays of the learner’s own region', () => {
    const inBavaria: Rhythm = { ...nine, holidays: 'DE-BY' };
    const epiphany = (each: Temporal.PlainDate, region?: string) => region === 'DE-BY' && each.month === 1 && each.day === 6;
    expect(nextSessionAt(at('2027-01-05T12:00:00Z'), inBavaria, epiphany)).toEqual(at('2027-01-07T08:00:00Z'));
    expect(nextSessionAt(at('2027-01-05T12:00:00Z'), nine, epiphany)).toEqual(at('2027-01-06T08:00:00Z'));
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

  it('ends with the hours, and an hour after a time that is outside of them', () => {
    const early: Rhythm = { ...nine, hours: hours('08:00', '16:00') };
    expect(mayBeAsked(at('2026-11-23T14:59:00Z'), early, noHoliday)).toBe(true);
    expect(mayBeAsked(at('2026-11-23T15:00:00Z'), early, noHoliday)).toBe(false);
    const night: Rhythm = { ...nine, sessionTime: Temporal.PlainTime.from('23:30') };
    expect(mayBeAsked(at('2026-11-23T23:29:00Z'), night, noHoliday)).toBe(true);
    expect(mayBeAsked(at('2026-11-23T23:30:00Z'), night, noHoliday)).toBe(false);
  });

  it('is fine late in the day for who chose a late time', () => {
    expect(mayBeAsked(at('2026-11-23T20:30:00Z'), { ...nine, sessionTime: Temporal.PlainTime.from('21:00') }, noHoliday)).toBe(
      true,
    );
  });
});

describe('the next moment to write unasked', () => {
  it.each([
    ['2026-11-23T07:00:00Z', '2026-11-23T07:00:00Z', 'at eight, now'],
    ['2026-11-23T16:59:59Z', '2026-11-23T16:59:59Z', 'just before six, now'],
    ['2026-11-23T17:00:00Z', '2026-11-24T07:00:00Z', 'at six, tomorrow'],
    ['2026-11-23T06:59:00Z', '2026-11-23T07:00:00Z', 'before eight, at eight'],
    ['2026-11-27T17:00:00Z', '2026-11-30T07:00:00Z', 'on Friday evening, on Monday'],
    ['2026-03-27T17:00:00Z', '2026-03-30T06:00:00Z', 'over the change to summer time, at eight'],
    ['2026-10-23T17:00:00Z', '2026-10-26T07:00:00Z', 'and back, at eight'],
  ])('at %s is %s: %s', (now, expected) => {
    expect(nextWelcome(at(now), nine, noHoliday)).toEqual(at(expected));
  });

  it('waits for the end of leave, and is none for who has no working day', () => {
    expect(nextWelcome(at('2026-11-23T10:00:00Z'), { ...nine, ...leave('2026-11-23', '2026-11-26') }, noHoliday)).toEqual(
      at('2026-11-26T07:00:00Z'),
    );
    expect(nextWelcome(at('2026-11-23T10:00:00Z'), { ...nine, workingDays: [] }, noHoliday)).toBeUndefined();
  });

  it('lasts into the next day for who works at night', () => {
    const night: Rhythm = { ...nine, hours: hours('22:00', '06:00') };
    expect(nextWelcome(at('2026-11-24T03:00:00Z'), night, noHoliday)).toEqual(at('2026-11-24T03:00:00Z'));
    expect(nextWelcome(at('2026-11-24T05:00:00Z'), night, noHoliday)).toEqual(at('2026-11-24T21:00:00Z'));
    // The night to Saturday is Friday's.
    expect(nextWelcome(at('2026-11-28T04:00:00Z'), night, noHoliday)).toEqual(at('2026-11-28T04:00:00Z'));
    expect(nextWelcome(at('2026-11-28T21:30:00Z'), night, noHoliday)).toEqual(at('2026-11-30T21:00:00Z'));
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

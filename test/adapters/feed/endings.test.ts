import { describe, expect, it } from 'vitest';
import { endingsIn } from '../../../adapters/feed/endings.ts';

const BERLIN = `BEGIN:VTIMEZONE
TZID:Central European
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE`;

const calendar = (...events: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:test',
    BERLIN,
    ...events.map((each) => `BEGIN:VEVENT\n${each}\nEND:VEVENT`),
    'END:VCALENDAR',
  ]
    .join('\n')
    .replaceAll('\n', '\r\n');

const standUp = `UID:1
SUMMARY:Daily Stand-up
DTSTART;TZID=Central European:20260105T093000
DTEND;TZID=Central European:20260105T094500
RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
EXDATE;TZID=Central European:20261126T093000`;

const ends = (text: string, day: string, event = 'stand-up', zone = 'Europe/Berlin') =>
  endingsIn(text, { event, day: Temporal.PlainDate.from(day), zone }).map(String);

describe('the ends of a day’s events', () => {
  it.each([
    ['2026-03-27', '2026-03-27T08:45:00Z', 'before summer time'],
    ['2026-03-30', '2026-03-30T07:45:00Z', 'on summer time'],
    ['2026-10-23', '2026-10-23T07:45:00Z', 'before winter time'],
    ['2026-10-26', '2026-10-26T08:45:00Z', 'on winter time'],
  ])('on %s is at %s, %s', (day, expected) => {
    expect(ends(calendar(standUp), day)).toEqual([expected]);
  });

  it('are none on a day that is left out, or has none', () => {
    expect(ends(calendar(standUp), '2026-11-26')).toEqual([]);
    expect(ends(calendar(standUp), '2026-11-28')).toEqual([]);
    expect(ends(calendar(standUp), '2026-11-25', 'retrospective')).toEqual([]);
  });

  it('follow an occurrence that was moved', () => {
    const moved = `UID:1
SUMMARY:Daily Stand-up
RECURRENCE-ID;TZID=Central European:20261125T093000
DTSTART;TZID=Central European:20261125T140000
DTEND;TZID=Central European:20261125T143000`;
    expect(ends(calendar(standUp, moved), '2026-11-25')).toEqual(['2026-11-25T13:30:00Z']);
    expect(ends(calendar(standUp, moved), '2026-11-24')).toEqual(['2026-11-24T08:45:00Z']);
  });

  it('leave out what lasts all day, and what was called off', () => {
    const allDay = 'UID:2\nSUMMARY:Stand-up day\nDTSTART;VALUE=DATE:20261125\nDTEND;VALUE=DATE:20261126';
    const off = 'UID:3\nSUMMARY:Stand-up\nSTATUS:CANCELLED\nDTSTART:20261125T080000Z\nDTEND:20261125T081500Z';
    expect(ends(calendar(allDay, off), '2026-11-25')).toEqual([]);
  });

  it('know UTC, a zone by its name alone, none at all, and an end by its length', () => {
    const events = [
      'UID:4\nSUMMARY:Stand-up\nDTSTART:20261125T080000Z\nDTEND:20261125T081500Z',
      'UID:5\nSUMMARY:Stand-up\nDTSTART;TZID=America/New_York:20261125T090000\nDTEND;TZID=America/New_York:20261125T093000',
      'UID:6\nSUMMARY:Stand-up\nDTSTART:20261125T110000\nDURATION:PT30M',
    ];
    expect(ends(calendar(...events), '2026-11-25')).toEqual([
      '2026-11-25T08:15:00Z',
      '2026-11-25T10:30:00Z',
      '2026-11-25T14:30:00Z',
    ]);
  });

  it('are of the learner’s own day, wherever they are', () => {
    const late = 'UID:7\nSUMMARY:Stand-up\nDTSTART:20261125T233000Z\nDTEND:20261125T234500Z';
    expect(ends(calendar(late), '2026-11-26', 'stand-up', 'Asia/Tokyo')).toEqual(['2026-11-25T23:45:00Z']);
    expect(ends(calendar(late), '2026-11-25', 'stand-up', 'Asia/Tokyo')).toEqual([]);
  });

  it.each(['', 'hello', '<html></html>', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT'])('are none of what is no calendar: %s', (text) => {
    expect(() => ends(text, '2026-11-25')).toThrow();
  });
});

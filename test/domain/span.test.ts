import { describe, expect, it } from 'vitest';
import { dayIn } from '../../src/domain/day-words.ts';
import { spanOf } from '../../src/domain/span.ts';

// A Wednesday.
const today = Temporal.PlainDate.from('2026-11-25');

describe('days in words', () => {
  it.each([
    ['today', '2026-11-25', '2026-11-26'],
    ['tomorrow', '2026-11-26', '2026-11-27'],
    ['until friday', '2026-11-25', '2026-11-27'],
    ['until wednesday', '2026-11-25', '2026-12-02'],
    ['through friday', '2026-11-25', '2026-11-28'],
    ['until next week', '2026-11-25', '2026-11-30'],
    ['until 2027-01-07', '2026-11-25', '2027-01-07'],
    ['next week', '2026-11-30', '2026-12-07'],
    ['this week', '2026-11-25', '2026-11-30'],
    ['3 days', '2026-11-25', '2026-11-28'],
    ['for two weeks', undefined, undefined],
    ['for 2 weeks', '2026-11-25', '2026-12-09'],
    ['3 dec to 10 dec', '2026-12-03', '2026-12-11'],
    ['Dec 3 - Dec 10', '2026-12-03', '2026-12-11'],
    ['3-10 dec', '2026-12-03', '2026-12-11'],
    ['from 3 dec until 10 dec', '2026-12-03', '2026-12-10'],
    ['28 dec to 3 jan', '2026-12-28', '2027-01-04'],
    ['2026-12-03 to 2026-12-10', '2026-12-03', '2026-12-11'],
    ['24/12/2026 to 2/1/2027', '2026-12-24', '2027-01-03'],
    ['mon to wed', '2026-11-30', '2026-12-03'],
    ['on friday', '2026-11-27', '2026-11-28'],
    ['bis Freitag', '2026-11-25', '2026-11-27'],
    ['3. Dezember bis 10. Dezember', '2026-12-03', '2026-12-11'],
  ])('%s', (words, from, until) => {
    const span = spanOf(words, today);
    expect([span?.from.toString(), span?.until.toString()]).toEqual([from, until]);
  });

  it.each([
    '',
    'soon',
    'until 14:00',
    'yesterday',
    'until 2020-01-01',
    'until 9999-12-31',
    '31 feb',
    '10 dec 2026 to 3 dec 2026',
    'until',
  ])('says nothing of "%s"', (words) => {
    expect(spanOf(words, today)).toBeUndefined();
  });

  // A Friday.
  it.each([
    ['friday', '2026-11-27', '2026-12-04'],
    ['next friday', '2026-12-04', '2026-12-04'],
    ['this friday', '2026-11-27', '2026-12-04'],
    ['next monday', '2026-11-30', '2026-11-30'],
    ['monday', '2026-11-30', '2026-11-30'],
    ['27 november', '2026-11-27', '2026-11-27'],
    ['friday 4 december', '2026-12-04', '2026-12-04'],
  ])('on a Friday "%s" is one day for leave and for goals, and as an end still to come', (words, day, end) => {
    const friday = Temporal.PlainDate.from('2026-11-27');
    expect(spanOf(words, friday)?.from.toString()).toBe(day);
    if (end !== '2026-11-27') expect(spanOf(`until ${words}`, friday)?.until.toString()).toBe(end);
    expect(dayIn(`learn it by ${words}`, friday).day?.toString()).toBe(end);
  });

  it('names the same days whatever the zone of the process', () => {
    expect(spanOf('friday', Temporal.PlainDate.from('2026-03-29'))?.from.toString()).toBe('2026-04-03');
    expect(spanOf('today', Temporal.PlainDate.from('2026-10-25'))?.from.toString()).toBe('2026-10-25');
  });
});

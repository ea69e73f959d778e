import { expect, it } from 'vitest';
import { openHolidays } from '../../adapters/holidays.ts';

const holidays = openHolidays();

it.each([
  ['DE', true],
  ['DE-BY', true],
  ['DE-BY-A', true],
  ['US-CA', true],
  ['XX', false],
  ['DE-XX', false],
  ['DE-BY-XX', false],
])('%s is known: %s', (region, expected) => {
  expect(holidays.isKnown(region)).toBe(expected);
});

it.each([
  ['Epiphany', '2027-01-06', { DE: false, 'DE-BE': false, 'DE-BY': true, 'DE-BY-A': true }],
  ['the Peace Festival of Augsburg', '2026-08-08', { DE: false, 'DE-BY': false, 'DE-BY-A': true }],
])('%s is free where it is kept', (_, day, expected) => {
  const free = Object.keys(expected).map((region) => [region, holidays.isHoliday(region, Temporal.PlainDate.from(day))]);
  expect(Object.fromEntries(free)).toEqual(expected);
});

import { createRequire } from 'node:module';
import type { Holidays } from '../src/ports/holidays.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

// Thirty megabytes of all countries' rules: only where somebody has chosen one.
const require = createRequire(import.meta.url);
const calendars = (): typeof import('date-holidays').default => require('date-holidays');

/** Public holidays by the `date-holidays` package: a country (`DE`), or country and region (`DE-BY`). */
export function openHolidays(): Holidays {
  const years = new Map<string, ReadonlySet<string>>();
  return {
    isKnown(region) {
      const [country, state] = partsOf(region);
      const all = new (calendars())();
      return (
        Object.hasOwn(all.getCountries(), country) && (state === undefined || Object.hasOwn(all.getStates(country) ?? {}, state))
      );
    },

    isHoliday(region, day) {
      const key = `${region} ${day.year}`;
      const year = years.get(key) ?? freeDays(region, day.year);
      years.set(key, year);
      return year.has(day.toString());
    },
  };
}

// The package's own question, "is this moment a holiday", depends on the zone of the process; its list of days does not.
function freeDays(region: string, year: number): ReadonlySet<string> {
  const [country, state] = partsOf(region);
  const Calendar = calendars();
  const calendar = state === undefined ? new Calendar(country) : new Calendar(country, state);
  return new Set(calendar.getHolidays(year).flatMap((holiday) => (holiday.type === 'public' ? daysOf(holiday) : [])));
}

function daysOf({ date, start, end }: { date: string; start: Date; end: Date }): string[] {
  const first = Temporal.PlainDate.from(date.slice(0, 10));
  const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
  return Array.from({ length }, (_, i) => first.add({ days: i }).toString());
}

function partsOf(region: string): [country: string, state?: string] {
  const [country = '', state] = region.split('-');
  return state === undefined ? [country] : [country, state];
}

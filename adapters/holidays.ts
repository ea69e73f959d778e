import { createRequire } from 'node:module';
import type { Holidays } from '../src/ports/holidays.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

// Thirty megabytes of all countries' rules: only where somebody has chosen one.
const require = createRequire(import.meta.url);
const calendars = (): typeof import('date-holidays').default => require('date-holidays');

/** Public holidays by the `date-holidays` package: a country (`DE`), country and state (`DE-BY`), or a region of that (`DE-BY-A`). */
export function openHolidays(): Holidays {
  const years = new Map<string, ReadonlySet<string>>();
  return {
    isKnown(region) {
      const [country, state, part] = partsOf(region);
      const all = new (calendars())();
      if (!Object.hasOwn(all.getCountries(), country)) return false;
      if (state === undefined) return true;
      return Object.hasOwn(all.getStates(country) ?? {}, state) && isPart(all.getRegions(country, state), part);
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
  const [country, state, part] = partsOf(region);
  const Calendar = calendars();
  const calendar =
    state === undefined
      ? new Calendar(country)
      : part === undefined
        ? new Calendar(country, state)
        : new Calendar(country, state, part);
  return new Set(calendar.getHolidays(year).flatMap((holiday) => (holiday.type === 'public' ? daysOf(holiday) : [])));
}

function daysOf({ date, start, end }: { date: string; start: Date; end: Date }): string[] {
  const first = Temporal.PlainDate.from(date.slice(0, 10));
  const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
  return Array.from({ length }, (_, i) => first.add({ days: i }).toString());
}

function partsOf(region: string): [country: string, state?: string, part?: string] {
  const [country = '', state, ...rest] = region.split('-');
  if (state === undefined) return [country];
  return rest.length === 0 ? [country, state] : [country, state, rest.join('-')];
}

function isPart(parts: Record<string, string> | null, part: string | undefined): boolean {
  return part === undefined || Object.hasOwn(parts ?? {}, part);
}

import { dayNumber } from './day-words.ts';
import type { Trip } from './leave.ts';
import type { Hours } from './rhythm.ts';
import { spanOf } from './span.ts';

/** A time of day as people type it: `14:00`, `9`, `2 pm`, `14.30`. */
export function timeOf(text: string): Temporal.PlainTime | undefined {
  const [, hours, minutes = '0', half] = /^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|h|uhr)?$/i.exec(text.trim()) ?? [];
  if (hours === undefined) return undefined;
  const hour =
    half?.toLowerCase() === 'pm' && Number(hours) < 12
      ? Number(hours) + 12
      : half?.toLowerCase() === 'am' && Number(hours) === 12
        ? 0
        : Number(hours);
  return hour < 24 && Number(minutes) < 60 ? new Temporal.PlainTime(hour, Number(minutes)) : undefined;
}

/** Hours of a day as people type them: `8:00-18:00`, `9 to 17:30`, `from 7 until 15`. */
export function hoursOf(text: string): Hours | undefined {
  const [, first = '', last = ''] =
    /^(?:(?:from|von)\s+)?(.+?)\s*(?:-|–|\bto\b|\buntil\b|\btill\b|\bbis\b)\s*(.+)$/i.exec(text.trim()) ?? [];
  const [from, until] = [timeOf(first), timeOf(last)];
  return from && until && !from.equals(until) ? { from, until } : undefined;
}

const SOME_DAYS: Readonly<Record<string, string>> = {
  weekdays: '1-5',
  workdays: '1-5',
  weekend: '6-7',
  daily: '1-7',
  'every day': '1-7',
  all: '1-7',
  werktags: '1-5',
  wochenende: '6-7',
  täglich: '1-7',
  'jeden tag': '1-7',
};

/** Days of the week as people type them: `mon-fri`, `mon, wed, fri`, `monday to friday`, `weekdays`, `1 3 5`. */
export function daysOf(text: string): number[] | undefined {
  const words = text.toLowerCase().trim();
  const spelled = Object.hasOwn(SOME_DAYS, words)
    ? (SOME_DAYS[words] ?? '')
    : words.replace(/\s*(?:-|–|\bto\b|\bbis\b)\s*/g, '-');
  const days = new Set<number>();
  for (const part of spelled.split(/[\s,;]+/).filter((each) => each !== '' && each !== 'and' && each !== 'und')) {
    const [from, to] = part.split('-').map(dayNumber);
    if (!from || (part.includes('-') && !to)) return undefined;
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === (to ?? from)) break;
    }
  }
  return days.size > 0 ? [...days].sort() : undefined;
}

/** A time zone by its IANA name, in the name's own spelling, or by its city where one alone has it: `Asia/Tokyo`, `New York`. */
export function zoneOf(text: string): string | undefined {
  const words = text.trim().replace(/\s+/g, '_');
  try {
    return new Temporal.ZonedDateTime(0n, words).timeZoneId;
  } catch {
    const city = `/${words.toLowerCase()}`;
    const found = Intl.supportedValuesOf('timeZone').filter((zone) => zone.toLowerCase().endsWith(city));
    return found.length === 1 ? found[0] : undefined;
  }
}

/** Where to and for how long: `Asia/Tokyo until 12 dec`, `Tokyo 3 dec to 12 dec`. */
export function tripIn(words: string, today: Temporal.PlainDate): Omit<Trip, 'home'> | undefined {
  const parts = words.split(' ');
  for (let i = 1; i < parts.length; i++) {
    const zone = zoneOf(parts.slice(0, i).join(' '));
    const span = zone && spanOf(parts.slice(i).join(' '), today);
    if (span) return { zone, ...span };
  }
  return undefined;
}

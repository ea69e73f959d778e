import * as chrono from 'chrono-node';
import type { Leave } from './leave.ts';

type Span = Pick<Leave, 'from' | 'until'>;

// What no calendar of ours reaches, and no leave lasts.
const LONGEST_YEARS = 2;

/** Days as people say them: `until friday`, `3 dec to 10 dec`, `today`, `next week`, `3 days`. An end that is named by "until" is the first day after. */
export function spanOf(text: string, today: Temporal.PlainDate): Span | undefined {
  const words = text.trim().replace(/\s+/g, ' ').toLowerCase();
  const span =
    weekIn(words, today) ?? lengthIn(words, today) ?? endIn(words, today) ?? rangeIn(words, today) ?? dayIn(words, today);
  if (!span || Temporal.PlainDate.compare(span.from, today) < 0 || Temporal.PlainDate.compare(span.until, span.from) <= 0)
    return undefined;
  return Temporal.PlainDate.compare(span.until, today.add({ years: LONGEST_YEARS })) <= 0 ? span : undefined;
}

function weekIn(words: string, today: Temporal.PlainDate): Span | undefined {
  const [, which] = /^(this|next|diese|nächste) (?:week|woche)$/.exec(words) ?? [];
  const monday = today.add({ days: 8 - today.dayOfWeek });
  if (!which) return undefined;
  return /^(next|nächste)/.test(which) ? { from: monday, until: monday.add({ weeks: 1 }) } : { from: today, until: monday };
}

function lengthIn(words: string, today: Temporal.PlainDate): Span | undefined {
  const [, number = '', unit] = /^(?:for )?(\d{1,3}|a|one) ?(day|week|month)s?$/.exec(words) ?? [];
  const n = Number(number) || 1;
  switch (unit) {
    case 'day':
      return { from: today, until: today.add({ days: n }) };
    case 'week':
      return { from: today, until: today.add({ weeks: n }) };
    case 'month':
      return { from: today, until: today.add({ months: n }) };
    default:
      return undefined;
  }
}

function endIn(words: string, today: Temporal.PlainDate): Span | undefined {
  const [, word, end = ''] = /^(until|till|bis|through) (.+)$/.exec(words) ?? [];
  if (!word) return undefined;
  const length = lengthIn(end, today);
  if (length) return length;
  const day = weekIn(end, today)?.from ?? dayOf(end, today, { after: today });
  return day ? { from: today, until: word === 'through' ? day.add({ days: 1 }) : day } : undefined;
}

function rangeIn(words: string, today: Temporal.PlainDate): Span | undefined {
  const spaced = words.replace(/^(\d{1,2}) ?[-–] ?(?=\d{1,2}\.? \p{L})/u, '$1 - ');
  const [, first = '', word, last = ''] = /^(?:from |vom |von )?(.+?) (to|through|until|till|bis|[-–]) (.+)$/.exec(spaced) ?? [];
  if (!word) return undefined;
  // "3-10 dec" says the month once.
  const from = dayOf(/^\d{1,2}\.?$/.test(first) ? last.replace(/^\d+/, first.replace('.', '')) : first, today, {});
  const end = from && dayOf(last, from, {});
  return end && { from, until: word === 'until' || word === 'till' ? end : end.add({ days: 1 }) };
}

function dayIn(words: string, today: Temporal.PlainDate): Span | undefined {
  const day = dayOf(words.replace(/^(?:on|am) /, ''), today, {});
  return day && { from: day, until: day.add({ days: 1 }) };
}

const READERS = [chrono.en.GB, chrono.de.casual];

// The first on or after today; with `after`, a day of the week is one that is still to come.
function dayOf(
  words: string,
  today: Temporal.PlainDate,
  { after }: { after?: Temporal.PlainDate },
): Temporal.PlainDate | undefined {
  // A length is no day.
  if (/\b(?:days?|weeks?|months?|years?|tagen?|wochen?|monaten?)\b/.test(words)) return undefined;
  // "dec 10" may be a month of 2010.
  const spelled = words.replace(/^(\p{L}+) (\d{1,2})$/u, '$2 $1');
  // At noon, so that no zone of the process makes another day of it.
  const reference = new Date(today.year, today.month - 1, today.day, 12);
  for (const reader of READERS) {
    const [found] = reader.parse(spelled, reference, { forwardDate: true });
    const start = found?.text === spelled ? found.start : undefined;
    if (!start || start.isCertain('hour') || !(start.isCertain('day') || start.isCertain('weekday'))) continue;
    const day = Temporal.PlainDate.from({
      year: start.get('year') ?? 0,
      month: start.get('month') ?? 0,
      day: start.get('day') ?? 0,
    });
    const isPast = after && !start.isCertain('day') && Temporal.PlainDate.compare(day, after) <= 0;
    return isPast ? day.add({ weeks: 1 }) : day;
  }
  return undefined;
}

import { dayNamed, lengthNamed } from './day-words.ts';
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
  const until = lengthNamed(words.replace(/^for /, ''), today);
  return until && { from: today, until };
}

function endIn(words: string, today: Temporal.PlainDate): Span | undefined {
  const [, word, end = ''] = /^(until|till|bis|through) (.+)$/.exec(words) ?? [];
  if (!word) return undefined;
  const length = lengthIn(end, today);
  if (length) return length;
  const day = weekIn(end, today)?.from ?? dayNamed(end, today, { isEnd: true });
  return day ? { from: today, until: word === 'through' ? day.add({ days: 1 }) : day } : undefined;
}

function rangeIn(words: string, today: Temporal.PlainDate): Span | undefined {
  const spaced = words.replace(/^(\d{1,2}) ?[-–] ?(?=\d{1,2}\.? \p{L})/u, '$1 - ');
  const [, first = '', word, last = ''] = /^(?:from |vom |von )?(.+?) (to|through|until|till|bis|[-–]) (.+)$/.exec(spaced) ?? [];
  if (!word) return undefined;
  // "3-10 dec" says the month once.
  const from = dayNamed(/^\d{1,2}\.?$/.test(first) ? last.replace(/^\d+/, first.replace('.', '')) : first, today);
  const end = from && dayNamed(last, from);
  return end && { from, until: word === 'until' || word === 'till' ? end : end.add({ days: 1 }) };
}

function dayIn(words: string, today: Temporal.PlainDate): Span | undefined {
  const day = dayNamed(words.replace(/^(?:on|am) /, ''), today);
  return day && { from: day, until: day.add({ days: 1 }) };
}

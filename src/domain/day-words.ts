import * as chrono from 'chrono-node';

/** Names of the days of the week, Monday first. */
const DAY_NAMES: readonly string[] = [
  'mo mon monday montag',
  'tu tue tues tuesday di dienstag',
  'we wed weds wednesday mi mittwoch',
  'th thu thur thurs thursday do donnerstag',
  'fr fri friday freitag',
  'sa sat saturday samstag',
  'su sun sunday so sonntag',
];

/** A day of the week as people name it, 1 is Monday. */
export function dayNumber(word: string): number | undefined {
  if (/^[1-7]$/.test(word)) return Number(word);
  const place = DAY_NAMES.findIndex((names) => names.split(' ').includes(word));
  return place >= 0 ? place + 1 : undefined;
}

const MONTHS = 'jan feb mar mär apr may mai jun jul aug sep oct okt nov dec dez';

// Shorter names of days are words of their own in a sentence.
const IN_A_SENTENCE = new RegExp(
  [
    String.raw`\b(?:(?:by|until|till|before|due|on|bis(?: zum)?|am|vor)\s+)?(?:the\s+)?(?:`,
    String.raw`\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?:${MONTHS.replaceAll(' ', '|')})[a-zä]*|today|tomorrow|yesterday|heute|morgen|gestern`,
    String.raw`|end of (?:the |this )?week|ende der woche|in (?:\d{1,3}|a|one|einem|einer) (?:day|week|month|tag|woche|monat)(?:s|en|n)?`,
    String.raw`|(?:(?:next|this) )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch))\b`,
  ].join(''),
  'gi',
);

/** The day that a sentence names as an end ("learn it by Friday 27 November"), and the sentence without it; of several words for one day the last counts. */
export function dayIn(text: string, today: Temporal.PlainDate): { day: Temporal.PlainDate | undefined; rest: string } {
  const days = (text.match(IN_A_SENTENCE) ?? []).map((each) => {
    const words = each.toLowerCase().replace(/^(?:by|until|till|before|due|on|bis(?: zum)?|am|vor)\s+/, '');
    return lengthNamed(words.replace(/^in /, ''), today) ?? dayNamed(words, today, { isEnd: true });
  });
  return { day: days.findLast(Boolean), rest: text.replace(IN_A_SENTENCE, ' ') };
}

/** The day after so many days, weeks or months. */
export function lengthNamed(words: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const [, number, unit = ''] = /^(\d{1,3}|a|one|einem|einer) ?(day|week|month|tag|woche|monat)(?:s|en|n)?$/.exec(words) ?? [];
  return number === undefined ? undefined : today.add({ [UNITS[unit] ?? 'days']: Number(number) || 1 });
}

const UNITS: Readonly<Record<string, 'days' | 'weeks' | 'months'>> = {
  ...{ day: 'days', week: 'weeks', month: 'months' },
  ...{ tag: 'days', woche: 'weeks', monat: 'months' },
};

const READERS = [chrono.en.GB, chrono.de.casual];
const FRIDAY = 5;

/**
 * The first day of that name or date from today on, in lower case. A day of the week is today's as well, but for an end, which is still to come: who is off
 * "friday" on a Friday is off today, and until the next one "until friday". The next one by that word is that of next week.
 */
export function dayNamed(
  words: string,
  today: Temporal.PlainDate,
  { isEnd = false }: { isEnd?: boolean } = {},
): Temporal.PlainDate | undefined {
  if (/^(?:(?:the )?end of (?:the |this )?week|ende der woche)$/.test(words)) return weekday(FRIDAY, today);
  const [, which = '', name = ''] = /^(?:(next|this|nächsten?|diesen?) )?(\p{L}+)$/u.exec(words) ?? [];
  const number = dayNumber(name);
  if (!number) return dateNamed(words, today);
  if (/^n/.test(which)) return today.add({ days: 7 - today.dayOfWeek + number });
  return weekday(number, isEnd ? today.add({ days: 1 }) : today);
}

/** The first day of that name from a day on. */
function weekday(number: number, from: Temporal.PlainDate): Temporal.PlainDate {
  return from.add({ days: (number - from.dayOfWeek + 7) % 7 });
}

function dateNamed(words: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  // A length is no day.
  if (/\b(?:days?|weeks?|months?|years?|tagen?|wochen?|monaten?)\b/.test(words)) return undefined;
  // "dec 10" may be a month of 2010.
  const spelled = words.replace(/^the /, '').replace(/^(\p{L}+) (\d{1,2})$/u, '$2 $1');
  // At noon, so that no zone of the process makes another day of it.
  const reference = new Date(today.year, today.month - 1, today.day, 12);
  for (const reader of READERS) {
    const [found] = reader.parse(spelled, reference, { forwardDate: true });
    const start = found?.text === spelled ? found.start : undefined;
    if (!start || start.isCertain('hour') || !start.isCertain('day')) continue;
    return Temporal.PlainDate.from({
      year: start.get('year') ?? 0,
      month: start.get('month') ?? 0,
      day: start.get('day') ?? 0,
    });
  }
  return undefined;
}

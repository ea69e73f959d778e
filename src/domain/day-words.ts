/** A date, or so many days, weeks or months from a day. */
function dayOf(text: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const date = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  if (date) return dateOf(date.slice(1).map(Number));
  const [, number, unit] = /^(\d{1,3}|a|one|einem|einer)\s*(day|week|month|tag|woche|monat)(?:s|en|n)?$/i.exec(text.trim()) ?? [];
  if (!number || !unit) return undefined;
  const n = Number(number) || 1;
  return today.add({ [UNITS[unit.toLowerCase()] ?? 'days']: n });
}

const UNITS: Readonly<Record<string, 'days' | 'weeks' | 'months'>> = {
  ...{ day: 'days', week: 'weeks', month: 'months' },
  ...{ tag: 'days', woche: 'weeks', monat: 'months' },
};

function dateOf([year = 0, month = 0, day = 0]: number[]): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

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

const MONTHS = 'jan feb mar|mär apr may|mai jun jul aug sep oct|okt nov dec|dez'.split(' ');

// Shorter names of days are words of their own in a sentence.
const IN_A_SENTENCE = new RegExp(
  [
    String.raw`\b(?:(?:by|until|till|before|due|on|bis(?: zum)?|am|vor)\s+)?(?:the\s+)?(?:`,
    String.raw`\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?:${MONTHS.join('|')})[a-zä]*|today|tomorrow|heute|morgen`,
    String.raw`|end of (?:the |this )?week|ende der woche|in (?:\d{1,3}|a|one|einem|einer) (?:day|week|month|tag|woche|monat)(?:s|en|n)?`,
    String.raw`|(?:(?:next|this) )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch))\b`,
  ].join(''),
  'gi',
);

/** The day that a sentence names ("learn it by Friday 27 November"), from a day on, and the sentence without it; of several words for one day the last counts. */
export function dayIn(text: string, today: Temporal.PlainDate): { day: Temporal.PlainDate | undefined; rest: string } {
  const named = text.match(IN_A_SENTENCE) ?? [];
  const days = named.map((each) =>
    dayNamed(
      each
        .replace(/^(?:by|until|till|before|due|on|bis(?: zum)?|am|vor)\s+/i, '')
        .replace(/^the\s+/i, '')
        .toLowerCase(),
      today,
    ),
  );
  return { day: days.findLast(Boolean), rest: text.replace(IN_A_SENTENCE, ' ') };
}

function dayNamed(words: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (words === 'today' || words === 'heute') return today;
  if (words === 'tomorrow' || words === 'morgen') return today.add({ days: 1 });
  if (/^end(?:e der| of)/.test(words)) return nextNamed(5, today);
  const weekday = dayNumber(words.replace(/^(?:the )?(?:(?:next|this) )?/, ''));
  if (weekday) return nextNamed(weekday, today).add({ weeks: words.includes('next ') ? 1 : 0 });
  return dayOf(words.replace(/^in /, ''), today) ?? dateNamed(words, today);
}

/** The next day of that name after today. */
function nextNamed(weekday: number, today: Temporal.PlainDate): Temporal.PlainDate {
  return today.add({ days: ((weekday - today.dayOfWeek + 6) % 7) + 1 });
}

function dateNamed(words: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const [, day, name = ''] = /^(\d{1,2})\D*?\s([a-zä]{3})[a-zä]*$/.exec(words) ?? [];
  const month = MONTHS.findIndex((names) => names.split('|').includes(name)) + 1;
  const date = month > 0 ? dateOf([today.year, month, Number(day)]) : undefined;
  return date && Temporal.PlainDate.compare(date, today) < 0 ? date.add({ years: 1 }) : date;
}

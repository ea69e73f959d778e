import { translation } from '../catalogue.ts';
import { LANGUAGES } from '../domain/language.ts';
import type { Intent } from '../intents.ts';
import { chartSchema } from '../letter.ts';
import { type Markdown, md, plainly } from '../markdown.ts';
import { type Block, type Button, type Chart, type Outbound, saidTo } from '../outbound.ts';
import { LOCALES, type Phrase, phrase, phraseOf, saidIn, type Words } from '../phrase.ts';

/** A message of blocks. Its plain text is what its texts say, the first line first, unless it is given. */
export function message(blocks: Block[], spoken?: Words): Outbound {
  const words = blocks.flatMap((block) => (block.type === 'text' || block.type === 'note' ? [plainly(block.text)] : []));
  return { text: spoken ?? listed(words, '\n'), blocks };
}

export function text(words: Markdown): Block {
  return { type: 'text', text: words };
}

export function note(words: Markdown): Block {
  return { type: 'note', text: words };
}

/** A chart within what every platform takes, in each language. */
export function chart(of: Omit<Chart, 'type'>): Block {
  const block: Block = { type: 'chart', ...of };
  for (const language of LANGUAGES) chartSchema.parse(saidTo(language, { text: '', blocks: [block] }).blocks[0]);
  return block;
}

export function button(
  id: string,
  label: Words,
  intent: Intent,
  options: { primary?: boolean; sends?: boolean; description?: Words } = {},
): Button {
  return { id, label, intent, ...options };
}

export function buttons(...row: Button[]): Block {
  return { type: 'buttons', buttons: row };
}

/** A sentence that stands alone. */
export function sentence(words: Markdown | Words): Outbound {
  return message([text(md`${words}`)]);
}

/** So many of something. Catalogues know a noun as `{0, plural, one {# day} other {# days}}`. */
export function count(n: number, one: string, many = `${one}s`): Phrase {
  const id = `{0, plural, one {# ${one}} other {# ${many}}}`;
  return phraseOf((language) => translation(language, id, [n]) ?? `${n} ${n === 1 ? one : many}`, n);
}

/** Words in a row, with something between them. */
export function listed(words: readonly Words[], between = ', '): Phrase {
  return phraseOf((language) => words.map((each) => saidIn(language, each)).join(between));
}

/** How many characters words take where they take most. */
export function inEveryLanguage(words: Words): number {
  return Math.max(...LANGUAGES.map((language) => saidIn(language, words).length));
}

// The platforms cut the label of a button or an option here.
const LONGEST_LABEL = 75;

/** Words that fit on a button. */
export function cut(words: Words): Phrase {
  return phraseOf((language) => saidIn(language, words).slice(0, LONGEST_LABEL).toWellFormed());
}

/** Words at the beginning of a line. */
export function capital(words: Words): Phrase {
  return phraseOf((language) => saidIn(language, words).replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()));
}

/** Sentences one after the other; those that there is no reason for are left out. */
export function sentences(...words: readonly (Words | undefined)[]): Phrase {
  return listed(
    words.flatMap((each) => each || []),
    ' ',
  );
}

// The first day of ISO's week, of any year.
const MONDAY = Temporal.PlainDate.from('2024-01-01');

export function weekday(day: number): Phrase {
  return dated(MONDAY.add({ days: day - 1 }), { weekday: 'long' });
}

export function weekdays(days: readonly number[]): Phrase {
  return days.length === 5 && [1, 2, 3, 4, 5].every((day) => days.includes(day))
    ? phrase`Monday to Friday`
    : listed(days.map(weekday));
}

/** A day as people say it: "today", "tomorrow", "on Monday", "in 12 days". */
export function whenDay(day: Temporal.PlainDate, today: Temporal.PlainDate): Phrase {
  const days = today.until(day).days;
  if (days <= 0) return phrase`today`;
  if (days === 1) return phrase`tomorrow`;
  return days < 7 ? phrase`on ${weekday(day.dayOfWeek)}` : phrase`in ${count(days, 'day')}`;
}

/** A day with its name and year: "Friday 4 December 2026". */
export function date(day: Temporal.PlainDate): Phrase {
  return dated(day, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** A day with its name: "Friday 4 December". */
export function dayAndMonth(day: Temporal.PlainDate): Phrase {
  return dated(day, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** A day in short: "4 Dec". */
export function shortDate(day: Temporal.PlainDate): Phrase {
  return dated(day, { day: 'numeric', month: 'short' });
}

function dated(day: Temporal.PlainDate, how: Intl.DateTimeFormatOptions): Phrase {
  return phraseOf((language) =>
    day.toLocaleString(LOCALES[language], how).replace(/^(\p{L}+), /u, language === 'en' ? '$1 ' : '$&'),
  );
}

/** A time of day; both languages write it by 24 hours. */
export function clock(time: Temporal.PlainTime): string {
  return `${time.hour}:${String(time.minute).padStart(2, '0')}`;
}

import { translation } from './catalogue.ts';
import type { Language } from './domain/language.ts';

/** Something that is said in a language once it is known whose; `number` is what its plural goes by. As a string it is English. */
export type Phrase = { in(language: Language): string; number?: number; toString(): string };

/** What stands in a label, a title or a field: our own words, or somebody's that stay as they are. */
export type Words = string | Phrase;

/** How days and numbers are written. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

export function phraseOf(say: (language: Language) => string, number?: number): Phrase {
  return { in: say, toString: () => say('en'), ...(number !== undefined && { number }) };
}

/** Our own words, by whose English text catalogues know them. */
export function phrase(parts: TemplateStringsArray, ...values: (Words | number)[]): Phrase {
  return phraseOf((language) => filled(language, parts, values, saidIn));
}

/** Words of a file that may be ours, with a number and what they are about: said in a language where a catalogue has them, else as they are. */
export function shipped(text: string, number = 0, what = ''): Phrase {
  const id = shippedId(text);
  return phraseOf(
    (language) => translation(language, id, [number, what]) ?? id.replaceAll('{0}', String(number)).replaceAll('{1}', () => what),
  );
}

/** What catalogues know words of a file by. */
export function shippedId(text: string): string {
  return text.replaceAll('{count}', '{0}').replaceAll('{what}', '{1}');
}

/** Words or a number as they are said in a language. */
export function saidIn(language: Language, value: Words | number): string {
  if (typeof value === 'number') return NUMBERS[language].format(value);
  return typeof value === 'string' ? value : value.in(language);
}

const PLAIN = { useGrouping: false, maximumFractionDigits: 10 };
const NUMBERS: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat(LOCALES.en, PLAIN),
  de: new Intl.NumberFormat(LOCALES.de, PLAIN),
};

const PERCENTS: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat(LOCALES.en, { style: 'percent' }),
  de: new Intl.NumberFormat(LOCALES.de, { style: 'percent' }),
};

/** A share of one, like "78%". */
export function percent(share: number): Phrase {
  return phraseOf((language) => PERCENTS[language].format(share));
}

/** "a, b and c". */
export function together(words: readonly Words[]): Phrase {
  return phraseOf((language) => new Intl.ListFormat(LOCALES[language]).format(words.map((each) => saidIn(language, each))));
}

/** A template with its values in a language; in English where its catalogue has no words for it. */
export function filled<V extends string | number | { number?: number }>(
  language: Language,
  parts: readonly string[],
  values: readonly V[],
  say: (language: Language, value: V) => string,
): string {
  const placed = values.map((value) => ({
    toString: () => say(language, value),
    valueOf: () => (typeof value === 'object' ? value.number : value),
  }));
  return translation(language, idOf(parts), placed) ?? between(parts, placed.map(String));
}

/** What catalogues know a template by: its text, with numbered places. */
export function idOf(parts: readonly string[]): string {
  return between(
    parts,
    parts.map((_, i) => `{${i}}`),
  );
}

function between(parts: readonly string[], values: readonly string[]): string {
  return parts.map((part, i) => (i === 0 ? part : `${values[i - 1]}${part}`)).join('');
}

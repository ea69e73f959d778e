import { IntlMessageFormat } from 'intl-messageformat';
import german from './catalogues/de.json' with { type: 'json' };
import type { Language } from './domain/language.ts';

const CATALOGUES: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  en: new Map(),
  de: new Map(Object.entries(german)),
};

/** What stands in a numbered place of a message: how it is said, and the number by which a plural goes. */
export type Placed = { toString(): string; valueOf(): unknown };

// Reading an ICU message takes longer than filling it in.
const read = new Map<string, IntlMessageFormat>();

/** What a language's catalogue has for an English message, filled in; nothing where it has none. */
export function translation(language: Language, id: string, values: readonly Placed[]): string | undefined {
  const parts = messageFor(language, id)?.formatToParts<Placed>(Object.fromEntries(values.entries()));
  return parts?.map(({ value }) => String(value)).join('');
}

function messageFor(language: Language, id: string): IntlMessageFormat | undefined {
  const words = CATALOGUES[language].get(id);
  if (!words) return undefined;
  const key = `${language}:${id}`;
  const message = read.get(key) ?? new IntlMessageFormat(words, language, undefined, { ignoreTag: true });
  read.set(key, message);
  return message;
}

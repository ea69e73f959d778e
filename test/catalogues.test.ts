import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import german from '../src/catalogues/de.json' with { type: 'json' };
import { messagesInSources, textsWithoutLanguage } from './support/messages.ts';

const found = messagesInSources();
const ids = new Set(found.map(({ id }) => id));
const entries = Object.entries(german);

describe('the German catalogue', () => {
  it('has words for every message; npm run catalogues lists what is missing', () => {
    expect(ids.size).toBeGreaterThan(900);
    const has = new Map(entries);
    expect(found.filter(({ id }) => !has.get(id)).map(({ file, id }) => `${file}: ${id}`)).toEqual([]);
  });

  it('has none that nothing says any more', () => {
    expect(entries.map(([id]) => id).filter((id) => !ids.has(id))).toEqual([]);
  });

  it('fills in what the English does, and can be read', () => {
    const differing = entries.filter(([id, words]) => placesIn(words).join() !== placesIn(id).join());
    expect(differing.map(([id, words]) => `${id} -> ${words}`)).toEqual([]);
  });

  it('emphasises where the English does', () => {
    const marks = (words: string) => words.split('**').length;
    expect(entries.filter(([id, words]) => marks(id) !== marks(words)).map(([id]) => id)).toEqual([]);
  });
});

it('what is composed has no text that stands in one language alone', () => {
  expect(textsWithoutLanguage()).toEqual([]);
});

function placesIn(message: string): string[] {
  const parts = new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst();
  return [...new Set(parts.flatMap((part) => ('value' in part && part.type !== 0 ? [part.value] : [])))].sort();
}

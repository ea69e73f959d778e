import { createHash } from 'node:crypto';
import { idSchema } from '../../src/domain/deck.ts';

const LONGEST = 60;
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/** Whether a text may be the id of a deck or an item as it is. */
export function isId(text: string): boolean {
  return idSchema.safeParse(text).success;
}

/** Text as an id: lower-case letters and digits with hyphens between, cut at a word. Empty where nothing of it is left. */
export function slug(text: string): string {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+|['’]/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return words.length <= LONGEST ? words : words.slice(0, LONGEST + 1).replace(/-?[^-]*$/, '') || words.slice(0, LONGEST);
}

/** An id for a text that is not taken: where the text alone gives none, it stays the same as long as the text does. */
export function freeId(text: string, taken: ReadonlySet<string>): string {
  const plain = slug(text);
  if (plain !== '' && !taken.has(plain)) return plain;
  const sum = createHash('sha256').update(text).digest('hex').slice(0, 8);
  const marked = plain === '' ? `item-${sum}` : `${plain}-${sum}`;
  return taken.has(marked) ? freeId(`${text}+`, taken) : marked;
}

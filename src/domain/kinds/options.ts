import { z } from 'zod';
import { normalise } from '../grade/normalise.ts';
import { likenessOfAll } from '../grade/slip.ts';
import { core, type Wording, wordingOf } from '../grade/wording.ts';
import type { Flaw, Option } from './kind.ts';

export const optionSchema = z.strictObject({
  text: z.string().min(1),
  correct: z.literal(true).optional(),
  /** Why this option is not the one. */
  why: z.string().min(1).optional(),
});

export function letter(index: number): string {
  return String.fromCharCode(65 + index);
}

/** Options in the order of one showing: the same seed gives the same order. The id is the option's place in the deck. */
export function shuffled(texts: readonly string[], seed: string): Option[] {
  return texts
    .map((text, i) => ({ id: String(i), text, rank: hash(`${seed}#${i}`) }))
    .sort((a, b) => a.rank - b.rank || Number(a.id) - Number(b.id))
    .map(({ id, text }) => ({ id, text }));
}

// FNV-1a, 32 bit, with a final mix: chance that anyone can repeat from the ids.
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
const CHATTER = new Set(
  (
    'option answer letter choice number the it its it is thats that this my i id im ill ld think say guess would choose pick pick take ' +
    'select go for with be probably maybe definitely sure hm hmm um please and plus both one'
  ).split(' '),
);
const ALL = /^(?:all|everything)(?: of)?(?: them| these| the above| above)?$/;

/** Nobody types an option's text in more characters. */
const LONGEST_REPLY = 2000;

/** Which options a typed reply means: letters, ordinals, numbers or the options' own words. Empty where it cannot be told. */
export function understood(text: string, shown: readonly Option[]): Option[] {
  if (text.length > LONGEST_REPLY) return [];
  const whole = understoodWhole(text, shown);
  if (whole.length > 0) return whole;
  const parts = text.split(/[,;\n&+]|\band\b|\bund\b/i).filter((part) => part.trim() !== '');
  const picked = parts.map((part) => understoodWhole(part, shown));
  return parts.length > 1 && picked.every((options) => options.length > 0) ? shown.filter((option) => picked.flat().includes(option)) : [];
}

function understoodWhole(text: string, shown: readonly Option[]): Option[] {
  const placed = byPlace(text, shown);
  const literal = shown.filter((option) => option.text.trim() === text.trim());
  const alike = shown.filter((option) => normalise(option.text) === normalise(text) && normalise(text) !== '');
  const exact = literal.length > 0 ? literal : alike;
  // Where an option reads "B" and another stands at B, a "b" may mean either.
  if (exact.length > 0) return placed && /^[a-z]$/i.test(text.trim()) && placed[0] !== exact[0] ? [] : exact;
  return placed ?? byWords(text, shown);
}

function byPlace(text: string, shown: readonly Option[]): Option[] | undefined {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  if (ALL.test(words.join(' '))) return [...shown];
  const telling = words.filter((word) => !CHATTER.has(word));
  // "ac" for A and C, where every letter is one of those shown.
  const [first = ''] = telling;
  const letters = telling.length === 1 && /^[a-h]{2,}$/.test(first) && isLetters(first, shown) ? [...first] : telling;
  const places = (isNumberOne(words, letters) ? ['1'] : letters).map((word) => placeOf(word, shown.length));
  // "a" is a letter and an article: alone it is a place, before other words it may be anything.
  if (places.length === 0 || places.some((place) => place === undefined)) return undefined;
  return shown.filter((_, i) => places.includes(i));
}

// In order, so that "bad" and "fed" stay words.
function isLetters(word: string, shown: readonly Option[]): boolean {
  return [...word].every((char, i, all) => char.charCodeAt(0) - 97 < shown.length && (i === 0 || char > (all[i - 1] ?? '')));
}

// "the second one" counts nothing with its "one", "option one" does.
function isNumberOne(words: readonly string[], telling: readonly string[]): boolean {
  return telling.length === 0 && words.includes('one') && (words.length === 1 || words.includes('number') || words.includes('option'));
}

function placeOf(word: string, count: number): number | undefined {
  const digits = /^(\d)(?:st|nd|rd|th)?$/.exec(word)?.[1];
  const place =
    word === 'last'
      ? count - 1
      : digits
        ? Number(digits) - 1
        : /^[a-z]$/.test(word)
          ? word.charCodeAt(0) - 97
          : Math.max(ORDINALS.indexOf(word), NUMBERS.indexOf(word));
  return place >= 0 && place < count ? place : undefined;
}

// The one option that holds all that was said, or that is said whole; or the one that was mistyped.
function byWords(text: string, shown: readonly Option[]): Option[] {
  const said = wordingOf(text);
  const options = shown.map((option) => ({ option, wording: wordingOf(option.text) }));
  // "not B" and "never report it" must not pick what they deny.
  const alike = options.filter(({ wording }) => wording.negates === said.negates);
  const near = alike.filter(({ wording }) => isNamedBy(said, wording) || isSaidIn(said, wording));
  const [longest] = near.toSorted((a, b) => b.wording.words.length - a.wording.words.length);
  if (longest && near.every(({ wording }) => isPart(wording, longest.wording))) return isSaidIn(said, longest.wording) || near.length === 1 ? [longest.option] : [];
  if (near.length > 0) return [];
  const mistyped = alike.filter(({ wording }) => ['same', 'slip'].includes(likenessOfAll(core(said.words), core(wording.words))));
  return mistyped.length === 1 ? mistyped.map(({ option }) => option) : [];
}

function isPart(part: Wording, whole: Wording): boolean {
  return part.words.length > 0 && ` ${whole.words.join(' ')} `.includes(` ${part.words.join(' ')} `);
}

function isNamedBy(said: Wording, option: Wording): boolean {
  const isOpening = said.words.length === 1 && said.words[0] === option.words[0];
  return isPart(said, option) && (said.words.join('').length >= 3 || isOpening);
}

// One word of an option may stand in any sentence; several hardly do by chance.
function isSaidIn(said: Wording, option: Wording): boolean {
  return isPart(option, said) && (option.words.length > 1 || core(said.words).length <= option.words.length);
}

/** Options that read the same cannot be told apart by anybody. */
export function sameOptions(options: readonly { text: string }[]): Flaw[] {
  return options.flatMap(({ text }, i) => {
    const first = options.findIndex((option) => option.text.trim() === text.trim());
    return first < i ? [{ path: ['options', i, 'text'], message: `says the same as option ${first + 1}` }] : [];
  });
}

export function unclearChoice(shown: readonly Option[]): { type: 'unclear'; hint: string } {
  return {
    type: 'unclear',
    hint: `I could not tell which one you mean. A letter from A to ${letter(shown.length - 1)} is enough.`,
  };
}

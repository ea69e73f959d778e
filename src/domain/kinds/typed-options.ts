import { normalise } from '../grade/normalise.ts';
import { likenessOfAll } from '../grade/slip.ts';
import { core, type Wording, wordingOf } from '../grade/wording.ts';
import type { Option, Reply } from './kind.ts';

/** Nobody types an option's text in more characters. */
const LONGEST_REPLY = 2000;

/** Which options a reply means, picked or typed. Empty where it cannot be told. */
export function optionsIn(reply: Reply, shown: readonly Option[]): Option[] {
  if (reply.type === 'typed') return understood(reply.text, shown);
  return reply.type === 'picked' ? shown.filter((option) => reply.options.includes(option.id)) : [];
}

/** Which options a typed reply means: letters, ordinals, numbers or the options' own words. Empty where it cannot be told. */
export function understood(text: string, shown: readonly Option[]): Option[] {
  if (text.length > LONGEST_REPLY) return [];
  const placed = byPlace(text, shown);
  const exact = byText(text, shown);
  // Where an option reads "B" and another stands at B, a "b" may mean either.
  if (exact.length > 0) return placed && /^[a-z]$/i.test(text.trim()) && placed[0] !== exact[0] ? [] : exact;
  return placed ?? byParts(text, shown) ?? byWords(text, shown);
}

function byText(text: string, shown: readonly Option[]): Option[] {
  const literal = shown.filter((option) => option.text.trim() === text.trim());
  const said = normalise(text);
  const alike = said === '' ? [] : shown.filter((option) => normalise(option.text) === said);
  return literal.length > 0 ? literal : alike.length === 1 ? alike : [];
}

// "report it and delete it"
function byParts(text: string, shown: readonly Option[]): Option[] | undefined {
  const parts = text.split(/[,;\n&+]|\band\b|\bund\b/i).filter((part) => part.trim() !== '');
  if (parts.length < 2 || parts.length > 2 * shown.length) return undefined;
  const picked = parts.map((part) => {
    const exact = byText(part, shown);
    return byPlace(part, shown) ?? (exact.length > 0 ? exact : byWords(part, shown));
  });
  return picked.every((options) => options.length > 0) ? shown.filter((option) => picked.flat().includes(option)) : undefined;
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
const POINTING = ['option', 'one', 'number', 'answer', 'choice'];
const CHATTER = new Set([
  ...POINTING,
  ...(
    'letter the it its is thats that this my i id im ill think say guess would choose pick take select go for with be probably ' +
    'maybe definitely sure hm hmm um please and plus both'
  ).split(' '),
]);
const ALL = /^(?:all|everything)(?: of)?(?: them| these| the above| above)?$/;

function byPlace(text: string, shown: readonly Option[]): Option[] | undefined {
  const said = text.normalize('NFKC').toLowerCase().replace(/['’]/g, '');
  const words = said.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (ALL.test(words.join(' '))) return [...shown];
  const telling = words.filter((word) => !CHATTER.has(word));
  const isPointed = words.some((word) => POINTING.includes(word));
  const places = asPlaces(telling, words, shown).map((word) =>
    isPointed || !isOwnWord(word, shown) ? placeOf(word, shown.length) : undefined,
  );
  // "a" is a letter and an article: alone it is a place, before other words it may be anything.
  if (places.length === 0 || places.some((place) => place === undefined)) return undefined;
  return shown.filter((_, i) => places.includes(i));
}

function asPlaces(telling: readonly string[], words: readonly string[], shown: readonly Option[]): readonly string[] {
  const [first = ''] = telling;
  // "ac" for A and C; in order, so that "bad" and "fed" stay words.
  const isRun = [...first].every((char, i, all) => char < letterAfter(shown) && (i === 0 || char > (all[i - 1] ?? '')));
  if (telling.length === 1 && /^[a-h]{2,}$/.test(first) && isRun) return [...first];
  // "the second one" counts nothing with its "one", "option one" does.
  const isOne = telling.length === 0 && words.includes('one') && (words.length === 1 || /option|number/.test(words.join(' ')));
  return isOne ? ['1'] : telling;
}

function letterAfter(shown: readonly Option[]): string {
  return String.fromCharCode(97 + shown.length);
}

function placeOf(word: string, count: number): number | undefined {
  const digit = /^(\d)(?:st|nd|rd|th)?$/.exec(word)?.[1];
  const named = word === 'last' ? count - 1 : Math.max(ORDINALS.indexOf(word), NUMBERS.indexOf(word));
  const place = digit ? Number(digit) - 1 : /^[a-z]$/.test(word) ? word.charCodeAt(0) - 97 : named;
  return place >= 0 && place < count ? place : undefined;
}

// "3" means the option "3 days", wherever it stands, and none of "2", "4" and "6".
function isOwnWord(word: string, shown: readonly Option[]): boolean {
  if (/^[a-z]$/.test(word)) return false;
  const isNumber = /^\d/.test(word) || NUMBERS.includes(word);
  return shown.some(({ text }) => wordsIn(text).includes(word) || (isNumber && /^\P{L}*\p{N}/u.test(text)));
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
}

type Candidate = { option: Option; wording: Wording };

// The one option that holds all that was said, or that is said whole; or the one that was mistyped.
function byWords(text: string, shown: readonly Option[]): Option[] {
  const said = wordingOf(text);
  const all = shown.map((option): Candidate => ({ option, wording: wordingOf(option.text) }));
  // "not B" and "never report it" must not pick what they deny.
  const alike = all.filter(({ wording }) => wording.negates === said.negates);
  const named = alike.filter(({ wording }) => isNamedBy(said, wording));
  const [only, ...others] = named;
  if (only) return others.length === 0 ? [only.option] : [];
  const whole = alike.filter(({ wording }) => isSaidIn(said, wording));
  if (whole.length > 0) return saidWhole(said, whole, all);
  const mistyped = alike.filter(({ wording }) => likenessOfAll(core(said.words), core(wording.words)) === 'slip');
  return mistyped.length === 1 ? mistyped.map(({ option }) => option) : [];
}

// The longest, which holds the others; unless more was said, of yet another option.
function saidWhole(said: Wording, whole: readonly Candidate[], all: readonly Candidate[]): Option[] {
  const [longest, ...shorter] = whole.toSorted((a, b) => b.wording.words.length - a.wording.words.length);
  if (!longest || !shorter.every(({ wording }) => isPart(wording, longest.wording) && !isPart(longest.wording, wording)))
    return [];
  const rest = core(said.words).filter((word) => !longest.wording.words.includes(word));
  const elsewhere = new Set(all.filter((each) => each !== longest).flatMap(({ wording }) => wording.words));
  return rest.some((word) => elsewhere.has(word)) ? [] : [longest.option];
}

function isPart(part: Wording, whole: Wording): boolean {
  return part.words.length > 0 && ` ${whole.words.join(' ')} `.includes(` ${part.words.join(' ')} `);
}

const NAMING_NOTHING = new Set('with and for from into than then when what where you can has have does only'.split(' '));

function isNamedBy(said: Wording, option: Wording): boolean {
  const isOpening = said.words.length === 1 && said.words[0] === option.words[0];
  const isTelling = said.words.join('').length >= 3 && !said.words.every((word) => NAMING_NOTHING.has(word));
  return isPart(said, option) && (isTelling || isOpening);
}

// One word of an option may stand in any sentence; several hardly do by chance.
function isSaidIn(said: Wording, option: Wording): boolean {
  return isPart(option, said) && (option.words.length > 1 || core(said.words).length <= option.words.length);
}

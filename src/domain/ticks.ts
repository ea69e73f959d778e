import { normalise } from './grade/normalise.ts';

const ALL = new Set(['all', 'both', 'everything', 'every one', 'each', 'alle', 'alles', 'beide', 'beides']);
const NONE = new Set(['none', 'neither', 'nothing', 'no', 'nope', 'n', '0', 'not any', 'nein', 'keine', 'keins', 'nichts']);
const ALL_BUT = /^(?:all|everything|alle|alles)(?: but| except(?: for)?| ausser) (.+)$/;

/** Which of so many key points are meant, by their places from 0: `1 2`, `1 and 3`, `12`, `1-3`, `the first`, `all`, `all but 2`, `none`. */
export function ticksIn(text: string, count: number): readonly number[] | undefined {
  const words = plain(text);
  if (ALL.has(words)) return places(count);
  if (NONE.has(words)) return [];
  const [, but] = ALL_BUT.exec(words) ?? [];
  const named = placesIn(but ?? words, count);
  return named && but !== undefined ? places(count).filter((place) => !named.includes(place)) : named;
}

const RANGE = /\b(\d)\s*(?:-|–|to|bis)\s*(\d)\b/g;
const FILLERS =
  /\b(?:i|said|it|of|them|these|those|the|just|only|points?|numbers?|nos?(?= \d)|nr|habe|ich|gesagt|nur|punkte?)\b/g;

function plain(text: string): string {
  const listed = text.slice(0, 200).replace(RANGE, (_, from, to) => between(Number(from), Number(to)).join(' '));
  const bare = normalise(listed).replace(FILLERS, ' ').replace(/\s+/g, ' ').trim();
  return bare.replace(/\b(first|second|third|fourth|fifth|last) one\b/g, '$1');
}

function placesIn(words: string, count: number): readonly number[] | undefined {
  const tokens = words.split(/[^\p{L}\p{N}]+|\b(?:and|und)\b/u).filter(Boolean);
  const named = tokens.map((token) => numbersIn(token, count));
  const isKnown = named.every((numbers) => numbers.length > 0 && numbers.every((n) => n >= 1 && n <= count));
  return named.length > 0 && isKnown ? [...new Set(named.flat())].sort((a, b) => a - b).map((n) => n - 1) : undefined;
}

const NUMBERS: readonly string[] = [
  ...['one first eins erste ersten', 'two second zwei zweite zweiten', 'three third drei dritte dritten'],
  ...['four fourth vier vierte vierten', 'five fifth funf funfte funften', 'six sixth', 'seven seventh', 'eight eighth'],
];

/** `2` is one number, `12` are two where there are fewer than twelve. */
function numbersIn(token: string, count: number): number[] {
  const spelled = NUMBERS.findIndex((names) => names.split(' ').includes(token));
  if (spelled >= 0) return [spelled + 1];
  if (token === 'last' || token === 'letzte') return [count];
  if (!/^\d{1,10}$/.test(token)) return [];
  return Number(token) <= count ? [Number(token)] : [...token].map(Number);
}

function between(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}

function places(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

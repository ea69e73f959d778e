import { normalise } from './normalise.ts';
import { withDigits } from './number-words.ts';
import { likeness } from './slip.ts';
import { longUnitNames, scaleNamed, type Unit, unitsNamed } from './units.ts';
import { wordingOf } from './wording.ts';

/** A number as somebody wrote it, with the words behind it: every way to read it, the plainest first. */
export type Quantity = readonly Reading[];
export type Reading = { value: number; words: readonly string[] };

/** The quantity that is asked for; `units` are spellings of one unit. */
export type Wanted = { value: number; tolerance: number; units: readonly string[] };

/** `other-unit`: the number may be the wanted one, of something else. `said` is the reply as it was understood. */
export type Match = { is: 'same' | 'different' | 'other-unit'; said: string };

/** Nobody types a number in more characters. */
const LONGEST = 500;

const FRACTION = String.raw`(?:(?<whole>\d+) +)?(?<top>\d+) ?[/⁄] ?(?<bottom>\d+)(?![\d/])`;
const DECIMAL = String.raw`(?<digits>\d{1,3}(?:[ '’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*|[.,]\d+)(?:e(?<e>[-+]?\d{1,3})(?!\p{L}))?(?:\^(?<power>-?\d{1,3}))?`;
const NUMBER = new RegExp(String.raw`(?<![\p{L}\p{N}_])(?<sign>[-+]?)(?:${FRACTION}|${DECIMAL})`, 'giu');

/**
 * Reads the numbers of a reply: `1,000`, `1 000`, `14,5`, `-3`, `2.5k`, `1/2`, `10^6`, `twelve`. Gives nothing where the reply
 * denies a number, or says "more than" or "under" it: that is another answer.
 */
export function readQuantities(text: string): Quantity[] {
  if (text.length > LONGEST) return [];
  const plain = prepared(text);
  const found = [...plain.matchAll(NUMBER)];
  if (found[0] && isDenied(plain.slice(0, found[0].index))) return [];
  const quantities = found.map((match, i) => {
    const before = plain[match.index - 1] ?? '';
    const words = unitWords(plain.slice(match.index + match[0].length, found[i + 1]?.index));
    return read(match.groups ?? {}, /[€$£]/.test(before) ? [before, ...words] : words);
  });
  if (quantities.some((quantity) => quantity.length === 0)) return [];
  const sum = compound(quantities);
  return sum ? [sum] : quantities;
}

// Superscripts and fractions in one sign would run into the digits before them: "10⁶", "1½".
function prepared(text: string): string {
  return withDigits(
    text
      .replace(/[⁰¹²³⁴-⁹]+/g, '^$&')
      .replace(/(?<=\d)(?=[¼-¾⅐-⅞])/g, ' ')
      .normalize('NFKC')
      .replace(/[−–]/g, '-')
      .replace(/\bminus\s+(?=\d)/gi, '-')
      .replace(/(?<=\d ?h) ?(\d{1,2})(?:min|m)?\b/gi, ' $1 min'),
  );
}

function isDenied(before: string): boolean {
  const compares =
    /\b(?:(?:more|less|fewer|greater|smaller|higher|lower) than|over|under|above|below|mehr als|weniger als|unter|über)\s*$/i;
  return wordingOf(before).negates || compares.test(before) || /[<>](?!=)\s*$/.test(before);
}

function unitWords(rest: string): string[] {
  const words = normalise(rest.replace(/\b(?:working|business|work)[ -]days?\b/gi, 'workday')).split(' ');
  return words.filter(Boolean).slice(0, 4);
}

function read(parts: Record<string, string | undefined>, words: readonly string[]): Reading[] {
  const { sign, whole = '0', top, bottom, digits = '', e = '0', power } = parts;
  const bare = top !== undefined && bottom !== undefined ? [Number(whole) + Number(top) / Number(bottom)] : valuesOf(digits);
  const values = bare
    .map((value) => (sign === '-' ? -1 : 1) * (power === undefined ? value * 10 ** Number(e) : value ** Number(power)))
    .filter(Number.isFinite);
  const scale = scaleNamed(words[0] ?? '');
  const scaled = values.map((value) => ({ value: value * (scale ?? 1), words: words.slice(1) }));
  const plain = values.map((value) => ({ value, words }));
  // "k" and "m" are units as well as scales.
  return scale === undefined ? plain : unitsNamed(words[0] ?? '').length > 0 ? [...plain, ...scaled] : scaled;
}

// A sign before three digits groups thousands or is the decimal sign, depending on where its writer lives.
function valuesOf(digits: string): number[] {
  const joined = digits.replace(/[ '’]/g, '');
  const signs = joined.match(/[.,]/g) ?? [];
  const [first, last] = [signs[0], signs.at(-1) ?? ''];
  const asDecimal = Number(
    joined.slice(0, joined.lastIndexOf(last)).replace(/[.,]/g, '') + joined.slice(joined.lastIndexOf(last)).replace(last, '.'),
  );
  if (signs.length === 0) return [Number(joined)];
  if (signs.length > 1)
    return first !== last ? [asDecimal] : /^\d{1,3}(?:[.,]\d{3})+$/.test(joined) ? [Number(joined.replace(/[.,]/g, ''))] : [];
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(joined) ? [asDecimal, Number(joined.replace(/[.,]/, ''))] : [asDecimal];
}

// "1 hour 30 minutes" is one quantity: ever smaller units of one dimension.
function compound(quantities: readonly Quantity[]): Quantity | undefined {
  if (quantities.length < 2) return undefined;
  const parts = quantities.map(([reading]) => ({ value: reading?.value ?? 0, unit: unitsNamed(reading?.words[0] ?? '') }));
  for (const { dimension, factor } of parts.at(-1)?.unit ?? []) {
    const factors = parts.map((part) => part.unit.find((unit) => unit.dimension === dimension)?.factor ?? 0);
    if (!factors.every((each, i) => each > 0 && (i === 0 || each < (factors[i - 1] ?? 0)))) continue;
    const value = parts.reduce((sum, part, i) => sum + (part.value * (factors[i] ?? 0)) / factor, 0);
    return [{ value, words: quantities.at(-1)?.[0]?.words ?? [] }];
  }
  return undefined;
}

/** Whether somebody's quantity is the wanted one, converted where its unit is another of the same dimension: 2 weeks are 14 days. */
export function matchQuantity(quantity: Quantity, wanted: Wanted): Match {
  const matches = quantity.map((reading) => matchReading(reading, wanted));
  const best = matches.find(({ is }) => is === 'same') ?? matches.find(({ is }) => is === 'different') ?? matches[0];
  return best ?? { is: 'different', said: '' };
}

function matchReading({ value, words }: Reading, wanted: Wanted): Match {
  const own = new Set(wanted.units.flatMap((unit) => [...unitWords(unit), ...normalise(unit).split(' ')]));
  const named = nameOfUnit(words, own);
  const isOwn = named === undefined || own.has(named);
  const unit = isOwn ? wanted.units[0] : named;
  const inUnit = (number: number) => (unit === undefined ? String(number) : `${number} ${unit}`);
  const candidates = readAs(value, named, own);
  const same = candidates.find((candidate) => isNear(candidate, wanted));
  if (same !== undefined) return { is: 'same', said: inUnit(isOwn ? same : value) };
  const wrongUnit = candidates.length === 0 || (!isOwn && isNear(value, wanted));
  return { is: wrongUnit ? 'other-unit' : 'different', said: inUnit(value) };
}

/** What a value comes to in the wanted unit; nothing where it is a value of something else. */
function readAs(value: number, named: string | undefined, own: ReadonlySet<string>): number[] {
  const mine = [...own].flatMap(meanings);
  // A share is written 0.5 or 50 %, whatever it is asked for in.
  const isShare = mine.some((unit) => unit.dimension === 'share');
  if (named === undefined) return isShare && value <= 1 ? [value, value * 100] : [value];
  if (own.has(named)) return [value];
  const said = meanings(named);
  if (own.size === 0) return said.some((unit) => unit.dimension === 'share') ? [value, value / 100] : [value];
  return said.flatMap((unit) =>
    mine
      .filter((each) => each.dimension === unit.dimension)
      .map((each) => (value * unit.factor + unit.offset - each.offset) / each.factor),
  );
}

// Room for the rounding of computers, not of people.
function isNear(value: number, wanted: Wanted): boolean {
  const room = 1e-12 * Math.max(1, Math.abs(value), Math.abs(wanted.value));
  return Math.abs(value - wanted.value) <= wanted.tolerance + room;
}

/** The first word that is one of the wanted units or any unit at all; other words are chatter. */
function nameOfUnit(words: readonly string[], own: ReadonlySet<string>): string | undefined {
  const named = words.find((word) => own.has(word) || unitsNamed(word).length > 0);
  return named ?? words.slice(0, 1).find((word) => meanings(word).length > 0);
}

// A mistyped unit is that unit: "14 weekz" are not days.
function meanings(word: string): readonly Unit[] {
  const exact = unitsNamed(word);
  if (exact.length > 0 || word.length < 4) return exact;
  const name = longUnitNames().find((unit) => likeness(word, unit) === 'slip' || likeness(word, `${unit}s`) === 'slip');
  return name ? unitsNamed(name) : [];
}

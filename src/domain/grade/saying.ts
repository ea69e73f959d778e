import { isFunctionWord, type Language, stem } from './stem.ts';
import { isNegation, wordingOf } from './wording.ts';

/** A sentence taken apart for comparison. */
export type Saying = {
  /** All its words, in order. */
  words: readonly string[];
  /** The words that carry content, with their stems, in order. */
  content: readonly Content[];
  stems: readonly string[];
  /** How often each run of three or four letters stands in it. */
  grams: ReadonlyMap<string, number>;
  /** How often it says no. */
  denials: number;
  /** Whether its denials would be noticed: not in scripts and languages of which no word for "not" is known. */
  isReadable: boolean;
};
type Content = { word: string; stem: string };

/** Nobody types an answer of more characters; what is longer is not looked at to its end. */
const LONGEST = 4000;

export function sayingOf(text: string, language: Language): Saying {
  const words = wordingOf(text.slice(0, LONGEST)).words.flatMap(unspaced);
  const content = words
    .filter((word) => !isFunctionWord(word, language) && !isNegation(word))
    .map((word) => ({ word, stem: stem(word, language) }));
  return {
    words,
    content,
    stems: content.map((each) => each.stem),
    grams: gramsOf(words.join(' ')),
    denials: words.filter(isNegation).length,
    isReadable: language !== 'other' && words.every((word) => /^[\p{Script=Latin}\P{L}]*$/u.test(word)),
  };
}

const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]{3,}$/u;

// Scripts that put no spaces between words: two neighbouring characters come nearest to a word.
function unspaced(word: string): string[] {
  const characters = [...word];
  return UNSPACED.test(word) ? characters.slice(1).map((character, i) => (characters[i] ?? '') + character) : [word];
}

function gramsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const padded = ` ${text} `;
  for (const length of [3, 4])
    for (let at = 0; at + length <= padded.length; at++) {
      const gram = padded.slice(at, at + length);
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
    }
  return counts;
}

/** How alike the letters of two sayings are, 0 to 1: the cosine of their counts. */
export function letterLikeness({ grams: a }: Saying, { grams: b }: Saying): number {
  const norm = Math.sqrt(squares(a) * squares(b));
  if (norm === 0) return 0;
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let dot = 0;
  for (const [gram, count] of few) dot += count * (many.get(gram) ?? 0);
  return dot / norm;
}

function squares(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count * count;
  return sum;
}

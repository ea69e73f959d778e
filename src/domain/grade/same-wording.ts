import { distance } from 'fastest-levenshtein';
import { likeness } from './slip.ts';
import { isNegation } from './wording.ts';

/** In so many words one may be mistyped. */
const WORDS_A_SLIP = 8;

/** Whether a sentence is the other one to the letter, but for a slip of the keyboard. */
export function isSameWording(said: readonly string[], wanted: readonly string[]): boolean {
  if (wanted.length === 0) return false;
  if (said.join('') === wanted.join('')) return said.filter(isNegation).length === wanted.filter(isNegation).length;
  if (said.length === wanted.length + 1) return isSameWording(withoutArticle(said, wanted), wanted);
  if (said.length !== wanted.length) return false;
  const others = wanted.flatMap((word, i) => (said[i] === word ? [] : [{ word, instead: said[i] ?? '' }]));
  return (
    others.length <= Math.ceil(wanted.length / WORDS_A_SLIP) && others.every(({ word, instead }) => isMistyped(instead, word))
  );
}

// Articles count as no words, unless they are mistyped.
function withoutArticle(said: readonly string[], wanted: readonly string[]): readonly string[] {
  const at = said.findIndex((word, i) => word !== wanted[i]);
  return isMistyped(said[at] ?? '', 'the') ? said.toSpliced(at, 1) : [];
}

const LETTERS = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]+$/u;

// In a whole sentence any slip is one, also a first letter or a far key: all the other words say what is meant.
function isMistyped(said: string, wanted: string): boolean {
  if (said.length < 2 || wanted.length < 3 || !LETTERS.test(said + wanted)) return false;
  if (isNegation(said) || likeness(said, wanted) === 'opposite') return false;
  if (isNegation(wanted)) return isTurnedRound(said, wanted);
  return distance(said, wanted) <= (wanted.length >= 8 ? 2 : 1) || isTurnedRound(said, wanted);
}

// Two neighbours typed in each other's place.
function isTurnedRound(said: string, wanted: string): boolean {
  const at = [...wanted].findIndex((letter, i) => said[i] !== letter);
  return said === wanted.slice(0, at) + (wanted[at + 1] ?? '') + (wanted[at] ?? '') + wanted.slice(at + 2);
}

import { distance } from 'fastest-levenshtein';
import { likeness } from './slip.ts';
import { isNegation } from './wording.ts';

/** In so many words one may be mistyped. */
const WORDS_A_SLIP = 8;

/** Whether a sentence is the other one to the letter, but for a slip of the keyboard. */
export function isSameWording(said: readonly string[], wanted: readonly string[]): boolean {
  if (wanted.length === 0) return false;
  if (said.join('') === wanted.join('')) return said.filter(isNegation).length === wanted.filter(isNegation).length;
  if (said.length !== wanted.length) return false;
  const others = wanted.flatMap((word, i) => (said[i] === word ? [] : [{ word, instead: said[i] ?? '' }]));
  return (
    others.length <= Math.ceil(wanted.length / WORDS_A_SLIP) && others.every(({ word, instead }) => isMistyped(instead, word))
  );
}

// In a whole sentence any slip is one, also a first letter or a far key: all the other words say what is meant.
function isMistyped(said: string, wanted: string): boolean {
  if (
    Math.min(said.length, wanted.length) < 3 ||
    !/^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]+$/u.test(said + wanted)
  )
    return false;
  if (isNegation(said) || isNegation(wanted) || likeness(said, wanted) === 'opposite') return false;
  return distance(said, wanted) <= (wanted.length >= 8 ? 2 : 1) || isTurnedRound(said, wanted);
}

// Two neighbours typed in each other's place.
function isTurnedRound(said: string, wanted: string): boolean {
  const at = [...wanted].findIndex((letter, i) => said[i] !== letter);
  return said === wanted.slice(0, at) + (wanted[at + 1] ?? '') + (wanted[at] ?? '') + wanted.slice(at + 2);
}

import { wordsOf } from '../grade/normalise.ts';

// Of so few words two people may well choose the same.
const FEWEST_WORDS = 8;

/** Whether words are those of a text that the learner was given to read, with or without some around them; the usual words for it are nobody's own. */
export function isCopy(said: string, read: string, usual: readonly string[]): boolean {
  const [own, theirs] = [inWords(said), inWords(read)];
  const shorter = own.length < theirs.length ? own : theirs;
  if (wordsOf(shorter).length < FEWEST_WORDS || usual.some((each) => inWords(each).includes(shorter))) return false;
  return own.includes(theirs) || theirs.includes(own);
}

// With a space at each end, so that a word is found as a whole.
function inWords(text: string): string {
  return ` ${wordsOf(text).join(' ')} `;
}

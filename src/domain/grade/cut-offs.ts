import type { Features } from './features.ts';
import { FEWEST_NEIGHBOURS } from './neighbours.ts';
import type { Objection } from './objections.ts';

/** What the cuts say of an answer; neither is usual. */
export type Cut = { isRight: boolean; isWrong: boolean };

/** Five rulings on the question are enough to call an answer right; to call one wrong they are few. */
const MANY_RULINGS = 10;

/** Which side an answer falls on, if any: the more people have ruled on its question, the more is decided. */
export function cut(probability: number, features: Features, rulings: number): Cut {
  const { isRight, isWrong } = byReferences(probability, features);
  if (rulings < FEWEST_NEIGHBOURS) return { isRight, isWrong };
  const isHopeless = probability < 0.04;
  return {
    isRight: isRight || probability >= 0.96,
    isWrong: rulings < MANY_RULINGS ? isWrong && isHopeless : isWrong || isHopeless,
  };
}

// Where the answer is the whole reference and nothing else, less is enough; wrong is only what has hardly a letter of it. On questions
// held out at least 97 % of what these cuts decide agrees with the people who marked it.
function byReferences(probability: number, { covered, beyond, onReference, letters }: Features): Cut {
  const isWhole = covered === 1 && onReference === 1;
  const isStrange = beyond === 0 && letters <= 0.1;
  return { isRight: beyond === 1 && probability >= (isWhole ? 0.6 : 0.92), isWrong: isStrange && probability < 0.06 };
}

/** The most that an answer can be worth. One "not" weighs little among many words, but it turns a whole reference round. */
export function ceiling(objections: readonly Objection[], { covered, letters, toQuestion }: Features): number {
  if (objections.includes('denied') && covered >= 0.9 && letters >= 0.7) return 0.4;
  return objections.includes('copied') && toQuestion >= 0.9 ? 0.1 : 1;
}

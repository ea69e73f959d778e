import { saysContrary, takesBack } from './contraries.ts';
import { holds } from './features.ts';
import type { Saying } from './saying.ts';

/**
 * Why a person should look at an answer, however many of the right words it has: it denies what the reference says, or says the
 * contrary; it has nothing beyond the question; its words are in no order; it is far too long; its numbers are others; it leaves
 * open what it says.
 */
export type Objection = 'denied' | 'contrary' | 'copied' | 'salad' | 'long' | 'numbers' | 'open';

export function objectionsTo(answer: Saying, reference: Saying, question: Saying): Objection[] {
  const found: Readonly<Record<Objection, boolean>> = {
    denied: answer.denials !== reference.denials || takesBack(answer.words, reference.words),
    contrary: saysContrary(answer.words, reference.words),
    copied: answer.stems.every((stem) => holds(question.stems, stem)),
    salad: isSalad(answer, reference),
    long: isLong(answer, reference, question),
    numbers: haveOtherNumbers(answer, reference, question),
    open: answer.words.some((word) => LEAVING_OPEN.has(word) && !reference.words.includes(word)),
  };
  return (Object.keys(found) as Objection[]).filter((objection) => found[objection]);
}

const LEAVING_OPEN = new Set('or maybe perhaps possibly guess either oder vielleicht entweder'.split(' '));

// Somebody who strings key words together leaves out the small words, or has the rest in another order.
function isSalad(answer: Saying, reference: Saying): boolean {
  const isBare = smallWords(reference) > 0.2 && smallWords(answer) < 0.5 * smallWords(reference);
  return isBare || orderKept(answer.words, reference.words) < 0.75 || orderKept(answer.stems, reference.stems) < 0.75;
}

function smallWords({ words, content, denials }: Saying): number {
  return 1 - (content.length + denials) / Math.max(1, words.length);
}

/** Of the words that both have, the share that stands in the same order: the longest rising run of their places. */
function orderKept(answer: readonly string[], reference: readonly string[]): number {
  const places = [...new Set(answer)].map((word) => reference.indexOf(word)).filter((place) => place >= 0);
  const ends: number[] = [];
  for (const place of places) {
    const at = ends.findIndex((end) => end >= place);
    ends[at < 0 ? ends.length : at] = place;
  }
  return places.length < 2 ? 1 : ends.length / places.length;
}

function isLong(answer: Saying, reference: Saying, question: Saying): boolean {
  const known = new Set([...reference.stems, ...question.stems]);
  const strange = answer.stems.filter((stem) => !known.has(stem)).length;
  return answer.words.length > 2 * reference.words.length + 8 || strange > 4 + reference.stems.length / 2;
}

function haveOtherNumbers(answer: Saying, reference: Saying, question: Saying): boolean {
  const [said, wanted, asked] = [numbersIn(answer), numbersIn(reference), numbersIn(question)];
  return said.some((each) => !wanted.includes(each) && !asked.includes(each)) || wanted.some((each) => !said.includes(each));
}

function numbersIn({ words }: Saying): string[] {
  return words.filter((word) => /\p{N}/u.test(word));
}

import { distance } from 'fastest-levenshtein';
import { letterLikeness, type Saying } from './saying.ts';
import { indexed, wordLikeness } from './word-likeness.ts';

/** What is counted of an answer beside its nearest reference. */
export type Features = {
  /** Share of the reference's content that the answer has. */
  covered: number;
  /** The same of what the question does not say already. */
  beyond: number;
  /** How alike the letters are. */
  letters: number;
  /** Share of the answer's words that stand in the question. */
  fromQuestion: number;
  /** Logarithm of how much longer the answer is than the reference. */
  length: number;
  /** 1 where one of them denies and the other does not. */
  denies: number;
  /** 1 where the answer denies something. */
  denial: number;
  /** Share of the answer's content beyond the question which is in the reference. */
  onReference: number;
  /** How near the answer's words come to those of the reference, on the average. */
  alike: number;
  /** The same of the answer's content beyond the question, seen from there. */
  freshAlike: number;
  /** Logarithm of how many words of the reference beyond the question the answer has. */
  hits: number;
  /** How alike the letters of answer and question are. */
  toQuestion: number;
  /** `beyond`, on the average of all references: an answer near to one only by chance is far from the others. */
  everywhere: number;
  /** Logarithm of the number of references: the nearest of many is near by chance. */
  references: number;
};

export type Compared = { features: Features; nearest: Saying };

/** Compares an answer with each of its references; there is at least one. */
export function compared(answer: Saying, references: readonly Saying[], question: Saying): Compared {
  const each = references.map((reference) => ({ reference, counts: counted(answer, reference, question) }));
  const best = each.reduce((a, b) => (nearness(b.counts) > nearness(a.counts) ? b : a));
  const everywhere = each.reduce((sum, { counts }) => sum + counts.beyond, 0) / each.length;
  const likeness = alike(answer, best.reference, question);
  return { nearest: best.reference, features: { ...best.counts, ...likeness, everywhere, references: Math.log(each.length) } };
}

type Likeness = Pick<Features, 'alike' | 'freshAlike' | 'toQuestion'>;
type Counts = Omit<Features, 'everywhere' | 'references' | keyof Likeness>;

function alike(answer: Saying, reference: Saying, question: Saying): Likeness {
  return {
    alike: wordLikeness(reference.stems, indexed(answer.stems)),
    freshAlike: wordLikeness(beyondQuestion(answer, question), indexed(reference.stems)),
    toQuestion: letterLikeness(answer, question),
  };
}

function beyondQuestion({ stems }: Saying, question: Saying): string[] {
  const asked = new Set(question.stems);
  return stems.filter((stem) => !asked.has(stem));
}

function nearness({ covered, beyond, letters }: Counts): number {
  return covered + beyond + letters;
}

function counted(answer: Saying, reference: Saying, question: Saying): Counts {
  const wanted = beyondQuestion(reference, question);
  const inQuestion = new Set(question.words);
  const covered = share(reference.stems, answer.stems);
  return {
    covered,
    beyond: wanted.length > 0 ? share(wanted, answer.stems) : covered,
    letters: letterLikeness(answer, reference),
    fromQuestion: answer.words.filter((word) => inQuestion.has(word)).length / Math.max(1, answer.words.length),
    length: Math.log((answer.words.length + 1) / (reference.words.length + 1)),
    denies: Number(answer.denials > 0 !== reference.denials > 0),
    denial: Number(answer.denials > 0),
    onReference: share(beyondQuestion(answer, question), reference.stems),
    hits: Math.log(1 + wanted.filter((stem) => holds(answer.stems, stem)).length),
  };
}

/** How much of what is wanted is there, slips forgiven; 0 to 1. */
function share(wanted: readonly string[], there: readonly string[]): number {
  return wanted.length === 0 ? 0 : wanted.filter((stem) => holds(there, stem)).length / wanted.length;
}

export function holds(stems: readonly string[], wanted: string): boolean {
  return stems.includes(wanted) || stems.some((stem) => isSlip(stem, wanted));
}

// One letter, two in a long word; never the first, and never in what has digits.
function isSlip(said: string, wanted: string): boolean {
  if (wanted.length < 4 || said[0] !== wanted[0] || /\p{N}/u.test(said + wanted)) return false;
  const allowed = wanted.length > 7 ? 2 : 1;
  return Math.abs(said.length - wanted.length) <= allowed && distance(said, wanted) <= allowed;
}

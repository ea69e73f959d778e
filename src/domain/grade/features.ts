import { distance } from 'fastest-levenshtein';
import { letterLikeness, type Saying } from './saying.ts';

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
  /** Logarithm of how much content the answer has beyond the question. */
  fresh: number;
  /** Share of that content which is in the reference. */
  onReference: number;
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
  return { nearest: best.reference, features: { ...best.counts, everywhere, references: Math.log(each.length) } };
}

type Counts = Omit<Features, 'everywhere' | 'references'>;

function nearness({ covered, beyond, letters }: Counts): number {
  return covered + beyond + letters;
}

function counted(answer: Saying, reference: Saying, question: Saying): Counts {
  const asked = new Set(question.stems);
  const wanted = reference.stems.filter((stem) => !asked.has(stem));
  const fresh = answer.stems.filter((stem) => !asked.has(stem));
  const inQuestion = new Set(question.words);
  const covered = share(reference.stems, answer.stems);
  return {
    covered,
    beyond: wanted.length > 0 ? share(wanted, answer.stems) : covered,
    letters: letterLikeness(answer, reference),
    fromQuestion: answer.words.filter((word) => inQuestion.has(word)).length / Math.max(1, answer.words.length),
    length: Math.log((answer.words.length + 1) / (reference.words.length + 1)),
    denies: Number(answer.denials > 0 !== reference.denials > 0),
    fresh: Math.log(1 + fresh.length),
    onReference: share(fresh, reference.stems),
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

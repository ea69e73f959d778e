import { type Calibration, calibrated } from './calibration.ts';
import { type Doubt, doubtsAbout } from './doubts.ts';
import { compared, type Features, holds } from './features.ts';
import { amongNeighbours, FEWEST_NEIGHBOURS, type Neighbour } from './neighbours.ts';
import { givesUp } from './normalise.ts';
import { isOrder } from './orders.ts';
import { isSameWording } from './same-wording.ts';
import { letterLikeness, type Saying, sayingOf } from './saying.ts';
import { languageFor } from './stem.ts';
import { likelihood } from './weights.ts';

export type SentenceGrade = {
  verdict: 'correct' | 'incorrect' | 'unsure';
  /** How likely a person would mark the answer right, 0 to 1. */
  probability: number;
  /** The telling words of the nearest reference that the answer has, and those that it lacks. */
  matched: readonly string[];
  missed: readonly string[];
};

/** An answer to the same question that a person has ruled on. */
export type RuledAnswer = { answer: string; right: boolean };

/** What else is known. `language` is a tag such as `de`; without one it is guessed. */
export type SentenceContext = {
  question?: string;
  language?: string;
  ruled?: readonly RuledAnswer[];
  calibration?: Calibration;
};

/** An answer and all that it is held against, taken apart. */
type Case = {
  text: string;
  said: Saying;
  references: readonly Saying[];
  question: Saying;
  ruled: readonly Neighbour[];
};

/** Marks a free sentence against reference answers. What no rule can tell is `unsure`: then the learner compares. */
export function gradeSentence(answer: string, references: readonly string[], context: SentenceContext = {}): SentenceGrade {
  const { question = '', ruled = [] } = context;
  const language = languageFor([question, ...references], context.language);
  const say = (text: string) => sayingOf(text, language);
  const each: Case = {
    text: answer,
    said: say(answer),
    references: references.map(say).filter(({ words }) => words.length > 0),
    question: say(question),
    ruled: ruled.map(({ answer: text, right }) => ({ saying: say(text), right })),
  };
  return atSight(each) ?? weighed(each, context.calibration);
}

/** What needs no weighing: the reference itself, nothing at all, an order, an answer that has been ruled on. */
function atSight({ text, said, references, question, ruled }: Case): SentenceGrade | undefined {
  const same = references.find((reference) => isSameWording(said.words, reference.words));
  const [first] = references;
  if (same) return { verdict: 'correct', probability: 0.99, ...tellingWords(said, same, question) };
  if (said.words.length === 0 || givesUp(text)) return { verdict: 'incorrect', probability: 0, matched: [], missed: [] };
  if (!first || isOrder(text)) return { verdict: 'unsure', probability: first ? 0.05 : 0.3, matched: [], missed: [] };
  const ruling = ruled.findLast(({ saying }) => saying.words.join(' ') === said.words.join(' '));
  const words = tellingWords(said, compared(said, references, question).nearest, question);
  return ruling && { verdict: ruling.right ? 'correct' : 'incorrect', probability: ruling.right ? 0.98 : 0.02, ...words };
}

function weighed({ said, references, question, ruled }: Case, calibration?: Calibration): SentenceGrade {
  const { features, nearest } = compared(said, references, question);
  const doubts = doubtsAbout(said, nearest, question);
  const likely = amongNeighbours(calibrated(likelihood(features), calibration), said, ruled);
  const probability = Math.min(likely, ceiling(doubts, features, letterLikeness(said, question)));
  const isReadable = said.isReadable && nearest.isReadable;
  const [isRight, isWrong] = ruled.length < FEWEST_NEIGHBOURS ? byReferences(probability, features) : byRulings(probability);
  const verdict = isRight && isReadable && doubts.length === 0 ? 'correct' : isWrong && isReadable ? 'incorrect' : 'unsure';
  return { verdict, probability, ...tellingWords(said, nearest, question) };
}

// One "not" weighs little among many words, but a reference with a "not" more says the contrary; and a question is no answer.
function ceiling(doubts: readonly Doubt[], { covered, letters }: Features, likenessToQuestion: number): number {
  if (doubts.includes('denied') && covered >= 0.9 && letters >= 0.7) return 0.4;
  return doubts.includes('copied') && likenessToQuestion >= 0.9 ? 0.1 : 1;
}

// On questions held out, at least 97 % of what these cuts decide agrees with the people who marked it: `npm run bench -- grading`.
function byReferences(probability: number, { covered, beyond, onReference }: Features): [boolean, boolean] {
  const isWhole = covered === 1 && onReference === 1;
  return [beyond === 1 && probability >= (isWhole ? 0.6 : 0.9), beyond === 0 && probability < 0.06];
}

function byRulings(probability: number): [boolean, boolean] {
  return [probability >= 0.95, probability < 0.04];
}

function tellingWords(said: Saying, reference: Saying, question: Saying): Pick<SentenceGrade, 'matched' | 'missed'> {
  const telling = reference.content.filter(({ stem }) => !question.stems.includes(stem));
  const has = ({ stem }: { stem: string }) => holds(said.stems, stem);
  const words = (content: typeof telling) => [...new Set(content.map(({ word }) => word))];
  return { matched: words(telling.filter(has)), missed: words(telling.filter((each) => !has(each))) };
}

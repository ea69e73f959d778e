import { type DeckCalibration, readBy } from './calibration.ts';
import { ceiling, cut } from './cut-offs.ts';
import { compared, holds } from './features.ts';
import { amongNeighbours, type Neighbour } from './neighbours.ts';
import { givesUp } from './normalise.ts';
import { objectionsTo } from './objections.ts';
import { isOrder } from './orders.ts';
import { isSameWording } from './same-wording.ts';
import { type Saying, sayingOf } from './saying.ts';
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
type RuledAnswer = { answer: string; right: boolean };

/** What else is known. `language` is a tag such as `de`; without one it is guessed. */
export type SentenceContext = {
  question?: string;
  language?: string;
  ruled?: readonly RuledAnswer[];
  calibration?: DeckCalibration;
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
function atSight(each: Case): SentenceGrade | undefined {
  const { text, said, references } = each;
  const same = references.find((reference) => isSameWording(said.words, reference.words));
  if (same) return { verdict: 'correct', probability: 0.99, ...tellingWords(each, same) };
  if (said.words.length === 0 || givesUp(text)) return { verdict: 'incorrect', probability: 0, matched: [], missed: [] };
  if (references.length === 0) return { verdict: 'unsure', probability: 0.3, matched: [], missed: [] };
  if (isOrder(text)) return { verdict: 'unsure', probability: 0.05, matched: [], missed: [] };
  return alreadyRuled(each);
}

function alreadyRuled(each: Case): SentenceGrade | undefined {
  const { said, references, question, ruled } = each;
  const ruling = ruled.findLast(({ saying }) => saying.words.join(' ') === said.words.join(' '));
  if (!ruling) return undefined;
  const words = tellingWords(each, compared(said, references, question).nearest);
  return ruling.right
    ? { verdict: 'correct', probability: 0.98, ...words }
    : { verdict: 'incorrect', probability: 0.02, ...words };
}

function weighed(each: Case, calibration?: DeckCalibration): SentenceGrade {
  const { said, references, question, ruled } = each;
  const { features, nearest } = compared(said, references, question);
  const objections = objectionsTo(said, nearest, question);
  const most = ceiling(objections, features);
  const { low, high, likely } = readBy(likelihood(features), calibration);
  const among = (chance: number) => Math.min(amongNeighbours(chance, said, ruled), most);
  const { isRight } = cut(among(low), features, ruled.length);
  const { isWrong } = cut(among(high), features, ruled.length);
  const probability = among(likely);
  const isReadable = said.isReadable && nearest.isReadable;
  const verdict = isRight && isReadable && objections.length === 0 ? 'correct' : isWrong && isReadable ? 'incorrect' : 'unsure';
  return { verdict, probability, ...tellingWords(each, nearest) };
}

function tellingWords({ said, question }: Case, reference: Saying): Pick<SentenceGrade, 'matched' | 'missed'> {
  const telling = reference.content.filter(({ stem }) => !question.stems.includes(stem));
  const has = ({ stem }: { stem: string }) => holds(said.stems, stem);
  const words = (content: typeof telling) => [...new Set(content.map(({ word }) => word))];
  return { matched: words(telling.filter(has)), missed: words(telling.filter((each) => !has(each))) };
}

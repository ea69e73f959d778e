import { takesBack } from './contraries.ts';
import { holds } from './features.ts';
import { wordsOf } from './normalise.ts';
import { isOrder } from './orders.ts';
import { sayingOf } from './saying.ts';
import { gradeSentence, type SentenceContext } from './sentence.ts';
import { languageFor } from './stem.ts';

/** One idea that an answer has to have, and other ways to say it. */
export type KeyPoint = { text: string; wordings?: readonly string[] };

export type PointsGrade = {
  verdict: 'correct' | 'partly' | 'incorrect' | 'unsure';
  /** How likely a person would mark the whole answer right, 0 to 1. */
  probability: number;
  /** The points that were found in the answer, and the others. */
  matched: readonly string[];
  missed: readonly string[];
};

/** A point is `met` by a part of the answer, or `lost`: nothing of it is there. */
type Found = { point: KeyPoint; is: 'met' | 'lost' | 'open'; probability: number };

/** Marks an answer idea by idea. It is `partly` right only where each idea is there for sure, or is for sure not. */
export function gradePoints(answer: string, points: readonly KeyPoint[], context: SentenceContext = {}): PointsGrade {
  const found = points.map((point) => find(point, answer, context));
  const isExplained = saysNothingElse(answer, found, context);
  const all = found.map((each) => (isLost(each, answer, isExplained, context) ? { ...each, is: 'lost' as const } : each));
  const texts = (isMet: boolean) => all.filter(({ is }) => (is === 'met') === isMet).map(({ point }) => point.text);
  const probability = all.reduce((least, each) => Math.min(least, each.probability), 1);
  const isRefused = isOrder(answer) || takesBack(wordsOf(answer), points.flatMap(wordings).flatMap(wordsOf));
  return { verdict: isRefused ? 'unsure' : together(all), probability, matched: texts(true), missed: texts(false) };
}

function together(found: readonly Found[]): PointsGrade['verdict'] {
  if (found.every(({ is }) => is === 'met')) return 'correct';
  if (found.some(({ is }) => is === 'open')) return 'unsure';
  return found.some(({ is }) => is === 'met') ? 'partly' : 'incorrect';
}

function wordings({ text, wordings: others = [] }: KeyPoint): string[] {
  return [text, ...others];
}

function find(point: KeyPoint, answer: string, context: SentenceContext): Found {
  const grades = partsOf(answer).map((part) => gradeSentence(part, wordings(point), context));
  const probability = grades.reduce((most, each) => Math.max(most, each.probability), 0);
  return { point, is: grades.some(({ verdict }) => verdict === 'correct') ? 'met' : 'open', probability };
}

/** Nobody makes an answer of more parts; a longer one is looked at as a whole. */
const MOST_PARTS = 40;

function partsOf(answer: string): string[] {
  const parts = new Set([...clausesOf(answer), ...sentencesOf(answer)]);
  return parts.size > MOST_PARTS ? [answer] : [...parts, answer];
}

export function sentencesOf(text: string): string[] {
  return text.split(/[.;!?\n]+(?:\s|$)/).filter((sentence) => wordsOf(sentence).length > 0);
}

function clausesOf(text: string): string[] {
  return sentencesOf(text).flatMap((sentence) =>
    sentence.split(/,\s|\s[-–]\s|\b(?:and|but|then|und|aber|dann)\b/i).filter((clause) => wordsOf(clause).length > 0),
  );
}

/** Whether an answer is used up by the points that were found: but for a word, it says nothing that may be another point. */
function saysNothingElse(answer: string, found: readonly Found[], { question = '', language }: SentenceContext): boolean {
  const met = found.filter(({ is }) => is === 'met').flatMap(({ point }) => wordings(point));
  const spoken = languageFor([question, ...found.flatMap(({ point }) => wordings(point))], language);
  const known = [question, ...met].flatMap((text) => sayingOf(text, spoken).stems);
  return met.length > 0 && sayingOf(answer, spoken).stems.filter((stem) => !holds(known, stem)).length <= 1;
}

function isLost({ point, is }: Found, answer: string, isExplained: boolean, context: SentenceContext): boolean {
  if (is === 'met') return false;
  const { verdict, matched } = gradeSentence(answer, wordings(point), context);
  return verdict === 'incorrect' || (isExplained && matched.length === 0);
}

import { takesBack } from './contraries.ts';
import { wordsOf } from './normalise.ts';
import { isOrder } from './orders.ts';
import { gradeSentence, type SentenceContext } from './sentence.ts';

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
type Found = { point: KeyPoint; is: 'met' | 'lost' | 'open'; by: string; probability: number };

/** Marks an answer idea by idea. It is `partly` right only where each idea is there for sure, or is for sure not. */
export function gradePoints(answer: string, points: readonly KeyPoint[], context: SentenceContext = {}): PointsGrade {
  const found = points.map((point) => find(point, answer, context));
  const rest = restOf(answer, found);
  const all = found.map((each) => (isLost(each, answer, rest, context) ? { ...each, is: 'lost' as const } : each));
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

// The smallest part that says it, so that the rest can be asked for the other points.
function find(point: KeyPoint, answer: string, context: SentenceContext): Found {
  const grades = partsOf(answer).map((part) => ({ part, ...gradeSentence(part, wordings(point), context) }));
  const meeting = grades.find(({ verdict }) => verdict === 'correct');
  const probability = grades.reduce((most, each) => Math.max(most, each.probability), 0);
  return { point, is: meeting ? 'met' : 'open', by: meeting?.part ?? '', probability };
}

/** Nobody makes an answer of more parts; a longer one is looked at as a whole. */
const MOST_PARTS = 40;

function partsOf(answer: string): string[] {
  const parts = new Set([...clausesOf(answer), ...sentencesOf(answer)]);
  return parts.size > MOST_PARTS ? [answer] : [...parts, answer];
}

function sentencesOf(text: string): string[] {
  return text.split(/[.;!?\n]+(?:\s|$)/).filter((sentence) => wordsOf(sentence).length > 0);
}

function clausesOf(text: string): string[] {
  return sentencesOf(text).flatMap((sentence) =>
    sentence.split(/,\s|\s[-–]\s|\b(?:and|but|then|und|aber|dann)\b/i).filter((clause) => wordsOf(clause).length > 0),
  );
}

/** What was said beside the points that were found. */
function restOf(answer: string, found: readonly Found[]): string {
  return clausesOf(answer)
    .filter((clause) => !found.some(({ by }) => by.includes(clause)))
    .join('. ');
}

function isLost({ point, is }: Found, answer: string, rest: string, context: SentenceContext): boolean {
  if (is === 'met') return false;
  const [whole, beside] = [answer, rest].map((text) => gradeSentence(text, wordings(point), context));
  return whole?.verdict === 'incorrect' || (beside?.verdict === 'incorrect' && whole?.matched.length === 0);
}

import { ceiling } from './cut-offs.ts';
import { compared } from './features.ts';
import type { KeyPoint } from './key-points.ts';
import { normalise } from './normalise.ts';
import { objectionsTo } from './objections.ts';
import type { Finding, Rubric } from './rubric.ts';
import { type Saying, sayingOf } from './saying.ts';
import { type Language, languageFor } from './stem.ts';

/** A model's finding on one key point, beside what counting says of it. */
export type Grounded = {
  point: KeyPoint;
  is: Finding['is'];
  /** The model quoted what the answer does not say: it is as if it had found nothing. */
  invented: boolean;
  /** Share of the point's words that the answer has, 0 to 1: of all, and of those that the question does not say already. */
  covered: number;
  overlap: number;
  /** The answer strings key words together. */
  isStrung: boolean;
  /** The answer turns the point round, or says no more than the question. */
  isTurned: boolean;
};

/** Whether an answer says so much beyond all points together that everything may be in it. */
export function isPadded(answer: string, { question, points, language }: Rubric): boolean {
  const spoken = languageFor([question, ...points.flatMap(wordings)], language);
  const longest = points.map((point) => wordings(point).reduce((a, b) => (b.length > a.length ? b : a)));
  const say = (text: string) => sayingOf(text, spoken);
  return objectionsTo(say(answer), say(longest.join(' ')), say(question)).includes('long');
}

// Who has most of a point's words and none of its order strings them together; a paraphrase has other words.
const MOST = 0.8;

/** Holds each finding against the answer itself. */
export function grounded(answer: string, findings: readonly Finding[], { question, points, language }: Rubric): Grounded[] {
  const spoken = languageFor([question, ...points.flatMap(wordings)], language);
  const say = (text: string) => sayingOf(text, spoken);
  const [said, asked] = [say(answer), say(question)];
  return points.map((point, i) => {
    const { is, quote } = findings[i] ?? { is: 'missing', quote: '' };
    const invented = is !== 'missing' && !isQuoted(quote, answer, spoken);
    const references = wordings(point).map(say);
    const { covered, overlap, objections, isCapped } = counted(said, references, asked);
    const isDenied = clausesOf(answer).some((clause) => counted(say(clause), references, asked).isDenied);
    const isTurned = isCapped || isDenied || objections.includes('copied') || objections.includes('contrary');
    const isStrung = objections.includes('salad') && (covered > MOST || hasFewSmallWords(said));
    return { point, is: invented ? 'missing' : is, invented, covered, overlap, isStrung, isTurned };
  });
}

function counted(said: Saying, references: readonly Saying[], asked: Saying) {
  const { features, nearest } = compared(said, references, asked);
  const objections = objectionsTo(said, nearest, asked);
  const isDenied = ceiling(objections.includes('denied') ? ['denied'] : [], features) < 1;
  return {
    covered: features.covered,
    overlap: features.beyond,
    objections,
    isDenied,
    isCapped: ceiling(objections, features) < 1,
  };
}

// Among other words a "not" is easily overlooked: each clause is held against the point by itself.
function clausesOf(answer: string): string[] {
  return answer.split(/[.;!?\n]+|,\s/).filter((clause) => normalise(clause) !== '');
}

function hasFewSmallWords({ words, content, denials }: Saying): boolean {
  return words.length > 3 && 1 - (content.length + denials) / words.length < 0.15;
}

function wordings({ text, wordings: others = [] }: KeyPoint): string[] {
  return [text, ...others];
}

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

// A quotation of small words alone ("it is the") would stand in any answer.
function isQuoted(quote: string, answer: string, spoken: Language): boolean {
  const [part, whole] = [normalise(quote), normalise(answer)];
  if (sayingOf(quote, spoken).stems.length === 0) return false;
  return UNSPACED.test(part) ? whole.includes(part) : ` ${whole} `.includes(` ${part} `);
}

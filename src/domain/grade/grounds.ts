import { ceiling } from './cut-offs.ts';
import { compared } from './features.ts';
import type { KeyPoint } from './key-points.ts';
import { normalise } from './normalise.ts';
import { type Objection, objectionsTo } from './objections.ts';
import type { Finding, Rubric } from './rubric.ts';
import { letterLikeness, type Saying, sayingOf } from './saying.ts';
import { type Language, languageFor } from './stem.ts';

/** A model's finding on one key point, beside what counting says of it. */
export type Grounded = {
  point: KeyPoint;
  is: Finding['is'];
  /** The model quoted what the answer does not say: it is as if it had found nothing. */
  invented: boolean;
  /** Share of the point's own words that the answer has, 0 to 1. */
  overlap: number;
  /** Why the answer may only look like the point. */
  objections: readonly Objection[];
  /** The answer is the point turned round, or the question said again. */
  isCapped: boolean;
};

/** Holds each finding against the answer itself. */
export function grounded(answer: string, findings: readonly Finding[], { question, points, language }: Rubric): Grounded[] {
  const spoken = languageFor([question, ...points.flatMap(wordings)], language);
  const said = sayingOf(answer, spoken);
  const asked = sayingOf(question, spoken);
  return points.map((point, i) => {
    const { is, quote } = findings[i] ?? { is: 'missing', quote: '' };
    const invented = is !== 'missing' && !isQuoted(quote, answer, spoken);
    return { point, is: invented ? 'missing' : is, invented, ...counted(said, point, asked, spoken) };
  });
}

function counted(said: Saying, point: KeyPoint, asked: Saying, spoken: Language) {
  const references = wordings(point).map((text) => sayingOf(text, spoken));
  const { features, nearest } = compared(said, references, asked);
  const objections = objectionsTo(said, nearest, asked);
  const isCapped = ceiling(objections, features, letterLikeness(said, asked)) < 1;
  return { overlap: features.beyond, objections, isCapped };
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

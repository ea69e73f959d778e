import type { KeyPoint } from './key-points.ts';
import { isOrder } from './orders.ts';

/** A question whose answer is marked idea by idea. */
export type Rubric = { question: string; points: readonly KeyPoint[]; language?: string };

/** What a language model says of one key point, and the words of the answer that show it. */
export type Finding = { is: 'met' | 'partial' | 'missing' | 'contradicted'; quote: string };

/** Longer answers are not shown to a model: cut, they would lack what stands in the rest. */
const LONGEST = 1500;

/** An answer as a model may see it; nothing where it may not: too long, or it tells the grader what to do. */
export function forModel(answer: string): string | undefined {
  const text = answer
    .replace(/\p{Cf}+/gu, '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  return text === '' || text.length > LONGEST || isOrder(text) || isOrder(answer) ? undefined : text;
}

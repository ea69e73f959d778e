import { compared } from '../src/domain/grade/features.ts';
import { type Saying, sayingOf } from '../src/domain/grade/saying.ts';
import { type Example, fitLogistic, predict } from './logistic-regression.ts';
import type { Marked } from './marked.ts';
import type { Scored } from './scores.ts';

/** A marked answer, counted in one way or another. */
export type Row = Example & Marked & { saying: Saying };

// Its answers are long and of few questions: they are to widen the fit, not to rule it.
const WEIGHTS: Readonly<Record<string, number>> = { saf: 0.5 };
const FOLDS = 8;

export const say = (text: string) => sayingOf(text, 'en');

/** As the grader counts. */
export function counted(marked: Marked): Row {
  const saying = say(marked.answer);
  const { features } = compared(saying, marked.references.map(say), say(marked.question));
  return { ...marked, x: Object.values(features), weight: WEIGHTS[marked.set] ?? 1, saying };
}

/** The share of words in common, and nothing else. */
export function overlapping(marked: Marked): Row {
  const saying = say(marked.answer);
  const said = new Set(saying.words);
  const shares = marked.references.map((reference) => {
    const wanted = new Set(say(reference).words);
    return (2 * said.intersection(wanted).size) / Math.max(1, said.size + wanted.size);
  });
  return { ...marked, x: [Math.max(...shares)], weight: 1, saying };
}

/** Whether it is a reference to the letter, case and punctuation aside. */
export function exactly(marked: Marked): Scored {
  const plain = (text: string) => say(text).words.join(' ');
  return { p: Number(marked.references.some((text) => plain(text) === plain(marked.answer))), right: marked.right };
}

export function score<R extends Example>(weights: readonly number[], rows: readonly R[]): (R & Scored)[] {
  return rows.map((row) => ({ ...row, p: predict(weights, row.x) }));
}

/** Each group of rows, such as all of one question, is marked by weights that were fitted without it. */
export function heldOut(rows: readonly Row[], others: readonly Row[], groupOf: (row: Row) => string): (Row & Scored)[] {
  const groups = [...new Set(rows.map(groupOf))];
  const foldOf = new Map(groups.map((group, i) => [group, i % FOLDS]));
  return Array.from({ length: FOLDS }, (_, fold) => {
    const isOut = (row: Row) => foldOf.get(groupOf(row)) === fold;
    const weights = fitLogistic([...rows.filter((row) => !isOut(row)), ...others]);
    return score(weights, rows.filter(isOut));
  }).flat();
}

import { compared, type Features } from '../src/domain/grade/features.ts';
import { type Saying, sayingOf } from '../src/domain/grade/saying.ts';
import { WEIGHED } from '../src/domain/grade/weights.ts';
import { type Example, fitLogistic, predict } from './logistic-regression.ts';
import type { Marked } from './marked.ts';
import type { Scored } from './scores.ts';

/** A marked answer, counted in one way or another. */
export type Row = Example & Marked & { saying: Saying };
export type Counted = Row & { features: Features };

// Its answers are long and of few questions: they are to widen the fit, not to rule it.
const WEIGHTS: Readonly<Record<string, number>> = { saf: 0.5 };
const FOLDS = 8;

export const say = (text: string) => sayingOf(text, 'en');

/** The answers of one set, counted as the grader counts. */
export function counted(set: readonly Marked[]): Counted[] {
  const weigh = weighing(set);
  return set.map((marked) => {
    const saying = say(marked.answer);
    const { features } = compared(saying, marked.references.map(say), say(marked.question));
    return { ...marked, x: WEIGHED.map((name) => features[name]), weight: weigh(marked), saying, features };
  });
}

// Half way to as many right as wrong: a forced choice is to find both, and decks differ in how many are right.
function weighing(set: readonly Marked[]): (marked: Marked) => number {
  const right = set.filter((each) => each.right).length / set.length;
  return (each) => (WEIGHTS[each.set] ?? 1) * Math.sqrt(0.5 / (each.right ? right : 1 - right));
}

const SEVEN = ['covered', 'beyond', 'letters', 'fromQuestion', 'length', 'denies'] as const;

/** The same answers with the seven counts of science.md alone, to be fitted as there: evenly, on the set itself. */
export function bySeven(rows: readonly Counted[]): Row[] {
  return rows.map((row) => ({ ...row, x: [...SEVEN.map((name) => row.features[name]), fresh(row)], weight: 1 }));
}

function fresh({ saying, question }: Row): number {
  const asked = new Set(say(question).stems);
  return Math.log(1 + saying.stems.filter((stem) => !asked.has(stem)).length);
}

/** The same answers with the share of words in common, and nothing else. */
export function overlapping(set: readonly Marked[]): Row[] {
  const weigh = weighing(set);
  return set.map((marked) => ({ ...marked, x: [overlap(marked)], weight: weigh(marked), saying: say(marked.answer) }));
}

function overlap(marked: Marked): number {
  const saying = say(marked.answer);
  const said = new Set(saying.words);
  const shares = marked.references.map((reference) => {
    const wanted = new Set(say(reference).words);
    return (2 * said.intersection(wanted).size) / Math.max(1, said.size + wanted.size);
  });
  return Math.max(...shares);
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

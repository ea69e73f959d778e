import { logistic } from '../platt.ts';
import type { Features } from './features.ts';

// Logistic regression on the public sets of SciEntsBank, Beetle (SemEval-2013 task 7) and SAF, 10,386 answers that people marked:
// `bench/grading-fit-main.ts` prints these numbers, and how they do on questions held out.
const BIAS = -1.16;
const WEIGHTS: Readonly<Features> = {
  covered: 0.33,
  beyond: 0.11,
  letters: 2.06,
  fromQuestion: 0.32,
  length: 0.86,
  denies: -0.52,
  fresh: -0.14,
  onReference: 0.61,
  everywhere: 1.81,
  references: -0.58,
};

/** How likely a person would mark an answer right, 0 to 1. */
export function likelihood(features: Features): number {
  const names = Object.keys(WEIGHTS) as (keyof Features)[];
  return logistic(names.reduce((sum, name) => sum + WEIGHTS[name] * features[name], BIAS));
}

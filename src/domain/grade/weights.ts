import { logistic } from './calibration.ts';
import type { Features } from './features.ts';

// Logistic regression on the public sets of SciEntsBank, Beetle (SemEval-2013 task 7) and SAF, 10,386 answers that people marked:
// `bench/grading-fit.ts` prints these numbers, and how they do on questions held out.
const BIAS = -1.47;
const WEIGHTS: Readonly<Features> = {
  covered: 0.32,
  beyond: 0.14,
  letters: 2.12,
  fromQuestion: 0.36,
  length: 0.83,
  denies: -0.53,
  fresh: -0.06,
  onReference: 0.64,
  everywhere: 1.72,
  references: -0.57,
};

/** How likely a person would mark an answer right, 0 to 1. */
export function likelihood(features: Features): number {
  const names = Object.keys(WEIGHTS) as (keyof Features)[];
  return logistic(names.reduce((sum, name) => sum + WEIGHTS[name] * features[name], BIAS));
}

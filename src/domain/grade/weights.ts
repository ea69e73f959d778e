import { logistic } from '../platt.ts';
import type { Features } from './features.ts';

// Logistic regression on the public sets of SciEntsBank, Beetle (SemEval-2013 task 7) and SAF, 10,386 answers that people marked:
// `bench/grading-fit-main.ts` prints these numbers, and how they do on questions held out.
const BIAS = -1.73;
const WEIGHTS = {
  letters: 1.87,
  fromQuestion: 0.91,
  length: 0.78,
  denies: -0.6,
  denial: 0.36,
  alike: 1.12,
  freshAlike: 1.17,
  hits: -0.3,
  toQuestion: -1.23,
  everywhere: 1.79,
  references: -0.61,
} satisfies Partial<Features>;

/** What is weighed of all that is counted: the shares of words themselves add nothing to how near they come, and are for the cuts. */
export const WEIGHED = Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[];

/** How likely a person would mark an answer right, 0 to 1. */
export function likelihood(features: Features): number {
  return logistic(WEIGHED.reduce((sum, name) => sum + WEIGHTS[name] * features[name], BIAS));
}

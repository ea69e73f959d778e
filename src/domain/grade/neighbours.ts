import { logistic, logit } from '../platt.ts';
import { letterLikeness, type Saying } from './saying.ts';

/** An answer to the same question that a person has ruled on. */
export type Neighbour = { saying: Saying; right: boolean };

/** Fewer rulings say more about who ruled than about the question. */
export const FEWEST_NEIGHBOURS = 5;

// Fitted as the weights of the features are, with ten answers of each question as if they had been ruled on.
const BIAS = 0.02;
const WEIGHTS: Readonly<Neighbourhood> = { alone: 0.88, nearer: 2.48, easy: 0.36 };

/** What is counted of an answer among the rulings on its question. */
export type Neighbourhood = {
  /** The logit of what the references alone say. */
  alone: number;
  /** How much nearer the nearest right answer is than the nearest wrong one. */
  nearer: number;
  /** How many are right, as a logit. */
  easy: number;
};

export function neighbourhoodOf(probability: number, answer: Saying, neighbours: readonly Neighbour[]): Neighbourhood {
  const nearest = (right: boolean) =>
    neighbours.reduce((best, each) => (each.right === right ? Math.max(best, letterLikeness(answer, each.saying)) : best), 0);
  const rights = neighbours.filter((each) => each.right).length;
  return {
    alone: logit(probability),
    nearer: nearest(true) - nearest(false),
    easy: Math.log((rights + 1) / (neighbours.length - rights + 1)),
  };
}

/** How likely an answer is right, beside others to the same question that people have ruled on. */
export function amongNeighbours(probability: number, answer: Saying, neighbours: readonly Neighbour[]): number {
  if (neighbours.length < FEWEST_NEIGHBOURS) return probability;
  const { alone, nearer, easy } = neighbourhoodOf(probability, answer, neighbours);
  return logistic(BIAS + WEIGHTS.alone * alone + WEIGHTS.nearer * nearer + WEIGHTS.easy * easy);
}

import { type Calibration, calibrated, calibrationFrom, type Foretold, logistic, logit, logLoss } from './platt.ts';

// science.md, "The scheduler": a step of .05 a review brings the user mean of the log loss from .304 to .300.
const STEP = 0.05;

/** A learner's bias on the logit after their reviews, the oldest first: each moves it a little towards what came. */
export function biasAfter(reviews: readonly Foretold[], calibration?: Calibration): number {
  return reviews.reduce((bias, each) => bias + STEP * (Number(each.right) - biased(each.probability, bias, calibration)), 0);
}

export function biased(probability: number, bias: number, calibration?: Calibration): number {
  return logistic(logit(calibrated(probability, calibration)) + bias);
}

// Fewer say nothing of a workspace.
const FEWEST = 50;
const NEWEST = 5;

/** The calibration of recall that a workspace's reviews prove, the oldest first: fitted to four fifths, and kept where it foretells the newest fifth better. */
export function provenRecall(reviews: readonly Foretold[]): Calibration | undefined {
  if (reviews.length < FEWEST) return undefined;
  const cut = Math.floor(reviews.length * (1 - 1 / NEWEST));
  const [older, newest] = [reviews.slice(0, cut), reviews.slice(cut)];
  const found = calibrationFrom(older);
  if (logLoss(newest, () => found) >= logLoss(newest)) return undefined;
  return calibrationFrom(reviews);
}

import { type Calibration, calibrated, calibrationFrom, type Foretold, logistic, logit, logLoss, lossOf } from './platt.ts';

// science.md, "The scheduler": a step of .05 a review brings the user mean of the log loss from .304 to .300.
const STEP = 0.05;

/** How a learner's reviews differ from what was foretold: on the logit, and how many nats the bias has foretold better than without it. */
export type Leaning = { bias: number; lead: number };
export const NO_LEANING: Leaning = { bias: 0, lead: 0 };
// Who changes is followed: a long lead is not to take as long to lose.
const LONGEST_LEAD = 6;

/** A learner's leaning after one more review: it moves a little towards what came. */
export function leaning({ bias, lead }: Leaning, { probability, right }: Foretold, calibration?: Calibration): Leaning {
  const usual = calibrated(probability, calibration);
  const own = biased(usual, bias);
  const gained = lead + lossOf(usual, right) - lossOf(own, right);
  return { bias: bias + STEP * (Number(right) - own), lead: Math.min(LONGEST_LEAD, Math.max(-LONGEST_LEAD, gained)) };
}

/** What of it is counted: half at first, and then as far as it foretells better, so that few reviews do no harm. */
export function biasOf({ bias, lead }: Leaning): number {
  return bias * logistic(lead);
}

/** A learner's bias on the logit after their reviews, the oldest first. */
export function biasAfter(reviews: readonly Foretold[], calibration?: Calibration): number {
  return biasOf(reviews.reduce((so, each) => leaning(so, each, calibration), NO_LEANING));
}

export function biased(probability: number, bias: number, calibration?: Calibration): number {
  return logistic(logit(calibrated(probability, calibration)) + bias);
}

// Fewer reviews, or a gain of less than a nat on the newest fifth, are as likely chance: then it foretells worse afterwards as often as better.
const FEWEST = 200;
const LEAST_GAIN = 1;
const NEWEST = 5;

/** The calibration of recall that a workspace's reviews prove, the oldest first: fitted to four fifths, and kept where it foretells the newest fifth better. */
export function provenRecall(reviews: readonly Foretold[]): Calibration | undefined {
  if (reviews.length < FEWEST) return undefined;
  const cut = Math.floor(reviews.length * (1 - 1 / NEWEST));
  const [older, newest] = [reviews.slice(0, cut), reviews.slice(cut)];
  const found = calibrationFrom(older);
  const gain = newest.length * (logLoss(newest) - logLoss(newest, () => found));
  return gain < LEAST_GAIN ? undefined : calibrationFrom(reviews);
}

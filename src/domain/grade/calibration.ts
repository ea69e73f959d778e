import { z } from 'zod';

/** How a deck's probabilities are to be read: `logit = slope · logit + offset`. */
type Calibration = { slope: number; offset: number };

/** The same, and how many rulings say so. */
export const deckCalibrationSchema = z.strictObject({
  slope: z.number().nonnegative(),
  offset: z.number(),
  rulings: z.int().positive(),
});
export type DeckCalibration = z.infer<typeof deckCalibrationSchema>;

/** An answer as the grader saw it, and what a person ruled. */
export type Ruling = { probability: number; right: boolean };

const AS_IT_IS: Calibration = { slope: 1, offset: 0 };

export function calibrated(probability: number, { slope, offset }: Calibration = AS_IT_IS): number {
  return logistic(slope * logit(probability) + offset);
}

/** The weight of the belief that nothing has to be changed, in rulings: a handful of them moves little. */
const BELIEF = 5;
const STEPS = 25;

/** Reads the calibration from rulings (Platt's two numbers), by Newton's method on the penalised likelihood. */
export function calibrationFrom(rulings: readonly Ruling[]): Calibration {
  let { slope, offset } = AS_IT_IS;
  for (let step = 0; step < STEPS; step++) {
    const sums = { slope: BELIEF * (slope - 1), offset: BELIEF * 0.2 * offset, ss: BELIEF, so: 0, oo: BELIEF * 0.2 };
    for (const { probability, right } of rulings) {
      const x = logit(probability);
      const now = logistic(slope * x + offset);
      const [error, weight] = [now - Number(right), now * (1 - now)];
      sums.slope += error * x;
      sums.offset += error;
      sums.ss += weight * x * x;
      sums.so += weight * x;
      sums.oo += weight;
    }
    const determinant = sums.ss * sums.oo - sums.so * sums.so;
    slope -= (sums.oo * sums.slope - sums.so * sums.offset) / determinant;
    offset -= (sums.ss * sums.offset - sums.so * sums.slope) / determinant;
  }
  if (slope >= 0) return { slope, offset };
  // Rulings that turn the order round say that something else is wrong with the deck: then nothing is known but how many are right.
  const right = rulings.filter((each) => each.right).length;
  return { slope: 0, offset: Math.log((right + 1) / (rulings.length - right + 1)) };
}

// Fewer say more about who asked than about the deck, and all of one side say nothing of where the other begins.
const FEWEST = 12;
const FEWEST_A_SIDE = 3;
// The newest say how the deck is now.
const MOST = 200;

/** The calibration that rulings prove: each ruling is foretold by the others, and better than as it was. Nothing where none is. */
export function provenCalibration(rulings: readonly Ruling[]): DeckCalibration | undefined {
  const known = rulings.slice(-MOST);
  const right = known.filter((each) => each.right).length;
  if (known.length < FEWEST || Math.min(right, known.length - right) < FEWEST_A_SIDE) return undefined;
  const left = known.map((_, i) => calibrationFrom(known.toSpliced(i, 1)));
  if (lossOf(known, (i) => left[i]) >= lossOf(known, () => undefined)) return undefined;
  const { slope, offset } = calibrationFrom(known);
  // Coarse, so that one ruling more seldom changes what is said of all items.
  return { slope: Math.round(slope * 10) / 10, offset: Math.round(offset * 10) / 10, rulings: enough(known.length) };
}

// What is disputed is no sample of what is answered: until there are many, a calibration takes decisions back and adds none (science.md: 50 labels).
const MANY = 50;

function enough(rulings: number): number {
  return rulings < MANY ? FEWEST : MANY;
}

/** The probability by which an answer may be called right, that by which it may be called wrong, and the likeliest. */
export function readBy(
  probability: number,
  calibration: DeckCalibration | undefined,
): { low: number; high: number; likely: number } {
  const likely = calibrated(probability, calibration);
  if (!calibration || calibration.rulings >= MANY) return { low: likely, high: likely, likely };
  return { low: Math.min(likely, probability), high: Math.max(likely, probability), likely };
}

function lossOf(rulings: readonly Ruling[], calibration: (i: number) => Calibration | undefined): number {
  return rulings.reduce((sum, { probability, right }, i) => {
    const p = calibrated(probability, calibration(i));
    return sum - Math.log(Math.max(1e-9, right ? p : 1 - p));
  }, 0);
}

export function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Certainty has no finite logit: from .001 to .999 is enough. */
export function logit(probability: number): number {
  const p = Math.min(0.999, Math.max(0.001, probability));
  return Math.log(p / (1 - p));
}

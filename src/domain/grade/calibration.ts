import { z } from 'zod';
import { calibrated, calibrationFrom, type Foretold, logLoss } from '../platt.ts';

/** How a deck's probabilities are to be read, and how many rulings say so. */
export const deckCalibrationSchema = z.strictObject({
  slope: z.number().nonnegative(),
  offset: z.number(),
  rulings: z.int().positive(),
});
export type DeckCalibration = z.infer<typeof deckCalibrationSchema>;

// Fewer say more about who asked than about the deck, and all of one side say nothing of where the other begins.
const FEWEST = 12;
const FEWEST_A_SIDE = 3;
// The newest say how the deck is now.
const MOST = 200;

/** The calibration that rulings prove: each ruling is foretold by the others, and better than as it was. Nothing where none is. */
export function provenCalibration(rulings: readonly Foretold[]): DeckCalibration | undefined {
  const known = rulings.slice(-MOST);
  const right = known.filter((each) => each.right).length;
  if (known.length < FEWEST || Math.min(right, known.length - right) < FEWEST_A_SIDE) return undefined;
  const left = known.map((_, i) => calibrationFrom(known.toSpliced(i, 1)));
  if (logLoss(known, (i) => left[i]) >= logLoss(known)) return undefined;
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

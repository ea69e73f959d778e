/** How a deck's probabilities are to be read: `logit = slope · logit + offset`. */
export type Calibration = { slope: number; offset: number };

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
  // Rulings that turn the order round say that something else is wrong with the deck.
  return { slope: Math.max(0, slope), offset };
}

export function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Certainty has no finite logit: from .001 to .999 is enough. */
export function logit(probability: number): number {
  const p = Math.min(0.999, Math.max(0.001, probability));
  return Math.log(p / (1 - p));
}

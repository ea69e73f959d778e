/** How probabilities are to be read: `logit = slope · logit + offset` (Platt 1999). */
export type Calibration = { slope: number; offset: number };

/** What was foretold, and what came. */
export type Foretold = { probability: number; right: boolean };

const AS_IT_IS: Calibration = { slope: 1, offset: 0 };

export function calibrated(probability: number, { slope, offset }: Calibration = AS_IT_IS): number {
  return logistic(slope * logit(probability) + offset);
}

/** The weight of the belief that nothing has to be changed, in cases: a handful of them moves little. */
const BELIEF = 5;
const STEPS = 25;

/** Reads the calibration from what is known, by Newton's method on the penalised likelihood. */
export function calibrationFrom(known: readonly Foretold[]): Calibration {
  let { slope, offset } = AS_IT_IS;
  for (let step = 0; step < STEPS; step++) {
    const sums = { slope: BELIEF * (slope - 1), offset: BELIEF * 0.2 * offset, ss: BELIEF, so: 0, oo: BELIEF * 0.2 };
    for (const { probability, right } of known) {
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
  // What turns the order round says that something else is wrong: then nothing is known but how many are right.
  const right = known.filter((each) => each.right).length;
  return { slope: 0, offset: Math.log((right + 1) / (known.length - right + 1)) };
}

/** The mean log loss of what was foretold, in nats; read by a calibration of its own for each, where one is given. */
export function logLoss(
  known: readonly Foretold[],
  calibration: (i: number) => Calibration | undefined = () => undefined,
): number {
  const losses = known.map(({ probability, right }, i) => lossOf(calibrated(probability, calibration(i)), right));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

export function lossOf(probability: number, right: boolean): number {
  return -Math.log(Math.max(1e-9, right ? probability : 1 - probability));
}

export function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Certainty has no finite logit: from .001 to .999 is enough. */
export function logit(probability: number): number {
  const p = Math.min(0.999, Math.max(0.001, probability));
  return Math.log(p / (1 - p));
}

import { seeded } from './seeded.ts';

/** How much of the variance of answers is between learners (science.md, "Measuring retention honestly"). */
export const ICC = 0.117;

/** Draws that are the same for a seed. */
export function distributions(seed: number) {
  const chance = seeded(seed);

  function normal(): number {
    return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  }

  /** Gamma by Marsaglia and Tsang (2000). */
  function gamma(shape: number): number {
    if (shape < 1) return gamma(shape + 1) * chance() ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - chance()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  /** How much one learner recalls, where learners recall this share on average and differ as real ones do. */
  function learner(share: number): number {
    const weight = 1 / ICC - 1;
    const [a, b] = [gamma(share * weight), gamma((1 - share) * weight)];
    return a / (a + b);
  }

  /** How many of so many are hit. */
  function hits(n: number, share: number): number {
    return Array.from({ length: n }, () => chance() < share).filter(Boolean).length;
  }

  return { chance, normal, learner, hits };
}

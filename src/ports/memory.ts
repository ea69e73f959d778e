import type { History } from '../domain/memory-fit.ts';

/** Fits the parameters of FSRS to histories. Nothing where it fails, takes too long, or finds nothing. Never throws. */
export interface Fitter {
  fit(histories: readonly History[]): Promise<readonly number[] | undefined>;
}

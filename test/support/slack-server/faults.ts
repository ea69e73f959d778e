import { chanceOf } from '../seeded.ts';
import type { Faults, Outcome } from './ledger.ts';

const KINDS = ['throttled', 'failedBefore', 'failedAfter', 'droppedBefore', 'droppedAfter'] as const;

/** Fails calls by the seed, the channel and how many calls it had, so that a seed repeats them in whatever order channels come. */
export class FaultPlan {
  readonly #times = new Map<string, number>();

  next(faults: Faults, method: string, channel: string): Outcome {
    const name = `${method} ${channel}`;
    const times = (this.#times.get(name) ?? 0) + 1;
    this.#times.set(name, times);
    let left = chanceOf(faults.seed, name, times);
    for (const kind of KINDS) {
      left -= faults[kind];
      if (left < 0) return kind;
    }
    return 'ok';
  }
}

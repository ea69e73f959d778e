import { createHash } from 'node:crypto';

/** A number from 0 to below 1 that follows from words alone, so that a run can be repeated whatever order things come in. */
export function chanceOf(...words: readonly (string | number)[]): number {
  return createHash('sha1').update(words.join(' ')).digest().readUInt32BE() / 2 ** 32;
}

/** A row of numbers from 0 to below 1, always the same for a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

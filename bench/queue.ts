import type { Bench } from './bench.ts';

export const queue: Bench = async () => [];

import type { Bench } from './bench.ts';

export const start: Bench = async () => [];

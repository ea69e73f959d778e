import type { Bench } from './bench.ts';

export const due: Bench = async () => [];

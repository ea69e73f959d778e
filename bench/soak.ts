import type { Bench } from './bench.ts';

export const soak: Bench = async () => [];

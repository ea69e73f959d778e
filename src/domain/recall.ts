import { FSRS } from 'ts-fsrs';
import { daysBetween } from './days.ts';
import type { Memory } from './schedule.ts';

const fsrs = new FSRS({ enable_fuzz: false });

/** How likely an item is recalled on a day. For choosing alone: it is no figure to show to anybody (science.md, "The scheduler"). */
export function recallOn(memory: Memory, day: Temporal.PlainDate): number {
  return fsrs.forgetting_curve(Math.max(0, daysBetween(memory.lastDay, day)), memory.stability);
}

import { type Attempt, isCheck } from '../attempt.ts';
import type { Memory } from '../schedule.ts';
import type { Achievement } from './achievement.ts';
import { dayReturn } from './day-return.ts';
import { errorFixer } from './error-fixer.ts';
import { firstRecall } from './first-recall.ts';
import { teachBack } from './teach-back.ts';

export const achievements: readonly Achievement[] = [firstRecall, errorFixer, dayReturn, teachBack];

/** The families that an answer is evidence for. What was guessed was not known, and a check is there to measure. */
export function evidenceOf(attempt: Omit<Attempt, 'evidence'>, before: Memory | undefined): string[] {
  if (attempt.confidence === 'guess' || isCheck(attempt.purpose)) return [];
  return achievements.filter((each) => each.isEvidence(attempt, before)).map((each) => each.family);
}

/** The highest tier that a number of different items earns; -1 for none. */
export function tierFor(achievement: Achievement, items: number): number {
  return achievement.counts.filter((count) => items >= count).length - 1;
}

export function achievementOf(family: string): Achievement | undefined {
  return achievements.find((each) => each.family === family);
}

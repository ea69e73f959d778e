import type { Attempt } from '../attempt.ts';
import type { Memory } from '../schedule.ts';

export const TIERS = ['starter', 'standard', 'mastery'] as const;

/** Something that can be achieved, from evidence of learning only. A new family is a file, and a line in `achievements.ts`. */
export type Achievement = {
  family: string;
  title: string;
  /** How many different items are needed for each tier, starter first. */
  counts: readonly [number, number, number];
  /** What it is given for: "recalled 10 things …"; the number comes in. */
  praise: (count: number) => string;
  /** Whether an answer counts, by what was remembered of the item before. */
  isEvidence: (attempt: Omit<Attempt, 'evidence'>, before: Memory | undefined) => boolean;
  /** The one thing to do next: what it is for, the button, and what the button asks. */
  next: { why: string; label: string; asks: 'misses' | 'weakest' | 'new' };
};

export type Award = {
  member: string;
  family: string;
  /** 0 is the starter tier. */
  tier: number;
  earnedAt: Temporal.Instant;
  announced: boolean;
  /** What became of its next action. */
  action: 'offered' | 'taken' | 'done';
};

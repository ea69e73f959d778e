import type { Goal } from '../domain/goals/goal.ts';
import type { Mentor } from '../domain/goals/mentor.ts';

export interface Goals {
  /** All of a member, whatever became of them, the oldest first. */
  of(member: string): Promise<readonly Goal[]>;
  save(goal: Goal): Promise<void>;
}

/** Whom a learner lets see their goals, until they take it back. */
export interface Mentors {
  of(member: string): Promise<readonly Mentor[]>;
  add(mentor: Mentor): Promise<void>;
  remove(mentor: Pick<Mentor, 'member' | 'mentor'>): Promise<void>;
}

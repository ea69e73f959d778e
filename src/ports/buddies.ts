import type { Buddy } from '../domain/buddy.ts';
import type { Explanation } from '../domain/explanation.ts';

export interface Buddies {
  /** Whom a member has asked, the newest first. */
  of(member: string): Promise<readonly Buddy[]>;
  /** Who has asked a member, the newest first. */
  asking(buddy: string): Promise<readonly Buddy[]>;
  save(buddy: Buddy): Promise<void>;
}

/** Teach-backs that were sent to somebody. */
export interface Explanations {
  /** Locks the row: what happens to one comes one after the other. */
  get(attempt: string): Promise<Explanation | undefined>;
  /** Those that wait for a listener, the longest first. */
  waiting(listener: string): Promise<readonly Explanation[]>;
  /** Those of an item that a listener has read, and not recalled since. */
  marked(listener: string, item: { deck: string; item: string }): Promise<readonly Explanation[]>;
  /** Those of which a member is either. */
  all(member: string): Promise<readonly Explanation[]>;
  /** What an explainer does not know yet. */
  untold(member: string): Promise<readonly Explanation[]>;
  /** How many different items a member has explained so that it stayed. */
  matured(member: string): Promise<number>;
  save(explanation: Explanation): Promise<void>;
}

import type { Buddy, Explanation } from '../domain/buddy.ts';

/** Who reads whose explanations. */
export interface Buddies {
  /** Locks the row: what is said to one request is said once. */
  get(explainer: string, buddy: string): Promise<Buddy | undefined>;
  /** Those whom somebody named, the newest first. */
  of(explainer: string): Promise<readonly Buddy[]>;
  /** By whom somebody was named, the newest first. */
  naming(buddy: string): Promise<readonly Buddy[]>;
  save(buddy: Buddy): Promise<void>;
}

/** Explanations that were given to a buddy, each once. */
export interface Explanations {
  /** Locks the row: it is rated once, or returned. */
  get(attempt: string): Promise<Explanation | undefined>;
  save(explanation: Explanation): Promise<void>;
  /** Those that somebody explained, the oldest first. */
  of(explainer: string): Promise<readonly Explanation[]>;
  /** Those that somebody was given to read, the oldest first. */
  givenTo(buddy: string): Promise<readonly Explanation[]>;
  /** Of an explainer: what they do not know yet of what became of theirs, or of a credit. */
  untold(explainer: string): Promise<readonly Explanation[]>;
  /** What somebody has read of an item and may have learned from it: its credit is pending. */
  heard(buddy: string, item: { deck: string; item: string }): Promise<readonly Explanation[]>;
  /** How many explanations reached somebody since then. */
  countSent(buddy: string, since: Temporal.Instant): Promise<number>;
}

import type { Attempt } from '../domain/attempt.ts';
import type { Tally } from '../domain/confidence.ts';
import type { Dispute } from '../domain/dispute.ts';
import type { LedgerEntry } from '../domain/misconception.ts';
import type { Foretold } from '../domain/platt.ts';
import type { Memory } from '../domain/schedule.ts';
import type { Session } from '../domain/session.ts';
import type { MarkFigures } from '../domain/trust.ts';

export interface Sessions {
  get(id: string): Promise<Session | undefined>;
  /** The member's newest session. */
  latest(member: string): Promise<Session | undefined>;
  save(session: Session): Promise<void>;
  /** The days on which the member was asked more than probes and what they were asked reached them, the newest first; whether each was free then, where that is known. */
  days(member: string, limit: number): Promise<readonly Pick<Session, 'day' | 'isFree'>[]>;
  /** Those days of several members. */
  daysOf(members: readonly string[], limit: number): Promise<ReadonlyMap<string, readonly Pick<Session, 'day' | 'isFree'>[]>>;
}

/** The log of answers. */
export interface Attempts {
  append(attempt: Attempt): Promise<void>;
  get(id: string): Promise<Attempt | undefined>;
  /** The member's last answer to a question of their own. */
  latest(member: string): Promise<Attempt | undefined>;
  /** All answers of a member to an item, and corrections of them, oldest first. */
  log(member: string, item: { deck: string; item: string }): Promise<readonly Attempt[]>;
  /** Everybody's answers to an item that were not marked right, oldest first. */
  belowRight(item: { deck: string; item: string }): Promise<readonly Attempt[]>;
  /** Those of some attempts that have been corrected. */
  corrected(ids: readonly string[]): Promise<readonly string[]>;
  /** Answers on or after a day, oldest first. */
  since(members: readonly string[], day: Temporal.PlainDate): Promise<readonly Attempt[]>;
  /** A member's newest answers by one letter of several, the newest first. */
  picks(member: string, limit: number): Promise<readonly Attempt[]>;
  /** How many answers there are of each of some members. */
  counts(members: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Everybody who has answered something. */
  learners(): Promise<readonly string[]>;
  /** How often the member was right at each confidence, of the first answers of a day and without a hint, as they stand. */
  confidence(member: string): Promise<readonly Tally[]>;
  /** A member's newest answers of which was foretold how likely they are right, as they stand, the oldest first. */
  foretold(limit: number, member: string): Promise<readonly Foretold[]>;
}

/** What each member remembers of each item: follows from the log, kept so that it need not be read each time. */
export interface Memories {
  of(member: string): Promise<readonly Memory[]>;
  get(member: string, item: { deck: string; item: string }): Promise<Memory | undefined>;
  save(member: string, memory: Memory): Promise<void>;
  /** Somebody has met an item otherwise than by being asked; where they have no memory of it there is nothing to note. */
  meet(member: string, item: { deck: string; item: string }, at: Temporal.Instant): Promise<void>;
}

/** How each member stands with each misconception: follows from the log, kept so that it need not be read each time. */
export interface Misconceptions {
  of(members: readonly string[]): Promise<readonly LedgerEntry[]>;
  save(entry: LedgerEntry): Promise<void>;
  remove(entry: LedgerEntry): Promise<void>;
}

/** Marks that somebody holds to be wrong, and those that were corrected with them. */
export interface Disputes {
  of(attempt: string, member: string): Promise<Dispute | undefined>;
  /** Those that are not ruled on, the longest waiting first; locked, so that a ruling comes once. */
  waiting(options: { lock: boolean }): Promise<readonly Dispute[]>;
  /** Adds a dispute, or changes what became of it; one attempt is disputed once. */
  save(dispute: Dispute): Promise<void>;
  /** Those that are ruled on, of which the member does not know yet. */
  untold(member: string): Promise<readonly Dispute[]>;
  /** Deck by deck. */
  figures(): Promise<readonly MarkFigures[]>;
}

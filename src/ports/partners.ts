import type { Avoided, Match, Seeker } from '../domain/partners/partner.ts';

/** Who wants a study partner. */
export interface Seekers {
  /** Locks the row. */
  get(member: string): Promise<Seeker | undefined>;
  /** Locks every row: who leaves or is erased waits for what is made of them, and sees it then. */
  all(): Promise<readonly Seeker[]>;
  /** Those of some members who want one. */
  among(members: readonly string[]): Promise<readonly Seeker[]>;
  any(): Promise<boolean>;
  save(seeker: Seeker): Promise<void>;
  remove(member: string): Promise<void>;
}

/** With whom somebody does not want to be matched. */
export interface Avoidances {
  /** Whom some members avoid. */
  of(members: readonly string[]): Promise<readonly Avoided[]>;
  /** Whom a member avoids, in the place of whom they did. */
  choose(member: string, others: readonly string[]): Promise<void>;
}

/** What somebody learns. */
type Studies = { member: string; decks: readonly string[]; path?: string };

export interface Matches {
  /** Locks the row: what the people of a match say is taken one after the other. */
  get(id: string): Promise<Match | undefined>;
  latest(member: string): Promise<Match | undefined>;
  /** The matches of a week and of those after it. */
  since(week: Temporal.PlainDate): Promise<readonly Match[]>;
  save(match: Match): Promise<void>;
  /** What some members learn at present. */
  studies(members: readonly string[]): Promise<readonly Studies[]>;
}

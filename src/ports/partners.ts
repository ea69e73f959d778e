import type { Avoided, Match, Seeker } from '../domain/partners/partner.ts';

/** Who wants a study partner, and whom they avoid. */
export interface Seekers {
  /** Locks the row. */
  get(member: string): Promise<Seeker | undefined>;
  all(): Promise<readonly Seeker[]>;
  save(seeker: Seeker): Promise<void>;
  remove(member: string): Promise<void>;
  avoided(): Promise<readonly Avoided[]>;
  /** Whom a member avoids, in the place of whom they did. */
  avoid(member: string, others: readonly string[]): Promise<void>;
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

import type { LeaderboardMember, Measure } from '../domain/leaderboard.ts';

/** What those of a team who agreed are compared by. */
export interface Leaderboards {
  /** Nothing where a team has none. */
  measure(team: string): Promise<Measure | undefined>;
  /** Another measure, or none: who agreed to the one before has agreed to nothing any more. */
  choose(team: string, measure: Measure | undefined): Promise<void>;
  people(team: string): Promise<readonly LeaderboardMember[]>;
  /** Puts a member in, or, without a time, out. */
  setMember(team: string, member: string, joinedAt: Temporal.Instant | undefined): Promise<void>;
}

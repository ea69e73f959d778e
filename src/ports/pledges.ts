import type { Pledge, PledgeMember } from '../domain/pledge.ts';

/** What people of a team promise each other. */
export interface Pledges {
  /** Locks the row: what is done for one pledge is done one after the other. */
  get(id: string): Promise<Pledge | undefined>;
  /** A team's, the newest first. */
  ofTeam(team: string): Promise<readonly Pledge[]>;
  save(pledge: Pledge): Promise<void>;
  people(pledge: string): Promise<readonly PledgeMember[]>;
  /** Puts a member in, or, without a time, out. */
  setMember(pledge: string, member: string, joinedAt: Temporal.Instant | undefined): Promise<void>;
}

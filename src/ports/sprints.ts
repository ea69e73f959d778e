import type { Sprint, SprintMember } from '../domain/sprint.ts';

/** Weeks in which people of a team learn one topic together. */
export interface Sprints {
  /** Locks the row: what is done for one sprint is done one after the other. */
  get(id: string): Promise<Sprint | undefined>;
  /** A team's, the newest first. */
  ofTeam(team: string): Promise<readonly Sprint[]>;
  /** That in which a member takes part and which is not over; there is at most one. */
  joined(member: string): Promise<Sprint | undefined>;
  save(sprint: Sprint): Promise<void>;
  /** Who is invited, and since when those take part who said so. */
  people(sprint: string): Promise<readonly SprintMember[]>;
  setMember(person: SprintMember): Promise<void>;
}

import type { Award } from '../domain/achievements/award.ts';
import type { TopicKnown } from '../domain/achievements/gathering.ts';
import type { Proof } from '../domain/achievements/proof.ts';
import type { TeamAward, TeamProof, TeamShown } from '../domain/achievements/team-achieve.ts';

export interface Awards {
  of(member: string): Promise<readonly Award[]>;
  /** Those that were earned on or after a day. */
  since(members: readonly string[], day: Temporal.PlainDate): Promise<readonly Award[]>;
  /** Adds or changes an award; one of a family and tier is given once. */
  save(award: Award): Promise<void>;
}

/** What each learner has shown, family by family: follows from the log, kept so that it need not be read each time. */
export interface Proofs {
  /** How many count, by family. */
  counts(member: string): Promise<ReadonlyMap<string, number>>;
  /** Those of some subjects, of any family. */
  about(member: string, subjects: readonly string[]): Promise<readonly Proof[]>;
  /** All of a member's, the oldest first. */
  of(member: string): Promise<readonly Proof[]>;
  /** Everybody's that an item has given. */
  ofItem(item: { deck: string; item: string }): Promise<readonly (Proof & { member: string })[]>;
  /** How much of each topic of a deck some members know by some families. */
  byTopic(members: readonly string[], deck: string, families: readonly string[]): Promise<readonly TopicKnown[]>;
  save(member: string, proof: Proof): Promise<void>;
  remove(member: string, proof: Pick<Proof, 'family' | 'subject'>): Promise<void>;
  /** The last tries, the newest last, by family: 1 is right. */
  tries(member: string): Promise<ReadonlyMap<string, string>>;
  saveTries(member: string, family: string, tries: string): Promise<void>;
}

/** What each team has shown, and its awards: given once, to the team. */
export interface TeamAwards {
  shown(team: string): Promise<TeamShown>;
  saveProof(team: string, proof: TeamProof): Promise<void>;
  saveAward(team: string, award: TeamAward): Promise<void>;
  /** Removes all of a team's, to be made anew. */
  forget(team: string): Promise<void>;
}

import type { Assignment, Experiment } from '../domain/experiment/experiment.ts';
import type { Participant } from '../domain/experiment/findings.ts';

/** Comparisons of people with and without achievements, and who is on which side. */
export interface Experiments {
  /** The one that was planned last. */
  latest(): Promise<Experiment | undefined>;
  save(experiment: Experiment): Promise<void>;
  assignment(experiment: string, member: string): Promise<Assignment | undefined>;
  /** The sides of some members, of those who have one. */
  assignments(experiment: string, members: readonly string[]): Promise<readonly Assignment[]>;
  /** Writes sides down; who has one keeps it, and no more than that they have left changes. */
  assign(experiment: string, assignments: readonly Assignment[]): Promise<void>;
  /** Everybody who was assigned, with their practice before and their checks after a week within a time. */
  participants(experiment: string, span: { from: Temporal.Instant; until: Temporal.Instant }): Promise<readonly Participant[]>;
}

import type { ProbeRow } from '../domain/evidence/probe-row.ts';
import type { Probe } from '../domain/probe.ts';

/** Which learner's items are checked when, and what came of it. */
export interface Probes {
  /** All of a member, or those of an item, whatever became of them. */
  of(member: string, item?: { deck: string; item: string }): Promise<readonly Probe[]>;
  /** Those of a member that are not over. */
  pending(member: string): Promise<readonly Probe[]>;
  save(probe: Probe): Promise<void>;
  /** Some members have seen an item without being asked it: probes that are not over count from then. */
  expose(members: readonly string[], item: { deck: string; item: string }, at: Temporal.Instant): Promise<void>;
  /** What reports count: the workspace's probes that are over since, answered or missing; or those of some members until before another time. */
  rows(since: Temporal.Instant, only?: { members: readonly string[]; until: Temporal.Instant }): Promise<readonly ProbeRow[]>;
}

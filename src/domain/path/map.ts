import type { Milestone, Path, StageName } from './path.ts';
import { isHeld, type Standing } from './standing.ts';

/** A milestone of somebody's path: when it is, and what of it is held. */
export type Marker = Milestone & { on: Temporal.PlainDate; held: number; of: number };

/** The milestones in the order of their days, counted from the day on which the member began, which is the first. */
export function mapOf({ milestones }: Path, since: Temporal.PlainDate, standings: readonly Standing[]): Marker[] {
  return [...milestones]
    .sort((a, b) => a.day - b.day)
    .map((milestone) => {
      const expected = Object.entries(milestone.expects);
      const held = expected.filter(([module, stage]) => isHeld(standings, module, stage)).length;
      return { ...milestone, on: since.add({ days: milestone.day - 1 }), held, of: expected.length };
    });
}

/** Of each module what is held, and the first stage that is not: the gap. */
export type Gap = { title: string; held: readonly StageName[]; missing: readonly StageName[] };

export function gapsOf(standings: readonly Standing[]): Gap[] {
  return [...Map.groupBy(standings, ({ module }) => module.id).values()].map((stages) => ({
    title: stages[0]?.module.title ?? '',
    held: stages.filter((each) => each.isHeld).map(({ stage }) => stage),
    missing: stages.filter((each) => !each.isHeld).map(({ stage }) => stage),
  }));
}

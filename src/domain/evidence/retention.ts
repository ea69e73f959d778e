import { type Cluster, differenceOf, intervalOf, shareOf } from '../statistics/clusters.ts';
import type { Interval } from '../statistics/interval.ts';
import type { ProbeRow } from './probe-row.ts';

/** Of fewer learners no figure of a group is shown: it would be somebody's, and its interval means nothing. */
export const FEWEST_LEARNERS = 8;

/** How much is recalled so long after it was last seen; of fewer learners than may be shown, how many have answered. */
export type Retention = { horizon: ProbeRow['horizon']; learners: number } | Recall;

type Recall = {
  horizon: ProbeRow['horizon'];
  learners: number;
  /** Probes that are over, and those of them that were answered. */
  asked: number;
  answered: number;
  medianHours?: number;
  share: Interval;
  /** As if every probe without an answer had been a miss: it cannot be worse. */
  worst: number;
};

/** What the reviews do: recall after a week with a review after a day, less that without any review. Without `difference`, too few learners in either. */
export type Effect = { reviewed: number; unreviewed: number; difference?: Interval };

const HORIZONS = ['24h', '72h', '7d'] as const;

/** Recall by how long ago something was seen; the controls, who are not reviewed on purpose, are left out. */
export function retentionIn(rows: readonly ProbeRow[]): Retention[] {
  const reviewed = rows.filter(({ arm }) => arm !== 'control');
  return HORIZONS.map((horizon) =>
    retentionAt(
      horizon,
      reviewed.filter((row) => row.horizon === horizon),
    ),
  );
}

function retentionAt(horizon: Retention['horizon'], rows: readonly ProbeRow[]): Retention {
  const answered = rows.filter(({ outcome }) => outcome !== 'missing');
  const clusters = clustersOf(answered);
  if (clusters.length < FEWEST_LEARNERS) return { horizon, learners: clusters.length };
  const hits = answered.filter(({ outcome }) => outcome === 'recalled').length;
  const medianHours = median(answered.flatMap(({ elapsedHours }) => elapsedHours ?? []));
  return {
    ...{ horizon, learners: clusters.length, asked: rows.length, answered: answered.length },
    share: intervalOf(shareOf(clusters)),
    worst: hits / rows.length,
    ...(medianHours !== undefined && { medianHours }),
  };
}

export function effectIn(rows: readonly ProbeRow[]): Effect {
  const week = rows.filter(({ horizon, outcome }) => horizon === '7d' && outcome !== 'missing');
  const [reviewed, unreviewed] = [
    clustersOf(week.filter(({ arm }) => arm === 'both')),
    clustersOf(week.filter(({ arm }) => arm === 'control')),
  ];
  const counts = { reviewed: reviewed.length, unreviewed: unreviewed.length };
  if (Math.min(reviewed.length, unreviewed.length) < FEWEST_LEARNERS) return counts;
  return { ...counts, difference: differenceOf(shareOf(reviewed), shareOf(unreviewed)) };
}

function clustersOf(rows: readonly ProbeRow[]): Cluster[] {
  return [...Map.groupBy(rows, ({ learner }) => learner).values()].map((own) => ({
    hits: own.filter(({ outcome }) => outcome === 'recalled').length,
    n: own.length,
  }));
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

import { type Attempt, isRecall } from '../attempt.ts';
import type { Probe } from '../probe.ts';
import type { ProbeRow } from './probe-row.ts';

/** A probe that is over, with its answer as it stands now, where it has one. */
export type EndedProbe = { probe: Probe; topic: string; answer?: Pick<Attempt, 'verdict' | 'answeredAt'> };

/** How a probe counts. What is not marked yet is as good as not answered: nobody knows. */
export function rowOf({ probe, topic, answer }: EndedProbe): ProbeRow {
  const { member: learner, deck, item, arm } = probe;
  const where = { learner, deck, item, topic, horizon: horizonOf(probe), arm };
  if (probe.state !== 'answered' || !answer || answer.verdict === 'unsure') return { ...where, outcome: 'missing' };
  const elapsedHours = probe.exposedAt.until(answer.answeredAt).total('hours');
  return { ...where, elapsedHours, outcome: isRecall(answer.verdict) ? 'recalled' : 'missed' };
}

// From here on it is no longer of a day: it had to wait for a weekend.
const LONGEST_DAY_HOURS = 36;

function horizonOf({ horizon, window, exposedAt }: Probe): ProbeRow['horizon'] {
  if (horizon === 'week') return '7d';
  return window && exposedAt.until(window.from).total('hours') > LONGEST_DAY_HOURS ? '72h' : '24h';
}

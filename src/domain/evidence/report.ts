import type { Award } from '../achievements/award.ts';
import type { Attempt } from '../attempt.ts';
import type { Tuning } from '../schedule.ts';
import { type Diagnosis, diagnosisIn } from './diagnosis.ts';
import { type ItemFigures, itemsIn } from './items.ts';
import { type NextSteps, nextStepsIn } from './next-steps.ts';
import { type Practice, practiceIn } from './practice.ts';
import type { ProbeRow } from './probe-row.ts';
import { type Effect, effectIn, type Retention, retentionIn } from './retention.ts';

/** What can be said of how a group remembers, and how sure that is. Names nobody. */
export type Report = {
  since: Temporal.PlainDate;
  retention: readonly Retention[];
  effect: Effect;
  practice: Practice;
  nextSteps: NextSteps;
  /** Whether achievements ask for enough; left out where awards are not known. */
  diagnosis?: Diagnosis;
  items: readonly ItemFigures[];
};

export function reportOf(
  since: Temporal.PlainDate,
  rows: readonly ProbeRow[],
  log: readonly Attempt[],
  { tuning = {}, awarded }: { tuning?: Tuning | undefined; awarded?: { awards: readonly Award[]; now: Temporal.Instant } } = {},
): Report {
  return {
    ...{ since, retention: retentionIn(rows), effect: effectIn(rows) },
    ...{
      practice: practiceIn(log, tuning),
      nextSteps: awarded ? nextStepsIn(awarded.awards, awarded.now) : { learners: 0 },
      items: itemsIn(log),
    },
    ...(awarded && { diagnosis: diagnosisIn(log, rows, awarded) }),
  };
}

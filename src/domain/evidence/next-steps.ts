import { type Award, stepOf } from '../achievements/award.ts';
import { FEWEST_LEARNERS } from './retention.ts';

/** What became of the next actions of awards: whether achievements lead on to something. */
export type NextSteps =
  | { learners: number }
  | { learners: number; given: number; done: number; declined: number; ignored: number; open: number };

/** Of those that were told; of fewer learners than may be shown, how many there are. */
export function nextStepsIn(awards: readonly Award[], now: Temporal.Instant): NextSteps {
  const told = awards
    .map((award) => ({ member: award.member, step: stepOf(award, now) }))
    .filter(({ step }) => step !== 'untold');
  const learners = new Set(told.map(({ member }) => member)).size;
  if (learners < FEWEST_LEARNERS) return { learners };
  const count = (wanted: (typeof told)[number]['step']) => told.filter(({ step }) => step === wanted).length;
  const [done, declined, ignored, open] = [count('done'), count('declined'), count('ignored'), count('open')];
  return { learners, given: told.length, done, declined, ignored, open };
}

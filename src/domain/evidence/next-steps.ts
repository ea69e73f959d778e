import type { Award } from '../achievements/award.ts';
import { FEWEST_LEARNERS } from './retention.ts';

/** What became of the next actions of awards: whether achievements lead on to something. */
export type NextSteps = { learners: number } | { learners: number; given: number; done: number; declined: number };

/** Of fewer learners than may be shown, how many there are. */
export function nextStepsIn(awards: readonly Award[]): NextSteps {
  const learners = new Set(awards.map(({ member }) => member)).size;
  if (learners < FEWEST_LEARNERS) return { learners };
  const count = (action: Award['action']) => awards.filter((award) => award.action === action).length;
  return { learners, given: awards.length, done: count('done'), declined: count('declined') };
}

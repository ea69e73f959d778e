import { isRecall } from '../attempt.ts';
import type { Achievement } from './achievement.ts';

/** A miss counts as fixed on a later day: in the same session the answer is still in sight. */
export const errorFixer: Achievement = {
  family: 'error-fixer',
  title: 'Error Fixer',
  counts: [1, 5, 15],
  praise: (count) =>
    count === 1 ? 'What you missed the last time, you know now.' : `${count} things you had missed, you know now.`,
  isEvidence: (attempt, before) => attempt.firstOfDay && isRecall(attempt.verdict) && before?.missed === true,
  next: { why: 'Fix another one, or meet the one you would lose first.', label: 'Fix another, 30 s', asks: 'misses' },
};

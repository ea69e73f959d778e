import { isRecall } from '../attempt.ts';
import type { Achievement } from './achievement.ts';

// About a day: an evening's answer and the next morning's are a night apart, which is what makes it a return.
const A_DAY_HOURS = 18;

export const dayReturn: Achievement = {
  family: 'day-return',
  title: '24-Hour Return',
  counts: [1, 10, 40],
  praise: (count) =>
    count === 1 ? 'A day or more later, and you still knew it.' : `${count} things you still knew a day or more later.`,
  isEvidence: (attempt) => attempt.firstOfDay && isRecall(attempt.verdict) && (attempt.gapHours ?? 0) >= A_DAY_HOURS,
  next: { why: 'Try the one that you would lose first.', label: 'Test the weakest, 30 s', asks: 'weakest' },
};

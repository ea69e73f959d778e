import { isRecall, isReturn } from '../attempt.ts';
import type { Achievement } from './achievement.ts';

export const dayReturn: Achievement = {
  family: 'day-return',
  title: '24-Hour Return',
  counts: [1, 10, 40],
  praise: (count) =>
    count === 1 ? 'A day or more later, and you still knew it.' : `${count} things you still knew a day or more later.`,
  isEvidence: (attempt) => isReturn(attempt) && isRecall(attempt.verdict),
  next: { why: 'Try the one that you would lose first.', label: 'Test the weakest, 30 s', asks: 'weakest' },
};

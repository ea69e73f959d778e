import { isRecall } from '../attempt.ts';
import type { Achievement } from './achievement.ts';

export const firstRecall: Achievement = {
  family: 'first-recall',
  title: 'First Recall',
  counts: [1, 10, 30],
  praise: (count) =>
    count === 1 ? 'You answered one from memory.' : `You have answered ${count} different questions from memory.`,
  isEvidence: (attempt, before) => attempt.firstOfDay && isRecall(attempt.verdict) && !before?.recalled,
  next: { why: 'One more while you are at it: something new.', label: 'One more, 30 s', asks: 'new' },
};

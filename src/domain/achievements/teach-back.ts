import type { Achievement } from './achievement.ts';

export const teachBack: Achievement = {
  family: 'teach-back',
  title: 'Teach-Back',
  counts: [1, 5, 15],
  praise: (count) =>
    count === 1 ? 'What you explained, your buddy still knew later.' : `${count} things you explained were still known later.`,
  // No answer of one's own is: what the listener recalls is (`creditAfter` in buddy.ts).
  isEvidence: () => false,
  next: { why: 'Next, meet something new that you could explain.', label: 'Something new, 30 s', asks: 'new' },
};

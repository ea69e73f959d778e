import type { Achievement } from './achievement.ts';

/** Its evidence is that the listener recalls it later (`domain/explanation.ts`): no answer of the explainer's own is any. */
export const teachBack: Achievement = {
  family: 'teach-back',
  title: 'Teach-Back',
  counts: [1, 4, 10],
  praise: (count) =>
    count === 1
      ? 'What you explained, your buddy still knew later.'
      : `${count} things that you explained, your buddies still knew later.`,
  isEvidence: () => false,
  next: { why: 'Keep your own memory of the rest as fresh.', label: 'Test the weakest, 30 s', asks: 'weakest' },
};

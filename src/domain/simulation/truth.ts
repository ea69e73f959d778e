/**
 * How memories of simulated learners really behave: forgetting by a power law of time (Wixted and Carpenter 2007), and a strength that grows the more, the
 * later something is recalled (Bjork and Bjork 1992). None of it is FSRS, or a policy would be judged by its own belief. Days count from 0; every prompt is answered
 * and corrected.
 */
export type Truth = {
  /** The strength in days after a prompt, from that before it; the first prompt of an item has none before. */
  after(strength: number | undefined, elapsed: number, right: boolean, trait: Trait): number;
  /** Recall, 0 to 1; of what was never asked, what people know anyway. */
  recall(strength: number | undefined, elapsed: number): number;
};

/** How well a learner learns and how easy an item is, both as factors on strength; 1 is average. */
export type Trait = { learner: number; item: number };

export const TRUTHS = ['flashcard', 'cloze'] as const;
export type TruthName = (typeof TRUTHS)[number];

type Numbers = { prior: number; first: number; decay: number; gain: number; missed: number };

function powerLaw({ prior, first, decay, gain, missed }: Numbers): Truth {
  const recall = (strength: number | undefined, elapsed: number) =>
    strength === undefined ? prior : (1 + elapsed / strength) ** -decay;
  return {
    recall,
    after(strength, elapsed, right, { learner, item }) {
      const begun = first * learner * item;
      if (strength === undefined) return begun;
      return right ? strength * (1 + gain * (1 - recall(strength, elapsed))) : Math.max(begun, strength * missed);
    },
  };
}

/** Facts as people make flashcards of; and harder ones, recalled by half on the next day, like the cloze trials of 478 students in ../shared/data/revlogs. */
export const truths: Readonly<Record<TruthName, Truth>> = {
  flashcard: powerLaw({ prior: 0.4, first: 6, decay: 0.3, gain: 16, missed: 0.6 }),
  cloze: powerLaw({ prior: 0.2, first: 0.3, decay: 0.45, gain: 7, missed: 1.3 }),
};

/** How somebody really remembers one item; days are numbers from the first. */
export interface Truth<State> {
  /** Before it was met. `ease` is the learner's and the item's part, around nothing. */
  unmet(ease: number): State;
  recall(state: State, day: number): number;
  /** After having been asked and told. */
  asked(state: State, day: number, recalled: boolean): State;
}

type Strength = { ease: number; strength: number; day: number };

// A power law of the days since. A recall stretches its scale the more, the nearer it was to being forgotten; a miss leaves a root of it. Set so that three to
// five prompts a quarter hold 85 to 92 % (science.md, "What to send under a daily budget").
const DECAY = 0.3;
const FIRST_SCALE = 5;
const STRETCH = 14;
const SLOWER = 0.25;
const LEFT_BY_MISS = 1.5;
const ROOT = 0.5;
const GUESSED_BEFORE = 0.25;

export const flashcard: Truth<Strength> = {
  unmet: (ease) => ({ ease, strength: 0, day: 0 }),
  recall: ({ strength, day }, now) => (strength === 0 ? GUESSED_BEFORE : (1 + Math.max(0, now - day) / strength) ** -DECAY),
  asked(before, now, recalled) {
    const { ease, strength } = before;
    if (strength === 0) return { ease, day: now, strength: FIRST_SCALE * Math.exp(ease) };
    const forgotten = 1 - flashcard.recall(before, now);
    const stretched = strength * (1 + STRETCH * forgotten * Math.exp(ease / 2) * strength ** -SLOWER);
    return { ease, day: now, strength: recalled ? stretched : Math.min(strength, LEFT_BY_MISS * strength ** ROOT) };
  },
};

type Scale = { ease: number; scale: number; day: number | undefined };

// What is known by chance or before, and above it a power law of the days since. Fitted to the level of a log of cloze items (21,267 pairs of learner and
// item): .29 before; .51 a day after one trial, .39 after three to four days, .34 after five to eight; after two trials .58 and .44, after
// three to five .63 and .53, after more .75 and .55: each trial adds the same, whatever came of it.
const BEFORE = 0.27;
const FADES = 0.57;
const PER_TRIAL = 0.13;
// The log ends after a week: what a lag adds is set so that some seven prompts a quarter hold three in four (science.md).
const PER_LAG = 0.3;
const MISSED_WORTH = 0.6;

export const cloze: Truth<Scale> = {
  unmet: (ease) => ({ ease, scale: 0, day: undefined }),
  recall: ({ scale, day }, now) =>
    day === undefined ? BEFORE : BEFORE + (1 - BEFORE) * (1 + Math.max(0, now - day) / scale) ** -FADES,
  asked({ ease, scale, day }, now, recalled) {
    const bridged = day === undefined ? 0 : PER_LAG * (now - day) * (recalled ? 1 : MISSED_WORTH);
    return { ease, scale: scale + (PER_TRIAL + bridged) * Math.exp(ease), day: now };
  },
};

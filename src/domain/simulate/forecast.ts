import { simulate, type TruthName } from './simulate.ts';

export type Plan = { items: number; budget: number; weekly?: number };

/** What a quarter of a budget does to so many items, were they easy or hard to keep. */
export type Forecast = {
  /** A quarter's questions for each item. */
  promptsPerItem: number;
  recall: Readonly<Record<TruthName, number>>;
  /** How many items the same questions hold at the level that is asked for. */
  holds: Readonly<Record<TruthName, number>>;
};

const QUARTER_DAYS = 90;
const QUARTER_SESSIONS = 60;
const LEARNERS = 24;

/** How much a deck can hold under a budget: what three months of it leave, and the most items of which so large a share is still known. */
export function forecast(plan: Plan, level: number): Forecast {
  const easy = quarter(plan, 'flashcard');
  return {
    promptsPerItem: easy.prompts / plan.items,
    recall: { flashcard: easy.recall, cloze: quarter(plan, 'cloze').recall },
    holds: { flashcard: mostHeld(plan, level, 'flashcard'), cloze: mostHeld(plan, level, 'cloze') },
  };
}

function quarter({ items, budget, weekly }: Plan, truth: TruthName): { prompts: number; recall: number } {
  const trial = { learners: LEARNERS, items, days: QUARTER_DAYS, budget, policy: 'cairn', truth, seed: 'forecast' } as const;
  const { promptsPerLearner, recall } = simulate({ ...trial, ...(weekly !== undefined && { weekly }) });
  return { prompts: promptsPerLearner, recall: recall.at(-1)?.recall ?? 0 };
}

/** By halving: more items are never held better. */
function mostHeld(plan: Plan, level: number, truth: TruthName): number {
  const isHeld = (items: number) => quarter({ ...plan, items }, truth).recall >= level;
  let held = 0;
  // More than are met at all are not held.
  let lost = plan.budget * QUARTER_SESSIONS + 1;
  while (lost - held > 1) {
    const middle = Math.floor((held + lost) / 2);
    if (isHeld(middle)) held = middle;
    else lost = middle;
  }
  return held;
}

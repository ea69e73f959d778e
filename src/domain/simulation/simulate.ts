import { type ItemState, type Look, type PolicyName, policies } from './policies.ts';
import { type Trait, type TruthName, truths } from './truth.ts';

export type SimulationOptions = {
  learners: number;
  items: number;
  days: number;
  budget: number;
  /** What a prompt has to add to recall in thirty days; only `cairn` heeds it. */
  floor: number;
  policy: PolicyName;
  truth: TruthName;
  seed: number;
};

/** Recall is the mean over all items, unseen ones counted as not recalled, and over learners; `se` is its standard error. */
export type Simulated = { prompts: number; recall: { day: number; mean: number; se: number }[] };

// A Monday.
const FIRST_DAY = Temporal.PlainDate.from('2026-01-05');
const WEEK_OFF = { from: 49, until: 56 };
const LOOK_AT = [30, 60, 90, 120];

/** Learners who are asked on weekdays, but for one week off, under one policy and one truth. The same seed gives the same learners to every policy. */
export function simulate(options: SimulationOptions): Simulated {
  const lives = Array.from({ length: options.learners }, (_, learner) => live(learner, options));
  const days = LOOK_AT.filter((day) => day <= options.days);
  return {
    prompts: mean(lives.map(({ prompts }) => prompts)),
    recall: days.map((day) => {
      const recalls = lives.map((life) => life.recall.get(day) ?? 0);
      return { day, mean: mean(recalls), se: deviation(recalls) / Math.sqrt(recalls.length) };
    }),
  };
}

function live(learner: number, { items, days, budget, floor, policy, truth: name, seed }: SimulationOptions) {
  const chance = seeded(seed * 7919 + learner);
  const hardness = seeded(seed);
  const truth = truths[name];
  const ability = spread(chance);
  const traits: Trait[] = Array.from({ length: items }, () => ({ learner: ability, item: spread(hardness) }));
  const states: (ItemState | undefined)[] = Array.from({ length: items }, () => undefined);
  const chosen = policies[policy]();
  const recall = new Map<number, number>();
  const recallOn = (item: number, day: number) => truth.recall(states[item]?.strength, day - (states[item]?.day ?? day));
  let prompts = 0;
  for (let day = 0; day <= days; day++) {
    if (LOOK_AT.includes(day)) recall.set(day, mean(states.map((_, item) => recallOn(item, day))));
    if (isFree(day)) continue;
    const look: Look = {
      items,
      day,
      date: FIRST_DAY.add({ days: day }),
      budget,
      floor,
      states: [...states],
      truth,
      traits,
      chance,
    };
    for (const item of chosen.choose(look)) {
      const right = chance() < recallOn(item, day);
      const [state, trait] = [states[item], traits[item] ?? AVERAGE];
      chosen.hear(item, right, look);
      states[item] = { day, strength: truth.after(state?.strength, day - (state?.day ?? day), right, trait) };
      prompts += 1;
    }
  }
  return { prompts, recall };
}

const AVERAGE: Trait = { learner: 1, item: 1 };

// Strengths differ by a factor of some two from one to the next.
function spread(chance: () => number): number {
  return Math.exp(0.5 * normal(chance));
}

function isFree(day: number): boolean {
  return day % 7 >= 5 || (day >= WEEK_OFF.from && day < WEEK_OFF.until);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / Math.max(1, values.length - 1));
}

/** Numbers from 0 to below 1, always the same for a seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function normal(chance: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}

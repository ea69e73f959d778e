import { type Candidate, planDay } from '../pick.ts';
import { fsrsInterval, type Memory, remember } from '../schedule.ts';
import type { Trait, Truth } from './truth.ts';

export const POLICIES = ['cairn', 'fixed', 'leitner', 'sm2', 'fsrs', 'random', 'oracle'] as const;
export type PolicyName = (typeof POLICIES)[number];

/** How an item stands with a learner. */
export type ItemState = { day: number; strength: number };

/** What a policy may look at: only the oracle looks at the truth. */
export type Look = {
  items: number;
  day: number;
  date: Temporal.PlainDate;
  budget: number;
  floor: number;
  /** When each item was last asked, and what its strength is since; nothing of what was not asked yet. */
  states: readonly (ItemState | undefined)[];
  truth: Truth;
  traits: readonly Trait[];
  chance: () => number;
};

/** Chooses the items of a day, and hears what came of them. */
export type Policy = { choose(look: Look): number[]; hear(item: number, right: boolean, look: Look): void };

/** The planner and the memory that the program uses. */
function cairn(): Policy {
  const memories = new Map<number, Memory>();
  let candidates: Candidate[] = [];
  return {
    choose({ items, date, budget, floor }) {
      if (candidates.length !== items)
        candidates = Array.from({ length: items }, (_, i) => ({ deck: 'd', item: String(i), version: 1, topic: String(i % 6) }));
      return planDay(candidates, [...memories.values()], date, { budget, floor }).map(({ item }) => Number(item));
    },
    hear(item, right, { date }) {
      const now = date.toZonedDateTime('UTC').toInstant();
      memories.set(item, remember({ deck: 'd', item: String(item) }, memories.get(item), right, { now, day: date }));
    },
  };
}

/** Those that are due, the longest first, then new ones: how plans, boxes and schedulers are used. */
function byDue(next: (item: number, right: boolean, look: Look) => number): Policy {
  const due = new Map<number, number>();
  return {
    choose({ items, day, budget }) {
      const waiting = [...due].filter(([, at]) => at <= day).sort((a, b) => a[1] - b[1] || a[0] - b[0]);
      const unseen = Array.from({ length: items }, (_, i) => i).filter((i) => !due.has(i));
      return [...waiting.map(([item]) => item), ...unseen].slice(0, budget);
    },
    hear(item, right, look) {
      due.set(item, look.day + next(item, right, look));
    },
  };
}

const PLAN = [3, 7, 14];

/** After 3, 7 and 14 days, right or wrong, and then every 14. */
function fixed(): Policy {
  const asked = new Map<number, number>();
  return byDue((item) => {
    const times = asked.get(item) ?? 0;
    asked.set(item, times + 1);
    return PLAN[Math.min(times, PLAN.length - 1)] ?? 14;
  });
}

const BOXES = [1, 2, 4, 8, 16, 32, 64];

function leitner(): Policy {
  const boxes = new Map<number, number>();
  return byDue((item, right) => {
    const box = right ? Math.min((boxes.get(item) ?? -1) + 1, BOXES.length - 1) : 0;
    boxes.set(item, box);
    return BOXES[box] ?? 1;
  });
}

/** SuperMemo 2 (Wozniak 1990), a good answer as grade 4, a miss as grade 2. */
function sm2(): Policy {
  const states = new Map<number, { interval: number; ease: number; times: number }>();
  return byDue((item, right) => {
    const { interval, ease, times } = states.get(item) ?? { interval: 1, ease: 2.5, times: 0 };
    if (!right) {
      states.set(item, { interval: 1, ease: Math.max(1.3, ease - 0.32), times: 0 });
      return 1;
    }
    const next = times === 0 ? 1 : times === 1 ? 6 : Math.round(interval * ease);
    states.set(item, { interval: next, ease, times: times + 1 });
    return next;
  });
}

/** FSRS by its due dates at nine in ten. */
function fsrs(): Policy {
  const memories = new Map<number, Memory>();
  return byDue((item, right, { date }) => {
    const now = date.toZonedDateTime('UTC').toInstant();
    const memory = remember({ deck: 'd', item: String(item) }, memories.get(item), right, { now, day: date });
    memories.set(item, memory);
    return right ? fsrsInterval(memory) : 1;
  });
}

function seen({ states, day }: Look): number[] {
  return states.flatMap((state, i) => (state && state.day < day ? [i] : []));
}

/** Half of new ones, and the rest by chance of what was seen. */
function random(): Policy {
  return { choose: (look) => mixed(look, shuffled(seen(look), look.chance)), hear: () => {} };
}

/** By what asking really adds to recall thirty days later. */
function oracle(): Policy {
  return {
    choose(look) {
      const gains = new Map(seen(look).map((item) => [item, gainOf(item, look)]));
      const order = [...gains].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      return mixed(
        look,
        order.map(([item]) => item),
      );
    },
    hear: () => {},
  };
}

const HORIZON_DAYS = 30;

function gainOf(item: number, { states, day, truth, traits }: Look): number {
  const [state, trait] = [states[item], traits[item]];
  if (!state || !trait) return 0;
  const elapsed = day - state.day;
  const later = (right: boolean) => truth.recall(truth.after(state.strength, elapsed, right, trait), HORIZON_DAYS);
  const recall = truth.recall(state.strength, elapsed);
  return recall * later(true) + (1 - recall) * later(false) - truth.recall(state.strength, elapsed + HORIZON_DAYS);
}

/** The rest of the budget for new ones, or half of it; none while many are weak. */
function mixed({ items, states, day, budget, truth }: Look, order: readonly number[]): number[] {
  const unseen = Array.from({ length: items }, (_, i) => i).filter((i) => !states[i]);
  const weak = states.filter((state) => state && truth.recall(state.strength, day - state.day) < 0.5).length;
  const places = Math.max(budget - order.length, weak > 2 * budget ? 0 : Math.ceil(budget / 2));
  const fresh = unseen.slice(0, places);
  return [...order.slice(0, budget - fresh.length), ...fresh];
}

function shuffled(items: readonly number[], chance: () => number): number[] {
  return items
    .map((item) => [chance(), item] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, item]) => item);
}

export const policies: Readonly<Record<PolicyName, () => Policy>> = { cairn, fixed, leitner, sm2, fsrs, random, oracle };

export type Card = { first: number; due: number; interval: number; ease: number; times: number };

/** A card's next state; `due` of never is the end of its plan. */
export type Scheduler = (card: Card, day: number, recalled: boolean) => Card;

const PLAN_DAYS = [3, 7, 14];

export function fixed(card: Card, day: number): Card {
  const next = PLAN_DAYS[card.times];
  return {
    ...card,
    times: card.times + 1,
    due: next === undefined ? Number.POSITIVE_INFINITY : Math.max(day + 1, card.first + next),
  };
}

const BOXES = [1, 2, 4, 8, 16, 32, 64];

export function leitner(card: Card, day: number, recalled: boolean): Card {
  const times = recalled ? Math.min(card.times + 1, BOXES.length) : 1;
  return { ...card, times, due: day + (BOXES[times - 1] ?? 1) };
}

// SuperMemo 2 with the grades 4 and 2.
export function sm2(card: Card, day: number, recalled: boolean): Card {
  if (!recalled) return { ...card, times: 0, interval: 1, due: day + 1 };
  const interval = card.times === 0 ? 1 : card.times === 1 ? 6 : Math.round(card.interval * card.ease);
  return { ...card, times: card.times + 1, interval, due: day + interval };
}

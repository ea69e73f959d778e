import type { Attempt } from './attempt.ts';
import type { Item } from './deck.ts';
import type { Grade } from './kinds/kind.ts';

/** What a listener ticks: the three things that a good explanation has. */
export const TICKS = ['idea', 'example', 'not'] as const;
export type Tick = (typeof TICKS)[number];

/**
 * `sent` waits for its listener, `read` for its mark; one that is `marked` earns its explainer something more once the listener has `recalled` it, and is
 * then `matured`. `lapsed`: nobody read it.
 */
export const EXPLANATION_STATES = ['sent', 'read', 'marked', 'recalled', 'matured', 'lapsed'] as const;

/** An answer to a teach-back, sent to a colleague: the listener. */
export type Explanation = {
  /** Of the explainer's answer, which it is marked by. */
  attempt: string;
  member: string;
  listener: string;
  deck: string;
  item: string;
  version: number;
  said: string;
  state: (typeof EXPLANATION_STATES)[number];
  heard: readonly Tick[];
  sentAt: Temporal.Instant;
  readAt?: Temporal.Instant;
  reminded: boolean;
  /** Whether the explainer knows of its state. */
  told: boolean;
};

export const TICK_NAMES: Readonly<Record<Tick, string>> = {
  idea: 'The right idea',
  example: 'An example',
  not: 'What it is not',
};

/** What an item asks of an explanation; nothing where it is no teach-back. */
export function ticksFor(item: Item): readonly Tick[] {
  if (item.kind !== 'teach-back') return [];
  return TICKS.filter((tick) => tick === 'idea' || (tick === 'example' ? item.example === true : item.not !== undefined));
}

/** Without the right idea the rest is worth nothing; with it, each part counts the same. */
export function gradeByTicks(asked: readonly Tick[], heard: readonly Tick[]): Grade {
  const met = asked.filter((tick) => heard.includes(tick));
  const missed = asked.filter((tick) => !heard.includes(tick)).map((tick) => TICK_NAMES[tick]);
  const matched = met.map((tick) => TICK_NAMES[tick]);
  if (!met.includes('idea')) return { verdict: 'incorrect', credit: 0, matched, missed };
  return { verdict: missed.length === 0 ? 'correct' : 'partly', credit: met.length / asked.length, matched, missed };
}

// As for a return: what is recalled on the same day was only just read.
const A_DAY_HOURS = 18;

/** Whether an answer of the listener shows that what was explained to them has stayed. */
export function bearsOut(explanation: Explanation, answer: Pick<Attempt, 'answeredAt' | 'firstOfDay' | 'verdict'>): boolean {
  const { readAt, state, heard } = explanation;
  if (!readAt || state !== 'marked' || !heard.includes('idea')) return false;
  const hours = readAt.until(answer.answeredAt).total('hours');
  return answer.firstOfDay && answer.verdict === 'correct' && hours >= A_DAY_HOURS;
}

import { z } from 'zod';

/** What a goal measures: see `measure.ts` for what counts towards each. */
export const GOAL_TYPES = ['recall', 'completion', 'speed', 'fluency', 'accuracy'] as const;
export type GoalType = (typeof GOAL_TYPES)[number];

export const PRIORITIES = ['must', 'should', 'could'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** `set` until its learner has reached it, dropped it, or put another in its place. */
export const GOAL_STATES = ['set', 'reached', 'dropped', 'replaced'] as const;

export const FEWEST_MINUTES = 5;
export const MOST_MINUTES = 30;
export const MOST_ITEMS = 100;
/** Recall after spaced reviews (the articles' table of metrics). */
export const DEFAULT_SHARE = 0.85;

const daySchema = z.iso.date();

/** What somebody means to learn, small enough to be sure of: of what, how it is measured, how long it takes, until when. Days are ISO dates, as a button carries it. */
export const termsSchema = z.object({
  deck: z.string(),
  /** A topic of the deck, or all of it. */
  topic: z.string().optional(),
  type: z.enum(GOAL_TYPES),
  /** Of how many different questions. */
  items: z.int().min(1).max(MOST_ITEMS),
  /** Which share of them, 0 to 1; of the types recall and accuracy. */
  share: z.number().min(0.05).max(1),
  minutes: z.int().min(FEWEST_MINUTES).max(MOST_MINUTES),
  startsOn: daySchema,
  dueOn: daySchema,
  priority: z.enum(PRIORITIES),
});
export type Terms = z.infer<typeof termsSchema>;

export type Goal = Omit<Terms, 'startsOn' | 'dueOn'> & {
  id: string;
  member: string;
  /** Answers from this day on count. */
  startsOn: Temporal.PlainDate;
  dueOn: Temporal.PlainDate;
  state: (typeof GOAL_STATES)[number];
  setAt: Temporal.Instant;
  /** When it was reached, dropped or replaced. */
  endedAt?: Temporal.Instant;
  /** The goal that it took the place of. */
  replaces?: string;
  /** The large goal that it is a step of. */
  plan?: string;
};

export function goalOf(terms: Terms, about: { id: string; member: string; now: Temporal.Instant }): Goal {
  const [startsOn, dueOn] = [Temporal.PlainDate.from(terms.startsOn), Temporal.PlainDate.from(terms.dueOn)];
  return { ...terms, startsOn, dueOn, id: about.id, member: about.member, state: 'set', setAt: about.now };
}

export function termsOf(goal: Goal): Terms {
  return termsSchema.parse({ ...goal, startsOn: goal.startsOn.toString(), dueOn: goal.dueOn.toString() });
}

/** How much of it has to be shown: different questions, or right answers in a row. To the nearest whole: of four questions one may be out of reach, as when its check is a week away. */
export function neededFor({ type, items, share }: Pick<Terms, 'type' | 'items' | 'share'>): number {
  return type === 'recall' || type === 'accuracy' ? Math.max(1, Math.round(items * share)) : items;
}

export function isUnderWay({ state, startsOn }: Goal, day: Temporal.PlainDate): boolean {
  return state === 'set' && Temporal.PlainDate.compare(startsOn, day) <= 0;
}

/** Whether an item is one that a goal is about. */
export function isAbout({ deck, topic }: Pick<Terms, 'deck' | 'topic'>, item: { deck: string; topic: string }): boolean {
  return item.deck === deck && (topic === undefined || item.topic === topic);
}

/** Those under way first come, the nearest day first. */
export function inOrderOfDay(goals: readonly Goal[]): Goal[] {
  return [...goals].sort(
    (a, b) =>
      Temporal.PlainDate.compare(a.dueOn, b.dueOn) || Temporal.Instant.compare(a.setAt, b.setAt) || (a.id < b.id ? -1 : 1),
  );
}

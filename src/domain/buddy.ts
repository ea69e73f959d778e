import { type Attempt, isRecall, isReturn } from './attempt.ts';
import { type Item, keyPoints } from './deck.ts';
import type { Grade } from './kinds/kind.ts';
import { EXAMPLE, labelled } from './kinds/teach-back.ts';
import { type IsHoliday, nextSessionAt, type Rhythm } from './rhythm.ts';

export const BUDDY_STATUSES = ['named', 'asked', 'agreed', 'declined', 'ended'] as const;

/** Somebody whom an explainer named to read explanations, and what they said to it: asked once, never told with a reason. */
export type Buddy = {
  explainer: string;
  buddy: string;
  /** `named`: the question has not been put yet. */
  status: (typeof BUDDY_STATUSES)[number];
  /** When the explainer named them the last time: the newest is whom `my buddy` means. */
  namedAt: Temporal.Instant;
};

/** What a buddy ticks: the right idea, an example of it, what it is not. */
export const TICKS = ['idea', 'example', 'not'] as const;
export type Tick = (typeof TICKS)[number];

export const EXPLANATION_STATES = ['waiting', 'sent', 'rated', 'returned'] as const;
export const CREDITS = ['none', 'pending', 'matured', 'lapsed'] as const;

/** An answer to a teach-back that was given to a buddy. */
export type Explanation = {
  attempt: string;
  explainer: string;
  /** Nobody any more, once they were erased. */
  buddy: string;
  deck: string;
  item: string;
  version: number;
  /** `waiting` for the buddy's consent or hours; `returned` without a rating. */
  state: (typeof EXPLANATION_STATES)[number];
  /** No mark was there before: without the buddy's, the explainer compares. */
  open: boolean;
  givenAt: Temporal.Instant;
  sentAt?: Temporal.Instant;
  /** The buddy's message. */
  letter?: string;
  reminded: boolean;
  ticks: readonly Tick[];
  note: string;
  /** When the buddy rated it, and so had read it. */
  ratedAt?: Temporal.Instant;
  /** Whether the explainer knows what became of it. */
  told: boolean;
  /** Becomes evidence when the buddy recalls the item on a later day. */
  credit: (typeof CREDITS)[number];
  maturedAt?: Temporal.Instant;
  /** Whether the explainer knows of the credit. */
  creditTold: boolean;
};

export function isExplained(item: Item): item is Extract<Item, { kind: 'teach-back' }> {
  return item.kind === 'teach-back';
}

/** What a buddy is asked to tick: the idea always, the rest where the item asks for it. */
export function ticksFor(item: Item): readonly Tick[] {
  if (!isExplained(item)) return [];
  return ['idea', ...(item.example ? (['example'] as const) : []), ...(item.not ? (['not'] as const) : [])];
}

/** The right idea with all that was asked for is right, the idea without it in part; without the idea nothing is. */
export function gradeByBuddy(item: Item, ticked: readonly Tick[]): Grade {
  const asked = ticksFor(item);
  const said = asked.filter((tick) => ticked.includes(tick));
  const isMet = (point: string) => ticked.includes('idea') && ticked.includes(tickOf(item, point));
  const matched = keyPoints(item).filter(isMet);
  const missed = keyPoints(item).filter((point) => !isMet(point));
  if (!said.includes('idea')) return { verdict: 'incorrect', credit: 0, matched, missed };
  return { verdict: said.length === asked.length ? 'correct' : 'partly', credit: said.length / asked.length, matched, missed };
}

function tickOf(item: Item, point: string): Tick {
  if (point === EXAMPLE) return 'example';
  return isExplained(item) && item.not && point === labelled(item.not.text) ? 'not' : 'idea';
}

// What was heard so long ago is not what is remembered.
const CREDIT_DAYS = 90;

/** What a buddy's answer makes of the credit for an explanation of that item: a recall a day or more later matures it, a miss then ends it. */
export function creditAfter(
  heard: Explanation,
  attempt: Pick<Attempt, 'firstOfDay' | 'gapHours' | 'verdict' | 'confidence'>,
  now: Temporal.Instant,
): Explanation {
  if (heard.credit !== 'pending' || !heard.ratedAt) return heard;
  const hours = heard.ratedAt.until(now).total('hours');
  if (hours > CREDIT_DAYS * 24) return { ...heard, credit: 'lapsed' };
  if (!isReturn({ firstOfDay: attempt.firstOfDay, gapHours: Math.min(attempt.gapHours ?? hours, hours) })) return heard;
  if (!isRecall(attempt.verdict)) return { ...heard, credit: 'lapsed' };
  return attempt.confidence === 'guess' ? heard : { ...heard, credit: 'matured', maturedAt: now };
}

const REMIND_AFTER_SESSIONS = 1;
const RETURN_AFTER_SESSIONS = 3;
/** No more requests, and no more explanations, reach somebody on one day. */
export const MOST_A_DAY = 2;

/** When a buddy is reminded of what they were given, once, and when it goes back unread: after so many of their own working days. */
export function patience(
  from: Temporal.Instant,
  rhythm: Rhythm,
  isHoliday: IsHoliday,
): { remindAt: Temporal.Instant; returnAt: Temporal.Instant } {
  const after = (sessions: number) =>
    Array.from({ length: sessions }).reduce<Temporal.Instant>(
      // Who has no working day is waited for as many days.
      (at) => nextSessionAt(at, rhythm, isHoliday) ?? at.add({ hours: 24 }),
      from,
    );
  return { remindAt: after(REMIND_AFTER_SESSIONS), returnAt: after(RETURN_AFTER_SESSIONS) };
}

/** What stands for who answered no, or ended it: they are asked no more, and nobody is told why. */
export function isClosed({ status }: Buddy): boolean {
  return status === 'declined' || status === 'ended';
}

import type { Refusal } from './achievements/refusal.ts';
import type { Confidence } from './confidence.ts';
import type { Reply, Verdict } from './kinds/kind.ts';

/** Why an item was asked: new to the learner, due, missed earlier in the same session, asked for, a scenario played again on its day, in a channel, to see what stays (`probe.ts`), to show that a stage is known (`path/test-out.ts`), or before and after a sprint (`sprint.ts`). */
export const PURPOSES = [
  'new',
  'review',
  'correction',
  'extra',
  'replay',
  'channel',
  'probe',
  'test-out',
  'sprint-before',
  'sprint-after',
] as const;
export type Purpose = (typeof PURPOSES)[number];

const CHECKS: ReadonlySet<Purpose> = new Set(['probe', 'test-out', 'sprint-before', 'sprint-after']);

/** Asked to see what is known: first try, without a hint, and for no streak and no achievement. */
export function isCheck(purpose: Purpose): boolean {
  return CHECKS.has(purpose);
}

/** One answer, as it was given and marked: the truth about learning. Never changed; a later ruling is an attempt of its own. */
export type Attempt = {
  id: string;
  member: string;
  deck: string;
  item: string;
  /** The version of the item that was asked. */
  version: number;
  /** Which of its other wordings was asked, counted from 1; none where it was its own words. */
  wording?: number;
  purpose: Purpose;
  askedAt: Temporal.Instant;
  answeredAt: Temporal.Instant;
  /** The learner's day and zone at that time. */
  day: Temporal.PlainDate;
  zone: string;
  reply: Reply;
  /** How it was understood, where it was not typed in these words. */
  said?: string;
  verdict: Verdict;
  credit: number;
  /** How many hints had been shown. */
  hints: number;
  /** How sure the learner said they were, where they did. */
  confidence?: Confidence;
  matched: readonly string[];
  missed: readonly string[];
  /**
   * Who marked it: the kind's rules, the learner beside the model answer, the findings of a language model, a ruling on a dispute, or a buddy, who may
   * still have to (then `unsure`).
   */
  grader: 'rules' | 'self' | 'model' | 'ruling' | 'buddy';
  /** The attempt that this one puts right. */
  corrects?: string;
  /** The first answer to the item on that day: the only one that says anything about memory. */
  firstOfDay: boolean;
  /** Hours since the learner last saw the item, where they had. */
  gapHours?: number;
  /** The chance to be right without knowing; none where it is left out. */
  guess?: number;
  /** How likely FSRS held a recall to be, of the first answer of a day to what was asked before. */
  predicted?: number;
  /** The misconceptions that it showed. */
  misconceptions: readonly string[];
  /** Why it counts for no achievement. */
  refused?: Refusal;
  /** The place of the option that was picked, among those shown, from 0; of one that was picked alone. */
  letter?: number;
};

// About a day: an evening's answer and the next morning's are a night apart, which is what makes it a return.
export const A_DAY_HOURS = 18;

/** Whether an answer says something about memory: the first of its day, of what was last seen a day or more before. */
export function isReturn(attempt: { firstOfDay: boolean; gapHours?: number }): boolean {
  return attempt.firstOfDay && (attempt.gapHours ?? 0) >= A_DAY_HOURS;
}

/** Whether the learner had no memory of the item: who met it before a log begins is reviewed in that log. */
export function isFirstTry({ gapHours }: Pick<Attempt, 'gapHours'>): boolean {
  return gapHours === undefined;
}

/** Recalled: enough was right to count as known (science.md: below the pass mark is a miss, never "hard"). */
export function isRecall(verdict: Verdict): boolean {
  return verdict === 'correct';
}

import { type Attempt, isCheck, isRecall } from '../attempt.ts';
import type { EvidenceRule, Rule } from './rule.ts';

/** One answer, with what has to be known of the learner and the item to see what it proves. */
export type Moment = {
  attempt: Attempt;
  kind: string;
  topic: string;
  /** What the learner's answers to the item were before this one. */
  before: { missed: boolean; recalled: boolean; wordings: readonly number[] } | undefined;
  /** The learner's answers of this day with their topics, this one among them. */
  today: readonly { attempt: Attempt; topic: string }[];
};

/** What somebody has shown: an item, a topic, a day, by whatever answer showed it last. */
export type Proof = {
  family: string;
  subject: string;
  attempt: string;
  deck: string;
  item: string;
  version: number;
  day: Temporal.PlainDate;
  /** The miss since which it does not count. */
  lapsedBy?: string | undefined;
};

/** What an answer would be a proof of, if it is one. */
export function subjectOf(
  { evidence }: Rule,
  { attempt: { deck, item, day }, topic }: Pick<Moment, 'attempt' | 'topic'>,
): string {
  if (evidence.of === 'days') return String(day);
  return evidence.of === 'answers' && evidence.counts === 'topics' ? `${deck}/${topic}` : `${deck}/${item}`;
}

/** Whether an answer says anything for achievements: the first of its day to its item, marked, and neither a check nor played again. */
export function isTry({ firstOfDay, purpose, verdict }: Attempt): boolean {
  return firstOfDay && !isCheck(purpose) && purpose !== 'replay' && verdict !== 'unsure';
}

/** Whether an answer is of the sort that the rule asks for, right or wrong. */
export function isAsked({ evidence, forbids }: Rule, moment: Moment): boolean {
  const { attempt } = moment;
  if (!isTry(attempt) || forbids.some((refusal) => refusal === attempt.refused)) return false;
  switch (evidence.of) {
    case 'answers':
      return isAskedFor(evidence, moment);
    case 'days':
      return true;
    // What a listener recalls, and what a lead verifies, is no answer of the learner's.
    case 'explanations':
    case 'misconceptions':
      return false;
  }
}

export function isProof(rule: Rule, moment: Moment): boolean {
  if (!isAsked(rule, moment) || !isRecall(moment.attempt.verdict)) return false;
  return rule.evidence.of !== 'days' || isFullDay(rule, rule.evidence, moment);
}

function isAskedFor(
  { before, hours, wording, kinds, sure }: Extract<EvidenceRule, { of: 'answers' }>,
  { attempt, kind, before: past }: Moment,
): boolean {
  if (before === 'new' && past?.recalled) return false;
  if (before === 'missed' && !past?.missed) return false;
  if (before === 'recalled' && !past?.recalled) return false;
  if (hours !== undefined && (attempt.gapHours ?? 0) < hours) return false;
  if (wording && past?.wordings.includes(attempt.wording ?? 0)) return false;
  if (kinds && !kinds.includes(kind)) return false;
  return !sure || attempt.confidence === 'sure';
}

function isFullDay(
  { forbids }: Rule,
  { recalls, reviews = 0, topics = 0, right = 0 }: Extract<EvidenceRule, { of: 'days' }>,
  { today }: Moment,
): boolean {
  const tries = today.filter(({ attempt }) => isTry(attempt) && !forbids.some((refusal) => refusal === attempt.refused));
  const recalled = tries.filter(({ attempt }) => isRecall(attempt.verdict));
  return (
    recalled.length >= recalls &&
    recalled.filter(({ attempt }) => attempt.gapHours !== undefined).length >= reviews &&
    new Set(recalled.map(({ topic }) => topic)).size >= topics &&
    recalled.length >= right * tries.length
  );
}

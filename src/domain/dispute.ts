import type { Attempt } from './attempt.ts';
import { type Item, learn } from './deck.ts';
import { normalise } from './grade/normalise.ts';
import { hash } from './hash.ts';
import { gapped } from './kinds/gaps.ts';
import type { Reply } from './kinds/kind.ts';

/** Accepted from now on, accepted for those who said it already, or refused. */
export const DECISIONS = ['always', 'once', 'refused'] as const;
export type Decision = (typeof DECISIONS)[number];

/** An answer to a question, whoever gave it: what is disputed once is ruled on for all who said the same. */
export type SameAnswer = { deck: string; item: string; version: number; question: string; answer: string };

/** A mark that is held to be wrong, or was corrected because somebody else held so (then without `at`). */
export type Dispute = SameAnswer & {
  attempt: string;
  member: string;
  at?: Temporal.Instant;
  /** What became of it. */
  ruling?: string;
  /** Whether the learner knows what became of it. */
  told: boolean;
};

/** What somebody who may decided, for everybody with the same answer. */
export type Ruling = SameAnswer & {
  id: string;
  said: string;
  reply: Reply;
  decision: Decision;
  reason?: string;
  /** How many were credited. */
  people: number;
  at: Temporal.Instant;
};

/** The answer in words, as it was understood. */
export function saidIn({ said, reply }: Pick<Attempt, 'said' | 'reply'>): string {
  return said ?? (reply.type === 'typed' ? reply.text : '');
}

// Nobody disputes their own mark, or a ruling.
const DECIDING: ReadonlySet<Attempt['grader']> = new Set(['rules', 'model']);

/** Whether a mark can be disputed: the rules or a model's findings decided it, below right, on an answer, or left it to somebody else. */
export function isDisputable(attempt: Attempt): boolean {
  return DECIDING.has(attempt.grader) && mayBeCredited(attempt);
}

/** Whether a ruling that an answer is right is news to it; who marked themselves below right beside the model answer is credited as well. */
export function mayBeCredited(attempt: Attempt): boolean {
  const isMarked = DECIDING.has(attempt.grader) || attempt.grader === 'self';
  return isMarked && attempt.verdict !== 'correct' && saidIn(attempt).trim() !== '' && !isRightWithHints(attempt);
}

function isRightWithHints({ verdict, credit, hints }: Attempt): boolean {
  return verdict === 'partly' && hints > 0 && credit * (1 + hints) > 0.999;
}

/** What two answers have in common that say the same; the way through a scenario counts as well. */
export function answerOf(attempt: Pick<Attempt, 'said' | 'reply'>): string {
  const words = saidIn(attempt);
  const way = attempt.reply.type === 'picked' && attempt.reply.options.length > 1 ? ` (${attempt.reply.options.toSorted()})` : '';
  return (normalise(words) || words.normalize('NFKC').replace(/\s+/g, '')) + way;
}

/** What two versions of an item have in common that ask the same, whatever wordings they accept and however they explain it. */
export function questionOf(item: Item): string {
  return String(hash(JSON.stringify(essence(item), inOrder)));
}

function essence(item: Item): unknown {
  const { kind, prompt } = item;
  switch (item.kind) {
    case 'short-text':
      return [kind, prompt, item.answers[0]];
    case 'sentence':
      return [kind, prompt, item.points.map(({ text }) => text), item.model];
    case 'teach-back':
      return [kind, prompt, item.points.map(({ text }) => text), item.model, item.not?.text, item.example];
    case 'cloze':
      return [kind, prompt, gapped(item.text).around, gapped(item.text).gaps.map(([best]) => best)];
    default: {
      const {
        explanation: _,
        hints: __,
        source: ___,
        topic: ____,
        wordings: _____,
        required: ______,
        reinforce: _______,
        ...rest
      } = item;
      return rest;
    }
  }
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** An item with all that was ruled on its question, the oldest first; a file that is read again loses none of it. */
export function withRulings(item: Item, rulings: readonly Ruling[]): Item {
  const question = questionOf(item);
  const own = rulings.filter((ruling) => ruling.item === item.id && ruling.question === question);
  return own.reduce((so, ruling) => taught(so, ruling) ?? so, item);
}

/** An item that knows of a ruling; nothing where it has no place for it, or nothing to learn. */
export function taught(item: Item, { decision, reply, reason }: Pick<Ruling, 'decision' | 'reply' | 'reason'>): Item | undefined {
  if (decision === 'once') return undefined;
  // An item's own texts are Markdown; a reason is what somebody typed.
  const why = reason?.replace(/[!-/:-@[-`{-~]/g, '\\$&');
  return learn(item, { reply, right: decision === 'always', ...(why !== undefined && { why }) });
}

/** Disputes of the same answer to the same question, the longest waiting first. */
export function groupsOf(disputes: readonly Dispute[]): (readonly [Dispute, ...Dispute[]])[] {
  const groups = Map.groupBy(disputes, ({ deck, item, question, answer }) => JSON.stringify([deck, item, question, answer]));
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [[first, ...others] as const] : []));
}

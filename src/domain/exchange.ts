import { type Item, itemSchema } from './deck.ts';
import { normalise } from './grade/normalise.ts';
import type { Verdict } from './kinds/kind.ts';
import { asWording } from './kinds/refused.ts';

/** `comparing`: its reader says whether they said the same; `returned` without an answer; `offered` to the deck's authors. */
export const WRITTEN_STATES = ['waiting', 'sent', 'comparing', 'answered', 'offered', 'accepted', 'refused', 'returned'] as const;

export const CLARITIES = ['clear', 'clearer', 'unclear'] as const;
export type Clarity = (typeof CLARITIES)[number];

/** What somebody writes: a question with its right answer, wrong ones to choose among if they like, and why. */
export type Draft = {
  deck: string;
  topic: string;
  question: string;
  answer: string;
  wrong: readonly string[];
  explanation: string;
  /** Whether the item that it may become carries the writer's name. */
  named: boolean;
};

/** A question that somebody wrote for a study partner or a buddy, who is its reader. */
export type Written = Draft & {
  id: string;
  writer: string;
  /** Nobody any more, once they were erased. */
  reader: string;
  state: (typeof WRITTEN_STATES)[number];
  writtenAt: Temporal.Instant;
  sentAt?: Temporal.Instant;
  /** The reader's message. */
  letter?: string;
  /** What the reader answered, and what came of it: theirs alone. */
  said?: string;
  verdict?: Verdict;
  clarity?: Clarity;
  /** Whether the reader lets the writer know how clear they found it. */
  tells: boolean;
  /** Why it was refused. */
  reason?: string;
  /** The last of its states that the writer knows of. */
  told?: (typeof WRITTEN_STATES)[number];
};

/** An accepted question: an item of this workspace, beside the deck's file. */
export type Contributed = {
  deck: string;
  item: Item;
  /** Where they like to be named. */
  writer?: string;
  at: Temporal.Instant;
};

/** The most characters of each part, and the most wrong answers. */
export const LONGEST = { question: 600, answer: 200, explanation: 700 };
export const MOST_WRONG_ANSWERS = 5;

/** Whether a question is between its writer and its reader: until then nothing else goes from one to the other. */
export function isOpen({ state }: Written): boolean {
  return state === 'waiting' || state === 'sent' || state === 'comparing';
}

/** What the writer hears of, once each. */
export function isNews({ state, told }: Written): boolean {
  return told !== state && (state === 'offered' || state === 'accepted' || state === 'refused' || state === 'returned');
}

export type Flaw = 'no-question' | 'no-answer' | 'too-long' | 'too-many' | 'same-answers';

/** Why a draft cannot be asked; nothing where it can. */
export function flawOf(draft: Draft): Flaw | undefined {
  const { question, answer, wrong, explanation } = draft;
  if (question === '') return 'no-question';
  if (asWording({ type: 'typed', text: answer.slice(0, LONGEST.answer) }) === undefined) return 'no-answer';
  const isLong = [answer, ...wrong].some((each) => each.length > LONGEST.answer);
  if (isLong || question.length > LONGEST.question || explanation.length > LONGEST.explanation) return 'too-long';
  if (wrong.length > MOST_WRONG_ANSWERS) return 'too-many';
  const alike = new Set([answer, ...wrong].map((each) => normalise(each) || each));
  return alike.size <= wrong.length ? 'same-answers' : undefined;
}

// So much of an id tells two of one deck apart.
const ID_TAIL = 12;

/** What a draft asks: one choice where there are wrong answers, else a short text. */
export function itemOf(draft: Draft & { id: string }): Item {
  const { id, topic, question, answer, wrong, explanation } = draft;
  const common = { id: WRITTEN + id.slice(-ID_TAIL), topic, prompt: plainly(question), explanation: plainly(explanation) };
  const options = [{ text: plainly(answer), correct: true }, ...wrong.map((text) => ({ text: plainly(text) }))];
  const typed = { kind: 'short-text', answers: [asWording({ type: 'typed', text: answer }) ?? answer] };
  return itemSchema.parse({ ...common, ...(wrong.length > 0 ? { kind: 'single-choice', options } : typed) });
}

const WRITTEN = 'written-';

/** Whether an item may have been written by a learner. */
export function mayBeContributed(item: string): boolean {
  return item.startsWith(WRITTEN);
}

// An item's texts are Markdown; what somebody typed is not.
function plainly(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&').replace(/\s*\n\s*/g, '\\\n');
}

// In both languages, whichever is read.
const LABELS: Readonly<Record<string, 'answer' | 'wrong' | 'because' | 'topic'>> = {
  answer: 'answer',
  antwort: 'answer',
  wrong: 'wrong',
  falsch: 'wrong',
  because: 'because',
  weil: 'because',
  topic: 'topic',
  thema: 'topic',
};
const LABELLED = new RegExp(`(?:^|\\s)(${Object.keys(LABELS).join('|')}):\\s*`, 'i');

/** A question in words: "What …? Answer: … Wrong: …; … Because: … Topic: …". */
export function draftIn(words: string): Partial<Omit<Draft, 'deck' | 'named'>> {
  const [question = '', ...labelled] = words.split(LABELLED);
  const parts = new Map<string, string>();
  for (let i = 0; i + 1 < labelled.length; i += 2)
    parts.set(LABELS[(labelled[i] ?? '').toLowerCase()] ?? '', (labelled[i + 1] ?? '').trim());
  const [answer, wrong, explanation, topic] = ['answer', 'wrong', 'because', 'topic'].map((label) => parts.get(label));
  return {
    question: question.trim(),
    ...(answer !== undefined && { answer }),
    ...(wrong !== undefined && { wrong: linesIn(wrong.replaceAll(';', '\n')) }),
    ...(explanation !== undefined && { explanation }),
    ...(topic !== undefined && { topic }),
  };
}

export function linesIn(words: string): string[] {
  return words
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

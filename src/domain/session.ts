import { z } from 'zod';
import { confidenceSchema } from './confidence.ts';
import type { Grade, Showing } from './kinds/kind.ts';
import type { Phase } from './sprint.ts';

export const promptSchema = z.object({
  deck: z.string(),
  item: z.string(),
  version: z.int(),
  purpose: z.enum(['new', 'review', 'correction', 'extra', 'replay', 'probe', 'test-out', 'sprint-before', 'sprint-after']),
  /** The first probe that the learner gets, and the first question of a test: it is said what it is. */
  isFirst: z.boolean().optional(),
  /** The steps of a scenario that have been taken. */
  progress: z.array(z.string()),
  /** A typed reply that the grader could not decide, until the learner has compared it with the model answer. */
  comparing: z.string().optional(),
  /** The letter that says that such a reply is being marked, while the session still shows it. */
  marking: z.string().optional(),
  /** The key points that the grader found in it. */
  found: z.array(z.string()).optional(),
  /** Which of the item's wordings is asked, once that is settled; 0 is its own words. */
  wording: z.int().optional(),
  /** How many of the item's hints have been shown. */
  hints: z.int().optional(),
  /** How sure the learner said they are, before they answered. */
  confidence: confidenceSchema.optional(),
  /** What came of it, once it is answered. */
  result: z.enum(['right', 'partly', 'missed', 'skipped']).optional(),
  /** The award whose next action asked for it. */
  action: z.object({ family: z.string(), tier: z.int() }).optional(),
});

/** One question of a session. */
export type Prompt = z.infer<typeof promptSchema>;
type Result = NonNullable<Prompt['result']>;

/** A learner's questions of one day. A row, so that it is picked up where it was left. */
export type Session = {
  id: string;
  member: string;
  day: Temporal.PlainDate;
  /** `offered` until the learner starts; `over` when a later day's session has begun, `undelivered` where its own was not there on its day. */
  status: 'offered' | 'open' | 'done' | 'over' | 'undelivered';
  /** Holds the day's plan; a session of extra questions alone does not yet. */
  planned: boolean;
  prompts: readonly Prompt[];
  /** The question that is being asked, from 0. */
  position: number;
  askedAt?: Temporal.Instant;
  /** The letter that shows the offer or the question. */
  letter?: string;
  /** Its day was no working day of theirs when it was made. */
  isFree?: boolean;
};

export function current(session: Session): Prompt | undefined {
  return session.status === 'open' ? session.prompts[session.position] : undefined;
}

/** What settles the order of options: the same for as long as the question is open. */
export function showing(session: Session): Showing {
  return { seed: `${session.id}/${session.position}`, progress: current(session)?.progress ?? [] };
}

export function opened(session: Session): Session {
  return { ...session, status: 'open' };
}

/** Leaves the rest of the day's questions for other days: one more question, and what was missed before and said to come again. */
export function shortened(session: Session): Session {
  const { prompts, position } = session;
  return { ...session, prompts: prompts.filter(({ purpose }, i) => i <= position || purpose === 'correction') };
}

export function extended(session: Session, prompt: Prompt): Session {
  const position = session.status === 'done' ? session.prompts.length : session.position;
  return { ...session, status: 'open', prompts: [...session.prompts, prompt], position };
}

/** Asked before the rest of the day's questions, but after the one that is open. */
export function withNext(session: Session, prompts: readonly Prompt[]): Session {
  const at = session.status === 'open' ? session.position + 1 : session.position;
  const { letter: _, ...rest } = session;
  const kept = session.status === 'open' ? session : rest;
  return { ...kept, status: 'open', prompts: [...session.prompts.slice(0, at), ...prompts, ...session.prompts.slice(at)] };
}

/** Without what is left of a test; where its question is open, what comes after it is the next. */
export function withoutTest(session: Session): Session {
  const { position, prompts } = session;
  const isTest = current(session)?.purpose === 'test-out';
  const { askedAt: _, letter: __, ...rest } = session;
  const left = prompts.filter(({ purpose }, i) => i < position || purpose !== 'test-out');
  const isDone = session.status === 'open' && position >= left.length;
  return { ...(isTest ? rest : session), prompts: left, ...(isDone && { status: 'done' }) };
}

/** How a test ended with the question before the present one; nothing while it goes on, or where there was none. */
export function testEnded({ prompts, position }: Session): { right: number; of: number } | undefined {
  const isTest = (prompt: Prompt | undefined) => prompt?.purpose === 'test-out';
  if (!isTest(prompts[position - 1]) || isTest(prompts[position])) return undefined;
  const first = prompts.slice(0, position).findLastIndex((prompt) => prompt.purpose === 'test-out' && prompt.isFirst);
  const test = prompts.slice(first, position);
  return { right: test.filter(({ result }) => result === 'right').length, of: test.length };
}

/** The check of a sprint that ended with the question before the present one; nothing while it goes on, or where there was none. */
export function sprintCheckEnded({ prompts, position }: Session): Phase | undefined {
  const phaseAt = (at: number) => {
    const purpose = prompts[at]?.purpose;
    return purpose === 'sprint-before' ? 'before' : purpose === 'sprint-after' ? 'after' : undefined;
  };
  return phaseAt(position) === undefined ? phaseAt(position - 1) : undefined;
}

/** The session with its present prompt changed: a step or a hint further, or waiting for the learner's own mark. */
export function changed(session: Session, change: Partial<Prompt>): Session {
  return {
    ...session,
    prompts: session.prompts.map((prompt, i) => (i === session.position ? { ...prompt, ...change } : prompt)),
  };
}

/** Whether the learner's answer is kept and waits for its mark; no more once something else was shown to them. */
export function isBeingMarked(session: Session): boolean {
  const marking = current(session)?.marking;
  return marking !== undefined && marking === session.letter;
}

/** The session after an answer: a miss comes again at its end, once. */
export function answered(session: Session, grade: Grade): Session {
  const result = grade.verdict === 'correct' ? 'right' : grade.verdict === 'partly' ? 'partly' : 'missed';
  const prompt = session.prompts[session.position];
  const again = prompt && result === 'missed' && prompt.purpose !== 'correction' && prompt.purpose !== 'replay';
  const { comparing: _, marking: __, found: ___, hints: ____, confidence: _____, ...asked } = prompt ?? {};
  const correction = again ? [{ ...asked, purpose: 'correction', progress: [] } as Prompt] : [];
  const marked = changed(session, { result });
  return next({ ...marked, prompts: [...marked.prompts, ...correction] });
}

export function skipped(session: Session): Session {
  return next(changed(session, { result: 'skipped' }));
}

function next(session: Session): Session {
  const position = session.position + 1;
  const { askedAt: _, letter: __, ...rest } = session;
  return { ...rest, position, status: position < session.prompts.length ? 'open' : 'done' };
}

/** How often each result came in first tries, corrections, skips and scenarios played again apart. */
export function tally(session: Session): { right: number; partly: number; missed: number; fixed: number } {
  const first = session.prompts.filter((prompt) => prompt.purpose !== 'correction' && prompt.purpose !== 'replay');
  const count = (prompts: readonly Prompt[], result: Result) => prompts.filter((prompt) => prompt.result === result).length;
  const corrections = session.prompts.filter((prompt) => prompt.purpose === 'correction');
  return {
    right: count(first, 'right'),
    partly: count(first, 'partly'),
    missed: count(first, 'missed'),
    fixed: count(corrections, 'right'),
  };
}

// Reading, thinking and answering; a first guess until latencies are there to learn from.
const SECONDS_A_QUESTION = 40;

/** How long so many questions take, in whole minutes. */
export function minutesFor(questions: number): number {
  return Math.max(1, Math.round((questions * SECONDS_A_QUESTION) / 60));
}

import { z } from 'zod';
import type { Words } from '../../phrase.ts';
import type { Rubric } from '../grade/rubric.ts';

/** `unsure` is an honest answer: the grader cannot tell, so the learner compares with the model answer. */
export const verdictSchema = z.enum(['correct', 'partly', 'incorrect', 'unsure']);
export type Verdict = z.infer<typeof verdictSchema>;

/** What a learner gave: options by their ids, fields by theirs, or words. */
export const replySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('picked'), options: z.array(z.string()) }),
  z.object({ type: z.literal('filled'), fields: z.record(z.string(), z.string()) }),
  z.object({ type: z.literal('typed'), text: z.string() }),
]);
export type Reply = z.infer<typeof replySchema>;

export type Option = { id: string; text: string };

/** What stands in a field, or among letters, for what somebody does not know. */
export const UNKNOWN = '?';

/** One line to fill in, or, with `options`, one choice to make. `text` is Markdown: what the field is about, under its short label. */
export type Field = { id: string; label: string; text?: string; options?: readonly Option[] };

/** How a question is answered: by one option, by several, field by field from a list of options, or in words. */
type AnswerForm =
  | { type: 'pick-one'; options: readonly Option[] }
  | { type: 'pick-some'; options: readonly Option[] }
  | { type: 'fill-in'; options: readonly Option[]; fields: readonly Field[]; hint: Words }
  | { type: 'type'; hint: Words };

/**
 * A question as it is shown, under the item's prompt. `setting` is Markdown: a text with gaps, what is said at this step of a scenario. `step` is
 * of `about` so many, and `model` a good answer at this step.
 */
export type Question = { form: AnswerForm; setting?: Words; step?: number; about?: number; model?: string };

/** What is wrong with an item beyond the shape of its fields. */
export type Flaw = { path: (string | number)[]; message: string };

export type Grade = {
  verdict: Verdict;
  /** 0 to 1; what `partly` is worth. */
  credit: number;
  /** What was right, and what was not said or not right, in words for people. */
  matched: readonly string[];
  missed: readonly string[];
  /** Why this very answer is wrong, where the author said so. */
  feedback?: string;
  /** The misconceptions that this answer shows, by their ids; of an unknown wrong answer none. */
  misconceptions?: readonly string[];
};

export type Graded = { type: 'graded'; said: string; grade: Grade };

/** What came of a reply. `said` is the reply as it was understood. */
export type Outcome =
  | Graded
  | {
      type: 'next-step';
      said: string;
      consequence: string;
      progress: readonly string[];
      /** Of a step that was taken in words: which of its points were met. */
      points?: { met: readonly string[]; missed: readonly string[] };
    }
  | { type: 'unclear'; hint: Words };

/** One showing of an item: the seed settles the order of options, `progress` holds the steps taken before. */
export type Showing = { seed: string; progress: readonly string[] };

/** An answer that a person has ruled on, and why, where it is wrong. */
export type Ruled = { reply: Reply; right: boolean; why?: string };

/**
 * A kind of question. Everything that is particular to a kind lives in one module of this shape, listed in `kinds.ts`:
 * decks, grading, messages and the command line follow from it.
 */
export interface Kind<Body> {
  /** The value of the item's `kind`. */
  readonly name: string;
  /** The item's own fields in a deck, beside those that every item has. */
  readonly schema: z.ZodObject & z.ZodType<Body>;
  flaws(body: Body): Flaw[];
  present(body: Body, showing: Showing): Question;
  grade(body: Body, reply: Reply, showing: Showing): Outcome;
  /** What comes of a step that the learner has compared with its model answer; nothing where that ends the question. */
  compared?(body: Body, said: string, same: boolean, showing: Showing): Outcome | undefined;
  /** The body with what a ruling says of an answer; left out where a kind has no wordings, nothing where there is nothing to add. */
  learn?(body: Body, ruled: Ruled): Body | undefined;
  /** The chance to be right without knowing, 0 to 1; none where it is left out. */
  guess?(body: Body): number;
  /** How likely a person would mark these words right, 0 to 1, where no ruling and no calibration were known; of a kind that is marked by that. */
  chance?(body: Body, said: string): number;
  /** The right answer in words; Markdown. */
  model(body: Body): string;
  /** The key points, of a kind that is marked by them: the learner ticks them, or a language model looks for them, where the rules are unsure. */
  rubric?(body: Body): Omit<Rubric, 'question'>;
}

export function graded(said: string, correct: boolean, feedback?: string): Graded {
  const grade: Grade = { verdict: correct ? 'correct' : 'incorrect', credit: correct ? 1 : 0, matched: [], missed: [] };
  return { type: 'graded', said, grade: feedback ? { ...grade, feedback } : grade };
}

/** Where an answer has several parts: all of them, some, or none; `partly` is worth the credit. */
export function gradedInPart(said: string, grade: Omit<Grade, 'verdict'>): Graded {
  const verdict = grade.credit === 1 ? 'correct' : grade.credit > 0 ? 'partly' : 'incorrect';
  return { type: 'graded', said, grade: { verdict, ...grade } };
}

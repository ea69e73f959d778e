import { z } from 'zod';
import { sentencesOf } from '../grade/key-points.ts';
import { gradeSentence, type SentenceContext } from '../grade/sentence.ts';
import { gradeShortAnswer } from '../grade/short-answer.ts';
import type { Flaw, Grade } from './kind.ts';

/** One of the deck's misconceptions. */
export const misconceptionId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'use lower-case letters, digits and hyphens')
  .max(80);

/** What an author says of a wrong answer that is known: why it is wrong, and the misconception that it comes from. */
export const known = { why: z.string().min(1).optional(), misconception: misconceptionId.optional() };

/** Wrong words that deserve their own reason; `*` stands for any letters. */
export const wrongSchema = z.strictObject({ text: z.string().min(1).max(300), ...known });

export const MOST_WRONG = 20;

type Known = { why?: string | undefined; misconception?: string | undefined };
type Wrong = Known & { text: string };

/** The wrong words that an answer says: to the letter or by a pattern; where it is wrong in any case, also with a slip. */
export function recognised<T extends Wrong>(said: string, wrong: readonly T[] = [], isWrong: boolean): T | undefined {
  const likeness = (text: string) => gradeShortAnswer(said, [text]).probability;
  return (
    wrong.find(({ text }) => likeness(text) >= TO_THE_LETTER) ?? wrong.find(({ text }) => isWrong && likeness(text) >= A_SLIP)
  );
}

const TO_THE_LETTER = 0.99;
const A_SLIP = 0.95;

/** The same for a sentence or some, of which one may say the wrong thing, also in other words. */
export function recognisedIn<T extends Wrong>(said: string, wrong: readonly T[] = [], context: SentenceContext): T | undefined {
  const saysTheSame = ({ text }: T) => !text.includes('*') && gradeSentence(said, [text], context).verdict === 'correct';
  // Not clause by clause: what is denied may stand before the comma.
  const parts = [said, ...sentencesOf(said)];
  return parts.flatMap((part) => recognised(part, wrong, false) ?? [])[0] ?? wrong.find(saysTheSame);
}

/** A grade with what is known of the wrong parts of the answer. */
export function explained(grade: Grade, found: readonly Known[]): Grade {
  const reasons = found.flatMap(({ why }) => why ?? []);
  const misconceptions = [...new Set(found.flatMap(({ misconception }) => misconception ?? []))];
  return {
    ...grade,
    ...(reasons.length > 0 && { feedback: reasons.join(' ') }),
    ...(misconceptions.length > 0 && { misconceptions }),
  };
}

/** Wrong words that are right as well, or of which nothing is said. */
export function wrongFlaws(wrong: readonly Wrong[] = [], accepted: readonly string[]): Flaw[] {
  return wrong.flatMap((each, i): Flaw[] => {
    const isRight = accepted.some((wording) => gradeShortAnswer(wording.replaceAll('*', ' '), [each.text]).verdict === 'correct');
    return isRight ? [{ path: ['wrong', i, 'text'], message: `"${each.text}" is accepted as right` }] : saysNothing(each, i);
  });
}

export function saysNothing({ why, misconception }: Known, i: number): Flaw[] {
  return why || misconception ? [] : [{ path: ['wrong', i], message: 'needs a "why", or a "misconception"' }];
}

/** What is right comes from no misconception. */
export function rightOptionFlaws(options: readonly (Known & { correct?: boolean | undefined })[]): Flaw[] {
  return options.flatMap((option, i) =>
    option.correct && option.misconception
      ? [{ path: ['options', i, 'misconception'], message: 'stands at a right option: only a wrong one names a misconception' }]
      : [],
  );
}

import { z } from 'zod';
import { normalise } from '../grade/normalise.ts';
import type { Reply } from './kind.ts';

const LONGEST_WORDING = 300;

export const refusedSchema = z
  .array(z.strictObject({ text: z.string().min(1).max(LONGEST_WORDING), why: z.string().min(1).max(700).optional() }))
  .max(100);

type Refusing = { refused?: z.infer<typeof refusedSchema> | undefined };

/** Whether an answer is one of those that were refused, to the word. */
export function isRefused({ refused = [] }: Refusing, said: string): boolean {
  return refused.some(({ text }) => normalise(text) === normalise(said));
}

export function whyRefused({ refused = [] }: Refusing, said: string): string | undefined {
  return refused.find(({ text }) => normalise(text) === normalise(said))?.why;
}

/** A typed answer as a wording of an item: nothing where it is too long for one, or has no words. */
export function asWording(reply: Reply): string | undefined {
  // A star would stand for any letters, and a learner's answer says only what it says.
  const text = reply.type === 'typed' ? reply.text.replaceAll('*', ' ').replace(/\s+/g, ' ').trim() : '';
  return normalise(text) !== '' && text.length <= LONGEST_WORDING ? text : undefined;
}

import { z } from 'zod';
import { phrase, type Words } from '../../phrase.ts';
import { hash } from '../hash.ts';
import type { Flaw, Option } from './kind.ts';
import { misconceptionId } from './wrong.ts';

export const optionSchema = z.strictObject({
  text: z.string().min(1),
  correct: z.literal(true).optional(),
  /** Why this option is not the one. */
  why: z.string().min(1).optional(),
  /** The misconception that who chooses it has. */
  misconception: misconceptionId.optional(),
});

export function letter(index: number): string {
  return String.fromCharCode(65 + index);
}

/** Options in the order of one showing: the same seed gives the same order. The id is the option's place in the deck. */
export function shuffled(texts: readonly string[], seed: string): Option[] {
  return texts
    .map((text, i) => ({ id: String(i), text, rank: hash(`${seed}#${i}`) }))
    .sort((a, b) => a.rank - b.rank || Number(a.id) - Number(b.id))
    .map(({ id, text }) => ({ id, text }));
}

/** Options that read the same cannot be told apart by anybody. */
export function sameOptions(options: readonly { text: string }[]): Flaw[] {
  return sameTexts(
    options.map((option) => option.text),
    (i) => ['options', i, 'text'],
    'option',
  );
}

export function sameTexts(texts: readonly string[], path: (i: number) => Flaw['path'], name: string): Flaw[] {
  return texts.flatMap((text, i) => {
    const first = texts.findIndex((other) => other.trim() === text.trim());
    return first < i ? [{ path: path(i), message: `says the same as ${name} ${first + 1}` }] : [];
  });
}

export function unclearChoice(): { type: 'unclear'; hint: Words } {
  return {
    type: 'unclear',
    hint: phrase`I could not tell which one you mean. Its letter, its place or its words are enough.`,
  };
}

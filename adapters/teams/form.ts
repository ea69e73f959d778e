import { z } from 'zod';
import type { FormValues } from '../../src/events.ts';
import type { Input } from '../../src/letter.ts';
import { idSchema } from '../words.ts';

const MANY = 'many.';
const ONE = 'one.';

/**
 * The id of an input in a card. It tells whether several values may be picked, since a card sends those as one string
 * with commas, and keeps a field's id apart from the button's own data, among which a card puts the inputs.
 */
export function inputId(input: Input): string {
  return (input.as === 'some-of' || input.as === 'people' ? MANY : ONE) + input.id;
}

/** What a button sends. A card leaves out what was left empty, so a button that sends a form names the form's inputs. */
export type PressData = { letter: string; button: string; inputs?: string[] };

const pressSchema = z.looseObject({
  letter: idSchema,
  button: idSchema,
  // A card of ours has a dozen.
  inputs: z.array(z.string()).max(100).default([]),
});

/** Reads what a button sent, or gives undefined where it is no button of ours. */
export function readPress(data: unknown): { letter: string; button: string; values: FormValues } | undefined {
  const press = pressSchema.safeParse(data);
  if (!press.success) return undefined;
  const { letter, button, inputs, ...sent } = press.data;
  const fields = inputs.flatMap((id): [string, string | readonly string[]][] => {
    if (id.startsWith(MANY)) return [[id.slice(MANY.length), several(sent[id])]];
    if (id.startsWith(ONE)) return [[id.slice(ONE.length), single(sent[id])]];
    return [];
  });
  return { letter, button, values: Object.fromEntries(fields) };
}

function single(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function several(value: unknown): string[] {
  return single(value)
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

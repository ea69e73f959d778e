import { z } from 'zod';
import type { Item } from './deck.ts';
import { hash } from './hash.ts';
import type { Flaw } from './kinds/kind.ts';

/** Another way to ask the same: its own prompt, and whatever else of the item has to differ with it. */
export type Wording = { prompt: string } & Readonly<Record<string, unknown>>;

export const wordingsSchema = z
  .array(z.union([z.string().min(1).max(1200), z.looseObject({ prompt: z.string().min(1).max(1200) })]))
  .min(1)
  .max(8)
  .transform((wordings) => wordings.map((each) => (typeof each === 'string' ? { prompt: each } : each)) as Wording[]);

// What makes it this item, whatever its words are.
const FIXED = ['id', 'topic', 'kind', 'source', 'misconceptions', 'reinforce', 'required', 'wordings'];

/** A wording in the place of the item's own words. */
function merged({ wordings: _, ...item }: Item, wording: Wording | undefined): Item {
  return { ...item, ...wording } as Item;
}

/** The item as a learner was asked it; 0 is its own words, and the others follow. */
export function asAsked(item: Item, wording = 0): Item {
  return wording > 0 ? merged(item, item.wordings?.[wording - 1]) : item;
}

/** The item of which an asked wording is one that has the same answers; else the wording by itself, which is a question of its own. */
export function sameQuestion(item: Item, wording = 0): Item {
  const changed = Object.keys(item.wordings?.[wording - 1] ?? {});
  return changed.some((key) => !SAME_ANSWERS.has(key)) ? asAsked(item, wording) : item;
}

const SAME_ANSWERS: ReadonlySet<string> = new Set(['prompt', 'explanation', 'hints']);

/**
 * Which wording to ask next: one of those met least often, and not the last one again where there is another. The same seed
 * gives the same choice.
 */
export function wordingFor(item: Pick<Item, 'wordings'>, seenWordings: readonly number[], seed: string): number {
  const all = Array.from({ length: 1 + (item.wordings?.length ?? 0) }, (_, i) => i);
  const last = seenWordings.at(-1);
  const others = all.length > 1 ? all.filter((each) => each !== last) : all;
  const times = (wording: number) => seenWordings.filter((each) => each === wording).length;
  const least = Math.min(...others.map(times));
  const rare = others.filter((each) => times(each) === least);
  return rare[hash(seed) % rare.length] ?? 0;
}

type Parse = (item: unknown) => z.ZodSafeParseResult<Item>;

/** What is wrong with the wordings of an item, each of which has to make an item of its kind. */
export function wordingFlaws(item: Item, parse: Parse): Flaw[] {
  return (item.wordings ?? []).flatMap((wording, i) => {
    const fixed = Object.keys(wording).filter((key) => FIXED.includes(key));
    const kept = fixed.map((key) => ({
      path: ['wordings', i, key],
      message: `a wording keeps the item's "${key}": leave it out`,
    }));
    if (kept.length > 0) return kept;
    const issues = parse(merged(item, wording)).error?.issues ?? [];
    return issues.map(({ path, message }) => ({ path: ['wordings', i, ...(path as (string | number)[])], message }));
  });
}

/** The wordings as the kind's schema reads them. */
export function readWordings(item: Item, parse: Parse): Item {
  if (!item.wordings) return item;
  const wordings = item.wordings.map((wording) => {
    const read = Object.entries(parse(merged(item, wording)).data ?? {});
    return Object.fromEntries(read.filter(([key]) => Object.hasOwn(wording, key))) as Wording;
  });
  return { ...item, wordings };
}

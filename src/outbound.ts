import type { Language } from './domain/language.ts';
import type * as letter from './letter.ts';
import { inLanguage, type Markdown } from './markdown.ts';
import type { Words } from './phrase.ts';

/** Where our own words stand in a block. */
type Worded = 'labels' | 'value' | 'label' | 'description' | 'hint' | 'title' | 'name' | 'text';

/** What is said before it is said in a language: the same blocks, in which phrases still stand for their words. */
type Unsaid<T> = T extends readonly (infer Each)[]
  ? Unsaid<Each>[]
  : T extends { md: string }
    ? Markdown
    : T extends object
      ? { [K in keyof T]: K extends 'intent' ? T[K] : K extends 'facts' ? Fact[] : K extends Worded ? Said<T[K]> : Unsaid<T[K]> }
      : T;
type Said<T> = T extends string ? Words : T extends string[] ? Words[] : Unsaid<T>;

export type Fact = { label: Words; value: Words };
export type Button = Unsaid<letter.Button>;
export type Input = Unsaid<letter.Input>;
export type Block = Unsaid<letter.Block>;
export type Chart = Unsaid<letter.Chart>;

/** What we say, composed in `views/`. */
export type Outbound = Unsaid<letter.Outbound>;

/** An outbound in somebody's language: all of its phrases are words now. */
export function saidTo(language: Language, outbound: Outbound): letter.Outbound {
  return worded(language, outbound) as letter.Outbound;
}

function worded(language: Language, part: unknown): unknown {
  if (Array.isArray(part)) return part.map((each) => worded(language, each));
  if (typeof part !== 'object' || part === null) return part;
  if ('md' in part) return { md: inLanguage(language, part as Markdown) };
  if ('in' in part && typeof part.in === 'function') return part.in(language);
  return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, worded(language, each)]));
}

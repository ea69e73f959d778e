import { z } from 'zod';
import { misconceptionsNamed, withCorrections, withMisconceptions } from './deck-misconceptions.ts';
import type { Rubric } from './grade/rubric.ts';
import { reinforceSchema } from './item-plan.ts';
import type { Grade, Kind, Outcome, Question, Reply, Ruled, Showing } from './kinds/kind.ts';
import { kinds } from './kinds/kinds.ts';
import { misconceptionId } from './kinds/wrong.ts';
import { type Misconception, misconceptionSchema } from './misconception.ts';
import { readWordings, type Wording, wordingFlaws, wordingsSchema } from './wordings.ts';

export const idSchema = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'use lower-case letters, digits and hyphens');

/** What every item has, whatever its kind; texts are Markdown. */
const common = {
  id: idSchema.max(80),
  topic: z.string().min(1).max(60),
  prompt: z.string().min(1).max(1200),
  explanation: z.string().max(1500).default(''),
  /** Shown one by one to who asks; the last may nearly say it. */
  hints: z.array(z.string().min(1).max(300)).min(1).max(5).optional(),
  /** Where to read more. */
  source: z.url().optional(),
  /** Those that it names; a deck's are put here. */
  misconceptions: z.record(misconceptionId, misconceptionSchema).optional(),
  /** Other ways to ask the same, met by who has known it for a while. */
  wordings: wordingsSchema.optional(),
  /** Must be known: asked before what only gains more. */
  required: z.boolean().optional(),
  /** Days after it was first met on which it is asked again. */
  reinforce: reinforceSchema.optional(),
};

type AnyKind = (typeof kinds)[number];
type BodyOf<K> = K extends Kind<infer Body> ? Body : never;

/** One thing to know, and the question that asks for it. */
export type Item = BodyOf<AnyKind> & {
  id: string;
  topic: string;
  prompt: string;
  explanation: string;
  hints?: readonly string[] | undefined;
  source?: string | undefined;
  misconceptions?: Readonly<Record<string, Misconception>> | undefined;
  wordings?: readonly Wording[] | undefined;
  required?: boolean | undefined;
  reinforce?: readonly number[] | undefined;
};

/** An item at one moment of its life: attempts name the version that was asked. */
export type ItemVersion = { deck: string; version: number; item: Item };

const [first, ...others] = kinds.map((kind) => kind.schema.extend(common).strict());

// The union is built from the list of kinds, which TypeScript cannot follow: its type is stated here, once.
const wordedOnce = z.discriminatedUnion('kind', [first, ...others] as never).superRefine((item, context) => {
  for (const flaw of kindOf(item as Item).flaws(item as Item))
    context.addIssue({ code: 'custom', path: flaw.path, message: flaw.message });
}) as unknown as z.ZodType<Item>;

const parseWorded = (item: unknown) => wordedOnce.safeParse(item);

export const itemSchema: z.ZodType<Item> = wordedOnce
  .superRefine((item, context) => {
    for (const flaw of wordingFlaws(item, parseWorded))
      context.addIssue({ code: 'custom', path: flaw.path, message: flaw.message });
  })
  .transform((item) => readWordings(item, parseWorded));

export const deckSchema = z
  .strictObject({
    title: z.string().min(1).max(80),
    description: z.string().max(300).default(''),
    language: z.string().min(2).max(12).default('en'),
    /** Answers that the rules are unsure of may be sent to the operator's language model. */
    externalModel: z.boolean().optional(),
    /** Wrong ideas that wrong answers come from, by their ids. */
    misconceptions: z.record(misconceptionId, misconceptionSchema).optional(),
    /** Of all its items that say nothing else. */
    required: z.boolean().optional(),
    reinforce: reinforceSchema.optional(),
    items: z.array(itemSchema).min(1),
  })
  .superRefine((deck, context) => {
    const seen = new Map<string, number>();
    deck.items.forEach((item, i) => {
      const before = seen.get(item.id);
      if (before !== undefined)
        context.addIssue({
          code: 'custom',
          path: ['items', i, 'id'],
          message: `"${item.id}" is already the id of item ${before + 1}`,
        });
      seen.set(item.id, before ?? i);
      for (const { path, id } of misconceptionsNamed(item))
        if (!Object.hasOwn({ ...deck.misconceptions, ...item.misconceptions }, id))
          context.addIssue({ code: 'custom', path: ['items', i, ...path], message: unknownMisconception(id) });
    });
  })
  .transform((deck) => ({
    ...deck,
    items: deck.items.map((item) => withMisconceptions(inLanguage(reviewedAs(item, deck), deck.language), deck.misconceptions)),
  }));

function unknownMisconception(id: string): string {
  return `"${id}" is not among the deck's "misconceptions": add it there with a name and a correction`;
}

export type Deck = z.infer<typeof deckSchema> & { id: string };

// What a deck says of its items' reviews holds for those that say nothing.
function reviewedAs(item: Item, deck: Pick<Item, 'required' | 'reinforce'>): Item {
  const required = item.required ?? deck.required;
  const reinforce = item.reinforce ?? deck.reinforce;
  return { ...item, ...(required !== undefined && { required }), ...(reinforce && { reinforce }) };
}

// A kind that has to know its deck's language has a field for it. English is the default, which may only mean that nobody set it.
function inLanguage(item: Item, language: string): Item {
  const isAsked = 'language' in kindOf(item).schema.shape && !('language' in item);
  return isAsked && language !== 'en' ? ({ ...(item as object), language } as Item) : item;
}

function kindOf(item: Item): Kind<Item> {
  const kind = kinds.find((candidate) => candidate.name === item.kind);
  if (!kind) throw new Error(`No kind of question is called ${item.kind}: is it listed in kinds.ts?`);
  return kind as unknown as Kind<Item>;
}

export function present(item: Item, showing: Showing): Question {
  return kindOf(item).present(item, showing);
}

export function grade(item: Item, reply: Reply, showing: Showing): Outcome {
  return withCorrections(kindOf(item).grade(item, reply, showing), item.misconceptions);
}

/** Where a step leads that the learner has compared with the model; nothing of a kind without steps. */
export function afterComparing(item: Item, said: string, same: boolean, showing: Showing): Outcome | undefined {
  const step = kindOf(item).compared?.(item, said, same, showing);
  return step && withCorrections(step, item.misconceptions);
}

/** The item with what was ruled on an answer to it; nothing where its kind has no place for it, or nothing to learn. */
export function learn(item: Item, ruled: Ruled): Item | undefined {
  const learned = itemSchema.safeParse(kindOf(item).learn?.(item, ruled));
  return learned.success ? learned.data : undefined;
}

/** The chance to be right without knowing, 0 to 1. */
export function guessing(item: Item): number {
  return kindOf(item).guess?.(item) ?? 0;
}

/** How likely a person would mark these words right, by what the item says; nothing of a kind that is not marked by that. */
export function chance(item: Item, said: string): number | undefined {
  return kindOf(item).chance?.(item, said);
}

/** The right answer in words; Markdown. */
export function modelAnswer(item: Item): string {
  return kindOf(item).model(item);
}

/** What an answer is held against idea by idea; nothing where the kind knows no key points. */
export function rubricOf(item: Item): Rubric | undefined {
  const rubric = kindOf(item).rubric?.(item);
  return rubric && { question: item.prompt, ...rubric };
}

/** The ideas that an answer has to have; none where it is not marked by them. */
export function keyPoints(item: Item): readonly string[] {
  return rubricOf(item)?.points.map(({ text }) => text) ?? [];
}

/** What is recorded for somebody who says that they do not know. */
export function notKnown(item: Item): Grade {
  return { verdict: 'incorrect', credit: 0, matched: [], missed: [modelAnswer(item)] };
}

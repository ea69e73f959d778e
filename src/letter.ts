import { z } from 'zod';
import type { WorkspaceId } from './events.ts';
import { intentSchema } from './intents.ts';
import { markdownSchema } from './markdown.ts';

/**
 * What we say, in blocks that every platform can show. A message is composed from these in `views/`; renderers know
 * blocks and nothing of what they mean.
 */
const buttonSchema = z.object({
  /** Unique in its message. */
  id: z.string(),
  /** At most 75 characters. */
  label: z.string(),
  /** What a screen reader says instead where the label alone ("A") says too little: "A: Report it"; at most 75 characters. */
  description: z.string().optional(),
  primary: z.boolean().optional(),
  /** Sends what its message's inputs hold so far, as the primary one does: an input may still be empty then. */
  sends: z.boolean().optional(),
  intent: intentSchema,
});

const optionSchema = z.object({ value: z.string(), label: z.string() });

const fieldShape = { id: z.string(), label: z.string(), hint: z.string().optional(), optional: z.boolean().optional() };

const inputSchema = z.discriminatedUnion('as', [
  z.object({ ...fieldShape, as: z.literal('line'), value: z.string().optional() }),
  z.object({ ...fieldShape, as: z.literal('lines'), value: z.string().optional() }),
  /** A time of day, `HH:MM`. */
  z.object({ ...fieldShape, as: z.literal('time'), value: z.string().optional() }),
  /** `folded` is a list that opens when it is touched, for several inputs with the same options. */
  z.object({
    ...fieldShape,
    as: z.literal('one-of'),
    options: z.array(optionSchema),
    value: z.string().optional(),
    folded: z.boolean().optional(),
  }),
  z.object({ ...fieldShape, as: z.literal('some-of'), options: z.array(optionSchema), value: z.array(z.string()).optional() }),
  /** Members of the workspace; `options` are those that Cairn has met, a platform may offer all of its people. */
  z.object({ ...fieldShape, as: z.literal('people'), options: z.array(optionSchema), value: z.array(z.string()).optional() }),
]);

/** What every platform can draw; the smallest of their limits. */
export const CHART = { title: 50, label: 20, labels: 20, series: 3 };

const label = z.string().min(1).max(CHART.label);

/** Values over labels, as lines or bars; `text` says the same, for who sees no chart. */
export const chartSchema = z
  .object({
    type: z.literal('chart'),
    as: z.enum(['line', 'bar']),
    title: z.string().min(1).max(CHART.title),
    labels: z.array(label).min(1).max(CHART.labels),
    /** Each has a name of its own, and a value for each label. */
    series: z
      .array(z.object({ name: label, values: z.array(z.number()) }))
      .min(1)
      .max(CHART.series),
    text: z.string().min(1),
  })
  .refine(({ labels, series }) => series.every(({ values }) => values.length === labels.length), 'a value for each label')
  .refine(({ labels, series }) => areUnique(labels) && areUnique(series.map(({ name }) => name)), 'names must be unique');

const blockSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: markdownSchema }),
  /** Small print. */
  z.object({ type: z.literal('note'), text: markdownSchema }),
  z.object({ type: z.literal('facts'), facts: z.array(z.object({ label: z.string(), value: z.string() })) }),
  z.object({ type: z.literal('divider') }),
  chartSchema,
  z.object({ type: z.literal('input'), input: inputSchema }),
  /** A row of buttons; pressing the primary one, or one that `sends`, sends the message's inputs along, of another one it may. */
  z.object({ type: z.literal('buttons'), buttons: z.array(buttonSchema) }),
]);

export const outboundSchema = z.object({
  /** The same in plain words: what the lock screen and a screen reader get. */
  text: z.string(),
  blocks: z.array(blockSchema),
  /** It stays where it is: what comes of its buttons is said elsewhere, not in its place. */
  stays: z.boolean().optional(),
});

export type Button = z.infer<typeof buttonSchema>;
export type Input = z.infer<typeof inputSchema>;
export type Block = z.infer<typeof blockSchema>;
export type Chart = z.infer<typeof chartSchema>;
export type Outbound = z.infer<typeof outboundSchema>;

/**
 * To one person alone; on the page that their platform keeps for them beside the chat; to a channel, or into the thread of a letter's message there; to one
 * person inside a channel, unseen by the others; or to some people in a chat of their own, where the platform opens one.
 */
export type Recipient =
  | { kind: 'member'; member: string }
  | { kind: 'home'; member: string }
  | { kind: 'channel'; channel: string; thread?: string | undefined }
  | { kind: 'aside'; channel: string; member: string }
  | { kind: 'group'; members: readonly string[] };

/** An outbound on its way. */
export type Letter = {
  id: string;
  workspace: WorkspaceId;
  to: Recipient;
  outbound: Outbound;
  /** Unique in the workspace: two letters of one purpose are one letter. */
  purpose: string;
  /** The letter whose message this one takes the place of. */
  replaces?: string;
};

/** Every button of a message, with its intent. */
export function buttonsOf<B extends { type: string }>(outbound: {
  blocks: readonly B[];
}): Extract<B, { buttons: unknown }>['buttons'] {
  return outbound.blocks.flatMap((block) => ('buttons' in block ? block.buttons : []));
}

function areUnique(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

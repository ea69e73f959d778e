import { z } from 'zod';
import { outboundSchema } from '../../src/letter.ts';

export const entrySchema = z.object({
  /** Of a letter's message the letter's own id, so that a letter which is delivered twice is one message. */
  id: z.string(),
  /** The place in the order of the transcript. Numbers and versions are drawn from one sequence. */
  number: z.int(),
  /** Grows with every change: who has seen version n needs only what is newer. */
  version: z.int(),
  at: z.iso.datetime(),
  place: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('personal'), member: z.string() }),
    z.object({ kind: z.literal('channel') }),
  ]),
  /** Of an aside: who alone sees it in the channel. */
  onlyFor: z.string().optional(),
  /** The message in whose thread it stands. */
  under: z.string().optional(),
  /** `cairn`, or the id of the member who wrote it. */
  author: z.string(),
  text: z.string().optional(),
  attachments: z.int().optional(),
  letter: z
    .object({
      id: z.string(),
      purpose: z.string(),
      outbound: outboundSchema,
      /** The letters that stood here before: somebody's late press may still name one. */
      before: z.array(z.string()),
    })
    .optional(),
});

/** A message in the playground. */
export type Entry = z.infer<typeof entrySchema>;

/** Where the playground's messages are kept. `put` takes the place of the entry with the same id. */
export interface Transcript {
  entries(): Promise<readonly Entry[]>;
  put(entry: Entry): Promise<void>;
}

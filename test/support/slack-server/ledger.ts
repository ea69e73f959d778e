import { z } from 'zod';

const share = z.number().min(0).max(1);

/** Which shares of the calls that say something fail so: refused for a while; failed or cut off, before or after people see it. */
const faultsSchema = z.object({
  seed: z.number(),
  throttled: share,
  failedBefore: share,
  failedAfter: share,
  droppedBefore: share,
  droppedAfter: share,
});
export type Faults = z.infer<typeof faultsSchema>;

export const settingsSchema = z.object({
  /** Refuse with 429 what goes beyond `limits.ts`. */
  limits: z.boolean(),
  faults: faultsSchema.nullable(),
  /** The zone that `users.info` tells of everybody. */
  zone: z.string(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** A call that says something, as it came in. */
const sayingSchema = z.object({
  /** Milliseconds since 1970, with fractions. */
  at: z.number(),
  method: z.enum(['chat.postMessage', 'chat.update', 'chat.postEphemeral']),
  /** Which process called, where each has an address of its own: `/one/api/` instead of `/api/`. */
  via: z.string(),
  team: z.string(),
  channel: z.string(),
  ts: z.string(),
  /** The letter that its metadata names. */
  letter: z.string().optional(),
  text: z.string(),
  /** Whether people see it, whatever the caller was told. */
  recorded: z.boolean(),
  /** What the caller was told: `ok`, `limited` by the limits, or a fault. */
  outcome: z.enum(['ok', 'limited', 'throttled', 'failedBefore', 'failedAfter', 'droppedBefore', 'droppedAfter']),
});
export type Saying = z.infer<typeof sayingSchema>;
export type Outcome = Saying['outcome'];

export const ledgerSchema = z.array(sayingSchema);

export const statsSchema = z.object({
  /** All calls, by their method. */
  calls: z.record(z.string(), z.number()),
  /** Messages that people see, and when the first and the last of them came. */
  posted: z.number(),
  firstAt: z.number().optional(),
  lastAt: z.number().optional(),
  perSecond: z.number(),
  /** Messages that went beyond the limits. */
  refused: z.number(),
});
export type Stats = z.infer<typeof statsSchema>;

export function statsOf(ledger: readonly Saying[], calls: Readonly<Record<string, number>>): Stats {
  const posted = ledger.filter((each) => each.recorded && each.method === 'chat.postMessage');
  const [first, last] = [posted[0], posted.at(-1)];
  const seconds = first && last ? (last.at - first.at) / 1_000 : 0;
  return {
    calls: { ...calls },
    posted: posted.length,
    ...(first && { firstAt: first.at }),
    ...(last && { lastAt: last.at }),
    perSecond: seconds > 0 ? (posted.length - 1) / seconds : 0,
    refused: ledger.filter((each) => each.outcome === 'limited').length,
  };
}

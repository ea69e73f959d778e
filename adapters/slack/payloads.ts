import { z } from 'zod';

const eventSchema = z.object({
  type: z.literal('event_callback'),
  team_id: z.string(),
  event_id: z.string(),
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).nullish(),
  event: z.object({
    type: z.enum(['message', 'app_mention']),
    channel: z.string(),
    channel_type: z.string().optional(),
    user: z.string().optional(),
    text: z.string().nullish(),
    subtype: z.string().optional(),
    bot_id: z.string().nullish(),
    edited: z.unknown().optional(),
    files: z.array(z.unknown()).nullish(),
  }),
});

const lostSchema = z.object({
  type: z.literal('event_callback'),
  team_id: z.string(),
  /** In seconds since 1970. */
  event_time: z.number().int().min(0).max(1e11),
  event: z.discriminatedUnion('type', [
    z.object({ type: z.literal('app_uninstalled') }),
    z.object({ type: z.literal('tokens_revoked'), tokens: z.object({ bot: z.array(z.string()).nullish() }) }),
  ]),
});

const commandSchema = z.object({
  command: z.string(),
  text: z.string().optional(),
  team_id: z.string(),
  user_id: z.string(),
  channel_id: z.string(),
  channel_name: z.string().optional(),
  trigger_id: z.string(),
});

const chosenSchema = z.object({ value: z.string() });

const fieldSchema = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_option: chosenSchema.nullish(),
  selected_options: z.array(chosenSchema).nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_time: z.string().nullish(),
});

const actionsSchema = z.object({
  type: z.literal('block_actions'),
  trigger_id: z.string(),
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  channel: z.object({ id: z.string(), name: z.string().optional() }).nullish(),
  actions: z.array(z.object({ type: z.string(), value: z.string().optional() })),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), fieldSchema)) }).nullish(),
});

/** What Slack sends that Cairn handles: of each payload the fields that are read. */
export const payloadSchema = z.union([eventSchema, lostSchema, commandSchema, actionsSchema]);

export type EventPayload = z.infer<typeof eventSchema>;
export type LostPayload = z.infer<typeof lostSchema>;
export type CommandPayload = z.infer<typeof commandSchema>;
export type ActionsPayload = z.infer<typeof actionsSchema>;
export type Field = z.infer<typeof fieldSchema>;

const headSchema = z.object({
  type: z.string().optional().catch(undefined),
  event: z.object({ type: z.string() }).optional().catch(undefined),
  event_id: z.string().optional().catch(undefined),
  trigger_id: z.string().optional().catch(undefined),
});

export function isCommand(body: unknown): boolean {
  return commandSchema.safeParse(body).success;
}

/** The name of a payload's kind, for the log. */
export function kindOf(body: unknown): string {
  const head = headSchema.safeParse(body).data;
  return word(head?.event?.type ?? head?.type ?? '');
}

/** What the log calls a payload by. */
export function idsOf(body: unknown): { platform: string; event?: string } {
  const head = headSchema.safeParse(body).data;
  const event = head?.event_id ?? head?.trigger_id;
  return { platform: 'slack', ...(event && /^[\w.]{1,100}$/.test(event) && { event }) };
}

/** A word of Slack's own vocabulary; anything else could be somebody's text, which has no place in a log. */
export function word(kind: string): string {
  return /^[a-z_.]{1,40}$/.test(kind) ? kind : 'unknown';
}

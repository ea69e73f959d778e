import { z } from 'zod';
import { idSchema, nameSchema } from '../words.ts';

// More than a message can hold: 50 blocks with an input each, 100 options in one, and a channel's people in a list.
const FEW = 100;
const PEOPLE = 1_000;

const eventSchema = z.object({
  type: z.literal('event_callback'),
  team_id: idSchema,
  event_id: idSchema,
  authorizations: z
    .array(z.object({ team_id: idSchema.nullish() }))
    .max(FEW)
    .nullish(),
  event: z.object({
    type: z.enum(['message', 'app_mention']),
    channel: idSchema,
    channel_type: z.string().optional(),
    user: idSchema.optional(),
    text: z.string().nullish(),
    subtype: z.string().optional(),
    bot_id: z.string().nullish(),
    edited: z.unknown().optional(),
    files: z.array(z.unknown()).nullish(),
  }),
});

const homeSchema = z.object({
  type: z.literal('event_callback'),
  team_id: idSchema,
  event_id: idSchema,
  authorizations: z
    .array(z.object({ team_id: idSchema.nullish() }))
    .max(FEW)
    .nullish(),
  event: z.object({ type: z.literal('app_home_opened'), user: idSchema, tab: z.string().optional() }),
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

const statusSchema = z.object({
  type: z.literal('event_callback'),
  team_id: idSchema,
  event_id: idSchema,
  event: z.object({
    type: z.literal('user_status_changed'),
    user: z.object({
      id: idSchema,
      profile: z.object({ status_emoji: z.string().max(FEW), status_expiration: z.number().int().min(0).max(1e11).nullish() }),
    }),
  }),
});

const commandSchema = z.object({
  command: z.string(),
  text: z.string().optional(),
  team_id: idSchema,
  user_id: idSchema,
  channel_id: idSchema,
  channel_name: nameSchema.optional(),
  trigger_id: idSchema,
});

const chosenSchema = z.object({ value: z.string() });

const fieldSchema = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_option: chosenSchema.nullish(),
  selected_options: z.array(chosenSchema).max(FEW).nullish(),
  selected_users: z.array(idSchema).max(PEOPLE).nullish(),
  selected_time: z.string().nullish(),
});

const fewFields = <T extends z.ZodType>(field: T) =>
  z.record(z.string(), field).refine((fields) => Object.keys(fields).length <= FEW);

const actionsSchema = z.object({
  type: z.literal('block_actions'),
  trigger_id: idSchema,
  team: z.object({ id: idSchema }).nullish(),
  user: z.object({ id: idSchema, team_id: idSchema.optional() }),
  channel: z.object({ id: idSchema, name: nameSchema.optional() }).nullish(),
  actions: z.array(z.object({ type: z.string(), value: z.string().optional() })).max(FEW),
  state: z.object({ values: fewFields(fewFields(fieldSchema)) }).nullish(),
});

/** What Slack sends that Cairn handles: of each payload the fields that are read. */
export const payloadSchema = z.union([eventSchema, homeSchema, lostSchema, statusSchema, commandSchema, actionsSchema]);

export type EventPayload = z.infer<typeof eventSchema>;
export type HomePayload = z.infer<typeof homeSchema>;
export type StatusPayload = z.infer<typeof statusSchema>;
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

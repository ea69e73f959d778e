import type { Conversation, FormValues, Inbound, WorkspaceId } from '../../src/events.ts';
import { idSchema } from '../words.ts';
import { typed } from './markup.ts';
import {
  type ActionsPayload,
  type CommandPayload,
  type EventPayload,
  type Field,
  type HomePayload,
  kindOf,
  type LostPayload,
  payloadSchema,
  type StatusPayload,
  word,
} from './payloads.ts';

/** The one slash command, as the manifest names it. */
export const command = '/cairn';

/** A workspace that removed Cairn. */
export type Lost = { workspace: WorkspaceId; reason: string; at: Temporal.Instant };

/** What a verified payload says, and in which direct message if in one; or why Cairn has no use for it. */
export type Reading =
  | { kind: 'inbound'; inbound: Inbound; dm?: string }
  | { kind: 'lost'; lost: Lost }
  | { kind: 'ignored'; reason: string };

/** Reads the body of a verified request. `botUser` is Cairn's own user, whose mention is left out of what was said. */
export function read(body: unknown, botUser: string | undefined, at: Temporal.Instant): Reading {
  const parsed = payloadSchema.safeParse(body);
  if (!parsed.success) return ignored(`nothing that Cairn handles: ${kindOf(body)}`);
  const payload = parsed.data;
  if ('event_time' in payload) return readLost(payload);
  if (isStatus(payload)) return readStatus(payload, at);
  if ('event' in payload) return isHome(payload) ? readHome(payload, at) : readEvent(payload, botUser, at);
  if ('command' in payload) return readCommand(payload, at);
  return readActions(payload, at);
}

function isStatus(payload: { event?: { type: string } } | object): payload is StatusPayload {
  return 'event' in payload && payload.event?.type === 'user_status_changed';
}

function readEvent(payload: EventPayload, botUser: string | undefined, at: Temporal.Instant): Reading {
  const { event } = payload;
  const refusal = refusalOf(event, botUser);
  if (refusal) return ignored(refusal);
  if (!event.user) return ignored('a message from nobody');
  const text = botUser ? withoutMention(event.text ?? '', botUser) : (event.text ?? '');
  return inbound(
    {
      id: payload.event_id,
      workspace: workspaceOf(payload.authorizations?.[0]?.team_id ?? payload.team_id),
      member: event.user,
      conversation: event.type === 'message' ? { kind: 'personal' } : { kind: 'channel', id: event.channel },
      at,
      what: { type: 'said', text: typed(text).trim(), attachments: event.files?.length ?? 0 },
    },
    event.channel,
  );
}

function isHome(payload: EventPayload | HomePayload): payload is HomePayload {
  return payload.event.type === 'app_home_opened';
}

// Slack tells of the Messages tab as well.
function readHome(payload: HomePayload, at: Temporal.Instant): Reading {
  if (payload.event.tab !== 'home') return ignored('a tab that is not Home');
  return inbound(
    {
      id: payload.event_id,
      workspace: workspaceOf(payload.authorizations?.[0]?.team_id ?? payload.team_id),
      member: payload.event.user,
      conversation: { kind: 'personal' },
      at,
      what: { type: 'opened' },
    },
    undefined,
  );
}

// What Slack's own "Vacationing" and "Out sick" carry. What is written beside them is not read.
const AWAY = [':palm_tree:', ':face_with_thermometer:'];

function readStatus({ event_id, team_id, event }: StatusPayload, at: Temporal.Instant): Reading {
  const { status_emoji: emoji, status_expiration: ends } = event.user.profile;
  const until = ends ? { until: Temporal.Instant.fromEpochMilliseconds(ends * 1_000) } : {};
  const what = { type: 'status', away: AWAY.includes(emoji), ...until } as const;
  const from = { id: event_id, workspace: workspaceOf(team_id), member: event.user.id };
  return inbound({ ...from, conversation: { kind: 'personal' }, at, what }, undefined);
}

function readLost({ team_id, event_time, event }: LostPayload): Reading {
  if (event.type === 'tokens_revoked' && !event.tokens.bot?.length) return ignored("tokens of people, which Cairn doesn't have");
  const reason = event.type === 'app_uninstalled' ? 'Cairn was removed from the workspace' : "Cairn's token was revoked";
  return {
    kind: 'lost',
    lost: { workspace: workspaceOf(team_id), reason, at: Temporal.Instant.fromEpochMilliseconds(event_time * 1_000) },
  };
}

function refusalOf(event: EventPayload['event'], botUser: string | undefined): string | undefined {
  if (event.bot_id || (event.user && event.user === botUser)) return 'a message from a bot';
  if (event.edited) return 'an edit';
  if (event.subtype && !['file_share', 'thread_broadcast'].includes(event.subtype))
    return `a message of the kind ${word(event.subtype)}`;
  if (event.type === 'message' && event.channel_type !== 'im') return 'a message in a channel that is not for Cairn';
  return undefined;
}

function readCommand(payload: CommandPayload, at: Temporal.Instant): Reading {
  if (payload.command !== command) return ignored('another command');
  return inbound(
    {
      id: payload.trigger_id,
      workspace: workspaceOf(payload.team_id),
      member: payload.user_id,
      conversation: conversationOf(payload.channel_id, payload.channel_name),
      at,
      what: { type: 'said', text: typed(payload.text ?? '').trim(), attachments: 0 },
    },
    // A command may be typed in any direct message, also in one of two people without Cairn.
    undefined,
  );
}

function readActions(payload: ActionsPayload, at: Temporal.Instant): Reading {
  const team = payload.team?.id ?? payload.user.team_id;
  const button = payload.actions.find((action) => action.type === 'button');
  if (!team) return ignored('a button without a workspace');
  if (!button) return ignored('an input that was changed; its button sends it');
  const [, letter, id] = /^([^#]+)#(.+)$/s.exec(button.value ?? '') ?? [];
  if (!isId(letter) || !isId(id)) return ignored('a button that is not from a letter');
  return inbound(
    {
      id: payload.trigger_id,
      workspace: workspaceOf(team),
      member: payload.user.id,
      conversation: payload.channel ? conversationOf(payload.channel.id, payload.channel.name) : { kind: 'personal' },
      at,
      what: { type: 'pressed', letter, button: id, values: valuesOf(payload.state?.values ?? {}) },
    },
    payload.channel?.id,
  );
}

function valuesOf(state: Readonly<Record<string, Readonly<Record<string, Field>>>>): FormValues {
  const fields = Object.values(state).flatMap((block) => Object.entries(block));
  return Object.fromEntries(
    fields.flatMap(([id, field]) => {
      const value = entered(field);
      return value === undefined ? [] : [[id, value]];
    }),
  );
}

// Text that was emptied is empty; a choice that was not made is left out.
function entered(field: Field): string | string[] | undefined {
  switch (field.type) {
    case 'plain_text_input':
      return field.value ?? '';
    case 'static_select':
    case 'radio_buttons':
      return field.selected_option?.value;
    case 'checkboxes':
    case 'multi_static_select':
      return field.selected_options?.map((option) => option.value) ?? [];
    case 'multi_users_select':
      return field.selected_users ?? [];
    case 'timepicker':
      return field.selected_time ?? undefined;
    default:
      return undefined;
  }
}

function conversationOf(id: string, name: string | undefined): Conversation {
  if (name === 'directmessage' || id.startsWith('D')) return { kind: 'personal' };
  // Slack calls every private channel by this name.
  return name === undefined || name === 'privategroup' ? { kind: 'channel', id } : { kind: 'channel', id, name: `#${name}` };
}

function withoutMention(text: string, botUser: string): string {
  // The look behind keeps a long run of spaces from being tried from each of them.
  return text.replace(new RegExp(`(?<![^\\S\\n])[^\\S\\n]*<@${RegExp.escape(botUser)}(\\|[^>]*)?>[^\\S\\n]*`, 'g'), ' ');
}

function isId(id: string | undefined): id is string {
  return idSchema.safeParse(id).success;
}

function workspaceOf(team: string): WorkspaceId {
  return `slack:${team}`;
}

function inbound(read: Inbound, channel: string | undefined): Reading {
  const isDm = read.conversation.kind === 'personal' && channel !== undefined;
  return { kind: 'inbound', inbound: read, ...(isDm && { dm: channel }) };
}

function ignored(reason: string): Reading {
  return { kind: 'ignored', reason };
}

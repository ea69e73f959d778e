import { z } from 'zod';
import type { Conversation, Inbound, Met, Pressed, Said, WorkspaceId } from '../../src/events.ts';
import type { Lose } from '../../src/ports/platform.ts';
import { idSchema, nameSchema } from '../words.ts';
import { readPress } from './form.ts';

// Teams writes null for much that it does not know; what only adds to a message must not make it unreadable.
const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().catch(undefined);
const text = maybe(z.string());
const short = maybe(nameSchema);
const named = maybe(z.object({ id: idSchema, name: short }));
const account = z.object({ id: idSchema, name: short, aadObjectId: maybe(idSchema) });
// More than a message can mention or bring along; to look for each of a hundred thousand in the text would take minutes.
const few = <T extends z.ZodType>(schema: T) => maybe(z.array(schema).max(250));
const entity = z.object({
  type: text,
  text,
  mentioned: maybe(z.object({ id: z.string(), name: short })),
  timezone: short,
  locale: short,
});

// As long as browsers take them; the Bot Connector's have some 50 characters.
const LONGEST_ADDRESS = 2_000;

/** What we read of an activity, the unit in which Teams tells a bot what happened. */
export const activitySchema = z.object({
  type: z.string(),
  id: maybe(idSchema),
  name: text,
  action: text,
  text,
  value: z.unknown().optional(),
  channelId: idSchema,
  serviceUrl: z.url({ protocol: /^https?$/ }).max(LONGEST_ADDRESS),
  from: account,
  recipient: account,
  conversation: z.object({
    id: idSchema,
    name: short,
    conversationType: text,
    isGroup: maybe(z.boolean()),
    tenantId: maybe(idSchema),
  }),
  channelData: maybe(z.object({ tenant: named, channel: named, team: named })),
  attachments: few(z.object({ contentType: text })),
  entities: few(entity),
  membersAdded: few(account),
  membersRemoved: few(account),
  localTimezone: short,
  locale: short,
});

export type TeamsActivity = z.infer<typeof activitySchema>;
type Account = TeamsActivity['from'];

export type Heard =
  | { kind: 'inbound'; inbound: Inbound }
  | { kind: 'lost'; lost: Parameters<Lose>[0] }
  | { kind: 'ignored'; reason: string };

/** Teams gives a workspace no name of its own: it is the tenant. */
export function workspaceOf({ conversation, channelData }: TeamsActivity): WorkspaceId {
  return `teams:${conversation.tenantId ?? channelData?.tenant?.id ?? 'anonymous'}`;
}

export function memberOf(person: Account): string {
  return person.aadObjectId ?? person.id;
}

export function isBot(sender: Account, activity: TeamsActivity): boolean {
  return sender.id === activity.recipient.id || sender.id.startsWith('28:');
}

export function conversationOf({ conversation, channelData }: TeamsActivity): Conversation {
  if (conversation.conversationType === 'personal' || !(conversation.conversationType || conversation.isGroup)) {
    return { kind: 'personal' };
  }
  // A message in a channel belongs to a thread, which Teams writes behind the channel's own id.
  const id = conversation.id.replace(/;messageid=.*$/, '');
  const named = [channelData?.channel, channelData?.team].find((place) => place?.id === id && place.name);
  const name = named?.name ?? conversation.name;
  return { kind: 'channel', id, ...(name && { name }) };
}

/** Reads an activity that has been found genuine. */
export function hear(activity: TeamsActivity, at: Temporal.Instant): Heard {
  if (!activity.id) return ignored('an activity without an id');
  if (isRemoval(activity)) return removal(activity);
  const event = happened(activity);
  if ('reason' in event) return ignored(event.reason);
  const inbound = {
    id: `${activity.conversation.id}:${activity.id}`,
    workspace: workspaceOf(activity),
    member: memberOf(event.who),
    conversation: conversationOf(activity),
    at,
    what: event.what,
  };
  return { kind: 'inbound', inbound };
}

type Happened = { who: Account; what: Said | Pressed | Met } | { reason: string };

function happened(activity: TeamsActivity): Happened {
  switch (activity.type) {
    case 'message':
      return message(activity);
    case 'invoke':
      return invoke(activity);
    case 'installationUpdate':
    case 'conversationUpdate':
      return arrival(activity);
    default:
      return { reason: 'an activity of a type that we do not use' };
  }
}

function message(activity: TeamsActivity): Happened {
  if (isBot(activity.from, activity)) return { reason: 'a message from a bot' };
  const press = readPress(activity.value);
  if (press) return { who: activity.from, what: { type: 'pressed', ...press } };
  if (conversationOf(activity).kind === 'channel' && !mentions(activity).some((mention) => mention.ofUs)) {
    return { reason: 'a message in a channel that does not mention us' };
  }
  return { who: activity.from, what: { type: 'said', text: words(activity), attachments: files(activity) } };
}

const actionSchema = z.object({ action: z.object({ data: z.unknown().optional() }) });

function invoke(activity: TeamsActivity): Happened {
  const value = actionSchema.safeParse(activity.value);
  const press = activity.name === 'adaptiveCard/action' && value.success ? readPress(value.data.action.data) : undefined;
  return press ? { who: activity.from, what: { type: 'pressed', ...press } } : { reason: 'an invoke that is no button of ours' };
}

function isRemoval({ type, action, membersRemoved, recipient }: TeamsActivity): boolean {
  if (type === 'installationUpdate') return action === 'remove';
  return type === 'conversationUpdate' && (membersRemoved ?? []).some(({ id }) => id === recipient.id);
}

// From a channel there is nothing to be told: what is said there next is refused, and the rest of the workspace stays.
function removal(activity: TeamsActivity): Heard {
  if (conversationOf(activity).kind !== 'personal') return ignored('removed from a channel');
  if (isBot(activity.from, activity)) return ignored('removed by nobody that we know');
  const lost = {
    workspace: workspaceOf(activity),
    member: memberOf(activity.from),
    reason: 'the app was removed from their Teams',
  };
  return { kind: 'lost', lost };
}

function arrival(activity: TeamsActivity): Happened {
  if (conversationOf(activity).kind !== 'personal') return { reason: 'a change in a channel' };
  const person =
    activity.type === 'installationUpdate'
      ? activity.action === 'add' && activity.from
      : activity.membersAdded?.find((member) => !isBot(member, activity));
  if (!person || isBot(person, activity)) return { reason: 'nobody came' };
  // The one who came is mostly the sender too, and may have only there the id that the directory knows.
  const known = person.id === activity.from.id ? activity.from.aadObjectId : undefined;
  return { who: { ...person, aadObjectId: person.aadObjectId ?? known }, what: { type: 'met' } };
}

type Mention = { written: string; name: string; ofUs: boolean };

function mentions(activity: TeamsActivity): Mention[] {
  return (activity.entities ?? []).flatMap(({ type, text: written, mentioned }) =>
    type === 'mention' && mentioned && written
      ? [{ written, name: mentioned.name ?? written.replace(/<[^>]*>/g, ''), ofUs: mentioned.id === activity.recipient.id }]
      : [],
  );
}

function words(activity: TeamsActivity): string {
  let said = (activity.text ?? '').replaceAll('&nbsp;', ' ');
  for (const { written, name, ofUs } of mentions(activity)) {
    const parts = said.split(written);
    said = ofUs ? parts.map((part) => part.trim()).join(' ') : parts.join(name);
  }
  return said.trim();
}

// Teams sends the words once more as HTML, and what a message answers as a reference: neither is a file.
function files({ attachments }: TeamsActivity): number {
  const none = /^(text\/html|messageReference|application\/vnd\.microsoft\.card\.)/i;
  return (attachments ?? []).filter(({ contentType }) => !none.test(contentType ?? '')).length;
}

function ignored(reason: string): Heard {
  return { kind: 'ignored', reason };
}

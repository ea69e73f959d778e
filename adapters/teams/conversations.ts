import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Conversation, WorkspaceId } from '../../src/events.ts';
import { conversationOf, isBot, memberOf, type TeamsActivity, workspaceOf } from './activity.ts';

/** A person, a channel or group chat, or the workspace as such. */
export type Address = `member:${string}` | `channel:${string}` | 'workspace';

/** Keeps how each of them is reached: a bot in Teams may only write to where it knows the way. */
export interface TeamsConversations {
  find(workspace: WorkspaceId, address: Address): Promise<unknown | undefined>;
  keep(workspace: WorkspaceId, address: Address, reference: unknown): Promise<void>;
}

const referenceSchema = z.object({
  /** Where Teams takes messages for this tenant; it may move. */
  serviceUrl: z.string(),
  bot: z.string(),
  channelId: z.string(),
  /** A person whom we only met in a channel has none yet. */
  conversation: z.object({ id: z.string(), type: z.enum(['personal', 'channel', 'groupChat']) }).optional(),
  /** The person's id as the bot sees it; their id in the workspace is the directory's. */
  account: z.string().optional(),
  name: z.string().optional(),
  zone: z.string().optional(),
  locale: z.string().optional(),
});

export type Reference = z.infer<typeof referenceSchema>;
/** A reference whose conversation is known. */
export type Way = Reference & { conversation: NonNullable<Reference['conversation']> };

export async function recall(
  conversations: TeamsConversations,
  workspace: WorkspaceId,
  address: Address,
): Promise<Reference | undefined> {
  return referenceSchema.safeParse(await conversations.find(workspace, address)).data;
}

/** Keeps what is new about an address; what is not told this time stays as it was. Gives all that is known. */
export async function learn(
  conversations: TeamsConversations,
  workspace: WorkspaceId,
  address: Address,
  news: Reference,
): Promise<Reference> {
  const before = await recall(conversations, workspace, address);
  const after = { ...before, ...news };
  if (!isDeepStrictEqual(before, after)) await conversations.keep(workspace, address, after);
  return after;
}

/** Learns from an activity how its sender, its channel and its workspace are reached. Gives the place, with its name if ever told. */
export async function learnFrom(conversations: TeamsConversations, activity: TeamsActivity): Promise<Conversation> {
  const { serviceUrl, channelId, recipient, from } = activity;
  const workspace = workspaceOf(activity);
  const place = conversationOf(activity);
  const way: Reference = { serviceUrl, channelId, bot: recipient.id };
  await learn(conversations, workspace, 'workspace', way);
  if (!isBot(from, activity)) {
    const here = place.kind === 'personal' && { conversation: { id: activity.conversation.id, type: 'personal' as const } };
    await learn(conversations, workspace, `member:${memberOf(from)}`, { ...way, account: from.id, ...told(activity), ...here });
  }
  if (place.kind === 'personal') return place;

  // A channel's name comes with its own news only, and those may reach us by way of another channel.
  const news = activity.channelData?.channel;
  if (news?.name && news.id !== place.id) {
    const conversation = { id: news.id, type: 'channel' } as const;
    await learn(conversations, workspace, `channel:${news.id}`, { ...way, conversation, name: news.name });
  }
  const type = activity.conversation.conversationType === 'groupChat' ? 'groupChat' : 'channel';
  const channel: Reference = { ...way, conversation: { id: place.id, type }, ...(place.name && { name: place.name }) };
  const { name } = await learn(conversations, workspace, `channel:${place.id}`, channel);
  return { ...place, ...(name && { name }) };
}

function told({ from, entities, localTimezone, locale }: TeamsActivity): Pick<Reference, 'name' | 'zone' | 'locale'> {
  const client = entities?.find((entity) => entity.type === 'clientInfo');
  const zone = [localTimezone, client?.timezone].find(isZone);
  const language = locale ?? client?.locale;
  return { ...(from.name && { name: from.name }), ...(zone && { zone }), ...(language && { locale: language }) };
}

function isZone(name: string | null | undefined): name is string {
  if (!name) return false;
  try {
    return Boolean(new Temporal.ZonedDateTime(0n, name));
  } catch {
    return false;
  }
}

import { type CloudAdapter, TeamsInfo, type TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { WorkspaceId } from '../../src/events.ts';
import type { Recipient } from '../../src/letter.ts';
import { NotDelivered, type PlacedLetter, type Platform } from '../../src/ports/platform.ts';
import { nameSchema } from '../words.ts';
import { chatOpener } from './chats.ts';
import { type Reference, recall, type TeamsConversations, type Way } from './conversations.ts';
import { isGone, notDelivered } from './failures.ts';
import { renderActivity } from './render.ts';

export type SendOptions = { adapter: CloudAdapter; appId: string; conversations: TeamsConversations };

/** Where a posted message stands: the reference that `update` takes. */
const messageSchema = z.object({ conversation: z.string(), activity: z.string() });

// Of Teams' limits (50 a second for a tenant, 7 for a conversation) a little is left for answers to people.
const PACE = { workspace: 48, conversation: 6 };

export function teamsPlatform({ adapter, appId, conversations }: SendOptions): Platform {
  const openChat = chatOpener({ adapter, appId, conversations });

  async function wayTo(workspace: WorkspaceId, to: Recipient): Promise<Way> {
    if (to.kind === 'home') throw new NotDelivered('refused', 'Teams has no page beside the chat.');
    if (to.kind === 'group') throw new NotDelivered('refused', 'Teams lets no bot open a group chat.');
    const address = to.kind === 'channel' ? (`channel:${to.channel}` as const) : (`member:${to.member}` as const);
    const known = (await recall(conversations, workspace, address)) ?? (await recall(conversations, workspace, 'workspace'));
    if (!known) throw new NotDelivered('unreachable', `Teams never told us how to reach ${address}: is the app installed there?`);
    if (hasConversation(known)) return known;
    if (to.kind === 'channel') return { ...known, conversation: { id: to.channel, type: 'channel' } };
    return await openChat(workspace, to.member, known);
  }

  /** Does something in a conversation that was not begun from there. */
  async function turn<T>(way: Way, act: (context: TurnContext) => Promise<T>): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<T>();
    await adapter.continueConversationAsync(appId, referenceTo(way), async (context) => {
      // Else what is sent becomes an answer to the id that the library made up for this turn.
      delete context.activity.id;
      resolve(await act(context));
    });
    return await promise;
  }

  async function post(letter: PlacedLetter): Promise<string> {
    const way = inThread(await told({ again: true }, () => wayTo(letter.workspace, letter.to)), letter.under);
    const sent = await told({ again: false }, () => turn(way, (context) => context.sendActivity(renderActivity(letter))));
    return JSON.stringify({ conversation: way.conversation.id, activity: sent?.id ?? '' });
  }

  async function update(letter: PlacedLetter, ref: string): Promise<string> {
    try {
      const { conversation, activity } = messageSchema.parse(JSON.parse(ref));
      const way = await wayTo(letter.workspace, letter.to);
      await turn({ ...way, conversation: { ...way.conversation, id: conversation } }, (context) =>
        context.updateActivity({ ...renderActivity(letter), id: activity }),
      );
      return ref;
    } catch (error) {
      if (isGone(error)) return await post(letter);
      // It is the same card, whether it is put there once or twice.
      throw notDelivered(error, { again: true });
    }
  }

  async function nameInRoster(member: string, known: Reference): Promise<string | undefined> {
    if (!hasConversation(known)) return undefined;
    try {
      const { name } = await turn(known, (context) => TeamsInfo.getMember(context, known.account ?? member));
      return nameSchema.parse(name);
    } catch {
      // A roster that cannot be read now leaves us with the name that came with the person's messages.
      return undefined;
    }
  }

  return {
    post,
    update,
    // The Bot Connector has no way to read messages back.
    find: async () => ({ seen: 'unknown' }),
    pace: PACE,
    // Only Microsoft Graph would.
    tellsStatus: false,
    // Only Microsoft Graph opens group chats, and an admin would have to grant that.
    opensGroups: false,
    async profile(workspace, member) {
      const known = await recall(conversations, workspace, `member:${member}`);
      const name = (known && (await nameInRoster(member, known))) || known?.name || member;
      return { name, ...(known?.zone && { zone: known.zone }), ...(known?.locale && { locale: known.locale }) };
    },
  };
}

/** A reply to a channel's message; other chats have no threads. */
function inThread(way: Way, under: string | undefined): Way {
  if (under === undefined || way.conversation.type !== 'channel') return way;
  const { conversation, activity } = messageSchema.parse(JSON.parse(under));
  return { ...way, conversation: { ...way.conversation, id: `${conversation.split(';')[0]};messageid=${activity}` } };
}

async function told<T>(options: { again: boolean }, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw notDelivered(error, options);
  }
}

function hasConversation(known: Reference): known is Way {
  return known.conversation !== undefined;
}

function referenceTo({ serviceUrl, channelId, bot, conversation: { id, type } }: Way) {
  return {
    serviceUrl,
    channelId,
    bot: { id: bot, name: '' },
    conversation: { id, name: '', isGroup: type !== 'personal', conversationType: type },
  };
}

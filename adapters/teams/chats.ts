import type { CloudAdapter } from 'botbuilder';
import type { WorkspaceId } from '../../src/events.ts';
import { learn, type Reference, type TeamsConversations, type Way } from './conversations.ts';
import { CONNECTOR } from './tokens.ts';

type Options = { adapter: CloudAdapter; appId: string; conversations: TeamsConversations };
type OpenChat = (workspace: WorkspaceId, member: string, near: Reference) => Promise<Way>;

/** Opens the chat of a person with the bot who never wrote there, once; `near` is a reference of the same workspace. */
export function chatOpener({ adapter, appId, conversations }: Options): OpenChat {
  const opening = new Map<string, Promise<Way>>();

  async function create(workspace: WorkspaceId, member: string, near: Reference): Promise<Way> {
    const { promise: conversation, resolve } = Promise.withResolvers<string>();
    const tenantId = workspace.slice('teams:'.length);
    const parameters = {
      isGroup: false,
      bot: { id: near.bot, name: '' },
      members: [{ id: near.account ?? member, name: '' }],
      tenantId,
      channelData: { tenant: { id: tenantId } },
    };
    await adapter.createConversationAsync(appId, near.channelId, near.serviceUrl, CONNECTOR, parameters, async (context) =>
      resolve(context.activity.conversation.id),
    );
    const way: Way = { ...near, conversation: { id: await conversation, type: 'personal' } };
    await learn(conversations, workspace, `member:${member}`, way);
    return way;
  }

  return (workspace, member, near) => {
    const key = `${workspace} ${member}`;
    const chat = opening.get(key) ?? create(workspace, member, near).finally(() => opening.delete(key));
    opening.set(key, chat);
    return chat;
  };
}

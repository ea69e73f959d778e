import express from 'express';
import { connectTeams } from '../../adapters/teams/connect.ts';
import type { TeamsConversations } from '../../adapters/teams/conversations.ts';
import type { Chat } from './chat.ts';
import { closed, listen, portOf } from './fake-slack.ts';
import { fakeTeams, type TeamsMessage } from './fake-teams.ts';
import type { OpenPlatform } from './platform-world.ts';
import { teamsClient } from './teams-client.ts';

const APP = '00000000-0000-4000-8000-000000000001';
const TENANT = 'tenant-1';
const channelOf = (channel: string) => `19:${channel.replace('#', '')}@thread.tacv2`;

/** People of a fake Teams, with signed tokens over HTTP. */
export const openTeams: OpenPlatform = async ({ people, locales, zone, accept, idle, now, log }) => {
  const names = Object.fromEntries(people.map((person) => [person, person.charAt(0).toUpperCase() + person.slice(1)]));
  const teams = await fakeTeams({ names });
  const http = express();
  const server = await listen(http);
  const config = { appId: APP, appPassword: 'secret', tenantId: TENANT, appType: 'SingleTenant' } as const;
  const connection = await connectTeams(
    {
      http,
      config,
      conversations: memoryConversations(),
      accept,
      lose: async () => {},
      now,
      wallClock: () => Temporal.Now.instant(),
      log,
    },
    teams.trust,
  );
  const client = teamsClient({
    appUrl: `http://127.0.0.1:${portOf(server)}`,
    teams,
    appId: APP,
    tenant: TENANT,
    zone,
    locales,
    names,
  });
  const channels = new Set<string>();

  // The bot hears of a channel and its name when it is brought there.
  const comeTo = async (person: string, channel: string) => {
    if (channels.has(channel)) return;
    channels.add(channel);
    await client.join(person, channelOf(channel), channel);
  };

  const chat: Chat = {
    async say(person, text, channel) {
      if (channel !== undefined) await comeTo(person, channel);
      expectTaken(await client.say(person, text, channel === undefined ? undefined : channelOf(channel)));
      await idle();
    },
    async press(person, message, label, changed = {}, channel) {
      const where = channel === undefined ? teams.chatOf(person) : channelOf(channel);
      const shown = teams.messagesIn(where).find((each) => each.id === message.id);
      if (!shown) throw new Error(`${person} does not see that message any more`);
      expectTaken(await client.press(person, shown, label, changed, channel === undefined ? undefined : channelOf(channel)));
      await idle();
    },
    thread: async (message, channel) => teams.messagesIn(`${channelOf(channel)};messageid=${message.id}`).map(read),
    messages: async (person, channel) =>
      teams.messagesIn(channel === undefined ? teams.chatOf(person) : channelOf(channel)).map(read),
  };
  const stop = async () => {
    await connection.stop();
    await closed(server);
    await teams.stop();
  };
  const refuseNext = (quoting: string) => teams.failNext(400, { code: 'BadSyntax', message: `Error parsing "${quoting}"` });
  return {
    name: 'teams',
    workspace: `teams:${TENANT}`,
    platform: connection.platform,
    chat,
    idOf: (person) => person,
    refuseNext,
    stop,
  };
};

function expectTaken({ status }: { status: number }): void {
  if (status >= 300) throw new Error(`Teams got ${status}`);
}

function read({ id, text, buttons }: TeamsMessage) {
  return { id, text, buttons, inputs: {} };
}

function memoryConversations(): TeamsConversations {
  const kept = new Map<string, unknown>();
  return {
    find: async (workspace, address) => kept.get(`${workspace} ${address}`),
    keep: async (workspace, address, reference) => void kept.set(`${workspace} ${address}`, reference),
  };
}

import express from 'express';
import { connectSlack } from '../../adapters/slack/connect.ts';
import type { Chat, Message } from './chat.ts';
import { closed, listen, portOf, startFakeSlack } from './fake-slack.ts';
import type { OpenPlatform, Page } from './platform-world.ts';
import { buttonsOf, slackClient } from './slack-client.ts';
import type { Message as SlackMessage } from './slack-web-api.ts';

const SECRET = 'shh-signing-secret';
const userOf = (person: string) => `U${person.toUpperCase()}`;
const channelOf = (channel: string) => `C${channel.replace('#', '').toUpperCase()}`;

/** People of a fake Slack, with real signatures over HTTP. */
export const openSlack: OpenPlatform = async ({ people, locales, zone, accept, idle, now, log }) => {
  const slack = await startFakeSlack({
    users: people.map((person) => ({
      ...{ id: userOf(person), name: person.charAt(0).toUpperCase() + person.slice(1), zone },
      ...(locales[person] && { locale: locales[person] }),
    })),
    channels: [{ id: channelOf('#support'), name: 'support' }],
  });
  const http = express();
  const server = await listen(http);
  const config = { botToken: 'xoxb-fake', signingSecret: SECRET, apiUrl: slack.url };
  const connection = await connectSlack({
    http,
    config,
    accept,
    lose: async () => {},
    now,
    wallClock: () => Temporal.Now.instant(),
    log,
  });
  const client = slackClient({ appUrl: `http://127.0.0.1:${portOf(server)}`, signingSecret: SECRET });
  const seen = (person: string, channel?: string) =>
    channel === undefined
      ? slack.messagesIn(userOf(person))
      : [...slack.messagesIn(channelOf(channel)), ...slack.asidesTo(userOf(person))].sort((a, b) => a.ts.localeCompare(b.ts));
  const chat: Chat = {
    async say(person, text, channel) {
      const told =
        channel === undefined
          ? await client.say(userOf(person), text)
          : await client.mention(userOf(person), channelOf(channel), text);
      expectTaken(told);
      await idle();
    },
    async press(person, message, label, changed = {}, channel) {
      const shown = seen(person, channel).find((each) => each.ts === message.id);
      if (!shown) throw new Error(`${person} does not see that message any more`);
      expectTaken(await client.press(userOf(person), shown, label, changed));
      await idle();
    },
    thread: async (message, channel) =>
      slack
        .messagesIn(channelOf(channel))
        .filter(({ thread }) => thread === message.id)
        .map(read),
    messages: async (person, channel) =>
      seen(person, channel)
        .filter(({ thread }) => thread === undefined)
        .map(read),
  };
  const page: Page = {
    async open(person) {
      expectTaken(await client.event({ type: 'app_home_opened', user: userOf(person), tab: 'home' }));
      await idle();
    },
    seen(person) {
      const shown = slack.homeOf(userOf(person));
      return shown && read(shown);
    },
    async press(person, label) {
      const shown = slack.homeOf(userOf(person));
      if (!shown) throw new Error(`${person} sees nothing on the Home tab`);
      expectTaken(await client.pressHome(userOf(person), shown, label));
      await idle();
    },
  };
  const stop = async () => {
    await connection.stop();
    await closed(server);
    await slack.stop();
  };
  const refuseNext = (quoting: string) => {
    const messages = [`[ERROR] must be less than 3001 characters: "${quoting}"`];
    for (const method of ['chat.postMessage', 'chat.update'])
      slack.failNext(method, { error: 'invalid_blocks', response_metadata: { messages } });
  };
  return {
    name: 'slack',
    workspace: `slack:${slack.team}`,
    platform: connection.platform,
    chat,
    page,
    idOf: userOf,
    refuseNext,
    stop,
  };
};

function expectTaken({ status }: { status: number }): void {
  if (status !== 200) throw new Error(`Slack got ${status}`);
}

function read(message: SlackMessage): Message {
  const inputs = message.blocks.flatMap((block) => (block.type === 'input' ? [block.element] : []));
  const shown = message.blocks.filter((block) => block.type !== 'input' && block.type !== 'actions');
  return {
    id: message.ts,
    text: shown.map(wordsOf).join('\n'),
    buttons: buttonsOf(message).map((button) => button.text.text),
    inputs: Object.fromEntries(inputs.map((input) => [input.action_id, ''])),
  };
}

// Everything under a `text` is words; mrkdwn is read back into what a person sees.
function wordsOf(part: unknown): string {
  if (typeof part !== 'object' || part === null) return '';
  if ('type' in part && part.type === 'data_visualization' && 'title' in part) return String(part.title);
  return Object.entries(part)
    .map(([key, value]) =>
      key === 'text' && typeof value === 'string' ? asRead(value, 'type' in part && part.type === 'mrkdwn') : wordsOf(value),
    )
    .join('');
}

function asRead(text: string, isMrkdwn: boolean): string {
  return isMrkdwn ? text.replace(/[*_]/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&') : text;
}

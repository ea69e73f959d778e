import { createEmulator, type Emulator } from 'emulate';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { connectSlack } from '../../../adapters/slack/connect.ts';
import type { Installations } from '../../../adapters/slack/installations.ts';
import type { Inbound } from '../../../src/events.ts';
import type { Outbound } from '../../../src/letter.ts';
import { md } from '../../../src/markdown.ts';
import type { Connection } from '../../../src/ports/platform.ts';
import { closed, listen, portOf } from '../../support/fake-slack.ts';
import { letter, noon, recordingLog, signingSecret } from '../../support/slack-app.ts';
import { type SlackClient, slackClient } from '../../support/slack-client.ts';
import { beginInstall } from '../../support/slack-install.ts';
import { slackManifest } from '../../support/slack-manifest.ts';

// Slack as somebody else understood it: a judge of what our own fake may have got wrong.
let emulator: Emulator;
let connection: Connection;
let ana: string;
let support: string;
let people: SlackClient;
let stopHttp: () => Promise<void>;
const inbounds: Inbound[] = [];
const { log, logged } = recordingLog();

const botToken = 'xoxb-emulated';
const userToken = 'xoxp-emulated';
const membersSchema = z.object({ members: z.array(z.object({ id: z.string(), name: z.string() })) });
const channelsSchema = z.object({ channels: z.array(z.object({ id: z.string(), name: z.string() })) });
const question: Partial<Outbound> = {
  text: 'A question',
  blocks: [
    { type: 'text', text: md`What do you do first?` },
    { type: 'buttons', buttons: [{ id: 'a', label: 'A', intent: { type: 'help' } }] },
  ],
};
const messageSchema = z.object({ text: z.string(), blocks: z.array(z.looseObject({ type: z.string() })), metadata: z.unknown() });
const historySchema = z.object({ messages: z.array(messageSchema) });

beforeAll(async () => {
  emulator = await createEmulator({ service: 'slack', port: 0, seed: { slack: workspace } });
  const http = express();
  const server = await listen(http);
  const config = { botToken, signingSecret, apiUrl: `${emulator.url}/api` };
  const accept = async (inbound: Inbound) => {
    inbounds.push(inbound);
    return [];
  };
  connection = await connectSlack({
    http,
    config,
    accept,
    lose: async () => {},
    now: () => noon,
    wallClock: () => Temporal.Now.instant(),
    log,
  });
  ana = idOf('ana', (await ask('users.list', {}, membersSchema)).members);
  support = idOf('support', (await ask('conversations.list', {}, channelsSchema)).channels);
  people = slackClient({ appUrl: `http://127.0.0.1:${portOf(server)}`, signingSecret, team: 'T000000001' });
  stopHttp = () => closed(server);
});
afterAll(async () => {
  await connection.stop();
  await stopHttp();
  await emulator.close();
});

/** The bot has the scopes of the manifest and no other; the emulator refuses what they do not cover. */
const workspace = {
  strict_scopes: true,
  users: [{ name: 'ana', real_name: 'Ana Lima' }, { name: 'cairn' }],
  channels: [{ name: 'support' }],
  tokens: [
    {
      token: botToken,
      type: 'bot',
      user: 'cairn',
      scopes: slackManifest.oauth_config.scopes.bot,
    },
    { token: userToken, type: 'user', user: 'ana' },
  ],
};

test('letters to a person and to a channel arrive with their blocks and their id', async () => {
  const ref = await connection.platform.post(letter({ kind: 'member', member: ana }, question, 'L7'));
  const [dm = ''] = ref.split(':');
  expect((await history(dm)).messages).toMatchObject([
    { text: 'A question', blocks: [{ type: 'section' }, { type: 'actions' }], metadata: { event_payload: { letter: 'L7' } } },
  ]);
  await connection.platform.post(letter({ kind: 'channel', channel: support }, question));
  expect((await history(support)).messages).toHaveLength(1);
});

test('an update takes the place of the message, and an aside is accepted', async () => {
  const ref = await connection.platform.post(letter({ kind: 'member', member: ana }, question));
  const [dm = ''] = ref.split(':');
  const before = (await history(dm)).messages.length;
  expect(await connection.platform.update(letter({ kind: 'member', member: ana }, { text: 'Right', blocks: [] }), ref)).toBe(ref);
  const { messages } = await history(dm);
  expect(messages).toHaveLength(before);
  expect(messages.map(({ text }) => text)).toContain('Right');
  await expect(connection.platform.post(letter({ kind: 'aside', channel: support, member: ana }, question))).resolves.toMatch(
    support,
  );
});

test('a channel that does not exist is unreachable', async () => {
  const lost = connection.platform.post(letter({ kind: 'channel', channel: 'C404' }, question));
  await expect(lost).rejects.toMatchObject({ reason: 'unreachable', message: expect.stringContaining('channel_not_found') });
});

test('a profile is read', async () => {
  expect(await connection.platform.profile('slack:T000000001', ana)).toMatchObject({ name: 'ana' });
});

test('an event is taken once Slack has said who we are', async () => {
  expect((await people.say(ana, 'quiz')).status).toBe(200);
  expect(inbounds).toMatchObject([{ workspace: 'slack:T000000001', member: ana, what: { text: 'quiz' } }]);
  expect(logged).toEqual([]);
});

test('a letter that is there is found, by the scopes of the manifest alone', async () => {
  const since = Temporal.Now.instant();
  const to = { kind: 'member', member: ana } as const;
  const ref = await connection.platform.post(letter(to, question, 'L9'));
  expect(await connection.platform.find(letter(to, question, 'L9'), since)).toEqual({ seen: 'yes', ref });
  expect(await connection.platform.find(letter(to, question, 'L10'), since)).toEqual({ seen: 'no' });
  const elsewhere = letter({ kind: 'channel', channel: support }, question, 'L9');
  expect(await connection.platform.find(elsewhere, since)).toEqual({ seen: 'unknown' });
});

test('a workspace installs Cairn, which then writes there', async () => {
  const kept = new Map<string, Awaited<ReturnType<Installations['find']>>>();
  const http = express();
  const server = await listen(http);
  const own = `http://127.0.0.1:${portOf(server)}`;
  const installed = await connectSlack({
    http,
    config: { clientId: 'cairn.1', clientSecret: 'a-client-secret', signingSecret, apiUrl: `${emulator.url}/api` },
    installations: {
      save: async (workspace, installation, installedAt) => void kept.set(workspace, { installation, installedAt }),
      renew: async () => {},
      find: async (workspace) => kept.get(workspace),
      remove: async () => {},
    },
    accept: async () => [],
    lose: async () => {},
    now: () => noon,
    wallClock: () => Temporal.Now.instant(),
    log,
  });
  const { to, cookie } = await beginInstall(own);
  const form = new URLSearchParams(to.searchParams);
  form.set('user_id', ana);
  form.set('redirect_uri', `${own}/slack/oauth_redirect`);
  const agreed = await fetch(`${emulator.url}/oauth/v2/authorize/callback`, { method: 'POST', body: form, redirect: 'manual' });
  expect((await fetch(agreed.headers.get('location') ?? '', { headers: { cookie } })).status).toBe(200);
  expect(kept.get('slack:T000000001')?.installation.bot.scopes.toSorted()).toEqual(
    slackManifest.oauth_config.scopes.bot.toSorted(),
  );
  const greeting = { ...letter({ kind: 'member', member: ana }, question), workspace: 'slack:T000000001' as const };
  await expect(installed.platform.post(greeting)).resolves.toMatch(/^D/);
  await installed.stop();
  await closed(server);
});

function history(channel: string) {
  return ask('conversations.history', { channel }, historySchema);
}

function idOf(name: string, named: readonly { id: string; name: string }[]): string {
  const found = named.find((each) => each.name === name);
  if (!found) throw new Error(`no ${name} in the emulated workspace`);
  return found.id;
}

async function ask<T>(method: string, args: Record<string, string>, schema: z.ZodType<T>): Promise<T> {
  const response = await fetch(`${emulator.url}/api/${method}`, {
    method: 'POST',
    body: new URLSearchParams(args),
    headers: { authorization: `Bearer ${userToken}` },
  });
  return schema.parse(await response.json());
}

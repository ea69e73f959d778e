import express from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectSlack } from '../../../adapters/slack/connect.ts';
import type { Inbound } from '../../../src/events.ts';
import type { Block } from '../../../src/letter.ts';
import { md } from '../../../src/markdown.ts';
import type { Accept, Connection } from '../../../src/ports/platform.ts';
import { type FakeSlack, startFakeSlack } from '../../support/fake-slack.ts';
import { letter, noon, recordingLog } from '../../support/slack-app.ts';
import { commandFields, eventBody, pressing, saying } from '../../support/slack-client.ts';
import { type FakeSocket, startFakeSocket } from '../../support/slack-socket.ts';

let socket: FakeSocket;
let slack: FakeSlack;
let connection: Connection;
let inbounds: Inbound[];
let accept: Accept;
let { log, logged } = recordingLog();

beforeEach(async () => {
  socket = await startFakeSocket();
  slack = await startFakeSlack({ users: [{ id: 'U1' }], socketUrl: socket.url });
  inbounds = [];
  accept = async () => [];
  ({ log, logged } = recordingLog());
  connection = await connect();
});
afterEach(async () => {
  await connection.stop();
  await socket.stop();
  await slack.stop();
});

function connect(): Promise<Connection> {
  return connectSlack({
    http: express(),
    config: { botToken: 'xoxb-fake', appToken: 'xapp-1-fake', apiUrl: slack.url },
    accept: (inbound) => {
      inbounds.push(inbound);
      return accept(inbound);
    },
    lose: async () => {},
    now: () => noon,
    wallClock: () => Temporal.Now.instant(),
    log,
  });
}

const blocks: Block[] = [
  { type: 'text', text: md`Ready?` },
  { type: 'buttons', buttons: [{ id: 'go', label: 'Start', intent: { type: 'start-quiz' } }] },
];

test('events, commands and buttons come through the socket and are acknowledged with nothing', async () => {
  expect(await socket.deliver('events_api', eventBody(saying('U1', 'quiz'), 'Ev1'))).toEqual({});
  expect(await socket.deliver('slash_commands', commandFields('U1', 'stats', { id: 'D1', name: 'directmessage' }))).toEqual({});
  await connection.platform.post(letter({ kind: 'member', member: 'U1' }, { blocks }));
  const [message] = slack.messagesIn('U1');
  if (message) expect(await socket.deliver('interactive', pressing('U1', message, 'Start', {}))).toEqual({});
  expect(inbounds.map(({ what }) => what)).toEqual([
    { type: 'said', text: 'quiz', attachments: 0 },
    { type: 'said', text: 'stats', attachments: 0 },
    { type: 'pressed', letter: 'L1', button: 'go', values: {} },
  ]);
  expect(logged).toEqual([]);
});

test('an event is acknowledged when it is saved and not before', async () => {
  const saving = Promise.withResolvers<void>();
  accept = async ({ id }) => {
    if (id === 'Ev1') await saving.promise;
    return [];
  };
  let acknowledged = false;
  const first = socket.deliver('events_api', eventBody(saying('U1', 'one'), 'Ev1')).then(() => {
    acknowledged = true;
  });
  await socket.deliver('events_api', eventBody(saying('U1', 'two'), 'Ev2'));
  expect(acknowledged).toBe(false);
  saving.resolve();
  await first;
  expect(acknowledged).toBe(true);
});

test('what could not be saved is not acknowledged, so that Slack repeats it', async () => {
  let acknowledged = false;
  accept = async ({ id }) => {
    if (id === 'Ev1') throw new Error('the database is away');
    return [];
  };
  void socket.deliver('events_api', eventBody(saying('U1', 'one'), 'Ev1')).then(() => {
    acknowledged = true;
  });
  await socket.deliver('events_api', eventBody(saying('U1', 'two'), 'Ev2'));
  expect(acknowledged).toBe(false);
  expect(logged).toEqual([
    {
      level: 'error',
      ids: { platform: 'slack', event: 'Ev1' },
      message: 'not taken, Slack will send it again: it could not be saved: the database is away',
    },
  ]);
});

test('what makes no sense is acknowledged or ignored, and what follows is heard', async () => {
  socket.send('no JSON: my secret answer');
  socket.send('{"type": "my secret kind"}');
  await socket.deliver('interactive', { hello: 'my secret answer' });
  await socket.deliver('events_api', eventBody({ type: 'message', user: null, text: 'my secret answer' }, 'Ev1'));
  await socket.deliver('events_api', eventBody(saying('U1', 'quiz'), 'Ev2'));
  expect(inbounds.map(({ id }) => id)).toEqual(['Ev2']);
  expect(logged.length).toBeGreaterThan(0);
  expect(JSON.stringify(logged)).not.toContain('secret');
});

test('stopping ends the connection, after what was taken is acknowledged', async () => {
  const saving = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  accept = async () => {
    started.resolve();
    await saving.promise;
    return [];
  };
  const acknowledged = socket.deliver('events_api', eventBody(saying('U1', 'quiz'), 'Ev1'));
  await started.promise;
  const stopping = connection.stop();
  saving.resolve();
  await stopping;
  expect(await acknowledged).toEqual({});
  await socket.empty();
});

test('a refused app token says what to check, and is not in the log', async () => {
  slack.failNext('apps.connections.open', { error: 'invalid_auth' });
  await expect(connect()).rejects.toThrow(/invalid_auth; check SLACK_APP_TOKEN/);
  expect(JSON.stringify(logged)).not.toContain('xapp-1-fake');
});

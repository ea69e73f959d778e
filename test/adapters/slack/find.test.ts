import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Recipient } from '../../../src/letter.ts';
import type { Platform } from '../../../src/ports/platform.ts';
import { letter, type SlackApp, startSlackApp } from '../../support/slack-app.ts';
import { saying } from '../../support/slack-client.ts';

let app: SlackApp;
let platform: Platform;

beforeEach(async () => {
  app = await startSlackApp();
  platform = app.connection.platform;
});
afterEach(() => app.stop());

const ana: Recipient = { kind: 'member', member: 'U1' };
/** When the fake's messages are posted. */
const posting = Temporal.Instant.from('2023-11-14T22:13:20Z');

test('a letter whose answer got lost is found where it arrived, and its reference is good', async () => {
  app.slack.failNext('chat.postMessage', { dropped: true, done: true });
  await expect(platform.post(letter(ana, {}, 'L1'))).rejects.toMatchObject({ reason: 'unsure' });
  await platform.post(letter(ana, {}, 'L2'));
  const found = await platform.find(letter(ana, {}, 'L1'), posting);
  expect(found).toEqual({ seen: 'yes', ref: 'D1:1700000000.000001' });
  if (found.seen === 'yes') await platform.update(letter(ana, { text: 'Changed' }, 'L3'), found.ref);
  expect(app.slack.messagesIn('U1').map(({ text }) => text)).toEqual(['Changed', 'Hello']);
});

test('a letter that did not arrive is not found', async () => {
  app.slack.failNext('chat.postMessage', { dropped: true });
  await expect(platform.post(letter(ana, {}, 'L1'))).rejects.toMatchObject({ reason: 'unsure' });
  await platform.post(letter(ana, {}, 'L2'));
  expect(await platform.find(letter(ana, {}, 'L1'), posting)).toEqual({ seen: 'no' });
});

test('a message whose letter was replaced is the newer letter, and no longer the older one', async () => {
  const ref = await platform.post(letter(ana, {}, 'L1'));
  await platform.update({ ...letter(ana, {}, 'L2'), replaces: 'L1' }, ref);
  expect(await platform.find(letter(ana, {}, 'L1'), posting)).toEqual({ seen: 'no' });
  expect(await platform.find(letter(ana, {}, 'L2'), posting)).toEqual({ seen: 'yes', ref });
});

test('the same person is looked for in the direct message that is known, and else Slack is asked for it once', async () => {
  await platform.find(letter(ana, {}), posting);
  await platform.find(letter(ana, {}), posting);
  await app.people.event(saying('U2', 'quiz'));
  await platform.find(letter({ kind: 'member', member: 'U2' }, {}), posting);
  expect(app.slack.calls.map(({ method }) => method)).toEqual([
    'conversations.open',
    'conversations.history',
    'conversations.history',
    'auth.test',
    'conversations.history',
  ]);
});

test('only what was posted since is looked at, and five minutes before for clocks that differ', async () => {
  const ref = await platform.post(letter(ana, {}));
  const at = (minutes: number) => platform.find(letter(ana, {}), posting.add({ minutes }));
  expect(await at(4)).toEqual({ seen: 'yes', ref });
  expect(await at(6)).toEqual({ seen: 'no' });
});

test('after several pages it is not known whether it is further back', async () => {
  const ref = await platform.post(letter(ana, {}, 'first'));
  for (let i = 0; i < 599; i++) await platform.post(letter(ana, {}, `L${i}`));
  expect(await platform.find(letter(ana, {}, 'first'), posting)).toEqual({ seen: 'yes', ref });
  await platform.post(letter(ana, {}, 'one more'));
  expect(await platform.find(letter(ana, {}, 'first'), posting)).toEqual({ seen: 'unknown' });
});

test.each<[string, Recipient]>([
  ['a channel whose messages Cairn has no scope to read', { kind: 'channel', channel: 'C1' }],
  ['what only one person sees', { kind: 'aside', channel: 'C1', member: 'U1' }],
  ['somebody who is not there', { kind: 'member', member: 'U9' }],
])('where Slack does not let us look, nothing is known: %s', async (_, to) => {
  expect(await platform.find(letter(to, {}), posting)).toEqual({ seen: 'unknown' });
});

test('too fast, one has to wait; where the looking fails, the letter is as unsure as before', async () => {
  const look = () => platform.find(letter(ana, {}), posting);
  app.slack.failNext('conversations.history', { retryAfter: 60 });
  await expect(look()).rejects.toMatchObject({ reason: 'throttled', retryAfterMs: 60_000 });
  app.slack.failNext('conversations.history', { status: 500 });
  await expect(look()).rejects.toMatchObject({ reason: 'unsure' });
  app.slack.failNext('conversations.history', { error: 'account_inactive' });
  await expect(look()).rejects.toMatchObject({ reason: 'unreachable', whole: true });
  await app.slack.stop();
  await expect(look()).rejects.toMatchObject({ reason: 'unsure' });
});

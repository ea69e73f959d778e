import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Outbound, Recipient } from '../../../src/letter.ts';
import { md } from '../../../src/markdown.ts';
import { letter, type SlackApp, startSlackApp } from '../../support/slack-app.ts';

const home: Recipient = { kind: 'home', member: 'U1' };
const shown: Partial<Outbound> = {
  text: 'Today: 3 questions',
  blocks: [
    { type: 'text', text: md`**Today** · 3 questions` },
    { type: 'buttons', buttons: [{ id: 'start', label: 'Start', intent: { type: 'start-quiz' } }] },
  ],
};

let app: SlackApp;
beforeEach(async () => {
  app = await startSlackApp();
});
afterEach(() => app.stop());

test('a letter to somebody’s home is published on their Home tab, and is no message', async () => {
  await app.connection.platform.post(letter(home, shown));
  await app.connection.platform.post(letter(home, shown, 'L2'));
  expect(app.slack.homeOf('U1')).toMatchObject({ edits: 1, blocks: [{ type: 'section' }, { type: 'actions' }] });
  expect(app.slack.messagesIn('U1')).toEqual([]);
  expect(app.slack.homeOf('U2')).toBeUndefined();
});

test('to open the Home tab is an event, to open the Messages tab is none', async () => {
  await app.people.event({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'messages' });
  await app.people.event({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' }, { id: 'Ev7' });
  expect(app.inbounds).toMatchObject([
    { id: 'Ev7', workspace: 'slack:T0001', member: 'U1', conversation: { kind: 'personal' }, what: { type: 'opened' } },
  ]);
});

test('a button of the Home tab is pressed in private', async () => {
  await app.connection.platform.post(letter(home, shown));
  const page = app.slack.homeOf('U1');
  if (!page) throw new Error('nothing on the Home tab');
  await app.people.pressHome('U1', page, 'Start');
  expect(app.inbounds).toMatchObject([
    { conversation: { kind: 'personal' }, what: { type: 'pressed', letter: 'L1', button: 'start' } },
  ]);
});

test('too fast for the Home tab alone holds up no message, and what may have been published may be published again', async () => {
  app.slack.failNext('views.publish', { retryAfter: 7 });
  await expect(app.connection.platform.post(letter(home, shown))).rejects.toMatchObject({
    reason: 'failed',
    retryAfterMs: 7_000,
  });
  app.slack.failNext('views.publish', { dropped: true, done: true });
  await expect(app.connection.platform.post(letter(home, shown))).rejects.toMatchObject({ reason: 'failed' });
  const since = Temporal.Instant.from('2026-11-23T08:00:00Z');
  expect(await app.connection.platform.find(letter(home, shown), since)).toEqual({ seen: 'no' });
});

test('where the Home tab is off, the operator is told what to do', async () => {
  app.slack.failNext('views.publish', { error: 'not_enabled' });
  await expect(app.connection.platform.post(letter(home, shown))).rejects.toThrow(
    /Home tab of U1: not_enabled \(turn on the Home tab/,
  );
});

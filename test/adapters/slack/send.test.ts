import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Outbound, Recipient } from '../../../src/letter.ts';
import { md } from '../../../src/markdown.ts';
import type { Platform } from '../../../src/ports/platform.ts';
import { letter, type SlackApp, startSlackApp } from '../../support/slack-app.ts';

let app: SlackApp;
let platform: Platform;

beforeEach(async () => {
  app = await startSlackApp();
  platform = app.connection.platform;
});
afterEach(() => app.stop());

const ana: Recipient = { kind: 'member', member: 'U1' };
const support: Recipient = { kind: 'channel', channel: 'C1' };
const aside: Recipient = { kind: 'aside', channel: 'C1', member: 'U2' };
const question: Partial<Outbound> = { text: 'A question', blocks: [{ type: 'text', text: md`What do you do first?` }] };
const verdict: Partial<Outbound> = { text: 'Right', blocks: [{ type: 'text', text: md`✓ Right` }] };

test('a letter to a person is a message in their DM, and carries its id', async () => {
  const ref = await platform.post(letter(ana, question, 'L7'));
  expect(app.slack.messagesIn('U1')).toEqual([
    {
      channel: 'D1',
      ts: '1700000000.000001',
      text: 'A question',
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'What do you do first?', verbatim: true } }],
      metadata: { event_type: 'cairn_letter', event_payload: { letter: 'L7' } },
      edits: 0,
    },
  ]);
  expect(ref).toBe('D1:1700000000.000001');
  expect(app.slack.calls).toMatchObject([
    { method: 'chat.postMessage', args: { channel: 'U1', unfurl_links: 'false', unfurl_media: 'false' } },
  ]);
});

test('a letter to a channel is posted there; an aside is seen by one person only', async () => {
  await platform.post(letter(support, question));
  await platform.post(letter(aside, verdict));
  expect(app.slack.messagesIn('C1').map(({ text }) => text)).toEqual(['A question']);
  expect(app.slack.asidesTo('U2').map(({ channel, text }) => [channel, text])).toEqual([['C1', 'Right']]);
});

test('an update takes the place of the message', async () => {
  const ref = await platform.post(letter(ana, question));
  expect(await platform.update(letter(ana, verdict, 'L2'), ref)).toBe(ref);
  expect(app.slack.messagesIn('U1')).toMatchObject([
    { text: 'Right', blocks: [{ text: { text: '✓ Right' } }], metadata: { event_payload: { letter: 'L2' } }, edits: 1 },
  ]);
});

test('an update can leave the words alone, without blocks', async () => {
  const ref = await platform.post(letter(ana, question));
  await platform.update(letter(ana, { text: 'Over', blocks: [] }), ref);
  expect(app.slack.messagesIn('U1')).toMatchObject([{ text: 'Over', blocks: [] }]);
});

test('where the message is gone, the update is posted anew', async () => {
  const ref = await platform.post(letter(ana, question));
  const [message] = app.slack.messagesIn('U1');
  if (message) app.slack.deleteMessage(message);
  const newRef = await platform.update(letter(ana, verdict), ref);
  expect(app.slack.messagesIn('U1')).toMatchObject([{ text: 'Right', edits: 0 }]);
  expect(await platform.update(letter(ana, question), newRef)).toBe(newRef);
});

test.each(['cant_update_message', 'edit_window_closed'])(
  'an update that Slack does not allow is posted anew: %s',
  async (error) => {
    const ref = await platform.post(letter(ana, question));
    app.slack.failNext('chat.update', { error });
    expect(await platform.update(letter(ana, verdict), ref)).not.toBe(ref);
    expect(app.slack.messagesIn('U1').map(({ text }) => text)).toEqual(['A question', 'Right']);
  },
);

test('an aside in a channel that Cairn is not in comes in private', async () => {
  await platform.post(letter({ kind: 'aside', channel: 'C3', member: 'U2' }, verdict));
  expect(app.slack.asidesTo('U2')).toEqual([]);
  expect(app.slack.messagesIn('U2').map(({ text }) => text)).toEqual(['Right']);
});

test('an aside cannot be changed, so an update says it again', async () => {
  const ref = await platform.post(letter(aside, question));
  await platform.update(letter(aside, verdict), ref);
  expect(app.slack.asidesTo('U2').map(({ text }) => text)).toEqual(['A question', 'Right']);
});

test('a reference that is not of Slack is posted anew', async () => {
  await platform.update(letter(ana, verdict), 'something else');
  expect(app.slack.messagesIn('U1').map(({ text }) => text)).toEqual(['Right']);
});

test.each<[string, Recipient, RegExp]>([
  ['an archived channel', { kind: 'channel', channel: 'C2' }, /is_archived/],
  ['a channel without Cairn', { kind: 'channel', channel: 'C3' }, /not_in_channel \(invite Cairn to the channel/],
  ['an unknown channel', { kind: 'channel', channel: 'C9' }, /channel_not_found/],
  ['an unknown person', { kind: 'member', member: 'U9' }, /U9: channel_not_found/],
  ['a bot', { kind: 'member', member: 'UBOT' }, /cannot_dm_bot/],
  ['an aside to an unknown person', { kind: 'aside', channel: 'C1', member: 'U9' }, /U9 in C1: user_not_found/],
])('nobody to reach, and no use to repeat: %s', async (_, to, message) => {
  await expect(platform.post(letter(to, question))).rejects.toMatchObject({
    reason: 'unreachable',
    message: expect.stringMatching(message),
  });
});

test.each(['user_is_bot', 'user_disabled'])('unreachable: %s', async (error) => {
  app.slack.failNext('chat.postMessage', { error });
  await expect(platform.post(letter(ana, question))).rejects.toMatchObject({
    reason: 'unreachable',
    whole: false,
    retryAfterMs: undefined,
  });
});

test.each(['account_inactive', 'token_revoked', 'token_expired', 'invalid_auth', 'team_access_not_granted'])(
  'nobody of the workspace can be reached: %s',
  async (error) => {
    app.slack.failNext('chat.postMessage', { error });
    app.slack.failNext('chat.update', { error });
    const refusal = { reason: 'unreachable', whole: true };
    await expect(platform.post(letter(ana, question))).rejects.toMatchObject(refusal);
    await expect(platform.update(letter(ana, question), 'D1:1.1')).rejects.toMatchObject(refusal);
  },
);

test.each<[string, RegExp]>([
  ['not_authed', /check SLACK_BOT_TOKEN/],
  ['missing_scope', /manifest\/slack\.yaml/],
  ['org_login_required', /organisation/],
  ['messages_tab_disabled', /Messages tab/],
  ['toString', /toString/],
])('may be repeated: %s', async (error, message) => {
  app.slack.failNext('chat.postMessage', { error });
  await expect(platform.post(letter(ana, question))).rejects.toMatchObject({
    reason: 'failed',
    message: expect.stringMatching(message),
  });
});

test('a rate limit says how long to wait, and nothing is repeated behind our back', async () => {
  app.slack.failNext('chat.postMessage', { retryAfter: 30 });
  await expect(platform.post(letter(ana, question))).rejects.toMatchObject({ reason: 'throttled', retryAfterMs: 30_000 });
  app.slack.failNext('chat.update', { error: 'ratelimited' });
  await expect(platform.update(letter(ana, question), 'D1:1.1')).rejects.toMatchObject({
    reason: 'throttled',
    retryAfterMs: 1_000,
  });
  expect(app.slack.calls).toHaveLength(2);
});

test.each<[string, Parameters<SlackApp['slack']['failNext']>[1]]>([
  ['a connection that breaks', { dropped: true, done: true }],
  ['a connection that breaks before Slack did anything', { dropped: true }],
  ['an error of the server', { status: 502, done: true }],
  ['an error of the server before it did anything', { status: 503 }],
  ['an answer of something in between', { body: '<html>Your answer went to secret.example</html>' }],
  ['an answer that is cut off', { body: '{"ok": tr' }],
  ['Slack being unsure itself', { error: 'fatal_error' }],
  ['Slack being unsure itself, in other words', { error: 'internal_error' }],
])('where the answer gets lost, nobody knows whether it was posted: %s', async (_, failure) => {
  app.slack.failNext('chat.postMessage', failure);
  await expect(platform.post(letter(ana, question))).rejects.toMatchObject({
    reason: 'unsure',
    message: expect.not.stringContaining('secret'),
  });
  expect(JSON.stringify(app.logged)).not.toContain('secret');
  app.slack.failNext('chat.update', failure);
  await expect(platform.update(letter(ana, question), 'D1:1.1')).rejects.toMatchObject({ reason: 'failed' });
});

test('an answer that does not name the message leaves it unsure', async () => {
  app.slack.failNext('chat.postMessage', { body: '{"ok": true}' });
  await expect(platform.post(letter(ana, question))).rejects.toMatchObject({ reason: 'unsure' });
});

test.each([400, 404])('a call that Slack has no use for did nothing: %i', async (status) => {
  app.slack.failNext('chat.postMessage', { status });
  await expect(platform.post(letter(ana, question))).rejects.toMatchObject({ reason: 'failed' });
});

test('a Slack that cannot be reached is a failure', async () => {
  await app.slack.stop();
  await expect(platform.post(letter(ana, question))).rejects.toMatchObject({
    reason: 'failed',
    message: expect.stringContaining('ECONNREFUSED'),
  });
});

test('what people wrote stays text wherever it stands', async () => {
  const rude = '<!channel> <@U2> & *you*';
  await platform.post(
    letter(support, {
      text: rude,
      blocks: [
        { type: 'note', text: md`${rude}` },
        { type: 'facts', facts: [{ label: rude, value: rude }] },
      ],
    }),
  );
  expect(JSON.stringify(app.slack.messagesIn('C1'))).not.toMatch(/<[!@]/);
});

test('a profile holds what Slack knows', async () => {
  expect(await platform.profile('slack:T0001', 'U1')).toEqual({ name: 'Ana', zone: 'Europe/Lisbon', locale: 'pt-PT' });
  expect(await platform.profile('slack:T0001', 'U2')).toEqual({ name: 'Jo' });
});

test('a profile that cannot be had is the id, and the log knows why', async () => {
  expect(await platform.profile('slack:T0001', 'U9')).toEqual({ name: 'U9' });
  expect(app.logged).toEqual([
    {
      level: 'warn',
      ids: { platform: 'slack', member: 'U9' },
      message: 'no profile, the id stands for the name: user_not_found',
    },
  ]);
});

test('a message that Slack refuses names the block, not the words', async () => {
  app.slack.failNext('chat.postMessage', { error: 'invalid_blocks' });
  await expect(platform.post(letter(ana, question))).rejects.toMatchObject({
    reason: 'refused',
    message: expect.not.stringContaining('What do you'),
  });
});

test('a direct message that is not theirs, or no more, is forgotten: Slack opens the right one', async () => {
  await platform.post(letter(ana, question));
  app.slack.failNext('chat.postMessage', { error: 'channel_not_found' });
  await platform.post(letter(ana, question, 'L2'));
  const posts = app.slack.calls.filter((call) => call.method === 'chat.postMessage').map((call) => call.args['channel']);
  expect(posts.slice(-2)).toEqual([expect.stringMatching(/^D/), 'U1']);
  expect(app.slack.messagesIn('U1')).toHaveLength(2);
});

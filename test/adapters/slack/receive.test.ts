import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Block } from '../../../src/letter.ts';
import { md } from '../../../src/markdown.ts';
import { letter, noon, type SlackApp, signingSecret, startSlackApp } from '../../support/slack-app.ts';
import { commandFields, eventBody, saying, slackClient } from '../../support/slack-client.ts';

let app: SlackApp;

beforeEach(async () => {
  app = await startSlackApp();
});
afterEach(() => app.stop());

const form = 'application/x-www-form-urlencoded';

test('a message in the DM is what a person said', async () => {
  const answer = await app.people.event(saying('U1', 'quiz'), { id: 'Ev7' });
  expect(answer).toEqual({ status: 200, text: '' });
  expect(app.inbounds).toEqual([
    {
      id: 'Ev7',
      workspace: 'slack:T0001',
      member: 'U1',
      conversation: { kind: 'personal' },
      at: noon,
      what: { type: 'said', text: 'quiz', attachments: 0 },
    },
  ]);
});

test.each([
  ['a < b && b > c', { text: 'a &lt; b &amp;&amp; b &gt; c' }],
  ['&lt;', { text: '&amp;lt;' }],
  ['see example.org/a?b=1&c=2', { text: 'see <http://example.org/a?b=1&amp;c=2|example.org/a?b=1&amp;c=2>' }],
  ['https://example.org', { text: '<https://example.org>' }],
  ['ana@example.org', { text: '<mailto:ana@example.org|ana@example.org>' }],
  ['ask @U2 or @jo in #general', { text: 'ask <@U2> or <@U2|jo> in <#C9|general>' }],
  ['@here @support', { text: '<!here> <!subteam^S1|@support>' }],
  ['two\nlines', { text: '  two\nlines ' }],
])('what Slack writes is read as what was typed: %s', async (typed, event) => {
  await app.people.event(saying('U1', '', event));
  expect(app.inbounds[0]?.what).toEqual({ type: 'said', text: typed, attachments: 0 });
});

test('a reply in a thread of the DM counts as said, and files are counted', async () => {
  await app.people.say('U1', 'in a thread', { thread_ts: '1700000000.000001' });
  await app.people.say('U1', 'my notes', { subtype: 'file_share', files: [{ id: 'F1' }, { id: 'F2' }] });
  expect(app.inbounds.map((inbound) => inbound.what)).toEqual([
    { type: 'said', text: 'in a thread', attachments: 0 },
    { type: 'said', text: 'my notes', attachments: 2 },
  ]);
});

test('40,000 characters arrive whole', async () => {
  await app.people.say('U1', 'x'.repeat(40_000));
  expect(app.inbounds[0]?.what).toMatchObject({ text: 'x'.repeat(40_000) });
});

test('a mention in a channel is said there, without the mention', async () => {
  await app.people.mention('U1', 'C1', 'quiz');
  expect(app.inbounds[0]).toMatchObject({
    member: 'U1',
    conversation: { kind: 'channel', id: 'C1' },
    what: { type: 'said', text: 'quiz' },
  });
});

test('the mention may stand anywhere, in the DM too, and other mentions stay', async () => {
  await app.people.event(saying('U1', '', { text: '<@U0CAIRN|cairn> quiz' }));
  expect(app.inbounds.pop()?.what).toMatchObject({ text: 'quiz' });
  await app.people.event({
    type: 'app_mention',
    user: 'U1',
    channel: 'C1',
    text: 'hey <@U0CAIRN> and <@U2|jo>: *help*',
    ts: '1.0',
  });
  expect(app.inbounds[0]?.what).toMatchObject({ text: 'hey and @jo: *help*' });
});

test('the slash command is said in private where it was typed in a DM, else in the channel', async () => {
  const answer = await app.people.command('U1', 'quiz');
  expect(answer).toEqual({ status: 200, text: '' });
  await app.people.command('U1', 'enrol &amp; go', { id: 'C1', name: 'support' });
  await app.people.command('U1', 'quiz', { id: 'G1', name: 'privategroup' });
  expect(app.inbounds.map(({ conversation }) => conversation)).toEqual([
    { kind: 'personal' },
    { kind: 'channel', id: 'C1', name: '#support' },
    { kind: 'channel', id: 'G1' },
  ]);
  expect(app.inbounds[1]?.what).toEqual({ type: 'said', text: 'enrol &amp; go', attachments: 0 });
  expect(new Set(app.inbounds.map(({ id }) => id)).size).toBe(3);
});

const fields: Block[] = [
  { type: 'input', input: { as: 'line', id: 'name', label: 'Name', value: 'before' } },
  { type: 'input', input: { as: 'lines', id: 'did', label: 'I did' } },
  { type: 'input', input: { as: 'time', id: 'at', label: 'At', value: '09:00' } },
  { type: 'input', input: { as: 'one-of', id: 'pace', label: 'Pace', options: options('slow', 'fast') } },
  { type: 'input', input: { as: 'one-of', id: 'zone', label: 'Zone', options: options(...range(30)), value: '7' } },
  { type: 'input', input: { as: 'some-of', id: 'days', label: 'Days', options: options('mon', 'tue', 'wed'), value: ['mon'] } },
  { type: 'input', input: { as: 'some-of', id: 'topics', label: 'Topics', options: options(...range(12)) } },
  { type: 'input', input: { as: 'people', id: 'leads', label: 'Leads', options: [], value: ['U1'] } },
  { type: 'buttons', buttons: [{ id: 'send#1', label: 'Send', intent: { type: 'submit-settings' } }] },
];

test('a button brings its letter and what the inputs hold', async () => {
  await app.connection.platform.post(letter({ kind: 'member', member: 'U1' }, { blocks: fields }, 'L42'));
  const [message] = app.slack.messagesIn('U1');
  const entered = { name: '', did: 'R&D\n<b>', pace: 'fast', days: ['tue', 'wed'], topics: ['3', '11'], leads: ['U1', 'U2'] };
  const answer = message && (await app.people.press('U1', message, 'Send', entered));
  expect(answer).toEqual({ status: 200, text: '' });
  expect(app.inbounds[0]).toMatchObject({ member: 'U1', conversation: { kind: 'personal' } });
  expect(app.inbounds[0]?.what).toEqual({
    type: 'pressed',
    letter: 'L42',
    button: 'send#1',
    values: { ...entered, at: '09:00', zone: '7' },
  });
});

test('a choice that was not made is left out, a list that was not touched is empty', async () => {
  const untouched: Block[] = [
    { type: 'input', input: { as: 'one-of', id: 'pace', label: 'Pace', options: options('slow', 'fast') } },
    { type: 'input', input: { as: 'time', id: 'at', label: 'At' } },
    { type: 'input', input: { as: 'some-of', id: 'days', label: 'Days', options: options('mon') } },
    { type: 'buttons', buttons: [{ id: 'b', label: 'Send', intent: { type: 'help' } }] },
  ];
  await app.connection.platform.post(letter({ kind: 'channel', channel: 'C1' }, { blocks: untouched }));
  const [message] = app.slack.messagesIn('C1');
  if (message) await app.people.press('U2', message, 'Send');
  expect(app.inbounds[0]).toMatchObject({
    member: 'U2',
    conversation: { kind: 'channel', id: 'C1' },
    what: { values: { days: [] } },
  });
});

test('the button of an aside works like any other', async () => {
  const blocks: Block[] = [{ type: 'buttons', buttons: [{ id: 'b', label: 'A', intent: { type: 'help' } }] }];
  await app.connection.platform.post(letter({ kind: 'aside', channel: 'C1', member: 'U2' }, { blocks }));
  const [aside] = app.slack.asidesTo('U2');
  if (aside) await app.people.press('U2', aside, 'A');
  expect(app.inbounds[0]).toMatchObject({
    member: 'U2',
    conversation: { kind: 'channel', id: 'C1' },
    what: { letter: 'L1', button: 'b' },
  });
});

test.each<[string, object]>([
  ['a message from a bot', saying('U1', 'beep', { bot_id: 'B9' })],
  ['a message from a bot', saying('U0CAIRN', 'my own')],
  ['a message from nobody', saying('U1', 'hi', { user: undefined })],
  [
    'a message of the kind message_changed',
    { type: 'message', channel_type: 'im', channel: 'D1', subtype: 'message_changed', message: { text: 'x' } },
  ],
  ['a message of the kind message_deleted', { type: 'message', channel_type: 'im', channel: 'D1', subtype: 'message_deleted' }],
  ['a message of the kind channel_join', saying('U1', 'joined', { subtype: 'channel_join' })],
  ['a message of the kind unknown', saying('U1', 'x', { subtype: 'Words that somebody wrote' })],
  ['an edit', { type: 'app_mention', user: 'U1', channel: 'C1', text: '<@U0CAIRN> quiz', edited: { user: 'U1' } }],
  ['a message in a channel that is not for Cairn', saying('U1', 'quiz', { channel_type: 'channel', channel: 'C1' })],
  ['nothing that Cairn handles: reaction_added', { type: 'reaction_added', user: 'U1', item: { channel: 'C1' } }],
  ['a tab that is not Home', { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'messages' }],
  ['nothing that Cairn handles: message', { type: 'message', channel: { id: 'D1' }, text: 7 }],
])('an event is acknowledged and ignored with a reason: %s', async (reason, event) => {
  expect(await app.people.event(event, { id: 'Ev1' })).toEqual({ status: 200, text: '' });
  expect(app.inbounds).toEqual([]);
  expect(app.logged).toEqual([{ level: 'info', ids: { platform: 'slack', event: 'Ev1' }, message: `ignored: ${reason}` }]);
});

const someone = { user: { id: 'U1' }, team: { id: 'T0001' }, trigger_id: '3.1', channel: { id: 'C1' } };

test.each<[string, object]>([
  [
    'an input that was changed; its button sends it',
    { ...someone, type: 'block_actions', actions: [{ type: 'checkboxes', action_id: 'days' }] },
  ],
  ['a button that is not from a letter', { ...someone, type: 'block_actions', actions: [{ type: 'button', value: 'whatever' }] }],
  ['a button that is not from a letter', { ...someone, type: 'block_actions', actions: [{ type: 'button', action_id: 'x' }] }],
  ['nothing that Cairn handles: view_submission', { ...someone, type: 'view_submission', view: { id: 'V1' } }],
  ['nothing that Cairn handles: shortcut', { ...someone, type: 'shortcut', callback_id: 'x' }],
  ['nothing that Cairn handles: block_suggestion', { ...someone, type: 'block_suggestion', action_id: 'x' }],
  ['nothing that Cairn handles: message_action', { ...someone, type: 'message_action', callback_id: 'x' }],
])('an interaction is acknowledged and ignored with a reason: %s', async (reason, payload) => {
  expect(await app.people.interaction(payload)).toEqual({ status: 200, text: '' });
  expect(app.inbounds).toEqual([]);
  expect(app.logged).toEqual([{ level: 'info', ids: { platform: 'slack', event: '3.1' }, message: `ignored: ${reason}` }]);
});

test("another app's command is ignored", async () => {
  const fields = { ...commandFields('U1', 'x', { id: 'C1', name: 'support' }), command: '/other' };
  expect(await app.people.send(new URLSearchParams(fields).toString(), form)).toEqual({ status: 200, text: '' });
  expect(app.inbounds).toEqual([]);
});

test.each<[string, string, string]>([
  ['broken JSON', '{"event": {"text": "my secret answer', 'application/json'],
  ['broken JSON in a form', `payload=${encodeURIComponent('{"type": "my secret answer')}`, form],
  ['null', 'null', 'application/json'],
  ['a number', '7', 'application/json'],
  ['a list', '[1, 2]', 'application/json'],
  ['nothing', '', 'application/json'],
  ['an empty form', '', form],
  ['an unknown payload', '{"hello": "my secret answer"}', 'application/json'],
  ['an unknown form', 'hello=my+secret+answer', form],
  ['an event that is a word', JSON.stringify(eventBody(Object('my secret answer'), 'Ev1')), 'application/json'],
  ['an event without a type', JSON.stringify(eventBody({}, 'Ev1')), 'application/json'],
  ['an event from null', JSON.stringify(eventBody({ type: 'message', user: null, channel: null }, 'Ev1')), 'application/json'],
  ['actions of nobody', `payload=${encodeURIComponent('{"type": "block_actions", "actions": []}')}`, form],
  ['actions that are none', `payload=${encodeURIComponent('{"type": "block_actions", "actions": 7, "user": {}}')}`, form],
  ['two payloads', 'payload=1&payload=2', form],
])(
  'a signed body that makes no sense is refused or ignored at once, and the log says so without its words: %s',
  async (_, body, type) => {
    const answer = await app.people.send(body, type);
    expect([200, 400]).toContain(answer.status);
    expect(app.inbounds).toEqual([]);
    expect(app.logged.length).toBeGreaterThan(0);
    expect(JSON.stringify(app.logged)).not.toContain('secret');
  },
);

test('a wrong signature and a stale one get 401', async () => {
  const stale = Temporal.Now.instant().subtract({ minutes: 6 });
  expect((await app.people.event(saying('U1', 'quiz'), { secret: 'another' })).status).toBe(401);
  expect((await app.people.event(saying('U1', 'quiz'), { signedAt: stale })).status).toBe(401);
  expect(app.inbounds).toEqual([]);
  expect(app.logged.map(({ level }) => level)).toEqual(['warn', 'warn']);
  expect(JSON.stringify(app.logged)).not.toContain(signingSecret);
});

test('an unsigned body gets 401, and a body of ten megabytes is refused', async () => {
  const url = new URL('/slack/events', app.url);
  const unsigned = await fetch(url, { method: 'POST', body: JSON.stringify(eventBody(saying('U1', 'quiz'), 'Ev1')) });
  expect(unsigned.status).toBe(401);
  expect((await app.people.say('U1', 'x'.repeat(10_000_000))).status).toBe(413);
});

test('with one token, another workspace is not heard, whatever it says', async () => {
  const others = slackClient({ appUrl: app.url, signingSecret, team: 'T0666' });
  for (const told of [await others.say('U1', 'quiz'), await others.command('U1', 'quiz')]) expect(told.status).toBe(200);
  expect(app.inbounds).toEqual([]);
  expect(app.logged.map(({ message }) => message)).toEqual([
    'ignored: from another workspace',
    'ignored: from another workspace',
  ]);
});

const lost = { type: 'event_callback', team_id: 'T0001', event_id: 'Ev1', event_time: 1_795_435_200 };
const tell = (event: object) => app.people.send(JSON.stringify({ ...lost, event }), 'application/json');

test.each<[string, object]>([
  ['Cairn was removed from the workspace', { type: 'app_uninstalled' }],
  ["Cairn's token was revoked", { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U0CAIRN'] } }],
])('a workspace that is lost is told of: %s', async (reason, event) => {
  app.slack.revoke('T0001');
  expect((await tell(event)).status).toBe(200);
  expect(app.lost).toEqual([{ workspace: 'slack:T0001', reason }]);
  expect(app.inbounds).toEqual([]);
});

test('tokens of people that were revoked are no loss', async () => {
  expect((await tell({ type: 'tokens_revoked', tokens: { oauth: ['U1'] } })).status).toBe(200);
  expect(app.lost).toEqual([]);
});

test('a loss that could not be saved is told of again', async () => {
  app.loseBy(async () => {
    throw new Error('the database is away');
  });
  expect((await tell({ type: 'app_uninstalled' })).status).toBe(503);
});

test.each<[string, string, string, number]>([
  ['deep JSON', '['.repeat(900_000), 'application/json', 400],
  ['deep JSON in a form', `payload=${'['.repeat(900_000)}`, form, 400],
  ['more than a message can hold', JSON.stringify({ text: 'x'.repeat(1_000_000) }), 'application/json', 413],
])('what nobody could want to be read is refused, signed as it may be: %s', async (_, body, type, status) => {
  expect((await app.people.send(body, type)).status).toBe(status);
  expect(app.inbounds).toEqual([]);
  expect(app.logged).toEqual([
    { level: 'warn', ids: { platform: 'slack', status }, message: 'refused: a request that cannot be read' },
  ]);
});

test('a long run of spaces is read as fast as any other text', async () => {
  expect((await app.people.say('U1', `a${' '.repeat(150_000)}b`)).status).toBe(200);
  expect(app.inbounds).toHaveLength(1);
});

test.each<[string, object]>([
  ['an id of a megabyte', saying('U'.repeat(400_000), 'quiz')],
  ['an id that no database keeps', saying('U1\0', 'quiz')],
  ['an empty id', saying('U1', 'quiz', { channel: '' })],
])('an event with %s is acknowledged and ignored', async (_, event) => {
  expect(await app.people.event(event)).toEqual({ status: 200, text: '' });
  expect(app.inbounds).toEqual([]);
});

test.each<[string, object]>([
  ['thousands of actions', { actions: Array.from({ length: 5_000 }, () => ({ type: 'button', value: 'L1#a' })) }],
  ['thousands of inputs', { state: { values: Object.fromEntries(range(5_000).map((id) => [id, {}])) } }],
  [
    'thousands of values',
    { state: { values: { b: { days: { type: 'checkboxes', selected_options: range(5_000).map((value) => ({ value })) } } } } },
  ],
  ['a letter with an id of a megabyte', { actions: [{ type: 'button', value: `${'L'.repeat(300_000)}#a` }] }],
])('a press with %s is acknowledged and ignored', async (_, change) => {
  const press = { ...someone, type: 'block_actions', actions: [{ type: 'button', value: 'L1#a' }], ...change };
  expect(await app.people.interaction(press)).toEqual({ status: 200, text: '' });
  expect(app.inbounds).toEqual([]);
});

test("Slack's question whether the address is ours is answered", async () => {
  const answer = await app.people.send('{"type": "url_verification", "challenge": "c0ffee"}', 'application/json');
  expect(answer).toEqual({ status: 200, text: '{"challenge":"c0ffee"}' });
});

test('a repeated event is handed on: whoever saves it knows whether it came before', async () => {
  await app.people.event(saying('U1', 'quiz'), { id: 'Ev1' });
  await app.people.event(saying('U1', 'quiz'), { id: 'Ev1', retry: 1 });
  expect(app.inbounds.map(({ id }) => id)).toEqual(['Ev1', 'Ev1']);
});

test.each<[string, () => Promise<{ status: number }>]>([
  ['an event', () => app.people.event(saying('U1', 'quiz'), { id: 'Ev1' })],
  ['a button', () => app.people.interaction({ ...someone, type: 'block_actions', actions: [{ type: 'button', value: 'L1#a' }] })],
])('what could not be saved is not acknowledged, so that Slack repeats it: %s', async (_, send) => {
  app.acceptBy(async () => {
    throw new Error('invalid input: "my secret answer"');
  });
  expect((await send()).status).toBe(503);
  expect(app.logged).toMatchObject([
    { level: 'error', message: 'not taken, Slack will send it again: it could not be saved: invalid input: "…"' },
  ]);
  app.acceptBy(async () => []);
  expect((await send()).status).toBe(200);
});

test('an event is acknowledged when it is saved and not before', async () => {
  const saving = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  app.acceptBy(async () => {
    started.resolve();
    await saving.promise;
    return [];
  });
  let acknowledged = false;
  const answered = app.people.say('U1', 'quiz').then(() => {
    acknowledged = true;
  });
  await started.promise;
  await app.people.say('U0CAIRN', 'ignored, a whole round trip meanwhile');
  expect(acknowledged).toBe(false);
  saving.resolve();
  await answered;
  expect(acknowledged).toBe(true);
});

test('Slack is asked once who we are; after a failure, again', async () => {
  app.slack.failNext('auth.test', { error: 'internal_error' });
  expect((await app.people.say('U1', 'one')).status).toBe(503);
  await Promise.all([app.people.say('U1', 'two'), app.people.say('U2', 'three'), app.people.command('U1', 'four')]);
  expect(app.slack.calls.map(({ method }) => method)).toEqual(['auth.test', 'auth.test']);
  expect(app.inbounds).toHaveLength(3);
});

test('stopping waits for what was taken, and takes nothing more', async () => {
  const saving = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  app.acceptBy(async () => {
    started.resolve();
    await saving.promise;
    return [];
  });
  const first = app.people.say('U1', 'one');
  await started.promise;
  let stopped = false;
  const stopping = app.connection.stop().then(() => {
    stopped = true;
  });
  expect((await app.people.say('U1', 'two')).status).toBe(503);
  expect(stopped).toBe(false);
  saving.resolve();
  await stopping;
  expect((await first).status).toBe(200);
  expect(app.inbounds).toHaveLength(1);
});

test('the log of an ordinary day holds nothing', async () => {
  await app.people.say('U1', 'quiz');
  await app.connection.platform.post(
    letter({ kind: 'member', member: 'U1' }, { blocks: [{ type: 'text', text: md`${'quiz'}` }] }),
  );
  expect(app.logged).toEqual([]);
});

function options(...values: string[]): { value: string; label: string }[] {
  return values.map((value) => ({ value, label: `Option ${value}` }));
}

function range(count: number): string[] {
  return Array.from({ length: count }, (_, i) => String(i));
}

test.each([
  [':palm_tree:', 1_796_342_399, { away: true, until: Temporal.Instant.from('2026-12-03T23:59:59Z') }],
  [':face_with_thermometer:', 0, { away: true }],
  [':house_with_garden:', 0, { away: false }],
  ['', 0, { away: false }],
])('a status of %s says whether somebody is away, and nothing of what it says in words', async (emoji, ends, expected) => {
  const profile = { status_emoji: emoji, status_expiration: ends, status_text: 'my own business', real_name: 'Ana' };
  await app.people.event({ type: 'user_status_changed', user: { id: 'U1', profile } }, { id: 'Ev8' });
  expect(app.inbounds).toEqual([
    {
      id: 'Ev8',
      workspace: 'slack:T0001',
      member: 'U1',
      conversation: { kind: 'personal' },
      at: noon,
      what: { type: 'status', ...expected },
    },
  ]);
});

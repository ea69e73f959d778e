import { beforeEach, describe, expect, it } from 'vitest';
import type { TeamsMessage } from '../../support/fake-teams.ts';
import { textOn } from '../../support/teams-cards.ts';
import { BOT } from '../../support/teams-client.ts';
import { button, buttons, letter, says } from './letters.ts';
import { type Listening, listening, NOW, WORKSPACE } from './listening.ts';

const CHANNEL = '19:support@thread.tacv2';

describe('a message', () => {
  it('is heard in a personal chat', async () => {
    const { client, inbound, teams } = await listening();
    const said = client.activity('ana', 'message', { text: '  quiz ' });

    expect(await client.send(said)).toEqual({ status: 200 });

    expect(inbound).toEqual([
      {
        id: `${teams.chatOf('ana')}:${said.id}`,
        workspace: WORKSPACE,
        member: 'ana',
        conversation: { kind: 'personal' },
        at: NOW,
        what: { type: 'said', text: 'quiz', attachments: 0 },
      },
    ]);
  });

  it('is heard in a channel that mentions us, without the mention, whichever thread it stands in', async () => {
    const { client, inbound } = await listening();

    await client.say('ana', 'post the summary', CHANNEL);

    expect(inbound).toMatchObject([
      { conversation: { kind: 'channel', id: CHANNEL }, what: { type: 'said', text: 'post the summary' } },
    ]);
  });

  it('keeps the names of others whom it mentions', async () => {
    const { client, inbound } = await listening();
    const text = 'hey <at>Cairn</at>&nbsp;add <at>Bo $& Li</at> to the team';
    const entities = [
      { type: 'mention', mentioned: BOT, text: '<at>Cairn</at>' },
      { type: 'mention', mentioned: { id: '29:bo', name: 'Bo $& Li' }, text: '<at>Bo $& Li</at>' },
    ];

    await client.send(client.activity('ana', 'message', { text, entities }, CHANNEL));

    expect(inbound[0]?.what).toEqual({ type: 'said', text: 'hey add Bo $& Li to the team', attachments: 0 });
  });

  it('is not heard in a channel where nobody mentions us', async () => {
    const { client, inbound, logged } = await listening();

    expect(await client.send(client.activity('ana', 'message', { text: 'quiz' }, CHANNEL))).toEqual({ status: 200 });

    expect(inbound).toEqual([]);
    expect(logged).toMatchObject([{ level: 'info', message: 'ignored: a message in a channel that does not mention us' }]);
  });

  it('in a channel comes with the name that the channel had in its news', async () => {
    const { client, inbound } = await listening();
    const general = '19:general@thread.tacv2';
    const channelData = { tenant: { id: 'tenant-1' }, team: { id: general, name: 'Customer care' } };
    await client.send(client.activity('ana', 'conversationUpdate', { membersAdded: [BOT], channelData }, general));
    const news = { eventType: 'channelCreated', channel: { id: CHANNEL, name: 'Support' }, ...channelData };
    await client.send(client.activity('ana', 'conversationUpdate', { channelData: news }, general));

    await client.say('ana', 'team', general);
    await client.say('ana', 'team', CHANNEL);
    await client.say('ana', 'team', '19:other@thread.tacv2');

    expect(inbound.map(({ conversation }) => conversation)).toEqual([
      { kind: 'channel', id: general, name: 'Customer care' },
      { kind: 'channel', id: CHANNEL, name: 'Support' },
      { kind: 'channel', id: '19:other@thread.tacv2' },
    ]);
  });

  it('in a group chat is one in a channel', async () => {
    const { client, inbound } = await listening();
    const entities = [{ type: 'mention', mentioned: BOT, text: '<at>Cairn</at>' }];
    const conversation = {
      id: '19:group@thread.v2',
      conversationType: 'groupChat',
      isGroup: true,
      tenantId: 'tenant-1',
      name: 'Lunch',
    };

    await client.send(client.activity('ana', 'message', { text: '<at>Cairn</at> help', entities, conversation }));

    expect(inbound[0]?.conversation).toEqual({ kind: 'channel', id: '19:group@thread.v2', name: 'Lunch' });
  });

  it.each([
    ['the words again as HTML', [{ contentType: 'text/html', content: '<p>quiz</p>' }], 0],
    ['a quotation', [{ contentType: 'messageReference', content: '{}' }], 0],
    [
      'two files',
      [
        { contentType: 'text/html' },
        { contentType: 'application/vnd.microsoft.teams.file.download.info' },
        { contentType: 'image/png' },
      ],
      2,
    ],
  ])('counts files: %s', async (_what, attachments, count) => {
    const { client, inbound } = await listening();

    await client.send(client.activity('ana', 'message', { text: 'quiz', attachments }));

    expect(inbound[0]?.what).toEqual({ type: 'said', text: 'quiz', attachments: count });
  });

  it('may be as long as people write, and without words', async () => {
    const { client, inbound } = await listening();
    const long = 'ä'.repeat(40_000);

    await client.send(
      client.activity('ana', 'message', { text: long, attachments: [{ contentType: 'text/html', content: long }] }),
    );
    await client.send(client.activity('ana', 'message', { text: null, attachments: [{ contentType: 'image/*' }] }));

    expect(inbound.map(({ what }) => what)).toEqual([
      { type: 'said', text: long, attachments: 0 },
      { type: 'said', text: '', attachments: 1 },
    ]);
  });

  it('that comes twice has the same id twice', async () => {
    const { client, inbound } = await listening();
    const said = client.activity('ana', 'message', { text: 'quiz' }, CHANNEL);
    const mentioned = { ...said, entities: [{ type: 'mention', mentioned: BOT, text: '<at>Cairn</at>' }] };

    await client.send(mentioned);
    await client.send(mentioned);

    expect(inbound).toHaveLength(2);
    expect(inbound[0]?.id).toBe(`${CHANNEL};messageid=${said.id}:${said.id}`);
    expect(inbound[1]?.id).toBe(inbound[0]?.id);
  });

  it('of somebody whom the directory does not know carries the id that Teams gives', async () => {
    const { client, inbound } = await listening();

    await client.send(client.activity('guest', 'message', { text: 'hi', from: { id: '29:guest', name: null } }));

    expect(inbound[0]?.member).toBe('29:guest');
  });

  it('is asked for again when it could not be taken', async () => {
    const { client, acceptWith, logged } = await listening();
    acceptWith(() => Promise.reject(new TypeError('the words of Ana')));

    expect(await client.say('ana', 'quiz')).toEqual({ status: 503 });

    expect(logged).toMatchObject([{ level: 'error', ids: { error: 'TypeError' }, message: 'a message could not be taken' }]);
    expect(JSON.stringify(logged)).not.toContain('words');
  });

  it('is acknowledged only when it is taken', async () => {
    const { client, acceptWith } = await listening();
    const taken = Promise.withResolvers<[]>();
    acceptWith(() => taken.promise);
    const order: string[] = [];

    const acknowledged = client.say('ana', 'quiz').then(() => order.push('acknowledged'));
    await client.send({ type: 'message' });
    order.push('taken');
    taken.resolve([]);
    await acknowledged;

    expect(order).toEqual(['taken', 'acknowledged']);
  });
});

describe('somebody is met', () => {
  it('when they install the bot for themselves', async () => {
    const { client, inbound } = await listening();

    await client.install('ana');

    expect(inbound).toMatchObject([{ member: 'ana', conversation: { kind: 'personal' }, what: { type: 'met' } }]);
  });

  it('when they come to the chat with the bot', async () => {
    const { client, inbound } = await listening();

    await client.send(client.activity('ana', 'conversationUpdate', { membersAdded: [BOT, { id: '29:ana' }] }));

    expect(inbound).toMatchObject([{ member: 'ana', what: { type: 'met' } }]);
  });

  it.each([
    ['the bot alone came', 'conversationUpdate', { membersAdded: [BOT] }],
    ['the app was updated', 'installationUpdate', { action: 'add-upgrade' }],
    ['an old version of the app went', 'installationUpdate', { action: 'remove-upgrade' }],
  ])('but not when %s', async (_what, type, change) => {
    const { client, inbound, logged } = await listening();

    expect(await client.send(client.activity('ana', type, change))).toEqual({ status: 200 });

    expect(inbound).toEqual([]);
    expect(logged).toMatchObject([{ level: 'info', message: 'ignored: nobody came' }]);
  });

  it('but not in a channel', async () => {
    const { client, inbound } = await listening();

    await client.join('ana', CHANNEL);

    expect(inbound).toEqual([]);
  });
});

describe('somebody is lost', () => {
  const removed = { workspace: WORKSPACE, member: 'ana', reason: 'the app was removed from their Teams' };

  it.each([
    ['they remove the app', 'installationUpdate', { action: 'remove' }],
    ['the bot is taken out of their chat', 'conversationUpdate', { membersRemoved: [BOT] }],
  ])('when %s', async (_what, type, change) => {
    const { client, inbound, lost } = await listening();

    expect(await client.send(client.activity('ana', type, change))).toEqual({ status: 200 });

    expect(lost).toEqual([removed]);
    expect(inbound).toEqual([]);
  });

  it.each([
    ['the app is removed from a channel', 'installationUpdate', { action: 'remove' }, CHANNEL],
    ['the bot is taken out of a channel', 'conversationUpdate', { membersRemoved: [BOT] }, CHANNEL],
    ['somebody else leaves', 'conversationUpdate', { membersRemoved: [{ id: '29:bo' }] }, undefined],
  ])('but not when %s', async (_what, type, change, channel) => {
    const { client, lost } = await listening();

    expect(await client.send(client.activity('ana', type, change, channel))).toEqual({ status: 200 });

    expect(lost).toEqual([]);
  });

  it('is told again where it could not be kept', async () => {
    const { client, losing } = await listening();
    losing(() => Promise.reject(new Error('the database is away')));

    expect(await client.send(client.activity('ana', 'installationUpdate', { action: 'remove' }))).toEqual({ status: 503 });
  });
});

describe('while the database does not answer', () => {
  let database: PromiseWithResolvers<never>;
  const hanging = () => database.promise;
  beforeEach(() => {
    database = Promise.withResolvers();
    // Whoever waits may come after it is over.
    database.promise.catch(() => {});
    // Before the world of the test ends, which waits for what is under way.
    return () => database.reject(new Error('the database is back'));
  });

  function forget({ conversations }: Listening): void {
    conversations.find = hanging;
  }

  it('a message is asked for again', async () => {
    const { client, acceptWith, logged } = await listening({ patienceMs: 1 });
    acceptWith(hanging);

    expect(await client.say('ana', 'quiz')).toEqual({ status: 503 });

    expect(logged).toMatchObject([{ level: 'error', message: 'an answer takes longer than Teams waits' }]);
  });

  it.each([
    ['what is known of the sender hangs', forget],
    ['taking it hangs', (world: Listening) => world.acceptWith(hanging)],
  ])('a button says so: %s', async (_what, hang) => {
    const world = await listening({ patienceMs: 1 });
    hang(world);
    const value = { action: { type: 'Action.Execute', verb: 'press', data: { letter: 'question-1', button: 'b' } } };

    expect(await world.client.send(world.client.activity('ana', 'invoke', { name: 'adaptiveCard/action', value }))).toEqual({
      status: 200,
      text: 'That did not get through: please press again.',
    });
  });

  it('what comes late is no trouble', async () => {
    const { client, acceptWith, connection } = await listening({ patienceMs: 1 });
    const late = Promise.withResolvers<[]>();
    late.promise.catch(() => {});
    acceptWith(() => late.promise);

    await client.say('ana', 'quiz');
    late.reject(new Error('too late'));

    await expect(connection.stop()).resolves.toBeUndefined();
  });
});

describe('a pressed button', () => {
  const question = letter(says('What first?', buttons(button('b', 'Report it'))), { id: 'question-1' });

  async function asked(): Promise<Listening & { message: TeamsMessage }> {
    const world = await listening();
    await world.client.install('ana');
    await world.platform.post(question);
    const [message] = world.teams.messagesIn(world.teams.chatOf('ana'));
    if (!message) throw new Error('The question was not posted');
    world.inbound.length = 0;
    return { ...world, message };
  }

  it('says which letter and which button', async () => {
    const { client, inbound, message } = await asked();

    await client.press('ana', message, 'Report it');

    expect(inbound).toMatchObject([
      {
        member: 'ana',
        conversation: { kind: 'personal' },
        what: { type: 'pressed', letter: 'question-1', button: 'b', values: {} },
      },
    ]);
  });

  it('says the same from a Teams without Action.Execute', async () => {
    const { client, inbound, message } = await asked();

    expect(await client.submit('ana', message, 'Report it')).toEqual({ status: 200 });

    expect(inbound[0]?.what).toEqual({ type: 'pressed', letter: 'question-1', button: 'b', values: {} });
  });

  it('in a channel tells the channel', async () => {
    const { client, inbound, message } = await asked();

    await client.press('bo', message, 'Report it', {}, CHANNEL);

    expect(inbound[0]).toMatchObject({ member: 'bo', conversation: { kind: 'channel', id: CHANNEL } });
  });

  it('is answered with the card that takes the place of the pressed one', async () => {
    const { client, message, acceptWith } = await asked();
    const next = letter(says('2 of 3'), { id: 'question-2' });
    acceptWith([next, letter(says('Right'), { id: 'verdict', replaces: 'question-1' })]);

    const answer = await client.press('ana', message, 'Report it');

    expect(answer.status).toBe(200);
    expect(textOn(answer.card)).toBe('Right');
  });

  it('is answered in words where no letter takes its place', async () => {
    const { client, message, acceptWith } = await asked();
    acceptWith([letter(says('Noted'))]);

    expect(await client.press('ana', message, 'Report it')).toEqual({ status: 200, text: 'Noted' });
  });

  it('is not answered with what is meant for somebody else', async () => {
    const { client, message, acceptWith } = await asked();
    acceptWith([letter(says('Ana disputes a question'), { to: { kind: 'member', member: 'lead' } })]);

    expect(await client.press('ana', message, 'Report it')).toEqual({ status: 200, text: 'Done.' });
  });

  it('that was taken before is told so', async () => {
    const { client, message } = await asked();

    expect(await client.press('ana', message, 'Report it')).toEqual({ status: 200, text: 'That was already taken.' });
  });

  it('is answered even when it could not be taken', async () => {
    const { client, message, acceptWith, logged } = await asked();
    acceptWith(() => Promise.reject(new Error('the database is away')));

    const { status, text } = await client.press('ana', message, 'Report it');

    expect(status).toBe(200);
    expect(text).toBe('That did not get through: please press again.');
    expect(logged.at(-1)).toMatchObject({ level: 'error', message: 'a button could not be taken' });
  });

  it.each([
    [
      'a button of another app',
      { name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', verb: 'buy', data: {} } } },
    ],
    ['a button without data', { name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute' } } }],
    ['a button whose action is null', { name: 'adaptiveCard/action', value: { action: null } }],
    ['a button whose value is a word', { name: 'adaptiveCard/action', value: 'press' }],
    ['a button whose value is null', { name: 'adaptiveCard/action', value: null }],
    [
      'a button with numbers for ids',
      { name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', data: { letter: 1, button: [] } } } },
    ],
    [
      'a button with an id of a megabyte',
      {
        name: 'adaptiveCard/action',
        value: { action: { type: 'Action.Execute', verb: 'press', data: { letter: 'x'.repeat(900_000), button: 'b' } } },
      },
    ],
    ['a task that is fetched', { name: 'task/fetch', value: { data: {} } }],
    ['an invoke without an id', { id: null, name: 'adaptiveCard/action', value: {} }],
    ['an invoke of nobody', { from: null, name: 'adaptiveCard/action', value: {} }],
    ['an invoke from nowhere', { conversation: undefined, name: 'adaptiveCard/action', value: {} }],
    ['an invoke without a name', { name: 7 }],
    ['an invoke of another kind', { name: 'composeExtension/query', value: {} }],
    ['an invoke without a value', {}],
  ])('is answered even if it is %s', async (_what, invoke) => {
    const { client, inbound } = await listening();

    expect(await client.send(client.activity('ana', 'invoke', invoke))).toEqual({
      status: 200,
      text: 'This button is of no use any more.',
    });

    expect(inbound).toEqual([]);
  });
});

describe('what we do not use', () => {
  it.each([
    ['an unknown type', { type: 'handoff' }, 'an activity of a type that we do not use'],
    ['a reaction', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }, 'an activity of a type that we do not use'],
    ['another bot', { from: { id: '28:other' } }, 'a message from a bot'],
    ['no id', { id: undefined }, 'an activity without an id'],
    ['no conversation', { conversation: undefined }, 'an activity that we cannot read'],
    ['a service that is no address', { serviceUrl: 'file:///etc/passwd' }, 'an activity that we cannot read'],
    ['nothing at all', { type: undefined }, 'an activity that we cannot read'],
  ])('is ignored with a reason: %s', async (_what, change, reason) => {
    const { client, inbound, logged } = await listening();

    expect(await client.send({ ...client.activity('ana', 'message', { text: 'quiz' }), ...change })).toEqual({ status: 200 });

    expect(inbound).toEqual([]);
    expect(logged).toMatchObject([{ level: 'info', message: `ignored: ${reason}` }]);
  });
});

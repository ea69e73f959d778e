import { describe, expect, it } from 'vitest';
import { NotDelivered } from '../../../src/ports/platform.ts';
import { button, buttons, letter, says } from './letters.ts';
import { listening, WORKSPACE } from './listening.ts';

const CHANNEL = '19:support@thread.tacv2';

/** What a promise is rejected with. */
async function failure(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('posting', () => {
  it('to a person goes to their chat with the bot', async () => {
    const { client, platform, teams } = await listening();
    await client.install('ana');

    await platform.post(letter(says('3 questions, about 2 minutes', buttons(button('start', 'Start')))));

    expect(teams.messagesIn(teams.chatOf('ana'))).toMatchObject([
      { text: '3 questions, about 2 minutes', buttons: ['Start'], summary: '3 questions, about 2 minutes' },
    ]);
  });

  it('to a channel goes to the channel and not into a thread', async () => {
    const { client, platform, teams } = await listening();
    await client.say('ana', 'help', CHANNEL);

    await platform.post(letter(says('Week 47'), { to: { kind: 'channel', channel: CHANNEL } }));

    expect(teams.messagesIn(CHANNEL).map(({ text }) => text)).toEqual(['Week 47']);
    expect(teams.calls.at(-1)?.path).toBe(`/v3/conversations/${CHANNEL}/activities`);
  });

  it('aside goes to the chat of the person', async () => {
    const { client, platform, teams } = await listening();
    await client.install('ana');
    await client.join('ana', CHANNEL);

    await platform.post(letter(says('Only you see this'), { to: { kind: 'aside', channel: CHANNEL, member: 'ana' } }));

    expect(teams.messagesIn(CHANNEL)).toEqual([]);
    expect(teams.messagesIn(teams.chatOf('ana'))).toMatchObject([{ text: 'Only you see this' }]);
  });

  it('to somebody who was only met in a channel opens their chat, once', async () => {
    const { client, platform, teams } = await listening();
    await client.say('ana', 'help', CHANNEL);

    await Promise.all([platform.post(letter(says('One'))), platform.post(letter(says('Two')))]);
    await platform.post(letter(says('Three')));

    const created = teams.calls.filter(({ path }) => path === '/v3/conversations');
    expect(created.map(({ body }) => body)).toMatchObject([
      { isGroup: false, tenantId: 'tenant-1', members: [{ id: '29:ana' }], channelData: { tenant: { id: 'tenant-1' } } },
    ]);
    expect(teams.messagesIn(teams.chatOf('ana'))).toHaveLength(3);
  });

  it('to somebody who was only picked from the directory opens their chat by the id of the directory', async () => {
    const { client, platform, teams } = await listening();
    await client.install('ana');

    await platform.post(letter(says('Hello'), { to: { kind: 'member', member: 'bo' } }));

    expect(teams.calls.find(({ path }) => path === '/v3/conversations')?.body).toMatchObject({ members: [{ id: 'bo' }] });
    expect(teams.messagesIn(teams.chatOf('bo'))).toMatchObject([{ text: 'Hello' }]);
  });

  it('after a restart finds everybody again', async () => {
    const before = await listening();
    await before.client.install('ana');
    await before.client.join('ana', CHANNEL);
    await before.connection.stop();

    const { platform, teams } = await listening({ before });
    await platform.post(letter(says('Good morning')));
    await platform.post(letter(says('Week 47'), { to: { kind: 'channel', channel: CHANNEL } }));

    expect(teams.messagesIn(teams.chatOf('ana'))).toMatchObject([{ text: 'Good morning' }]);
    expect(teams.messagesIn(CHANNEL)).toMatchObject([{ text: 'Week 47' }]);
  });

  it('goes where Teams has moved to', async () => {
    const { client, conversations, platform, teams } = await listening({ config: { anonymous: true } });
    await client.send(client.activity('ana', 'message', { text: 'hi', serviceUrl: 'http://127.0.0.1:9/old' }));
    await client.send(client.activity('ana', 'typing', {}));

    await platform.post(letter(says('Hello')));

    expect(conversations.kept.get(`${WORKSPACE} member:ana`)).toMatchObject({ serviceUrl: teams.serviceUrl });
    expect(teams.messagesIn(teams.chatOf('ana'))).toMatchObject([{ text: 'Hello' }]);
  });

  it('without blocks is plain text', async () => {
    const { client, platform, teams } = await listening();
    await client.install('ana');

    await platform.post(letter({ text: 'Paused *until* Monday', blocks: [] }));

    expect(teams.messagesIn(teams.chatOf('ana'))).toMatchObject([{ text: 'Paused *until* Monday', buttons: [] }]);
    expect(teams.calls.at(-1)?.body).toMatchObject({ textFormat: 'plain' });
  });
});

describe('updating', () => {
  it('puts a letter in the place of a message', async () => {
    const { client, platform, teams } = await listening();
    await client.install('ana');
    const ref = await platform.post(letter(says('1 of 3', buttons(button('a', 'A')))));
    await platform.post(letter(says('2 of 3')));

    expect(await platform.update(letter(says('Right')), ref)).toBe(ref);

    expect(teams.messagesIn(teams.chatOf('ana'))).toMatchObject([{ text: 'Right', buttons: [] }, { text: '2 of 3' }]);
  });

  it('posts it anew where the message is gone', async () => {
    const { client, platform, teams } = await listening();
    await client.install('ana');
    const ref = await platform.post(letter(says('1 of 3')));
    teams.failNext(404, { code: 'ActivityNotFoundInConversation' });

    const newRef = await platform.update(letter(says('Right')), ref);
    await platform.update(letter(says('Right after all')), newRef);

    expect(teams.messagesIn(teams.chatOf('ana')).map(({ text }) => text)).toEqual(['1 of 3', 'Right after all']);
  });
});

describe('what Teams does not take', () => {
  it.each([
    [403, { code: 'MessageWritesBlocked' }, 'unreachable', undefined],
    [403, { code: 'BotNotInConversationRoster' }, 'unreachable', undefined],
    [404, { code: 'ConversationNotFound' }, 'unreachable', undefined],
    [429, { retryAfter: 17 }, 'throttled', 17_000],
    [429, {}, 'throttled', 5_000],
    [412, {}, 'throttled', 5_000],
    [403, { code: 'InvalidBotApiHost' }, 'failed', undefined],
    [502, {}, 'failed', undefined],
    [503, { retryAfter: 3 }, 'failed', 3_000],
    [504, {}, 'failed', undefined],
    [400, { code: 'BadSyntax' }, 'refused', undefined],
    [401, {}, 'failed', undefined],
  ] as const)('is tried once and told: %i %o is %s', async (status, options, reason, retryAfterMs) => {
    const { client, platform, teams } = await listening();
    await client.install('ana');
    const ref = await platform.post(letter(says('1 of 3')));
    const posted = teams.calls.length;

    teams.failNext(status, options);
    const post = await failure(platform.post(letter(says('2 of 3'))));

    expect(post).toBeInstanceOf(NotDelivered);
    expect(post).toMatchObject({ reason, retryAfterMs });
    expect(teams.calls).toHaveLength(posted + 1);
    if (status === 404) return;
    teams.failNext(status, options);
    expect(await failure(platform.update(letter(says('Right')), ref))).toMatchObject({ reason, retryAfterMs });
    expect(teams.calls).toHaveLength(posted + 2);
  });

  it('is unsure where Teams broke, and not where the same card is put in its place', async () => {
    const { client, platform, teams } = await listening();
    await client.install('ana');
    const ref = await platform.post(letter(says('1 of 3')));

    teams.failNext(500);
    expect(await failure(platform.post(letter(says('2 of 3'))))).toMatchObject({ reason: 'unsure' });
    teams.failNext(500);
    expect(await failure(platform.update(letter(says('Right')), ref))).toMatchObject({ reason: 'failed' });
  });

  it.each(['all', 'half'] as const)(
    'is unsure where the answer got lost (%s of it), and an update may be repeated',
    async (how) => {
      const { client, platform, teams } = await listening();
      await client.install('ana');
      const ref = await platform.post(letter(says('1 of 3')));

      teams.loseNextAnswer(how);
      expect(await failure(platform.post(letter(says('2 of 3'))))).toMatchObject({ reason: 'unsure' });
      expect(teams.messagesIn(teams.chatOf('ana'))).toHaveLength(2);

      teams.loseNextAnswer(how);
      expect(await failure(platform.update(letter(says('Right')), ref))).toMatchObject({ reason: 'failed' });
      expect(await platform.update(letter(says('Right')), ref)).toBe(ref);
      expect(teams.messagesIn(teams.chatOf('ana')).map(({ text }) => text)).toEqual(['Right', '2 of 3']);
    },
  );

  it('has failed for certain where the answer to opening a chat got lost', async () => {
    const { client, platform, teams } = await listening();
    await client.say('ana', 'help', CHANNEL);

    teams.loseNextAnswer();
    expect(await failure(platform.post(letter(says('Hello'))))).toMatchObject({ reason: 'failed' });
    expect(teams.messagesIn(teams.chatOf('ana'))).toEqual([]);
  });

  it.each([
    ['MessageWritesBlocked', false],
    ['BotDisabledByAdmin', true],
  ])('tells whether everybody is out of reach: %s', async (code, whole) => {
    const { client, platform, teams } = await listening();
    await client.install('ana');

    teams.failNext(403, { code });
    expect(await failure(platform.post(letter(says('Hello'))))).toMatchObject({ reason: 'unreachable', whole });
  });

  it('is unreachable where nothing ever came from the workspace', async () => {
    const { platform, teams } = await listening();

    expect(await failure(platform.post(letter(says('Hello'))))).toMatchObject({ reason: 'unreachable' });
    expect(teams.calls).toEqual([]);
  });

  it('is unreachable where no chat may be opened, and is tried again the next time', async () => {
    const { client, platform, teams } = await listening();
    await client.say('ana', 'help', CHANNEL);
    teams.failNext(403, { code: 'BotNotInConversationRoster' });

    expect(await failure(platform.post(letter(says('Hello'))))).toMatchObject({ reason: 'unreachable' });

    await platform.post(letter(says('Hello')));
    expect(teams.messagesIn(teams.chatOf('ana'))).toHaveLength(1);
  });

  it.each(['http://127.0.0.1:9', 'http://nowhere.invalid'])('has failed where nobody listens: %s', async (serviceUrl) => {
    const { client, platform } = await listening({ config: { anonymous: true } });
    await client.send(client.activity('ana', 'message', { text: 'hi', serviceUrl }));

    expect(await failure(platform.post(letter(says('Hello'))))).toMatchObject({
      reason: 'failed',
      message: 'Teams could not be reached',
    });
  });
});

describe('a profile', () => {
  it('has the name from the roster, and zone and language from what the person sent', async () => {
    const { client, platform } = await listening({ names: { ana: 'Ana Li' } });
    await client.install('ana');

    expect(await platform.profile(WORKSPACE, 'ana')).toEqual({ name: 'Ana Li', zone: 'Europe/Berlin', locale: 'en-GB' });
  });

  it('has the name that came with a message where the roster tells none', async () => {
    const { client, platform, teams } = await listening({ names: { ana: 'Ana Li' } });
    await client.say('ana', 'quiz');
    teams.failNext(500);

    expect(await platform.profile(WORKSPACE, 'ana')).toMatchObject({ name: 'Ana Li' });
  });

  it('keeps what an activity did not tell, and takes no zone that does not exist', async () => {
    const { client, platform } = await listening({ names: { ana: 'Ana Li' } });
    await client.say('ana', 'quiz');

    const entities = [{ type: 'clientInfo', timezone: 'Mars/Olympus' }];
    await client.send(client.activity('ana', 'typing', { entities, localTimezone: 'Nowhere', locale: null }));

    expect(await platform.profile(WORKSPACE, 'ana')).toEqual({ name: 'Ana Li', zone: 'Europe/Berlin', locale: 'en-GB' });
  });

  it('of somebody unknown has their id for a name', async () => {
    const { platform } = await listening();

    expect(await platform.profile(WORKSPACE, 'nobody')).toEqual({ name: 'nobody' });
  });
});

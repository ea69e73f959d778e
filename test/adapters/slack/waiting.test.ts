import { afterEach, expect, test } from 'vitest';
import { type SlackApp, startSlackApp } from '../../support/slack-app.ts';
import { saying } from '../../support/slack-client.ts';

let app: SlackApp;
afterEach(() => app.stop());

const pressing = {
  user: { id: 'U1' },
  team: { id: 'T0001' },
  trigger_id: '3.1',
  type: 'block_actions',
  actions: [{ type: 'button', value: 'L1#a' }],
};

test('a database that does not answer: Slack is told in time to send the event again, and what was begun is finished', async () => {
  app = await startSlackApp({ patienceMs: 1 });
  const saving = Promise.withResolvers<void>();
  let saved = 0;
  app.acceptBy(async () => {
    await saving.promise;
    saved += 1;
    return [];
  });
  expect((await app.people.event(saying('U1', 'quiz'), { id: 'Ev1' })).status).toBe(503);
  expect((await app.people.interaction(pressing)).status).toBe(503);
  expect(app.logged.map(({ level, message }) => `${level}: ${message}`)).toEqual([
    'error: not taken, Slack will send it again: it takes too long',
    'error: not taken, Slack will send it again: it takes too long',
  ]);
  saving.resolve();
  await app.connection.stop();
  expect(saved).toBe(2);
});

test('what fails after Slack was told so ends nothing', async () => {
  app = await startSlackApp({ patienceMs: 1 });
  const saving = Promise.withResolvers<void>();
  app.acceptBy(async () => {
    await saving.promise;
    throw new Error('the database is gone');
  });
  expect((await app.people.say('U1', 'quiz')).status).toBe(503);
  saving.resolve();
  await app.connection.stop();
});

test('a command, which Slack sends once, is answered with words', async () => {
  app = await startSlackApp();
  app.acceptBy(async () => {
    throw new Error('the database is away');
  });
  const { status, text } = await app.people.command('U1', 'quiz');
  expect(status).toBe(200);
  expect(JSON.parse(text)).toEqual({
    response_type: 'ephemeral',
    text: 'That did not get through: please say it again.',
  });
  expect(app.logged).toMatchObject([
    { level: 'error', message: 'not taken, the person is asked to say it again: it could not be saved: the database is away' },
  ]);
});

test('a command that takes long may still come through, and says so', async () => {
  app = await startSlackApp({ patienceMs: 1 });
  const saving = Promise.withResolvers<void>();
  app.acceptBy(async () => {
    await saving.promise;
    return [];
  });
  const { status, text } = await app.people.command('U1', 'quiz');
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({ text: expect.stringMatching(/longer than usual. If nothing comes/) });
  saving.resolve();
});

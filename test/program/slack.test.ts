import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newKey } from '../../adapters/seal.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import { type Program, startProgram } from '../support/program.ts';
import { startPostgres } from '../support/real-postgres.ts';
import { buttonsOf, slackClient } from '../support/slack-client.ts';
import { install } from '../support/slack-install.ts';
import { clientSecret } from '../support/slack-web-api.ts';

const SECRET = 'a-signing-secret';

let folder: string;
let server: Awaited<ReturnType<typeof startPostgres>>;
let slack: FakeSlack;
let program: Program;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-slack-'));
  [server, slack] = await Promise.all([
    startPostgres(),
    startFakeSlack({ users: [{ id: 'UANA', name: 'Ana', zone: 'Europe/Berlin' }] }),
  ]);
  program = await startProgram({
    DATA_DIR: folder,
    DATABASE_URL: server.url,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_API_URL: slack.url,
    HOST: '127.0.0.1',
  });
});
afterAll(async () => {
  await program?.stop();
  await slack?.stop();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('the program on Slack and a PostgreSQL server', () => {
  it('answers quiz with a question that has buttons, and a press with its verdict', async () => {
    const people = slackClient({ appUrl: program.url, signingSecret: SECRET });
    expect((await people.say('UANA', 'quiz')).status).toBe(200);
    const question = await slack.until(() =>
      slack.messagesIn('UANA').find((message) => message.blocks.some((block) => block.type === 'actions')),
    );
    const [first] = buttonsOf(question);
    expect((await people.press('UANA', question, first?.text.text ?? '')).status).toBe(200);
    const marked = await slack.until(() =>
      slack.messagesIn('UANA').find((message) => message.ts === question.ts && message.edits > 0),
    );
    expect(marked.text).toMatch(/✓ Right|✗ Not this time/);
  });

  it('takes nothing that Slack has not signed', async () => {
    const stranger = slackClient({ appUrl: program.url, signingSecret: 'another-secret' });
    expect((await stranger.say('UANA', 'quiz')).status).toBe(401);
  });

  it('has no playground, and no clock that can be moved', async () => {
    expect((await fetch(`${program.url}/playground/clock`, { method: 'POST', body: '{"advance":"P1D"}' })).status).toBe(404);
  });
});

it('several workspaces install Cairn, are answered each for itself, and are still there after a restart', async () => {
  const ana = [{ id: 'UANA', name: 'Ana', zone: 'Europe/Berlin' }];
  const two = await startFakeSlack({ users: ana, team: 'T0011', others: [{ team: 'T0012', users: ana }] });
  const env = {
    DATA_DIR: folder,
    DATABASE_URL: server.url,
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_SIGNING_SECRET: SECRET,
    ENCRYPTION_KEYS: newKey(),
    SLACK_API_URL: two.url,
    HOST: '127.0.0.1',
  };
  const first = await startProgram(env);
  for (const team of ['T0011', 'T0012']) expect((await install(first.url, team)).status).toBe(200);
  await first.stop();
  const second = await startProgram(env);
  expect((await slackClient({ appUrl: second.url, signingSecret: SECRET, team: 'T0012' }).say('UANA', 'quiz')).status).toBe(200);
  await two.until(() => two.messagesIn('UANA', 'T0012').find(({ blocks }) => blocks.some(({ type }) => type === 'actions')));
  expect(two.messagesIn('UANA', 'T0011')).toEqual([]);
  await second.stop();
  await two.stop();
});

it('a configuration with mistakes ends with all of them named', async () => {
  await expect(startProgram({ SLACK_BOT_TOKEN: 'nonsense', PORT: 'many' })).rejects.toThrow(
    /PORT:[\s\S]*SLACK_BOT_TOKEN:[\s\S]*xoxb-/,
  );
});

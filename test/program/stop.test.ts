import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import { type Program, startProgram } from '../support/program.ts';
import { slackClient } from '../support/slack-client.ts';

const SECRET = 'a-signing-secret';

let folder: string;
let slack: FakeSlack;
let program: Program;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-stop-'));
  slack = await startFakeSlack({ users: [{ id: 'UANA', name: 'Ana', zone: 'Europe/Berlin' }] });
  program = await startProgram({
    DATA_DIR: folder,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_API_URL: slack.url,
    HOST: '127.0.0.1',
  });
});
afterEach(async () => {
  await program.stop();
  await slack.stop();
  await rm(folder, { recursive: true, force: true });
});

async function saySomethingThatHangs(): Promise<void> {
  slack.failNext('chat.postMessage', { hangs: true });
  const people = slackClient({ appUrl: program.url, signingSecret: SECRET });
  expect((await people.say('UANA', 'quiz')).status).toBe(200);
  await slack.until(() => (slack.hanging() > 0 ? true : undefined));
}

it('ends by itself although a call to Slack hangs, and says that it has left something', async () => {
  await saySomethingThatHangs();
  program.terminate();
  expect(await program.ended).toBe(0);
  expect(program.output()).toContain('stopped before all was finished');
});

it('ends at once when it is told a second time', async () => {
  await saySomethingThatHangs();
  program.terminate();
  await program.prints('stopping: what has been taken');
  program.terminate();
  expect(await program.ended).toBe(1);
  expect(program.output()).not.toContain('stopped before all was finished');
});

it('ends in order where nothing hangs, though connections are open that ask for nothing', async () => {
  const idle = request(`${program.url}/healthz`, { method: 'POST' }).on('error', () => {});
  await new Promise((connected) => idle.once('socket', (socket) => socket.once('connect', connected)));
  idle.flushHeaders();
  expect(await program.stop()).toBe(0);
  expect(program.output()).not.toContain('stopped before all was finished');
});

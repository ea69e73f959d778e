import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Behaviour, type FakeModel, finding, silent, startFakeModel } from '../support/fake-model.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import { type Program, startProgram } from '../support/program.ts';
import { slackClient } from '../support/slack-client.ts';

const SECRET = 'a-signing-secret';
const KEY = 'key-that-nobody-sees';
const DECK = `title: Phishing
externalModel: true
items:
  - id: why
    topic: Phishing
    kind: sentence
    prompt: Why is a phishing mail reported and not just deleted?
    points: [{ text: The security team can warn the others. }]
`;

let folder: string;
let slack: FakeSlack;
let endpoint: FakeModel;
let program: Program;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-model-'));
  await writeFile(join(folder, 'phishing.yaml'), DECK);
  slack = await startFakeSlack({ users: [{ id: 'UANA', name: 'Ana', zone: 'Europe/Berlin' }] });
  endpoint = await startFakeModel();
  program = await startProgram({
    ...{ DATA_DIR: folder, DECKS_DIR: folder, HOST: '127.0.0.1' },
    ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_SIGNING_SECRET: SECRET, SLACK_API_URL: slack.url },
    ...{ LLM_BASE_URL: endpoint.url, LLM_MODEL: 'small', LLM_API_KEY: KEY },
  });
});
afterEach(async () => {
  await program.stop();
  await Promise.all([slack.stop(), endpoint.stop()]);
  await rm(folder, { recursive: true, force: true });
});

const said = (words: string) => slack.until(() => JSON.stringify(slack.messagesIn('UANA')).includes(words) || undefined);

/** Ana answers, and Slack is told that it is taken, whatever the model does. */
async function answer(behaviour: Behaviour): Promise<void> {
  endpoint.will(behaviour);
  const people = slackClient({ appUrl: program.url, signingSecret: SECRET });
  expect((await people.say('UANA', 'quiz')).status).toBe(200);
  await said('Why is a phishing mail');
  expect((await people.say('UANA', 'so that others get warned by somebody')).status).toBe(200);
}

it('marks a sentence with the model that the operator has set up', async () => {
  await answer(finding({ is: 'met', quote: 'others get warned' }));
  await said('Marked with a language model');
  expect(endpoint.asked).toMatchObject([{ model: 'small', key: `Bearer ${KEY}` }]);
  expect(program.output()).not.toContain(KEY);
});

it('lets the learner compare at once where it is stopped while the model is silent, and ends in order', async () => {
  await answer(silent);
  await said('Saved. A language model is looking at it');
  await endpoint.isAsked();
  expect(await program.stop()).toBe(0);
  await said('Did you say the same?');
  expect(program.output()).not.toContain('stopped before all was finished');
});

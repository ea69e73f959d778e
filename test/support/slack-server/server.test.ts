import { LogLevel, WebClient } from '@slack/web-api';
import { afterEach, describe, expect, it } from 'vitest';
import type { Settings } from './ledger.ts';
import { type SlackServer, startSlackServer } from './server.ts';

let server: SlackServer;
afterEach(() => server.stop());

async function clientOf(settings: Partial<Settings>, team = 'T1'): Promise<WebClient> {
  server = await startSlackServer(settings);
  const retries = { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logLevel: LogLevel.ERROR };
  return new WebClient(`xoxb-${team}`, { slackApiUrl: server.url, ...retries });
}

function letter(id: string) {
  return { event_type: 'cairn_letter', event_payload: { letter: id } };
}

const NONE = { seed: 1, throttled: 0, failedBefore: 0, failedAfter: 0, droppedBefore: 0, droppedAfter: 0 };

describe('the Slack of the benches and the crash test', () => {
  it('keeps a ledger of what was said, and shows a message with its metadata as it stands', async () => {
    const client = await clientOf({});
    const { ts = '' } = await client.chat.postMessage({ channel: 'UANA', text: 'one', metadata: letter('l1') });
    await client.chat.update({ channel: 'DANA', ts, text: 'two', metadata: letter('l2') });
    const { messages = [] } = await client.conversations.history({ channel: 'DANA', include_all_metadata: true });
    expect(messages).toMatchObject([{ ts, text: 'two', metadata: letter('l2') }]);
    expect(server.slack.ledger).toMatchObject([
      { method: 'chat.postMessage', team: 'T1', channel: 'DANA', letter: 'l1', recorded: true },
      { method: 'chat.update', ts, letter: 'l2', recorded: true },
    ]);
  });

  it('refuses a second message to a channel within its second, and names the wait', async () => {
    const client = await clientOf({ limits: true });
    await client.chat.postMessage({ channel: 'UANA', text: 'one' });
    await expect(client.chat.postMessage({ channel: 'UANA', text: 'two' })).rejects.toMatchObject({ retryAfter: 1 });
    await client.chat.postMessage({ channel: 'UBEN', text: 'three' });
    expect(server.slack.stats).toMatchObject({ posted: 2, refused: 1 });
  });

  it('refuses the fifth message at once into one workspace', async () => {
    const client = await clientOf({ limits: true });
    const posts = await Promise.allSettled(
      ['U1', 'U2', 'U3', 'U4', 'U5'].map((channel) => client.chat.postMessage({ channel, text: 'hello' })),
    );
    expect(posts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  });

  it.each([
    ['failedBefore', false],
    ['droppedBefore', false],
    ['throttled', false],
    ['failedAfter', true],
    ['droppedAfter', true],
  ])('%s tells the caller of a failure, and people see the message: %s', async (fault, seen) => {
    const client = await clientOf({ faults: { ...NONE, [fault]: 1 } });
    await expect(client.chat.postMessage({ channel: 'UANA', text: 'one' })).rejects.toThrow();
    expect(server.slack.ledger).toMatchObject([{ recorded: seen, outcome: fault }]);
  });
});

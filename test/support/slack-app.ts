import express from 'express';
import { connectSlack } from '../../adapters/slack/connect.ts';
import type { Inbound } from '../../src/events.ts';
import type { Letter, Outbound, Recipient } from '../../src/letter.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Accept, Connection, Lose } from '../../src/ports/platform.ts';
import { closed, type FakeSlack, listen, portOf, startFakeSlack } from './fake-slack.ts';
import { type SlackClient, slackClient } from './slack-client.ts';

export const signingSecret = 'shh-signing-secret';
export const noon = Temporal.Instant.from('2026-11-23T12:00:00Z');

export type LogLine = { level: 'info' | 'warn' | 'error'; ids: object; message: string };

export type SlackApp = {
  slack: FakeSlack;
  /** Where the app listens. */
  url: string;
  people: SlackClient;
  connection: Connection;
  /** What the adapter handed to `accept`. */
  inbounds: Inbound[];
  logged: LogLine[];
  /** What the adapter handed to `lose`. */
  lost: Parameters<Lose>[0][];
  /** From now on `accept` does this, after the inbound is recorded. */
  acceptBy(accept: Accept): void;
  /** The same for `lose`. */
  loseBy(lose: Lose): void;
  stop(): Promise<void>;
};

/** The adapter on a real HTTP server, between people of a fake Slack and an `accept` that records. */
export async function startSlackApp(options: { patienceMs?: number } = {}): Promise<SlackApp> {
  const slack = await startFakeSlack({
    users: [
      { id: 'U1', name: 'Ana', zone: 'Europe/Lisbon', locale: 'pt-PT' },
      { id: 'U2', name: 'Jo' },
      { id: 'UBOT', bot: true },
    ],
    channels: [
      { id: 'C1', name: 'support' },
      { id: 'C2', name: 'closed', archived: true },
      { id: 'C3', name: 'others', joined: false },
    ],
  });
  const http = express();
  const server = await listen(http);
  const url = `http://127.0.0.1:${portOf(server)}`;
  const inbounds: Inbound[] = [];
  const { log, logged } = recordingLog();
  let act: Accept = async () => [];
  const accept: Accept = (inbound) => {
    inbounds.push(inbound);
    return act(inbound);
  };
  const config = { botToken: 'xoxb-fake', signingSecret, apiUrl: slack.url };
  const lost: SlackApp['lost'] = [];
  let forget: Lose = async () => {};
  const lose: Lose = (gone) => {
    lost.push(gone);
    return forget(gone);
  };
  const wallClock = () => Temporal.Now.instant();
  const connection = await connectSlack({ ...options, http, config, accept, lose, now: () => noon, wallClock, log });
  return {
    slack,
    url,
    people: slackClient({ appUrl: url, signingSecret }),
    connection,
    inbounds,
    lost,
    logged,
    acceptBy: (next) => {
      act = next;
    },
    loseBy: (next) => {
      forget = next;
    },
    stop: async () => {
      await connection.stop();
      await closed(server);
      await slack.stop();
    },
  };
}

export function recordingLog(): { log: Log; logged: LogLine[] } {
  const logged: LogLine[] = [];
  const at = (level: LogLine['level']) => (ids: object, message: string) => {
    logged.push({ level, ids, message });
  };
  return { log: { info: at('info'), warn: at('warn'), error: at('error') }, logged };
}

export function letter(to: Recipient, outbound: Partial<Outbound>, id = 'L1'): Letter {
  return { id, workspace: 'slack:T0001', to, outbound: { text: 'Hello', blocks: [], ...outbound }, purpose: `test:${id}` };
}

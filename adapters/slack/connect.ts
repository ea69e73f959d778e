import type { Authorize } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Express } from 'express';
import type { Accept, Connection, Log } from '../../src/ports.ts';
import { Door, NotTaken } from './door.ts';
import { reasonOf, slackLogger } from './log.ts';
import { idsOf } from './payloads.ts';
import { read } from './receive.ts';
import { httpReceiver, socketReceiver, startSocket } from './receivers.ts';
import { slackPlatform } from './send.ts';

/** With an app token Slack is listened to by Socket Mode; without one by HTTP, which needs the signing secret. */
type SlackConfig = {
  botToken: string;
  signingSecret?: string;
  appToken?: string;
  /** What stands before a method's name, `https://slack.com/api/` unless told; its last slash may be missing. */
  apiUrl?: string;
};

type Options = { http: Express; config: SlackConfig; accept: Accept; now: () => Temporal.Instant; log: Log };

/** Listens to Slack: at `/slack/events` of `http`, or by Socket Mode. */
export async function connectSlack(options: Options): Promise<Connection> {
  const { http, config, log } = options;
  const clientOptions = clientOptionsFor(config, log);
  const client = new WebClient(config.botToken, clientOptions);
  const dms = new Map<string, string>();
  const socket = config.appToken === undefined ? undefined : socketReceiver(config.appToken, config.apiUrl, log);
  const door = new Door({
    receiver: socket ?? httpReceiver(http, config.signingSecret, log),
    authorize: authorizeOnce(client, config.botToken),
    clientOptions,
    logger: slackLogger(log),
    convoStore: false,
    ignoreSelf: false,
  });
  door.use(async ({ body, context }) => take(body, context.botUserId, dms, options));
  door.error(async (error) => {
    throw error;
  });
  if (socket) await startSocket(socket);
  return {
    platform: slackPlatform(client, dms, log),
    stop: async () => {
      await door.close();
      await socket?.client.disconnect();
    },
  };
}

async function take(
  body: unknown,
  botUser: string | undefined,
  dms: Map<string, string>,
  { accept, now, log }: Options,
): Promise<void> {
  const reading = read(body, botUser, now());
  if (reading.kind === 'ignored') return log.info(idsOf(body), `ignored: ${reading.reason}`);
  if (reading.dm) dms.set(reading.inbound.member, reading.dm);
  try {
    await accept(reading.inbound);
  } catch (cause) {
    throw new NotTaken(`it could not be saved: ${reasonOf(cause)}`, { cause });
  }
}

// Whoever sends decides when to repeat: the client would sleep through a rate limit, and retry for half an hour.
function clientOptionsFor(config: SlackConfig, log: Log): WebClientOptions {
  return {
    ...(config.apiUrl !== undefined && { slackApiUrl: config.apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    logger: slackLogger(log),
  };
}

function authorizeOnce(client: WebClient, botToken: string): Authorize<boolean> {
  let known: Promise<{ botId?: string; botUserId?: string }> | undefined;
  const ask = async () => {
    const { bot_id, user_id } = await client.auth.test();
    return { ...(bot_id && { botId: bot_id }), ...(user_id && { botUserId: user_id }) };
  };
  return async () => {
    known ??= ask().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return { botToken, ...(await known) };
  };
}

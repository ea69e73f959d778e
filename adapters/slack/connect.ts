import type { WebClientOptions } from '@slack/web-api';
import type { Express } from 'express';
import type { Log } from '../../src/ports/log.ts';
import type { Accept, Connection, Lose } from '../../src/ports/platform.ts';
import { type Clients, installedClients, oneClient } from './clients.ts';
import { type Dms, rememberDms } from './dms.ts';
import { Door, NotTaken } from './door.ts';
import { type AppCredentials, installRoutes } from './install.ts';
import type { Installations } from './installations.ts';
import { reasonOf, slackLogger } from './log.ts';
import { idsOf } from './payloads.ts';
import { type Lost, type Reading, read } from './receive.ts';
import { httpReceiver, socketReceiver, startSocket } from './receivers.ts';
import { slackPlatform } from './send.ts';

/** With an app token Slack is listened to by Socket Mode; without one by HTTP, which needs the signing secret. */
type OneWorkspace = { botToken: string; signingSecret?: string; appToken?: string; apiUrl?: string };

/** `apiUrl` is what stands before a method's name, `https://slack.com/api/` unless told; its last slash may be missing. */
type SlackConfig = OneWorkspace | AppCredentials;

type Options = {
  http: Express;
  config: SlackConfig;
  /** Needed where several workspaces may install Cairn. */
  installations?: Installations;
  accept: Accept;
  lose: Lose;
  /** The time that Cairn lives in, which is given to what reaches us. */
  now: () => Temporal.Instant;
  /** The machine's own time, by which requests and tokens expire. */
  wallClock: () => Temporal.Instant;
  /** How long an event may take before Slack is told to send it again; Slack itself waits for 3 s. */
  patienceMs?: number;
  log: Log;
};

/** Listens to Slack: at `/slack/events` of `http`, or by Socket Mode. */
export async function connectSlack(options: Options): Promise<Connection> {
  const { http, config, wallClock, patienceMs = 2_500, log } = options;
  const clientOptions = clientOptionsFor(config, log);
  const clients = clientsFor(options, clientOptions);
  const dms = rememberDms();
  const socket = 'appToken' in config && config.appToken ? socketReceiver(config.appToken, config.apiUrl, log) : undefined;
  const door = new Door(patienceMs, {
    receiver: socket ?? httpReceiver(http, config.signingSecret, wallClock, log),
    authorize: clients.authorize,
    clientOptions,
    logger: slackLogger(log),
    convoStore: false,
    ignoreSelf: false,
  });
  door.use(async ({ body, context }) => {
    const reading = read(body, context.botUserId, options.now());
    await take(ofItsWorkspace(reading, context.teamId), body, { ...options, dms, clients });
  });
  door.error(async (error) => {
    throw error;
  });
  if (socket) await startSocket(socket);
  return {
    platform: slackPlatform(clients, dms, log),
    stop: async () => {
      await door.close();
      await socket?.client.disconnect();
    },
  };
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

function clientsFor(options: Options, clientOptions: WebClientOptions): Clients {
  const { config, installations } = options;
  if ('botToken' in config) return oneClient(config.botToken, clientOptions);
  if (!installations) throw new Error('Several workspaces need a place to keep their installations in.');
  const changed = (workspace: Lost['workspace']) => clients.forget(workspace);
  const identify = installRoutes({ ...options, app: config, installations, clientOptions, changed });
  const clients = installedClients(identify, clientOptions);
  return clients;
}

// With one token there is one workspace: what another one says has no place in it, and no answer.
function ofItsWorkspace(reading: Reading, team: string | undefined): Reading {
  if (reading.kind !== 'inbound' || !team || reading.inbound.workspace === `slack:${team}`) return reading;
  return { kind: 'ignored', reason: 'from another workspace' };
}

type Entrance = Options & { dms: Dms; clients: Clients };

async function take(reading: Reading, body: unknown, entrance: Entrance): Promise<void> {
  const { accept, dms, log } = entrance;
  if (reading.kind === 'ignored') return log.info(idsOf(body), `ignored: ${reading.reason}`);
  try {
    if (reading.kind === 'lost') return await part(reading.lost, entrance);
    const { inbound, dm } = reading;
    if (dm) dms.learn(inbound.workspace, inbound.member, dm);
    await accept(inbound);
  } catch (cause) {
    throw new NotTaken(`it could not be saved: ${reasonOf(cause)}`, { cause });
  }
}

async function part({ workspace, reason, at }: Lost, { lose, installations, clients, log }: Entrance): Promise<void> {
  const installedAt = (await installations?.find(workspace))?.installedAt;
  if (installedAt && Temporal.Instant.compare(installedAt, at) > 0)
    return log.info({ workspace }, `ignored: ${reason}, but it is installed again`);
  await lose({ workspace, reason });
  await installations?.remove(workspace, at);
  clients.forget(workspace);
  log.info({ workspace }, reason);
}

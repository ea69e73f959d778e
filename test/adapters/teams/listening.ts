import { once } from 'node:events';
import { createServer } from 'node:http';
import express, { type Express } from 'express';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { TeamsConfig } from '../../../adapters/teams/authentication.ts';
import { connectTeams } from '../../../adapters/teams/connect.ts';
import type { Address, TeamsConversations } from '../../../adapters/teams/conversations.ts';
import type { Inbound, WorkspaceId } from '../../../src/events.ts';
import type { Letter } from '../../../src/letter.ts';
import type { Log } from '../../../src/ports/log.ts';
import type { Accept, Connection, Lose, Platform } from '../../../src/ports/platform.ts';
import { type FakeTeams, fakeTeams } from '../../support/fake-teams.ts';
import { type TeamsClient, teamsClient } from '../../support/teams-client.ts';

export const APP_ID = '7d9c4e0e-26a5-4d2c-9f37-3b0c8d0f1a11';
export const WORKSPACE: WorkspaceId = 'teams:tenant-1';
export const NOW = Temporal.Instant.from('2026-03-02T08:00:00Z');

const CONFIG: TeamsConfig = { appId: APP_ID, appPassword: 'secret-of-the-app', tenantId: 'tenant-1', appType: 'SingleTenant' };

export type Listening = {
  appUrl: string;
  teams: FakeTeams;
  client: TeamsClient;
  platform: Platform;
  /** What was accepted, in order. */
  inbound: Inbound[];
  /** What was told to be out of reach, in order. */
  lost: Parameters<Lose>[0][];
  conversations: TeamsConversations & { kept: Map<string, unknown> };
  logged: { level: 'info' | 'warn' | 'error'; ids: object; message: string }[];
  /** What `accept` gives back from now on, or does. */
  acceptWith(next: readonly Letter[] | Accept): void;
  /** What `lose` does from now on. */
  losing(next: Lose): void;
  connection: Connection;
};

type Options = {
  config?: TeamsConfig;
  names?: Record<string, string>;
  /** Those of an earlier process, as a restart finds them. */
  before?: Pick<Listening, 'teams' | 'conversations'>;
  prepare?(http: Express): void;
  patienceMs?: number;
};

/** A bot listening on this machine, with Teams in front of it and nothing behind it; it ends with the test. */
export async function listening({ config = CONFIG, names = {}, before, prepare, patienceMs }: Options = {}): Promise<Listening> {
  const anonymous = 'anonymous' in config;
  const teams = before?.teams ?? (await fakeTeams({ names, anonymous }));
  const conversations = before?.conversations ?? conversationsInMemory();
  const inbound: Inbound[] = [];
  const lost: Listening['lost'] = [];
  const logged: Listening['logged'] = [];
  let lose: Lose = async (what) => void lost.push(what);
  let accept: Accept = async () => [];

  const http = express();
  prepare?.(http);
  const server = createServer(http).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const appUrl = `http://127.0.0.1:${z.object({ port: z.int() }).parse(server.address()).port}`;
  const connection = await connectTeams(
    {
      http,
      config,
      conversations,
      now: () => NOW,
      wallClock: () => NOW,
      lose: (what) => lose(what),
      ...(patienceMs !== undefined && { patienceMs }),
      log: recorder(logged),
      accept(event) {
        inbound.push(event);
        return accept(event);
      },
    },
    teams.trust,
  );
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await connection.stop();
    if (!before) await teams.stop();
  });
  return {
    appUrl,
    teams,
    client: teamsClient({ appUrl, teams, names, ...(!anonymous && { appId: APP_ID }) }),
    platform: connection.platform,
    inbound,
    lost,
    conversations,
    logged,
    acceptWith(next) {
      accept = typeof next === 'function' ? next : async () => next;
    },
    losing(next) {
      lose = next;
    },
    connection,
  };
}

function conversationsInMemory(): Listening['conversations'] {
  const kept = new Map<string, unknown>();
  const key = (workspace: WorkspaceId, address: Address) => `${workspace} ${address}`;
  return {
    kept,
    find: async (workspace, address) => structuredClone(kept.get(key(workspace, address))),
    async keep(workspace, address, reference) {
      kept.set(key(workspace, address), structuredClone(reference));
    },
  };
}

function recorder(logged: Listening['logged']): Log {
  return {
    info: (ids, message) => logged.push({ level: 'info', ids, message }),
    warn: (ids, message) => logged.push({ level: 'warn', ids, message }),
    error: (ids, message) => logged.push({ level: 'error', ids, message }),
  };
}

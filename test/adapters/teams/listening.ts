import { once } from 'node:events';
import { createServer } from 'node:http';
import express, { type Express } from 'express';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { TeamsConfig } from '../../../adapters/teams/authentication.ts';
import { connectTeams } from '../../../adapters/teams/connect.ts';
import type { Address, TeamsConversations } from '../../../adapters/teams/conversations.ts';
import type { Inbound, WorkspaceId } from '../../../src/events.ts';
import type { Letter } from '../../../src/outbound.ts';
import type { Accept, Connection, Log, Platform } from '../../../src/ports.ts';
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
  conversations: TeamsConversations & { kept: Map<string, unknown> };
  logged: { level: 'info' | 'warn' | 'error'; ids: object; message: string }[];
  /** What `accept` gives back from now on, or does. */
  acceptWith(next: readonly Letter[] | Accept): void;
  connection: Connection;
};

type Options = {
  config?: TeamsConfig;
  names?: Record<string, string>;
  /** Those of an earlier process, as a restart finds them. */
  before?: Pick<Listening, 'teams' | 'conversations'>;
  prepare?(http: Express): void;
};

/** A bot listening on this machine, with Teams in front of it and nothing behind it; it ends with the test. */
export async function listening({ config = CONFIG, names = {}, before, prepare }: Options = {}): Promise<Listening> {
  const anonymous = 'anonymous' in config;
  const teams = before?.teams ?? (await fakeTeams({ names, anonymous }));
  const conversations = before?.conversations ?? conversationsInMemory();
  const inbound: Inbound[] = [];
  const logged: Listening['logged'] = [];
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
    conversations,
    logged,
    acceptWith(next) {
      accept = typeof next === 'function' ? next : async () => next;
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

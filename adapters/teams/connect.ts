import type { Express } from 'express';
import type { Log } from '../../src/ports/log.ts';
import type { Accept, Connection, Lose } from '../../src/ports/platform.ts';
import { type TeamsConfig, type Trust, teamsAdapter } from './authentication.ts';
import type { TeamsConversations } from './conversations.ts';
import { listen } from './endpoint.ts';
import { onlyFromHere, onlyTheConnector } from './guard.ts';
import { teamsApplication } from './receive.ts';
import { teamsPlatform } from './send.ts';
import { OPEN_ID_METADATA_URL, tokenCheck } from './tokens.ts';

export type ConnectOptions = {
  http: Express;
  config: TeamsConfig;
  conversations: TeamsConversations;
  accept: Accept;
  lose: Lose;
  now: () => Temporal.Instant;
  /** The machine's own time, by which tokens expire whatever the playground's clock says. */
  wallClock: () => Temporal.Instant;
  /** Within so many milliseconds every activity is answered, whatever hangs. Teams itself waits 15 s. */
  patienceMs?: number;
  log: Log;
};

const PATIENCE_MS = 10_000;

/** Serves the bot at `/api/messages`. Loading this file loads botbuilder: import it only where Teams is configured. */
export async function connectTeams(options: ConnectOptions, trust?: Trust): Promise<Connection> {
  const { http, config, conversations, wallClock, patienceMs = PATIENCE_MS, log } = options;
  const adapter = teamsAdapter(config, trust);
  const app = teamsApplication(options);
  const appId = 'anonymous' in config ? '' : config.appId;
  const openIdMetadataUrl = trust?.openIdMetadataUrl ?? OPEN_ID_METADATA_URL;
  const guard =
    'anonymous' in config ? onlyFromHere(log) : onlyTheConnector(tokenCheck({ openIdMetadataUrl, appId, now: wallClock }), log);
  const stop = listen({ http, adapter, app, guard, patienceMs, log });
  return { platform: teamsPlatform({ adapter, appId, conversations }), stop };
}

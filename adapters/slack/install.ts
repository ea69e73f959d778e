import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type Installation as BoltInstallation, ExpressReceiver, type InstallationStore } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { Express } from 'express';
import type { WorkspaceId } from '../../src/events.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Identity } from './clients.ts';
import { type Installation, type Installations, installationSchema, NotInstalled } from './installations.ts';
import { slackLogger } from './log.ts';

/** What Cairn asks to be allowed, as manifest/slack.yaml has it. */
export const SCOPES = ['app_mentions:read', 'chat:write', 'commands', 'im:history', 'im:write', 'mpim:write', 'users:read'];

export type AppCredentials = { clientId: string; clientSecret: string; signingSecret: string; apiUrl?: string };

type Options = {
  http: Express;
  app: AppCredentials;
  installations: Installations;
  clientOptions: WebClientOptions;
  wallClock: () => Temporal.Instant;
  /** A workspace has new tokens. */
  changed: (workspace: WorkspaceId) => void;
  log: Log;
};

/** Serves `/slack/install` and `/slack/oauth_redirect`. Gives what finds a workspace's token, renewed where it would soon expire. */
export function installRoutes(options: Options): (team: string) => Promise<Identity> {
  const { http, app, installations, clientOptions, wallClock, changed, log } = options;
  const { installer } = new ExpressReceiver({
    app: http,
    endpoints: {},
    signingSecret: app.signingSecret,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    stateSecret: createHmac('sha256', app.clientSecret).update('cairn: state of an installation').digest('hex'),
    scopes: SCOPES,
    installationStore: storeOf(installations),
    installerOptions: {
      directInstall: true,
      clientOptions,
      ...(app.apiUrl !== undefined && { authorizationUrl: new URL('/oauth/v2/authorize', app.apiUrl).href }),
      callbackOptions: {
        afterInstallation: async (installed, _asked, _request, response) => {
          const parsed = installationSchema.safeParse(installed);
          if (installed.isEnterpriseInstall || !parsed.success) return refuse(response);
          const workspace: WorkspaceId = `slack:${parsed.data.team.id}`;
          await installations.save(workspace, parsed.data, wallClock());
          changed(workspace);
          log.info({ workspace }, 'installed in a workspace');
          return true;
        },
      },
    },
    logger: slackLogger(log),
  });
  if (!installer) throw new Error('Slack needs SLACK_CLIENT_ID and SLACK_CLIENT_SECRET to be installed in several workspaces.');
  return async (team) => {
    const { botToken, botId, botUserId } = await installer
      .authorize({ teamId: team, enterpriseId: undefined, isEnterpriseInstall: false })
      .catch((error: unknown) => {
        throw error instanceof Error && error.cause instanceof NotInstalled ? error.cause : error;
      });
    if (!botToken) throw new NotInstalled('Cairn has no token in this workspace');
    return { botToken, teamId: team, ...(botId && { botId }), ...(botUserId && { botUserId }) };
  };
}

function refuse(response: ServerResponse): false {
  const said =
    'Cairn is installed in one workspace at a time, not in a whole organisation: please choose a workspace and try again.';
  response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end(said);
  return false;
}

// What is stored here was stored at its installation: these are new tokens.
function storeOf(installations: Installations): InstallationStore {
  // A refresh token is good once: what could not be saved must not be lost with it.
  const unsaved = new Map<WorkspaceId, Installation>();

  async function renew(workspace: WorkspaceId, renewed: Installation): Promise<void> {
    unsaved.set(workspace, renewed);
    await installations.renew(workspace, renewed);
    unsaved.delete(workspace);
  }

  return {
    async storeInstallation(installed) {
      const renewed = installationSchema.parse(installed);
      await renew(`slack:${renewed.team.id}`, renewed);
    },
    async fetchInstallation({ teamId = '' }) {
      const workspace: WorkspaceId = `slack:${teamId}`;
      const kept = unsaved.get(workspace);
      if (kept) await renew(workspace, kept);
      const found = await installations.find(workspace);
      if (!found) throw new NotInstalled('Cairn is not installed in this workspace');
      return asBolt(found.installation);
    },
  };
}

function asBolt({ team, bot }: Installation): BoltInstallation<'v2', false> {
  const { refreshToken, expiresAt, ...rest } = bot;
  return {
    team,
    enterprise: undefined,
    user: { id: '', token: undefined, scopes: undefined },
    bot: { ...rest, ...(refreshToken !== undefined && { refreshToken }), ...(expiresAt !== undefined && { expiresAt }) },
    authVersion: 'v2',
    isEnterpriseInstall: false,
  };
}

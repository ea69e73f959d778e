import { ExpressReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Express } from 'express';
import type { Log } from '../../src/ports.ts';
import { shouldComeAgain } from './door.ts';
import { reasonOf, slackLogger } from './log.ts';
import { idsOf, kindOf } from './payloads.ts';

/** Takes events, buttons and slash commands at one address. */
export function httpReceiver(http: Express, signingSecret: string | undefined, log: Log): ExpressReceiver {
  if (!signingSecret) throw new Error('Slack over HTTP needs SLACK_SIGNING_SECRET (or SLACK_APP_TOKEN, for Socket Mode).');
  return new ExpressReceiver({
    app: http,
    endpoints: '/slack/events',
    signingSecret,
    processBeforeResponse: true,
    processEventErrorHandler: async ({ error, request, response }) => {
      const again = explained(error, 'body' in request ? request.body : undefined, log);
      if (!response.headersSent) response.writeHead(again ? 503 : 400).end();
      return true;
    },
    unhandledRequestHandler: () => log.warn({ platform: 'slack' }, 'an answer takes more than the 3 seconds that Slack waits'),
    logger: slackLogger(log),
  });
}

export function socketReceiver(appToken: string, apiUrl: string | undefined, log: Log): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken,
    installerOptions: { clientOptions: { ...(apiUrl !== undefined && { slackApiUrl: apiUrl }), timeout: 10_000 } },
    processEventErrorHandler: async ({ error, event }) => !explained(error, event.body, log),
    logger: slackLogger(log),
  });
}

export async function startSocket(socket: SocketModeReceiver): Promise<void> {
  try {
    await socket.start();
  } catch (cause) {
    const advice = 'check SLACK_APP_TOKEN (xapp-…, with the scope connections:write) and that Socket Mode is on in the app';
    throw new Error(`Slack's Socket Mode did not start: ${reasonOf(cause)}; ${advice}`, { cause });
  }
}

function explained(error: Error, body: unknown, log: Log): boolean {
  const again = shouldComeAgain(error);
  if (again) log.error(idsOf(body), `not taken, Slack will send it again: ${reasonOf(error)}`);
  // What Bolt stumbled over may stand in its error, so the kind has to do.
  else log.warn(idsOf(body), `ignored: a payload that cannot be read: ${kindOf(body)}`);
  return again;
}

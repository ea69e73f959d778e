import { ExpressReceiver, SocketModeReceiver } from '@slack/bolt';
import type { ErrorRequestHandler, Express, Request, Response } from 'express';
import { z } from 'zod';
import type { Log } from '../../src/ports/log.ts';
import { BadBody, isTooDeep, LONGEST_BODY_BYTES, rawBody, textOf } from '../body-limit.ts';
import { Late, shouldComeAgain } from './door.ts';
import { reasonOf, slackLogger } from './log.ts';
import { idsOf, isCommand, kindOf } from './payloads.ts';
import { freshlySigned } from './signature.ts';

const ADDRESS = '/slack/events';

/** Takes events, buttons and slash commands at one address. */
export function httpReceiver(
  http: Express,
  signingSecret: string | undefined,
  wallClock: () => Temporal.Instant,
  log: Log,
): ExpressReceiver {
  if (!signingSecret) throw new Error('Slack over HTTP needs SLACK_SIGNING_SECRET (or SLACK_APP_TOKEN, for Socket Mode).');
  http.post(ADDRESS, freshlySigned(wallClock, log), rawBody(LONGEST_BODY_BYTES), notTooDeep, refuseMalformed(log));
  return new ExpressReceiver({
    app: http,
    endpoints: ADDRESS,
    signingSecret,
    processBeforeResponse: true,
    processEventErrorHandler: async ({ error, request, response }) => {
      const body: unknown = 'body' in request ? request.body : undefined;
      const again = explained(error, body, log);
      if (again && isCommand(body)) response.setHeader('content-type', 'application/json').end(JSON.stringify(sayAgain(error)));
      else response.writeHead(again ? 503 : 400).end();
      return true;
    },
    logger: slackLogger(log),
  });
}

/** Leaves the bytes where Bolt looks for those that the signature covers. */
function notTooDeep(request: Request, _response: Response, next: (error?: Error) => void): void {
  const text = textOf(request);
  const form = request.is('application/x-www-form-urlencoded') ? new URLSearchParams(text).getAll('payload') : [text];
  Object.assign(request, { rawBody: request.body });
  next(form.some(isTooDeep) ? new BadBody('too deep') : undefined);
}

const statusSchema = z.object({ status: z.int().min(400).max(499) });

function refuseMalformed(log: Log): ErrorRequestHandler {
  return (error, _request, response, next) => {
    const status = statusSchema.safeParse(error).data?.status;
    if (status === undefined || response.headersSent) return next(error);
    log.warn({ platform: 'slack', status }, 'refused: a request that cannot be read');
    response.sendStatus(status);
  };
}

export function socketReceiver(appToken: string, apiUrl: string | undefined, log: Log): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken,
    installerOptions: { clientOptions: { ...(apiUrl !== undefined && { slackApiUrl: apiUrl }), timeout: 10_000 } },
    processEventErrorHandler: async ({ error, event }) => {
      const again = explained(error, event.body, log);
      if (again && isCommand(event.body)) await event.ack(sayAgain(error));
      return !again;
    },
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
  if (again) log.error(idsOf(body), `not taken, ${whoRepeats(body)}: ${reasonOf(error)}`);
  // What Bolt stumbled over may stand in its error, so the kind has to do.
  else log.warn(idsOf(body), `ignored: a payload that cannot be read: ${kindOf(body)}`);
  return again;
}

function whoRepeats(body: unknown): string {
  return isCommand(body) ? 'the person is asked to say it again' : 'Slack will send it again';
}

// Slack sends a command once, and of a failed one shows a code that helps nobody.
function sayAgain(error: Error): { response_type: 'ephemeral'; text: string } {
  const text =
    error instanceof Late
      ? 'This takes longer than usual. If nothing comes within a minute, please say it again.'
      : 'That did not get through: please say it again.';
  return { response_type: 'ephemeral', text };
}

import type { RequestHandler } from 'express';
import type { Log } from '../../src/ports/log.ts';

const WINDOW_S = 5 * 60;

/**
 * Turns away what Slack cannot have sent just now, before its body is read. Bolt verifies the signature of the rest; it knows no signature from the
 * future.
 */
export function freshlySigned(wallClock: () => Temporal.Instant, log: Log): RequestHandler {
  return (request, response, next) => {
    const refuse = (reason: string) => {
      log.warn({ platform: 'slack' }, `refused with 401: ${reason}`);
      response.status(401).end();
    };
    const signature = request.get('x-slack-signature') ?? '';
    const timestamp = request.get('x-slack-request-timestamp') ?? '';
    if (!/^v0=[0-9a-f]{64}$/.test(signature) || !/^\d{1,12}$/.test(timestamp)) return refuse('no signature of Slack');
    if (Math.abs(Number(timestamp) - wallClock().epochMilliseconds / 1_000) > WINDOW_S)
      return refuse('signed more than five minutes from now; is the clock right?');
    next();
  };
}

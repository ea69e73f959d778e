import { isUtf8 } from 'node:buffer';
import express, { type RequestHandler } from 'express';
import type { Log } from '../../src/ports.ts';

const WINDOW_S = 5 * 60;
// A message of 40,000 characters comes twice, and escaped.
const bytes = express.raw({ type: () => true, limit: '1mb', inflate: false });

/**
 * Turns away what Slack cannot have sent just now, before its body is read. Bolt verifies the signature of the rest; it does so over text, so
 * only what is the same as text and as bytes gets there. Bolt itself knows no signature from the future.
 */
export function freshlySigned(wallClock: () => Temporal.Instant, log: Log): RequestHandler {
  return (request, response, next) => {
    const refuse = (status: number, reason: string) => {
      log.warn({ platform: 'slack' }, `refused with ${status}: ${reason}`);
      response.status(status).end();
    };
    const signature = request.get('x-slack-signature') ?? '';
    const timestamp = request.get('x-slack-request-timestamp') ?? '';
    if (!/^v0=[0-9a-f]{64}$/.test(signature) || !/^\d{1,12}$/.test(timestamp)) return refuse(401, 'no signature of Slack');
    if (Math.abs(Number(timestamp) - wallClock().epochMilliseconds / 1_000) > WINDOW_S)
      return refuse(401, 'signed more than five minutes from now; is the clock right?');
    bytes(request, response, (error?: unknown) => {
      if (error) return refuse(statusOf(error), 'a body that is too large or cannot be read');
      const body: unknown = request.body;
      const rawBody = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      if (!isUtf8(rawBody)) return refuse(401, 'a body that is not text');
      Object.assign(request, { rawBody });
      next();
    });
  };
}

function statusOf(error: unknown): number {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 400;
}

import { z } from 'zod';
import { NotDelivered } from '../../src/ports.ts';

const DEFAULT_WAIT_MS = 5_000;
const UNREACHABLE = new Set([403, 404]);
const THROTTLED = new Set([412, 429, 502, 504]);

type Headers = { get(name: string): string | undefined };

const refusalSchema = z.object({ statusCode: z.int(), code: z.string().optional().catch(undefined) });
const headersSchema = z.object({
  response: z.object({ headers: z.custom<Headers>((headers) => headers instanceof Object && 'get' in headers) }),
});

/** What it means for a letter that the Bot Connector refused it. */
export function notDelivered(cause: unknown): NotDelivered {
  if (cause instanceof NotDelivered) return cause;
  const refusal = refusalSchema.safeParse(cause).data;
  if (!refusal) return new NotDelivered('failed', 'Teams could not be reached', { cause });
  const { statusCode, code = 'no code' } = refusal;
  if (UNREACHABLE.has(statusCode)) {
    return new NotDelivered('unreachable', `Teams answered ${statusCode} (${code}): is the app installed there?`, { cause });
  }
  if (THROTTLED.has(statusCode)) {
    return new NotDelivered('throttled', `Teams answered ${statusCode} (${code})`, { cause, retryAfterMs: retryAfterMs(cause) });
  }
  return new NotDelivered('failed', `Teams answered ${statusCode} (${code})`, { cause });
}

/** Whether the message or the conversation that we meant is not there any more. */
export function isGone(error: unknown): boolean {
  return refusalSchema.safeParse(error).data?.statusCode === 404;
}

function retryAfterMs(cause: unknown): number {
  const seconds = Number(headersSchema.safeParse(cause).data?.response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : DEFAULT_WAIT_MS;
}

import { z } from 'zod';
import { NotDelivered } from '../../src/ports/platform.ts';

const DEFAULT_WAIT_MS = 5_000;
const THROTTLED = new Set([412, 429]);
/** Of these Teams itself says that the same may be sent again. */
const UNAVAILABLE = new Set([502, 503, 504]);
/** Refused because of the tenant, whoever in it is written to. */
const WHOLE_TENANT = new Set(['BotDisabledByAdmin', 'TenantNotFound']);
/** Refused because of what we sent, not because of whom it was for. */
const OUR_FAULT = new Set(['InvalidBotApiHost']);
/** What is wrong with the message itself. */
const OUR_MESSAGE = new Set([400, 413, 422]);
/** What a connection fails with before anything was sent on it. */
const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EPROTO|CERT_\w+|ERR_TLS_\w+|DEPTH_ZERO_\w+|UNABLE_TO_\w+)$/;

type Headers = { get(name: string): string | undefined };

const refusalSchema = z.object({ statusCode: z.int().min(300), code: z.string().optional().catch(undefined) });
const lostSchema = z.union([
  z.object({ name: z.literal('AbortError') }),
  z.object({ name: z.literal('RestError'), code: z.string().refine((code) => !NEVER_SENT.test(code)) }),
]);
const headersSchema = z.object({
  response: z.object({ headers: z.custom<Headers>((headers) => headers instanceof Object && 'get' in headers) }),
});

/** What it means for a letter that a request failed. Whoever may send the same `again` without harm is never unsure. */
export function notDelivered(cause: unknown, { again }: { again: boolean }): NotDelivered {
  if (cause instanceof NotDelivered) return cause;
  const refusal = refusalSchema.safeParse(cause).data;
  if (refusal) return refused(refusal, cause, again);
  const lost = lostSchema.safeParse(cause).success;
  if (lost && !again) return new NotDelivered('unsure', 'The answer of Teams got lost', { cause });
  return new NotDelivered('failed', lost ? 'The answer of Teams got lost' : 'Teams could not be reached', { cause });
}

function refused({ statusCode, code = 'no code' }: z.infer<typeof refusalSchema>, cause: unknown, again: boolean): NotDelivered {
  const told = `Teams answered ${statusCode} (${code})`;
  if (THROTTLED.has(statusCode))
    return new NotDelivered('throttled', told, { cause, retryAfterMs: waitMs(cause) ?? DEFAULT_WAIT_MS });
  if ((statusCode === 403 && !OUR_FAULT.has(code)) || statusCode === 404)
    return new NotDelivered('unreachable', `${told}: is the app installed there?`, { cause, whole: WHOLE_TENANT.has(code) });
  if (OUR_MESSAGE.has(statusCode)) return new NotDelivered('refused', told, { cause });
  const wait = waitMs(cause);
  const options = { cause, ...(wait !== undefined && { retryAfterMs: wait }) };
  // Whatever else breaks over there may break after the message was posted.
  const broken = statusCode >= 500 && !UNAVAILABLE.has(statusCode);
  return new NotDelivered(broken && !again ? 'unsure' : 'failed', told, options);
}

/** Whether the message or the conversation that we meant is not there any more. */
export function isGone(error: unknown): boolean {
  return refusalSchema.safeParse(error).data?.statusCode === 404;
}

function waitMs(cause: unknown): number | undefined {
  const seconds = Number(headersSchema.safeParse(cause).data?.response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined;
}

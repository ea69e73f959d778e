import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import type { Log } from '../../src/ports/log.ts';
import type { Refusal } from './wire.ts';

/** A request that we do not take, with what would be right. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Parses what came from outside, or refuses it with a list of what is wrong. */
export function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Refused(400, result.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; '));
}

// What express.json() and the router throw: an error with a status of its own.
const httpErrorSchema = z.object({ status: z.int().min(400).max(499), type: z.string().optional() });

/** The last word on whatever went wrong below `/playground`. */
export function answerErrors(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const refusal = refusalFor(error);
    if (refusal) return response.status(refusal.status).json({ error: refusal.message } satisfies Refusal);
    log.error({ path: request.path, ...described(error) }, 'the playground could not answer');
    return response
      .status(500)
      .json({ error: 'Something broke on our side; try again. The log has the details.' } satisfies Refusal);
  };
}

function refusalFor(error: unknown): Refused | undefined {
  if (error instanceof Refused) return error;
  const http = httpErrorSchema.safeParse(error);
  if (!http.success) return undefined;
  if (http.data.type === 'entity.too.large') return new Refused(400, 'The body is larger than 256 kB; send less.');
  return new Refused(400, 'The request could not be read: the body is not JSON in UTF-8, or nests too deep.');
}

// Without the message: it may quote what somebody wrote.
function described(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at '));
  return { error: error.name, frames: frames?.slice(0, 5).map((line) => line.trim()) };
}

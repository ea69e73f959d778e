import type { Application, TurnState } from '@microsoft/teams-ai';
import type { Activity, InvokeResponse } from 'botbuilder';
import type { ErrorRequestHandler, Express, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Log } from '../../src/ports/log.ts';
import { LONGEST_BODY_BYTES, parseJson, rawBody, textOf } from '../body-limit.ts';
import { activitySchema } from './activity.ts';
import type { TeamsAdapter } from './authentication.ts';
import { type Answer, FAILED, inWords, OVER } from './invoke-answers.ts';
import { nameOf } from './receive.ts';

export type EndpointOptions = {
  http: Express;
  adapter: TeamsAdapter;
  app: Application<TurnState>;
  /** Keeps out whoever may not speak to us, before anything of the request is read. */
  guard: RequestHandler;
  patienceMs: number;
  log: Log;
};

const bodySchema = z.custom<Activity>((body) => activitySchema.safeParse(body).success);
const invokeSchema = z.object({ type: z.literal('invoke') });

/** Listens for activities at `/api/messages`. The function it gives back ends that, and resolves when none is under way. */
export function listen({ http, adapter, app, guard, patienceMs, log }: EndpointOptions): () => Promise<void> {
  const underWay = new Set<Promise<Answer>>();
  let stopped = false;

  http.post('/api/messages', guard, rawBody(LONGEST_BODY_BYTES), async (request: Request, response: Response) => {
    const posted = parseJson(textOf(request));
    const { status, body } = await answerTo(posted, request.headers.authorization ?? '');
    response.status(status).json(body);
  });
  http.use('/api/messages', refuseMalformed(log));

  async function answerTo(posted: unknown, authorization: string): Promise<Answer> {
    if (typeof posted !== 'object') return { status: 400 };
    const isInvoke = invokeSchema.safeParse(posted).success;
    if (stopped) return notTaken(isInvoke);
    const activity = bodySchema.safeParse(posted).data;
    if (!activity) {
      log.info({}, 'ignored: an activity that we cannot read');
      return isInvoke ? inWords(OVER) : { status: 200 };
    }
    const taken = takeTurn(activity, authorization);
    underWay.add(taken);
    void taken.finally(() => underWay.delete(taken));
    return await inTime(taken, () => {
      log.error(idsOf(activity), 'an answer takes longer than Teams waits');
      return notTaken(isInvoke);
    });
  }

  async function takeTurn(activity: Activity, authorization: string): Promise<Answer> {
    const isInvoke = activity.type === 'invoke';
    let genuine = false;
    try {
      const answer: InvokeResponse | undefined = await adapter.take(authorization, activity, async (context) => {
        genuine = true;
        await app.run(context);
      });
      if (isInvoke && !answer?.body) return inWords(OVER);
      return { status: answer?.status ?? 200, body: answer?.body };
    } catch (error) {
      if (!genuine) {
        log.warn({ ...idsOf(activity), error: nameOf(error) }, 'refused: the Bot Connector did not sign this');
        return { status: 401 };
      }
      log.error({ ...idsOf(activity), error: nameOf(error) }, 'a message could not be taken');
      return notTaken(isInvoke);
    }
  }

  /** What is given instead of an answer that does not come; whatever hangs may still finish. */
  async function inTime(answer: Promise<Answer>, instead: () => Answer): Promise<Answer> {
    const late = Promise.withResolvers<Answer>();
    const timer = setTimeout(() => late.resolve(instead()), patienceMs);
    return await Promise.race([answer, late.promise]).finally(() => clearTimeout(timer));
  }

  return async () => {
    stopped = true;
    await Promise.allSettled(underWay);
  };
}

// A message comes again by itself; a button has to be pressed again.
function notTaken(isInvoke: boolean): Answer {
  return isInvoke ? inWords(FAILED) : { status: 503 };
}

function idsOf({ id, conversation }: Activity): object {
  return { activity: id, conversation: conversation.id };
}

function refuseMalformed(log: Log): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = z.object({ status: z.int().min(400).max(499) }).safeParse(error).data?.status ?? 500;
    log.warn({ status, error: nameOf(error) }, 'refused: a request that cannot be read');
    response.sendStatus(status);
  };
}

import type { Application, TurnState } from '@microsoft/teams-ai';
import type { Activity, InvokeResponse } from 'botbuilder';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { z } from 'zod';
import type { Log } from '../../src/ports.ts';
import { activitySchema } from './activity.ts';
import type { TeamsAdapter } from './authentication.ts';
import { nameOf } from './receive.ts';

export type EndpointOptions = {
  http: Express;
  adapter: TeamsAdapter;
  app: Application<TurnState>;
  /** Keeps out whoever may not speak to us, before anything of the request is read. */
  guard: RequestHandler;
  log: Log;
};

type Answer = { status: number; body?: unknown };

const bodySchema = z.custom<Activity>((body) => activitySchema.safeParse(body).success);

/** Listens for activities at `/api/messages`. The function it gives back ends that, and resolves when none is under way. */
export function listen({ http, adapter, app, guard, log }: EndpointOptions): () => Promise<void> {
  const underWay = new Set<Promise<Answer>>();
  let stopped = false;

  // The largest message of Teams has some 100 KB, and comes as text and as HTML.
  http.post('/api/messages', guard, express.json({ limit: '1mb' }), async (request, response) => {
    if (stopped) {
      response.sendStatus(503);
      return;
    }
    const answer = answerTo(request.body, request.headers.authorization ?? '');
    underWay.add(answer);
    const { status, body } = await answer.finally(() => underWay.delete(answer));
    response.status(status).json(body);
  });
  http.use('/api/messages', refuseMalformed(log));

  async function answerTo(body: unknown, authorization: string): Promise<Answer> {
    const activity = bodySchema.safeParse(body);
    if (!activity.success) {
      if (typeof body !== 'object') return { status: 400 };
      log.info({}, 'ignored: an activity that we cannot read');
      return { status: 200 };
    }
    return await takeTurn(activity.data, authorization);
  }

  async function takeTurn(activity: Activity, authorization: string): Promise<Answer> {
    const ids = { activity: activity.id, conversation: activity.conversation.id };
    let genuine = false;
    try {
      const answer: InvokeResponse | undefined = await adapter.take(authorization, activity, async (context) => {
        genuine = true;
        await app.run(context);
      });
      return { status: answer?.status ?? 200, body: answer?.body };
    } catch (error) {
      if (!genuine) {
        log.warn({ ...ids, error: nameOf(error) }, 'refused: the Bot Connector did not sign this');
        return { status: 401 };
      }
      // Teams sends it again.
      log.error({ ...ids, error: nameOf(error) }, 'a message could not be taken');
      return { status: 503 };
    }
  }

  return async () => {
    stopped = true;
    await Promise.allSettled(underWay);
  };
}

function refuseMalformed(log: Log): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = z.object({ status: z.int().min(400).max(499) }).safeParse(error).data?.status ?? 500;
    log.warn({ status, error: nameOf(error) }, 'refused: a request that cannot be read');
    response.sendStatus(status);
  };
}

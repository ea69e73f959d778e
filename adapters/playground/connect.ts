import express from 'express';
import type { WorkspaceId } from '../../src/events.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Accept, Connection } from '../../src/ports/platform.ts';
import { loadAssets } from './assets.ts';
import { openStreams, type Streams } from './events.ts';
import { onlyInvited, securityHeaders } from './guard.ts';
import { letterPayload, type Renderers } from './letters.ts';
import { type Lock, onlyWithPassword } from './password.ts';
import { postRoutes } from './post.ts';
import { answerErrors, Refused } from './refused.ts';
import { openRoom } from './room.ts';
import { playgroundPlatform } from './send.ts';
import type { Transcript } from './transcript.ts';
import type { Person, ShownClock, State } from './wire.ts';
import { trackWork } from './work.ts';

export type PlaygroundOptions = {
  http: express.Express;
  people: readonly Person[];
  channel: { id: string; name: string };
  workspace: WorkspaceId;
  transcript: Transcript;
  /** They give the true payloads of a letter on the other platforms, to be looked at. */
  renderers: Renderers;
  /** `moveTo` resolves when all that fell due on the way has been done and delivered. */
  clock: { now(): Temporal.Instant; moveTo(to: Temporal.Instant): Promise<void> };
  nextDueAt(): Promise<Temporal.Instant | undefined>;
  accept: Accept;
  newId(): string;
  /** Answers other machines as well: it has been asked for, and either stands beside no real platform or has a password. */
  anywhere?: boolean;
  /** Without one, nobody is asked for a password. */
  lock?: Lock;
  log: Log;
};

/** Serves the playground below `/playground`: a chat page for a few made-up people. */
export async function connectPlayground(options: PlaygroundOptions): Promise<Connection> {
  const { http, people, channel, clock, log } = options;
  const [room, assets] = await Promise.all([openRoom(options.transcript), loadAssets()]);
  const zones = new Map<string, string>();
  const work = trackWork();
  const readClock = clockReader(options);
  const streams = openStreams(room, people, readClock);
  const told = () => tellClock(streams, log);
  // What Cairn sends by itself may have been what was due next.
  const unlisten = room.listen((entry) => entry.author === 'cairn' && void told());

  const router = express.Router();
  router.use(onlyInvited(options.anywhere ?? false), securityHeaders(assets.inlineScripts));
  if (options.lock) router.use(onlyWithPassword(options.lock));
  router.use(assets.serve);
  router.get('/events', (request, response) => work.run(() => streams.open(request, response)));
  router.get('/state', async (_request, response) => {
    response.json({ ...(await readClock()), people, channel } satisfies State);
  });
  router.get('/letters/:id', letterPayload({ ...options, room }));
  router.use(postRoutes({ ...options, room, zones, work, told }));
  router.use((request) => {
    throw new Refused(404, `There is no ${request.method} ${request.path} in the playground.`);
  });
  router.use(answerErrors(log));
  http.use('/playground', router);
  http.get('/', (_request, response) => response.redirect('/playground'));

  return {
    platform: playgroundPlatform({ room, people, channel, zones, now: () => clock.now() }),
    async stop() {
      await work.stop();
      unlisten();
      streams.close();
    },
  };
}

function clockReader({ clock, nextDueAt }: PlaygroundOptions): () => Promise<ShownClock> {
  return async () => {
    const due = await nextDueAt();
    return { now: clock.now().toString(), nextDueAt: due?.toString() ?? null };
  };
}

/** The request that moved something is answered by now: that the news of it failed is no reason to fail the request. */
async function tellClock(streams: Streams, log: Log): Promise<void> {
  try {
    await streams.tellClock();
  } catch (error) {
    log.warn(
      { error: error instanceof Error ? error.name : typeof error },
      'the playground could not read when the next thing falls due',
    );
  }
}

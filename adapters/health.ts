import express from 'express';
import type { PlatformName } from '../src/events.ts';
import type { Lag, Store } from '../src/ports/store.ts';
import { shared, within } from './within.ts';

type Options = {
  store: Pick<Store, 'ping' | 'lag'>;
  pendingMigrations: () => Promise<readonly string[]>;
  /** The platforms that this process sends to. */
  platforms: () => readonly PlatformName[];
  now: () => Temporal.Instant;
  /** Aborted when Cairn is told to stop. */
  stopping: AbortSignal;
};

const LONGEST_MS = 2_000;
const SLOW_QUEUE_SECONDS = 5 * 60;

/** `/healthz`: the process serves. `/readyz`: it may be given work; says of each thing that this takes how it is. */
export function healthRoutes(options: Options): express.Router {
  const router = express.Router();
  router.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  const { store, pendingMigrations, now } = options;
  const ping = shared(() => store.ping());
  const details = shared(() => Promise.all([pendingMigrations(), store.lag(now())]));
  const look = () => checksOf(ping, details, options.platforms());
  router.get('/readyz', async (_request, response) => {
    const { serving, database, migrations, queue } = options.stopping.aborted ? STOPPING : await look();
    // A queue that stands still is no reason to take an instance out: another could send no faster to a platform that throttles us.
    const isReady = [serving, database, migrations].every((check) => check?.ok !== false);
    const checks = { serving, database, migrations, queue };
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not ready', checks });
  });
  return router;
}

type Check = { ok: boolean; [detail: string]: unknown };
type Checks = { serving: Check; database?: Check; migrations?: Check; queue?: Check };

const STOPPING: Checks = { serving: { ok: false, reason: 'Cairn is stopping' } };

async function checksOf(
  ping: () => Promise<void>,
  details: () => Promise<[readonly string[], Lag]>,
  platforms: readonly PlatformName[],
): Promise<Checks> {
  const serving = { ok: true };
  try {
    await within(LONGEST_MS, ping());
    const [pending, lag] = await within(LONGEST_MS, details());
    const waiting = platforms.map((platform) => [platform, Math.round((lag.letterMs[platform] ?? 0) / 1_000)] as const);
    return {
      serving,
      database: { ok: true },
      migrations: { ok: pending.length === 0, pending },
      queue: {
        ok: waiting.every(([, seconds]) => seconds <= SLOW_QUEUE_SECONDS),
        oldestDueLetterSeconds: Object.fromEntries(waiting),
        oldestDueAlarmSeconds: Math.round(lag.alarmMs / 1_000),
      },
    };
  } catch {
    return { serving, database: { ok: false, reason: 'the database does not answer' } };
  }
}

import { timingSafeEqual } from 'node:crypto';
import express, { type Request } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { PlatformName } from '../src/events.ts';
import type { Meter } from '../src/ports/log.ts';
import type { Store } from '../src/ports/store.ts';
import { isFromThisMachine } from './own-machine.ts';
import { shared, within } from './within.ts';

type Options = {
  store: Pick<Store, 'lag'>;
  /** Those of which something is told though nothing waits: an alert on what is missing would ring. */
  platforms: () => readonly PlatformName[];
  now: () => Temporal.Instant;
  /** Who shows it may read the metrics from anywhere; without one, they are read on this machine alone. */
  token?: string | undefined;
  /** Others come by a proxy, which may make everybody look as if they came from this machine. */
  isPublic: boolean;
};

const LONGEST_MS = 2_000;
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts for Prometheus, and `GET /metrics`. */
export function openMetrics({ store, platforms, now, token, isPublic }: Options): { meter: Meter; routes: express.Router } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'cairn_' });
  const meter = meterIn(registry);
  const readLag = lagIn(registry, { store, platforms, now });
  const routes = express.Router();
  routes.get('/metrics', async (request, response) => {
    if ((isPublic && token === undefined) || !isAllowed(request, token)) {
      response
        .status(token === undefined ? 403 : 401)
        .type('text')
        .send(REFUSAL);
      return;
    }
    await readLag();
    response.type(registry.contentType).send(await registry.metrics());
  });
  return { meter, routes };
}

const REFUSAL = 'Metrics are read on this machine alone, or from anywhere with METRICS_TOKEN as the bearer token.\n';

function isAllowed(request: Request, token: string | undefined): boolean {
  if (token === undefined) return isFromThisMachine(request);
  const shown = Buffer.from(request.headers.authorization ?? '');
  const right = Buffer.from(`Bearer ${token}`);
  return shown.length === right.length && timingSafeEqual(shown, right);
}

function meterIn(registry: Registry): Meter {
  const registers = [registry];
  const counter = <T extends string>(name: string, help: string, labelNames: readonly T[]) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = (name: string, help: string) =>
    new Histogram({ name, help, labelNames: ['platform'], buckets: SECONDS, registers });
  const events = counter('cairn_events_total', 'Events from people; said and pressed are replies.', [
    'platform',
    'kind',
    'outcome',
  ]);
  const eventSeconds = histogram('cairn_event_seconds', 'From an event to its being saved.');
  const deliveries = counter('cairn_deliveries_total', 'Calls by which letters were handed to a platform.', [
    'platform',
    'outcome',
  ]);
  const deliverySeconds = histogram('cairn_delivery_seconds', 'How long a platform takes for a letter.');
  const retries = counter('cairn_delivery_retries_total', 'Calls for letters that had failed before, or were in doubt.', [
    'platform',
  ]);
  const alarms = counter('cairn_alarms_total', 'What was to happen at a time.', ['kind', 'outcome']);
  return {
    event(platform, kind, outcome, ms) {
      events.inc({ platform, kind, outcome });
      eventSeconds.observe({ platform }, ms / 1_000);
    },
    delivery(platform, outcome, repeated, ms) {
      deliveries.inc({ platform, outcome });
      deliverySeconds.observe({ platform }, ms / 1_000);
      if (repeated) retries.inc({ platform });
    },
    alarm: (kind, outcome) => alarms.inc({ kind, outcome }),
  };
}

/** Gauges of what waits, and the function that reads them anew. Where the database is away they are absent, and the rest is served. */
function lagIn(registry: Registry, { store, platforms, now }: Pick<Options, 'store' | 'platforms' | 'now'>): () => Promise<void> {
  const registers = [registry];
  const letters = new Gauge({
    name: 'cairn_oldest_due_letter_seconds',
    help: 'How long the oldest letter that may be sent has been waiting.',
    labelNames: ['platform'],
    registers,
  });
  const alarms = new Gauge({
    name: 'cairn_oldest_due_alarm_seconds',
    help: 'How long the oldest alarm that is due has been waiting; up to a minute is usual.',
    registers,
  });
  const read = shared(() => store.lag(now()));
  return async () => {
    const lag = await within(LONGEST_MS, read()).catch(() => undefined);
    letters.reset();
    alarms.remove();
    if (!lag) return;
    const waited = { ...Object.fromEntries(platforms().map((platform) => [platform, 0])), ...lag.letterMs };
    for (const [platform, ms] of Object.entries(waited)) letters.set({ platform }, ms / 1_000);
    alarms.set(lag.alarmMs / 1_000);
  };
}

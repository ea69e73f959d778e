import type { Server } from 'node:http';
import express, { type Router } from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { healthRoutes } from '../../adapters/health.ts';
import { openMetrics } from '../../adapters/metrics.ts';
import type { Lag } from '../../src/ports/store.ts';
import { closed, listen, portOf } from '../support/fake-slack.ts';

const NOW = Temporal.Instant.from('2026-11-23T08:00:00Z');

let server: Server | undefined;
afterEach(async () => {
  if (server) await closed(server);
});

async function serve(routes: Router): Promise<(path: string, headers?: Record<string, string>) => Promise<Response>> {
  const listening = await listen(express().use(routes));
  server = listening;
  return (path, headers = {}) => fetch(`http://127.0.0.1:${portOf(listening)}${path}`, { headers });
}

describe('/metrics', () => {
  const lag: Lag = { letterMs: { slack: 90_000 }, alarmMs: 1_500 };
  const store = { lag: async () => lag };
  const platforms = () => ['slack', 'teams'] as const;

  it('counts what happened, and what waits', async () => {
    const { meter, routes } = openMetrics({ isPublic: false, platforms, store, now: () => NOW });
    const get = await serve(routes);
    meter.event('slack', 'said', 'taken', 20);
    meter.event('slack', 'said', 'again', 2);
    meter.delivery('teams', 'throttled', false, 300);
    meter.delivery('teams', 'sent', true, 400);
    meter.alarm('session', 'rung');
    const text = await (await get('/metrics')).text();
    for (const line of [
      'cairn_events_total{platform="slack",kind="said",outcome="taken"} 1',
      'cairn_events_total{platform="slack",kind="said",outcome="again"} 1',
      'cairn_event_seconds_bucket{le="0.025",platform="slack"} 2',
      'cairn_deliveries_total{platform="teams",outcome="throttled"} 1',
      'cairn_delivery_seconds_count{platform="teams"} 2',
      'cairn_delivery_retries_total{platform="teams"} 1',
      'cairn_alarms_total{kind="session",outcome="rung"} 1',
      'cairn_oldest_due_letter_seconds{platform="slack"} 90',
      'cairn_oldest_due_letter_seconds{platform="teams"} 0',
      'cairn_oldest_due_alarm_seconds 1.5',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
  });

  it('forgets what no longer waits, and serves the rest where the database is away', async () => {
    const answers: (() => Promise<Lag>)[] = [
      async () => lag,
      async () => ({ letterMs: {}, alarmMs: 0 }),
      async () => Promise.reject(new Error('away')),
    ];
    const { routes } = openMetrics({
      isPublic: false,
      platforms: () => ['slack', 'teams'],
      store: { lag: () => (answers.shift() ?? store.lag)() },
      now: () => NOW,
    });
    const get = await serve(routes);
    expect(await (await get('/metrics')).text()).toContain('letter_seconds{platform="slack"} 90');
    const second = await (await get('/metrics')).text();
    expect(second).toContain('letter_seconds{platform="slack"} 0');
    expect(second).toContain('cairn_oldest_due_alarm_seconds 0');
    const third = await get('/metrics');
    expect(third.status).toBe(200);
    expect(await third.text()).not.toContain('cairn_oldest_due_alarm_seconds 0');
  });

  it('is read on this machine alone unless a token is set, and then with it alone', async () => {
    const open = await serve(openMetrics({ isPublic: false, platforms, store, now: () => NOW }).routes);
    expect((await open('/metrics')).status).toBe(200);
    expect((await open('/metrics', { 'x-forwarded-for': '10.0.0.1' })).status).toBe(403);
    const guarded = await serve(
      openMetrics({ isPublic: false, platforms, store, now: () => NOW, token: 'a-long-enough-secret' }).routes,
    );
    expect((await guarded('/metrics')).status).toBe(401);
    expect((await guarded('/metrics', { authorization: 'Bearer another-secret-here' })).status).toBe(401);
    const headers = { authorization: 'Bearer a-long-enough-secret', 'x-forwarded-for': '10.0.0.1' };
    expect((await guarded('/metrics', headers)).status).toBe(200);
    const behindProxy = await serve(openMetrics({ isPublic: true, platforms, store, now: () => NOW }).routes);
    expect((await behindProxy('/metrics')).status).toBe(403);
  });
});

describe('/readyz', () => {
  const healthy = {
    store: { ping: async () => {}, lag: async (): Promise<Lag> => ({ letterMs: {}, alarmMs: 0 }) },
    pendingMigrations: async (): Promise<readonly string[]> => [],
    platforms: () => ['slack'] as const,
    now: () => NOW,
  };

  async function readiness(changed: Partial<Parameters<typeof healthRoutes>[0]>) {
    const get = await serve(healthRoutes({ ...healthy, stopping: new AbortController().signal, ...changed }));
    const response = await get('/readyz');
    expect((await get('/healthz')).status).toBe(200);
    return { status: response.status, body: await response.json() };
  }

  it('says of each thing how it is', async () => {
    expect(await readiness({})).toEqual({
      status: 200,
      body: {
        status: 'ready',
        checks: {
          serving: { ok: true },
          database: { ok: true },
          migrations: { ok: true, pending: [] },
          queue: { ok: true, oldestDueLetterSeconds: { slack: 0 }, oldestDueAlarmSeconds: 0 },
        },
      },
    });
  });

  it('is not ready while the database is away, is an older one, or Cairn is stopping', async () => {
    const away = { ...healthy.store, ping: async () => Promise.reject(new Error('away')) };
    expect(await readiness({ store: away })).toMatchObject({ status: 503, body: { checks: { database: { ok: false } } } });
    expect(await readiness({ pendingMigrations: async () => ['0003_next'] })).toMatchObject({
      status: 503,
      body: { checks: { migrations: { ok: false, pending: ['0003_next'] } } },
    });
    expect(await readiness({ stopping: AbortSignal.abort() })).toMatchObject({
      status: 503,
      body: { status: 'not ready', checks: { serving: { ok: false } } },
    });
  });

  it('shows a queue that stands still, and stays ready: no other instance could send faster', async () => {
    const lag = async (): Promise<Lag> => ({ letterMs: { slack: 400_000, teams: 900_000 }, alarmMs: 0 });
    expect(await readiness({ store: { ...healthy.store, lag } })).toMatchObject({
      status: 200,
      body: { checks: { queue: { ok: false, oldestDueLetterSeconds: { slack: 400 } } } },
    });
  });
});

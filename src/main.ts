import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import cron from 'node-cron';
import { pino } from 'pino';
import { openCatalog } from '../adapters/content/catalog.ts';
import { healthRoutes } from '../adapters/health.ts';
import { openHolidays } from '../adapters/holidays.ts';
import { openEmbedded, openPostgres } from '../adapters/postgres/open.ts';
import { latestInstant, openStore } from '../adapters/postgres/store.ts';
import { openClock } from './clock.ts';
import { BadConfig, type Config, parseConfig } from './config.ts';
import { prepareDemo } from './engine/demo.ts';
import { createEngine } from './engine/engine.ts';
import type { PlatformName, WorkspaceId } from './events.ts';
import type { Connection, Lose } from './ports.ts';

const DEMO: WorkspaceId = 'playground:demo';
const DEMO_CHANNEL = { id: 'team', name: 'team' };
const DEMO_PEOPLE = [
  { id: 'ana', name: 'Ana', role: 'learner' },
  { id: 'ben', name: 'Ben', role: 'buddy' },
  { id: 'lea', name: 'Lea', role: 'lead' },
];

async function start(config: Config): Promise<void> {
  const log = pino({ level: config.logLevel });
  const opening = config.databaseUrl ? openPostgres(config.databaseUrl) : openEmbedded(join(config.dataDir, 'postgres'));
  const [db, catalog] = await Promise.all([opening, openCatalog([config.decksDir, join(config.dataDir, 'decks')], log)]);
  const store = openStore(db);
  // A playground's clock that was moved goes on from there after a restart.
  const wallClock = () => Temporal.Now.instant();
  const clock = openClock(wallClock, config.playground ? await latestInstant(db) : undefined);

  const connections = new Map<PlatformName, Connection>();
  const platformOf = (workspace: WorkspaceId) => connections.get(workspace.split(':')[0] as PlatformName)?.platform;
  const engine = createEngine({ store, platformOf, catalog, holidays: openHolidays(), newId: randomUUID, now: clock.now, log });

  const http = express();
  http.disable('x-powered-by');
  http.use(healthRoutes(store));
  const lose: Lose = async ({ workspace, member, reason }) => log.info({ workspace, member }, `lost: ${reason}`);
  const entrance = { http, accept: engine.accept, now: clock.now, log };

  if (config.slack) {
    const { connectSlack } = await import('../adapters/slack/connect.ts');
    connections.set('slack', await connectSlack({ ...entrance, config: config.slack }));
  }
  if (config.teams) {
    const { connectTeams } = await import('../adapters/teams/connect.ts');
    const { teamsConversations } = await import('../adapters/postgres/teams-conversations.ts');
    connections.set(
      'teams',
      await connectTeams({ ...entrance, lose, wallClock, config: config.teams, conversations: teamsConversations(db) }),
    );
  }
  if (config.playground) {
    const { connectPlayground } = await import('../adapters/playground/connect.ts');
    const { playgroundTranscript } = await import('../adapters/postgres/playground-transcript.ts');
    const { renderMessage } = await import('../adapters/slack/render.ts');
    const { renderCard } = await import('../adapters/teams/render.ts');
    const moveTo = async (to: Temporal.Instant) => {
      clock.move(to);
      await engine.tick(clock.now());
      await engine.idle();
    };
    const playground = await connectPlayground({
      ...entrance,
      people: DEMO_PEOPLE,
      channel: DEMO_CHANNEL,
      workspace: DEMO,
      transcript: playgroundTranscript(db, DEMO),
      renderers: { slack: renderMessage, teams: renderCard },
      clock: { now: clock.now, moveTo },
      nextDueAt: store.nextDueAt,
      newId: randomUUID,
      anywhere: config.playgroundAnywhere,
      ...(config.playgroundPassword && { lock: { password: config.playgroundPassword, wallClock } }),
    });
    connections.set('playground', playground);
    const zone = Temporal.Now.timeZoneId();
    const demo = { lead: 'lea', people: DEMO_PEOPLE.map((person) => person.id), channel: DEMO_CHANNEL, zone };
    await engine.prepare(DEMO, clock.now(), (turn) => prepareDemo(turn, demo));
  }

  const tick = () =>
    engine
      .tick(clock.now())
      .catch((error: unknown) => log.error({ error: String(error) }, 'a tick failed; the next one goes on'));
  const ticking = cron.schedule('* * * * *', tick, { noOverlap: true });
  const server = http.listen(config.port, config.host, (error) => {
    if (error)
      return fail(
        `Cannot listen on ${config.host}:${config.port}: ${error.message}. Is another Cairn running? Choose another PORT.`,
      );
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : config.port;
    const shown = config.host === '0.0.0.0' || config.host === '127.0.0.1' ? 'localhost' : config.host;
    log.info({ platforms: [...connections.keys()], port }, 'Cairn is serving');
    if (config.playground) process.stdout.write(`\nCairn is running. Open http://${shown}:${port}/playground\n\n`);
    void tick();
  });

  const stop = async (signal: string) => {
    log.info({ signal }, 'stopping: what has been taken is finished first');
    await ticking.stop();
    server.close();
    for (const connection of connections.values()) await connection.stop();
    await engine.idle();
    await db.destroy();
    process.exit(0);
  };
  // Slack's socket client rejects inside a timer of its own when its token is revoked: that must not end what else is served.
  process.on('unhandledRejection', (error) => log.error({ error: String(error) }, 'something failed that nobody waited for'));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal));
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

// Where there is no .env file, the environment alone is fine.
if (existsSync('.env')) process.loadEnvFile();

try {
  await start(parseConfig(process.env));
} catch (error) {
  fail(
    error instanceof BadConfig
      ? error.message
      : `Cairn could not start: ${error instanceof Error ? (error.stack ?? error.message) : error}`,
  );
}

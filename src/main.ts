import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import cron from 'node-cron';
import { readIssuerKey } from '../adapters/certificates/issuer-key.ts';
import { certificateRoutes, openShowcase } from '../adapters/certificates/routes.ts';
import { openSigner } from '../adapters/certificates/sign.ts';
import { openCatalog } from '../adapters/content/catalog.ts';
import { cueLinks, cueRoutes } from '../adapters/cue-hook.ts';
import { exportLinks, exportRoutes } from '../adapters/exports.ts';
import { openFeeds } from '../adapters/feed/feeds.ts';
import { healthRoutes } from '../adapters/health.ts';
import { openHolidays } from '../adapters/holidays.ts';
import { keptKey } from '../adapters/kept-key.ts';
import { openLog } from '../adapters/log.ts';
import { openFitter } from '../adapters/memory/fitter.ts';
import { openMetrics } from '../adapters/metrics.ts';
import { keepHouse } from '../adapters/postgres/housekeeping.ts';
import { pendingMigrations } from '../adapters/postgres/migrate.ts';
import { openEmbedded, openPostgres } from '../adapters/postgres/open.ts';
import { latestInstant, openStore } from '../adapters/postgres/store.ts';
import { openSeal } from '../adapters/seal.ts';
import { wait } from '../adapters/wait.ts';
import { openClock } from './clock.ts';
import { CannotStart, type Config, parseConfig } from './config.ts';
import { prepareDemo } from './engine/demo.ts';
import { createEngine } from './engine/engine.ts';
import { certificateNow } from './engine/path/certificate.ts';
import { tuneMemories } from './engine/quiz/tune.ts';
import { type PlatformName, platformNameOf, type WorkspaceId } from './events.ts';
import type { LookUp } from './ports/certificates.ts';
import type { Connection } from './ports/platform.ts';
import { stopOnSignal } from './stop.ts';

const DEMO: WorkspaceId = 'playground:demo';
const DEMO_CHANNEL = { id: 'team', name: 'team' };
const DEMO_PEOPLE = [
  { id: 'ana', name: 'Ana', role: 'learner' },
  { id: 'ben', name: 'Ben', role: 'buddy' },
  { id: 'lea', name: 'Lea', role: 'lead' },
];

// What a crash or a throttled platform left is looked for this often.
const SWEEP_SECONDS = 2;

async function start(config: Config): Promise<void> {
  const log = openLog(config.logLevel);
  const opening = config.databaseUrl ? openPostgres(config.databaseUrl) : openEmbedded(join(config.dataDir, 'postgres'));
  const [db, catalog] = await Promise.all([opening, openCatalog([config.decksDir, join(config.dataDir, 'decks')], log)]);
  const store = openStore(db);
  // Beside people of Slack or Teams the clock is theirs: it is not moved. Alone, it goes on after a restart from where it was moved to.
  const movable = config.playground && !config.slack && !(config.teams && 'appId' in config.teams);
  const wallClock = () => Temporal.Now.instant();
  const clock = openClock(wallClock, movable ? await latestInstant(db) : undefined);

  const connections = new Map<PlatformName, Connection>();
  const platformOf = (workspace: WorkspaceId) => connections.get(platformNameOf(workspace))?.platform;
  const platforms = () => [...connections.keys()];
  const newId = () => randomUUIDv7();
  // The playground is reached where it listens, which is known only then.
  let publicUrl = config.publicUrl;
  const address = { publicUrl: () => publicUrl, newSecret: () => randomBytes(32).toString('base64url') };
  const issuerKey = config.issuer.key === undefined ? undefined : readIssuerKey(config.issuer.key);
  if (config.issuer.key !== undefined && !issuerKey)
    throw new CannotStart('ISSUER_KEY is no private key that can sign: `npm run -s cairn -- keys issuer` makes one.');
  const signer = issuerKey && openSigner(issuerKey);
  // Beside a database of its own Cairn keeps a key of its own; a database that others look after needs the operator's.
  const encryptionKeys = config.encryptionKeys ?? (config.databaseUrl ? undefined : await keptKey(config.dataDir));
  const seal = encryptionKeys === undefined ? undefined : openSeal(encryptionKeys);
  const exportLink = exportLinks(address);
  const elapsedMs = () => performance.now();
  const metrics = openMetrics({
    store,
    platforms,
    now: clock.now,
    token: config.metricsToken,
    isPublic: config.publicUrl !== undefined,
  });
  const judge =
    config.model && (await import('../adapters/model/judge.ts')).openJudge({ endpoint: config.model, elapsedMs, log });
  const engine = createEngine({
    ...(judge && { judge }),
    store,
    platformOf,
    platforms,
    catalog,
    holidays: openHolidays(),
    newId,
    exportLink,
    showcase: openShowcase({ ...address, signs: signer !== undefined }),
    cueLink: cueLinks(address),
    ...(seal && { vault: seal }),
    feeds: openFeeds(log),
    now: clock.now,
    elapsedMs,
    wait,
    meter: metrics.meter,
    log,
  });

  const http = express();
  http.disable('x-powered-by');
  const stopping = new AbortController();
  http.use(
    healthRoutes({
      ...{ store, platforms, now: clock.now, stopping: stopping.signal },
      pendingMigrations: () => pendingMigrations(db),
    }),
  );
  http.use(metrics.routes);
  http.use(exportRoutes({ store, now: clock.now, newId, log }));
  const lookUp: LookUp = (workspace, id) =>
    store.within(workspace, (records) => certificateNow({ records, paths: catalog.paths(), now: clock.now() }, id));
  http.use(certificateRoutes({ lookUp, publicUrl: address.publicUrl, name: config.issuer.name, signer, log }));
  if (seal) http.use(cueRoutes({ store, seal, ring: engine.cue, wallClock, log }));
  const entrance = { http, accept: engine.accept, lose: engine.lose, now: clock.now, log };

  if (config.slack) {
    const { connectSlack } = await import('../adapters/slack/connect.ts');
    const installations = 'encryptionKeys' in config.slack && {
      installations: (await import('../adapters/postgres/installations.ts')).slackInstallations(
        db,
        openSeal(config.slack.encryptionKeys),
      ),
    };
    connections.set('slack', await connectSlack({ ...entrance, ...installations, wallClock, config: config.slack }));
  }
  if (config.teams) {
    const { connectTeams } = await import('../adapters/teams/connect.ts');
    const { teamsConversations } = await import('../adapters/postgres/teams-conversations.ts');
    connections.set(
      'teams',
      await connectTeams({ ...entrance, wallClock, config: config.teams, conversations: teamsConversations(db) }),
    );
  }
  if (config.playground) {
    const { connectPlayground } = await import('../adapters/playground/connect.ts');
    const { playgroundTranscript } = await import('../adapters/postgres/playground-transcript.ts');
    const { renderMessage } = await import('../adapters/slack/render.ts');
    const { renderCard } = await import('../adapters/teams/render.ts');
    const { Refused } = await import('../adapters/playground/refused.ts');
    const moveTo = async (to: Temporal.Instant) => {
      if (!movable) throw new Refused(409, 'The clock stays as it is beside Slack or Teams: people there live by it.');
      clock.move(to);
      await engine.tick(clock.now());
      await engine.sweep();
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
      newId,
      anywhere: config.playgroundAnywhere,
      ...(config.playgroundPassword && { lock: { password: config.playgroundPassword, wallClock } }),
    });
    connections.set('playground', playground);
    const zone = Temporal.Now.timeZoneId();
    const demo = {
      lead: 'lea',
      people: DEMO_PEOPLE.map((person) => person.id),
      channel: { ...DEMO_CHANNEL, name: `#${DEMO_CHANNEL.name}` },
      zone,
    };
    await engine.prepare(DEMO, clock.now(), (turn) => prepareDemo(turn, demo));
  }

  const tick = () =>
    engine.tick(clock.now()).catch((error: unknown) => log.error({ error }, 'a tick failed; the next one goes on'));
  const keepingHouse = () =>
    keepHouse(db, clock.now(), config.retention).then(
      (kept) => log.info(kept, 'kept house'),
      (error: unknown) => log.error({ error }, 'housekeeping failed; it is tried again tomorrow'),
    );
  const tuning = () =>
    tuneMemories({ store, fitter: openFitter(log), log }).catch((error: unknown) =>
      log.error({ error }, 'memories could not be tuned; it is tried again tomorrow'),
    );
  const housekeeping = cron.schedule('17 3 * * *', keepingHouse, { noOverlap: true });
  const nightly = cron.schedule('47 3 * * *', tuning, { noOverlap: true });
  const ticking = cron.schedule('* * * * *', tick, { noOverlap: true });
  const sweep = () => engine.sweep().catch((error: unknown) => log.error({ error }, 'a sweep failed; the next one goes on'));
  const sweeping = cron.schedule(`*/${SWEEP_SECONDS} * * * * *`, sweep, { noOverlap: true });
  const server = http.listen(config.port, config.host, (error) => {
    if (error)
      return fail(
        `Cannot listen on ${config.host}:${config.port}: ${error.message}. Is another Cairn running? Choose another PORT.`,
      );
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : config.port;
    const shown = config.host === '0.0.0.0' || config.host === '127.0.0.1' ? 'localhost' : config.host;
    log.info({ platforms: platforms(), port }, 'Cairn is serving');
    if (config.playground) publicUrl ??= `http://${shown}:${port}`;
    if (config.playground) process.stdout.write(`\nCairn is running. Open http://${shown}:${port}/playground\n\n`);
    void keepingHouse();
    void tick().then(sweep);
  });

  stopOnSignal({
    stopping,
    steps: [
      () => Promise.all([ticking.stop(), sweeping.stop(), housekeeping.stop(), nightly.stop()]),
      () => void server.close(),
      () => Promise.all([...connections.values()].map((connection) => connection.stop())),
      // What a model is asked about would hold us up: its learners compare.
      () => judge?.stop(),
      () => engine.stop(),
      // What was taken has its answer by now; what is still open asks for nothing, or has not finished asking.
      () => server.closeAllConnections(),
      () => db.destroy(),
    ],
    log,
  });
  // Slack's socket client rejects inside a timer of its own when its token is revoked: that must not end what else is served.
  process.on('unhandledRejection', (error) => log.error({ error }, 'something failed that nobody waited for'));
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
    error instanceof CannotStart
      ? error.message
      : `Cairn could not start: ${error instanceof Error ? (error.stack ?? error.message) : error}`,
  );
}

import { randomUUIDv7 } from 'node:crypto';
import { openCatalog } from '../adapters/content/catalog.ts';
import { openHolidays } from '../adapters/holidays.ts';
import { openPostgres } from '../adapters/postgres/open.ts';
import { openStore } from '../adapters/postgres/store.ts';
import { wait } from '../adapters/wait.ts';
import { createEngine, type Engine } from '../src/engine/engine.ts';
import { noonZone, seedCrowd, withClient, writeDeck } from '../test/support/crowd.ts';
import { startPostgres } from '../test/support/real-postgres.ts';
import { type Bench, median, rounded, row } from './bench.ts';
import { newDatabase } from './system.ts';

const SIZES = [1_000, 10_000, 100_000];
const DUE = 250;
const WORKSPACE = 'slack:T0DUE';
const SILENT = { info() {}, warn() {}, error() {} };

type Measured = { learners: number; dueMs: number[]; idleMs: number[] };

/** One tick: what it costs to find and to ask each learner who is due, the more learners there are; and a tick in which nobody is. */
export const due: Bench = async ({ rounds, tell }) => {
  const [server, folder] = await Promise.all([startPostgres(), writeDeck(10)]);
  try {
    const measured: Measured[] = [];
    for (const learners of SIZES) {
      const url = await newDatabase(server.url, `due${learners}`);
      measured.push(await measure(url, folder, learners, rounds));
      const { dueMs, idleMs } = measured.at(-1) ?? { dueMs: [], idleMs: [] };
      tell(`${learners} learners: ${median(dueMs).toFixed(2)} ms a due learner, ${median(idleMs).toFixed(1)} ms with nobody due`);
    }
    const [smallest, largest] = [measured[0], measured.at(-1)];
    const ratios = largest?.dueMs.map((ms) => ms / median(smallest?.dueMs ?? [])) ?? [];
    const figures = Object.fromEntries(measured.map(({ learners, dueMs }) => [`msADueOf${learners}`, rounded(median(dueMs))]));
    const idle = largest?.idleMs ?? [];
    return [
      row('due', 'cost of a due learner, 100,000 learners against 1,000', { atMost: 1.5 }, ratios, figures),
      row(
        'due',
        'a tick with nobody due, of 20 ms',
        { atMost: 1 },
        idle.map((ms) => ms / 20),
        { idleMs: rounded(median(idle)) },
      ),
    ];
  } finally {
    await server.stop();
  }
};

async function measure(url: string, folder: string, learners: number, rounds: number): Promise<Measured> {
  const db = await openPostgres(url);
  const catalog = await openCatalog([folder], SILENT);
  const now = () => Temporal.Now.instant();
  const engine = createEngine({
    ...{
      store: openStore(db),
      platformOf: () => undefined,
      platforms: () => [],
      catalog,
      holidays: openHolidays(),
      newId: () => randomUUIDv7(),
    },
    ...{ now, elapsedMs: () => performance.now(), wait, log: SILENT },
    meter: { event() {}, delivery() {}, alarm() {} },
  });
  await seed(url, learners);
  const measured: Measured = { learners, dueMs: [], idleMs: [] };
  // In the first round the workspace gets its decks.
  for (let round = 0; round <= rounds; round++) {
    await ringFor(url, round);
    const dueMs = await tickMs(engine, now);
    const idleMs = await tickMs(engine, now);
    if (round > 0) measured.dueMs.push(dueMs / DUE);
    if (round > 0) measured.idleMs.push(idleMs);
  }
  await engine.stop();
  await db.destroy();
  return measured;
}

async function tickMs(engine: Engine, now: () => Temporal.Instant): Promise<number> {
  const from = performance.now();
  await engine.tick(now());
  const ms = performance.now() - from;
  await engine.idle();
  return ms;
}

/** Learners with a memory of ten items, some of them due for review; nobody is to be asked before tomorrow. */
async function seed(url: string, learners: number): Promise<void> {
  const tomorrow = { from: Temporal.Now.instant().add({ hours: 24 }), overMs: 3_600_000 };
  const zone = noonZone(Temporal.Now.instant());
  await seedCrowd(url, { workspace: WORKSPACE, name: 'U', count: learners, zone, alarms: tomorrow });
  await withClient(url, async (client) => {
    await client.query(
      `insert into memory (workspace_id, member_id, deck_id, item_id, stability, difficulty, last_day, due_day, seen_at, reviews, missed, recalled)
       select $1, 'U' || n, 'one-word', 'stone-' || i, 3 + i, 5, current_date - 5 - i, current_date - 4 + i, now() - interval '6 days', 1, false, true
       from generate_series(1, $2::int) n, generate_series(1, 10) i`,
      [WORKSPACE, learners],
    );
    await client.query('vacuum analyze');
  });
}

/** Makes as many learners due as in every round, and each round others. */
async function ringFor(url: string, round: number): Promise<void> {
  await withClient(url, (client) =>
    client.query(
      `update alarm set due_at = now() where workspace_id = $1 and subject in
         (select subject from alarm where workspace_id = $1 and due_at > now() and kind = 'session'
          and subject not in (select member_id from session) order by md5(subject || $2::text) limit $3)`,
      [WORKSPACE, String(round), DUE],
    ),
  );
}

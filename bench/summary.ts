import { randomUUIDv7 } from 'node:crypto';
import type pg from 'pg';
import { openCatalog } from '../adapters/content/catalog.ts';
import { openHolidays } from '../adapters/holidays.ts';
import { openPostgres } from '../adapters/postgres/open.ts';
import { openStore } from '../adapters/postgres/store.ts';
import { wait } from '../adapters/wait.ts';
import { createEngine } from '../src/engine/engine.ts';
import { noonZone, seedCrowd, withClient, writeDeck } from '../test/support/crowd.ts';
import { startPostgres } from '../test/support/real-postgres.ts';
import { type Bench, median, rounded, row } from './bench.ts';
import { newDatabase } from './system.ts';

const WORKSPACE = 'slack:T0SUM';
const SILENT = { info() {}, warn() {}, error() {} };
const LARGE = { teams: 1, people: 1_000 };
const MANY = { teams: 500, people: 10 };
const ANSWERS = 30;

type Load = typeof LARGE;
type Measured = { seconds: number[]; counts: number[]; asking: number[] };

/** The summary of a large team, and those of many teams that are due at the same moment; beside a plain count of the same answers by the database. */
export const summary: Bench = async ({ rounds, tell }) => {
  const [server, folder] = await Promise.all([startPostgres(), writeDeck(10)]);
  try {
    const large = await measure(await newDatabase(server.url, 'large'), folder, LARGE, rounds);
    tell(`a team of ${LARGE.people}: ${rounded(median(large.seconds))} s, a plain count ${rounded(median(large.counts))} s`);
    const many = await measure(await newDatabase(server.url, 'many'), folder, MANY, rounds);
    tell(`${MANY.teams} teams: ${rounded(median(many.seconds))} s`);
    const ratios = large.seconds.map((seconds) => seconds / median(large.counts));
    const ms = rounded(median(large.counts) * 1_000);
    return [
      row('summary', `seconds for a team of ${LARGE.people}`, { atMost: 1 }, large.seconds),
      row('summary', 'times a plain count of the same answers', { atMost: 25 }, ratios, { countMs: ms }),
      row('summary', `seconds for ${MANY.teams} teams at once`, { atMost: 60 }, many.seconds),
      row('summary', `seconds to ask a team of ${LARGE.people}`, { atMost: 10 }, large.asking),
      row('summary', `seconds to ask ${MANY.teams} teams at once`, { atMost: 60 }, many.asking),
    ];
  } finally {
    await server.stop();
  }
};

async function measure(url: string, folder: string, load: Load, rounds: number): Promise<Measured> {
  const db = await openPostgres(url);
  const now = () => Temporal.Now.instant();
  const engine = createEngine({
    ...{ store: openStore(db), platformOf: () => undefined, platforms: () => [], catalog: await openCatalog([folder], SILENT) },
    ...{ holidays: openHolidays(), newId: () => randomUUIDv7(), now, elapsedMs: () => performance.now(), wait, log: SILENT },
    meter: { event() {}, delivery() {}, alarm() {} },
  });
  const zone = noonZone(now());
  await seedCrowd(url, { workspace: WORKSPACE, name: 'U', count: load.teams * load.people, zone });
  await withClient(url, (client) => seedTeams(client, load, zone));
  const measured: Measured = { seconds: [], counts: [], asking: [] };
  // In the first round the workspace gets its decks.
  for (let round = 0; round <= rounds; round++) {
    const asking = await ringFor(url, 'check-in', load.teams * load.people, () => engine.tick(now()));
    const took = await ringFor(url, 'summary', load.teams, () => engine.tick(now()));
    const count = await withClient(url, (client) => secondsOf(() => client.query(COUNT, [WORKSPACE])));
    if (round === 0) continue;
    measured.asking.push(asking);
    measured.seconds.push(took);
    measured.counts.push(count);
  }
  await engine.stop();
  await db.destroy();
  return measured;
}

const COUNT = `select member_id, item_id, count(*), count(*) filter (where verdict = 'correct') from attempt
  where workspace_id = $1 and day >= current_date - 14 group by member_id, item_id`;

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1_000;
}

/** Teams whose people have answered, been checked and written in the last two weeks. */
async function seedTeams(client: pg.Client, { teams, people }: Load, zone: string): Promise<void> {
  await client.query(
    `insert into team (workspace_id, team_id, name, channel_id, deck_id, zone, check_in_days, check_in_time, summary_days, summary_time, question_days, question_time, reveal_time)
     select $1, 't' || t, 't' || t, 'C' || t, 'one-word', $2, '{1,2,3,4,5,6,7}', '09:00', '{1,2,3,4,5,6,7}', '09:00', '{}', '11:00', '16:00' from generate_series(1, $3::int) t`,
    [WORKSPACE, zone, teams],
  );
  await client.query(
    `insert into team_member (workspace_id, team_id, member_id, role)
     select $1, 't' || ((n - 1) / $2 + 1), 'U' || n, case when n % $2 = 1 then 'lead' else 'member' end from generate_series(1, $3::int) n`,
    [WORKSPACE, people, teams * people],
  );
  await client.query(
    `insert into check_in (workspace_id, check_in_id, team_id, week, asked_at)
     select $1, 'c' || t, 't' || t, date_trunc('week', now())::date, now() from generate_series(1, $2::int) t`,
    [WORKSPACE, teams],
  );
  await client.query(
    `insert into check_in_entry (workspace_id, check_in_id, member_id, did, hurdles, success, next, last_next, named, entered_at)
     select $1, 'c' || ((n - 1) / $2 + 1), 'U' || n, 'visited customers', 'the importer hangs on large files', 'closed ticket ' || n, 'the next one', 'done', n % 2 = 0, now()
     from generate_series(1, $3::int) n`,
    [WORKSPACE, people, teams * people],
  );
  await client.query(
    `insert into attempt (workspace_id, attempt_id, member_id, deck_id, item_id, version, purpose, asked_at, answered_at, day, zone, reply, verdict, credit, matched, missed, grader, first_of_day, gap_hours)
     select $1, 'a' || n || '-' || i, 'U' || n, 'one-word', 'stone-' || (i % 10 + 1), 1, 'review', at, at, at::date, 'UTC', '{"type":"typed","text":"basalt"}',
       case when (n + i) % 3 = 0 then 'incorrect' else 'correct' end, 1, '{}', '{}', 'rules', true, 72
     from generate_series(1, $2::int) n, generate_series(1, $3::int) i, lateral (select now() - (i % 14) * interval '1 day' as at) t`,
    [WORKSPACE, teams * people, ANSWERS],
  );
  await client.query(
    `insert into probe (workspace_id, member_id, deck_id, item_id, horizon, arm, state, exposed_at, settled_at, attempt_id)
     select $1, 'U' || n, 'one-word', 'stone-' || i, 'week', 'week', 'answered', now() - interval '9 days', now() - (i % 9) * interval '1 day', 'a' || n || '-' || (i % 10 + 9)
     from generate_series(1, $2::int) n, generate_series(1, 10) i`,
    [WORKSPACE, teams * people],
  );
  await client.query('vacuum analyze');
}

/** The seconds in which all teams are asked or summed up, as if it had not been done before; every letter has to be there. */
async function ringFor(url: string, kind: 'check-in' | 'summary', letters: number, tick: () => Promise<void>): Promise<number> {
  await withClient(url, async (client) => {
    for (const table of ['letter', 'said', 'alarm'])
      await client.query(`delete from ${table} where workspace_id = $1`, [WORKSPACE]);
    await client.query(
      `update check_in set summary_letter_id = null, details_letter_id = null, figures = null where workspace_id = $1`,
      [WORKSPACE],
    );
    // Whose entry is a draft is asked.
    await client.query(`update check_in_entry set draft = $2 where workspace_id = $1`, [WORKSPACE, kind === 'check-in']);
    await client.query(
      `insert into alarm (workspace_id, kind, subject, due_at) select $1, $2, team_id, now() from team where workspace_id = $1`,
      [WORKSPACE, kind],
    );
  });
  const took = await secondsOf(tick);
  const told = await withClient(url, (client) =>
    client.query(
      `select count(*)::int as n from letter where workspace_id = $1 and purpose like $2 and purpose not like '%:thread'`,
      [WORKSPACE, `${kind}:%`],
    ),
  );
  if (told.rows[0]?.n !== letters) throw new Error(`${told.rows[0]?.n} of ${letters} letters of ${kind} were written`);
  return took;
}

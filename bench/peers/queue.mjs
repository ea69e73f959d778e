import { randomUUID } from 'node:crypto';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { fromKysely, PgBoss } from 'pg-boss';

// Writes letters, ten transactions at once, then delivers them in batches of 50 by four workers; prints how many a second.
const [url, how] = process.argv.slice(2);
const LETTERS = 4_000;
const WRITERS = 10;
const WORKERS = 4;
const BATCH = 50;
const OUTBOUND = JSON.stringify({ text: 'A question', blocks: [{ type: 'text', text: 'x'.repeat(500) }] });

const db = new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: WRITERS }) }) });
await sql`create table letter (workspace_id text, letter_id text, conversation text, outbound jsonb, state text, holder text,
  not_before timestamptz, sequence bigint generated always as identity, primary key (workspace_id, letter_id))`.execute(db);
await sql`create index on letter (workspace_id, not_before) where state in ('queued', 'sending')`.execute(db);

const boss = how === 'boss' ? new PgBoss({ connectionString: url, max: WRITERS }) : undefined;
await boss?.start();
// The one policy that keeps the order within a conversation.
await boss?.createQueue('letters', { policy: 'key_strict_fifo' });

async function write(i) {
  await db.transaction().execute(async (trx) => {
    const [id, member] = [randomUUID(), `U${i % 1_000}`];
    await sql`insert into letter (workspace_id, letter_id, conversation, outbound, state, not_before)
      values ('slack:T1', ${id}, ${member}, ${OUTBOUND}, 'queued', now())`.execute(trx);
    await boss?.send('letters', { workspace: 'slack:T1', letter: id }, { db: fromKysely(trx), singletonKey: member });
  });
}

async function deliverLeased() {
  for (;;) {
    const { rows } = await sql`update letter set state = 'sending', holder = 'me', not_before = now() + interval '20 seconds'
      where (workspace_id, letter_id) in (select workspace_id, letter_id from letter where workspace_id = 'slack:T1' and state = 'queued'
        and not_before <= now() order by sequence limit ${BATCH} for update skip locked) returning letter_id`.execute(db);
    if (rows.length === 0) return;
    const ids = rows.map((row) => row.letter_id);
    await sql`update letter set state = 'sent' where workspace_id = 'slack:T1' and letter_id = any(${ids})`.execute(db);
    delivered += ids.length;
  }
}

async function deliverBoss() {
  for (;;) {
    const jobs = await boss.fetch('letters', { batchSize: BATCH });
    if (jobs.length === 0 && delivered >= LETTERS) return;
    if (jobs.length === 0) continue;
    const ids = jobs.map((job) => job.data.letter);
    await sql`update letter set state = 'sent' where workspace_id = 'slack:T1' and letter_id = any(${ids})`.execute(db);
    await boss.complete(
      'letters',
      jobs.map((job) => job.id),
    );
    delivered += ids.length;
  }
}

let delivered = 0;
const writtenMs = await timed(async () => {
  let next = 0;
  const work = async () => {
    while (next < LETTERS) await write(next++);
  };
  await Promise.all(Array.from({ length: WRITERS }, work));
});
const deliveredMs = await timed(() => Promise.all(Array.from({ length: WORKERS }, boss ? deliverBoss : deliverLeased)));
if (delivered !== LETTERS) throw new Error(`${delivered} of ${LETTERS} letters were delivered`);
process.stdout.write(
  JSON.stringify({ writtenPerSecond: LETTERS / (writtenMs / 1_000), deliveredPerSecond: LETTERS / (deliveredMs / 1_000) }),
);
process.exit(0);

async function timed(work) {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

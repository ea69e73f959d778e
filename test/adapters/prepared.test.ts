import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../../adapters/postgres/open.ts';
import { openStore } from '../../adapters/postgres/store.ts';
import type { Database } from '../../adapters/postgres/tables.ts';
import { startPostgres } from '../support/real-postgres.ts';

const HERE = 'slack:T1';
const NOW = Temporal.Instant.from('2026-11-23T08:00:00Z');

let server: Awaited<ReturnType<typeof startPostgres>>;
let db: Database;
beforeAll(async () => {
  server = await startPostgres();
  db = await openPostgres(server.url);
});
afterAll(async () => {
  await db.destroy();
  await server.stop();
});

describe('writes that travel with the next question', () => {
  it('that fail keep nothing of their transaction, though nobody waited for them', async () => {
    const store = openStore(db);
    const twice = store.within(HERE, async (records) => {
      await records.claim('e1', NOW);
      const attempt = sql`insert into enrolment values (${HERE}, 'ana', 'basics', ${NOW.toString()})`;
      await db.transaction().execute(async (trx) => {
        await attempt.execute(trx);
        await attempt.execute(trx);
      });
    });
    await expect(twice).rejects.toThrow(/already|same at the same time|duplicate/i);
    expect(await store.within(HERE, (records) => records.claim('e1', NOW))).toBe(true);
    expect((await sql`select * from enrolment`.execute(db)).rows).toEqual([]);
  });

  it('are seen by what is asked next', async () => {
    const store = openStore(db);
    const seen = await store.within(HERE, async (records) => {
      await records.alarms.set('session', 'ana', NOW);
      return records.alarms.take({ kind: 'session', subject: 'ana', at: NOW });
    });
    expect(seen).toBe(true);
  });

  it('go down with a connection that breaks, and the process goes on', async () => {
    const store = openStore(db);
    const broken = store.within(HERE, async (records) => {
      await records.claim('e2', NOW);
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where state = 'idle in transaction' and datname = current_database()`.execute(db);
      return records.members.any();
    });
    await expect(broken).rejects.toThrow();
    expect(await store.within(HERE, (records) => records.claim('e2', NOW))).toBe(true);
  });
});

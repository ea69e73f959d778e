import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { lockData } from './data-lock.ts';
import { SMALL } from './embedded-settings.ts';
import { pendingMigrations } from './migrate.ts';
import type { Database, Tables } from './tables.ts';
import { parsers, pgTypes, serializers } from './types.ts';

/** What a database says of itself. It is looked at and left as it is: nothing is migrated. */
export type DatabaseFacts = { version: string; now: Temporal.Instant; pending: readonly string[]; failedLetters: number };

export async function examinePostgres(url: string): Promise<DatabaseFacts> {
  const pool = new pg.Pool({ connectionString: url, types: pgTypes, max: 1, connectionTimeoutMillis: 4_000 });
  pool.on('error', () => {});
  return examined(new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }));
}

/** Nothing where there is no database yet. Throws where another process has it. */
export async function examineEmbedded(folder: string): Promise<DatabaseFacts | undefined> {
  if (!existsSync(join(folder, 'PG_VERSION'))) return undefined;
  await lockData(folder);
  const { PGlite } = await import('@electric-sql/pglite');
  const pglite = await PGlite.create({ dataDir: folder, parsers, serializers, postgresqlconf: SMALL });
  return examined(new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) }));
}

async function examined(db: Database): Promise<DatabaseFacts> {
  try {
    const { rows } = await sql<{ version: string; now: Temporal.Instant }>`
      select current_setting('server_version') as version, clock_timestamp() as now`.execute(db);
    const [first] = rows;
    if (!first) throw new Error('the database gave no answer');
    const pending = await pendingMigrations(db);
    return { ...first, pending, failedLetters: pending.length > 0 ? 0 : await failedLetters(db) };
  } finally {
    await db.destroy();
  }
}

async function failedLetters(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom('letter')
    .where(sql<boolean>`state = 'failed'`)
    .select((q) => q.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

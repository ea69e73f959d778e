import { mkdir } from 'node:fs/promises';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { lockData } from './data-lock.ts';
import { migrate } from './migrate.ts';
import type { Tables } from './tables.ts';
import { parsers, pgTypes, serializers } from './types.ts';

export type Database = Kysely<Tables>;

/** Connects to PostgreSQL and brings its schema up to date; several processes may do so at once. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, types: pgTypes, max: 10 });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  return migrated(new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }));
}

// A server's share of memory is too much for a guest in our process: 128 MB of buffers is what it takes unless told.
const SMALL = ['shared_buffers=16MB'];

/** Opens the embedded PostgreSQL kept in a folder, or in memory without one. One process at a time. */
export async function openEmbedded(folder?: string): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite');
  if (folder) {
    await mkdir(folder, { recursive: true });
    await lockData(folder);
  }
  const pglite = await PGlite.create({ ...(folder && { dataDir: folder }), parsers, serializers, postgresqlconf: SMALL });
  return migrated(new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) }));
}

async function migrated(db: Database): Promise<Database> {
  try {
    await migrate(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { CannotStart } from '../../src/config.ts';
import { lockData } from './data-lock.ts';
import { SMALL } from './embedded-settings.ts';
import { migrate } from './migrate.ts';
import { preparedPool } from './prepared.ts';
import type { Database, Tables } from './tables.ts';
import { parsers, pgTypes, serializers } from './types.ts';

// Who waits for a place in the pool waits as well; platforms that cannot wait are answered by their own adapters. Nothing of the engine's takes as long
// as the others.
const LIMITS = {
  connectionTimeoutMillis: 8_000,
  query_timeout: 15_000,
  // Who holds somebody's row for so long is in trouble: what waits in one transaction with them is tried again alone.
  lock_timeout: 1_000,
  idle_in_transaction_session_timeout: 20_000,
  keepAlive: true,
};

/** Connects to PostgreSQL and brings its schema up to date; several processes may do so at once. */
export async function openPostgres(url: string): Promise<Database> {
  const place = { connectionString: url, types: pgTypes };
  // A connection of its own, without limits: to bring a large table up to date may take long.
  const bare = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: new pg.Pool({ ...place, max: 1 }) }) });
  try {
    await (await migrated(bare)).destroy();
  } catch (error) {
    throw cannotReach(error, url) ?? error;
  }
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparedPool({ ...place, ...LIMITS, max: 10 }) }) });
}

// Of the system, and of PostgreSQL (its manual, appendix A): nobody answers there; it does not let us in; it has no such database.
const AWAY = /^(?:ECONN|EHOST|ENET|ENOTFOUND|EAI_|ETIMEDOUT|28|3D000|57P03)/;

function cannotReach(cause: unknown, url: string): CannotStart | undefined {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (!AWAY.test(code)) return undefined;
  const { host, pathname } = new URL(url);
  return new CannotStart(
    `Cairn could not start: PostgreSQL at ${host} does not let it into the database ${pathname.slice(1)} (${code}). Is it running, and are name and password in DATABASE_URL right?`,
    { cause },
  );
}

/** Opens the embedded PostgreSQL kept in a folder, or in memory without one. One process at a time. */
export async function openEmbedded(folder?: string): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite');
  if (folder) {
    await mkdir(dirname(folder), { recursive: true });
    await lockData(folder);
    if (!existsSync(join(folder, 'PG_VERSION'))) await create(folder);
  }
  const pglite = await PGlite.create({ ...(folder && { dataDir: folder }), parsers, serializers, postgresqlconf: SMALL });
  return migrated(new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) }));
}

async function create(folder: string): Promise<void> {
  // Made beside its place and moved there whole: a process that is ended meanwhile leaves nothing half made.
  const made = `${folder}.new`;
  await rm(made, { recursive: true, force: true });
  const script = fileURLToPath(new URL('create-embedded.ts', import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, script, made], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0)
    throw new Error(`The embedded database could not be made in ${folder}: is there room, and may it be written to?`);
  await rename(made, folder);
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

import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openEmbedded } from '../../adapters/postgres/open.ts';
import type { Database } from '../../adapters/postgres/tables.ts';

/** A database for a file of tests, empty before each; in memory unless another is opened. */
export function useDatabase(open: () => Promise<Database> = openEmbedded): () => Database {
  let db: Database | undefined;
  const opened = () => {
    if (!db) throw new Error('The database is there only while tests run.');
    return db;
  };
  beforeAll(async () => {
    db = await open();
  });
  afterAll(() => db?.destroy());
  beforeEach(() => empty(opened()));
  return opened;
}

export async function empty(db: Database): Promise<void> {
  const tables = (await db.introspection.getTables()).filter((table) => !table.name.startsWith('kysely_'));
  await sql`truncate ${sql.join(tables.map((table) => sql.table(table.name)))}`.execute(db);
}

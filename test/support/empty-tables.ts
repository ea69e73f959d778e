import { sql } from 'kysely';
import type { Database } from '../../adapters/postgres/open.ts';

/** Leaves the schema and takes every row, so that each test begins with nothing. */
export async function emptyTables(db: Database): Promise<void> {
  const tables = await db.introspection.getTables();
  const names = tables.filter((table) => !table.name.startsWith('kysely_')).map((table) => sql.table(table.name));
  await sql`truncate ${sql.join(names)}`.execute(db);
}

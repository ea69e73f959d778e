import { sql } from 'kysely';
import type { Database } from '../../adapters/postgres/tables.ts';

/** The tables there are, by asking the database: partitions count as their table. */
async function tableNames(db: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class
    where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace and relname not like 'kysely%'
    order by 1`.execute(db);
  return rows.map((row) => row.name);
}

/** The tables that have a column of this name. */
export async function tablesWith(db: Database, column: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = ${column}`.execute(db);
  const having = new Set(rows.map((row) => row.name));
  return (await tableNames(db)).filter((name) => having.has(name));
}

/** Every row of every table as text, for looking whether something changed or is still there. */
export type Rows = Readonly<Record<string, readonly string[]>>;

export async function allRows(db: Database, except: readonly string[] = []): Promise<Rows> {
  const names = (await tableNames(db)).filter((name) => !except.includes(name));
  const each = names.map(
    (name) => sql`select ${name}::text as name, coalesce(array_agg(r::jsonb::text order by r::jsonb::text), '{}') as rows
      from (select to_jsonb(t) as r from ${sql.table(name)} t) s`,
  );
  const { rows } = await sql<{ name: string; rows: string[] }>`${sql.join(each, sql` union all `)}`.execute(db);
  return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
}

/** Puts all tables back to what they held. */
export async function putBack(db: Database, kept: Rows): Promise<void> {
  const now = await allRows(db);
  const changed = Object.entries(kept).filter(([name, rows]) => rows.join() !== now[name]?.join());
  for (const [name, rows] of changed) {
    const table = sql.table(name);
    await sql`delete from ${table}`.execute(db);
    await sql`insert into ${table} select * from jsonb_populate_recordset(null::${table}, ${`[${rows.join(',')}]`}::jsonb)`.execute(
      db,
    );
  }
}

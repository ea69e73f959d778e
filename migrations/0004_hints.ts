import { type Kysely, sql } from 'kysely';

/** An answer after a hint is worth less than one from memory: the log says how many were shown. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table attempt add column hints smallint not null default 0`.execute(db);
}

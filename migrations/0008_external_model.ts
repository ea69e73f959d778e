import { type Kysely, sql } from 'kysely';

/** Answers leave Cairn only where a deck says so. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table deck add column external_model boolean not null default false`.execute(db);
}

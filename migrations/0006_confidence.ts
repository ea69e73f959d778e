import { type Kysely, sql } from 'kysely';

/** How sure somebody was of an answer, where they said so; and whether they want to be asked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table attempt add column confidence text`.execute(db);
  await sql`alter table member add column ask_confidence boolean not null default false`.execute(db);
}

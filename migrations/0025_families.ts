import { type Kysely, sql } from 'kysely';

/** What a workspace wants of families of achievements otherwise than their files say, and when an award's next action was offered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table workspace add column families jsonb not null default '[]'`.execute(db);
  await sql`alter table award add column offered_at timestamptz`.execute(db);
  await sql`update award set offered_at = earned_at where announced`.execute(db);
}

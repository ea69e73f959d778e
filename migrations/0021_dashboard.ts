import { type Kysely, sql } from 'kysely';

/** Where a member's dashboard is shown, so that it is kept fresh there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table member add column dashboard text, add column home text`.execute(db);
}

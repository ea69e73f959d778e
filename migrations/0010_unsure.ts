import { type Kysely, sql } from 'kysely';

/** An answer that nobody is sure of can wait for a ruling as one that was marked below right. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index attempt_below_right`.execute(db);
  await sql`create index attempt_below_right on attempt (workspace_id, deck_id, item_id)
    where verdict in ('partly', 'incorrect', 'unsure')`.execute(db);
}

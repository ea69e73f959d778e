import { type Kysely, sql } from 'kysely';

/**
 * What is due at the same moment is taken in an order that mixes workspaces: the questions of nine o'clock then start everywhere at once, and none waits until
 * those of all the others have been asked.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`create index alarm_in_turn on alarm (due_at, hashtext(workspace_id || subject))`).execute(db);
  await sql.raw('drop index alarm_due').execute(db);
}

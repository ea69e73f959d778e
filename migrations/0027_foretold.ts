import { type Kysely, sql } from 'kysely';

/** A learner's newest answers that were foretold are read with each answer: not all of their log. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index attempt_foretold on attempt (workspace_id, member_id, answered_at desc, attempt_id desc)
    where predicted is not null and corrects is null`.execute(db);
}

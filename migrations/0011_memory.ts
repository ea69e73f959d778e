import { type Kysely, sql } from 'kysely';

/** What each answer was foretold, and the chance to be right by a guess, so that memories and what they prove follow from the log; what a workspace's reviews prove. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table attempt add column guess double precision not null default 0, add column predicted double precision`.execute(
    db,
  );
  await sql`create index attempt_review on attempt (workspace_id, answered_at) where predicted is not null`.execute(db);
  await sql`alter table workspace add column memory jsonb`.execute(db);
}

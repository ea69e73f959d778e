import { type Kysely, sql } from 'kysely';

/**
 * What the log does not tell: whether a session's day was free, how many were on a roll and which deck their team had, and which news of awards a reveal told.
 * Nothing is known of what was before.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  'alter table session add column free boolean',
  'alter table roll add column people smallint, add column deck_id text',
  'alter table channel_question add column news jsonb',
];

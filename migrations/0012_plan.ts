import { type Kysely, sql } from 'kysely';

/** How many questions a week are worth asking a learner, and which items a company has to know to be known. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table member add column per_week smallint`.execute(db);
  await sql`alter table item add column required boolean not null default false`.execute(db);
}

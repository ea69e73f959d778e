import { type Kysely, sql } from 'kysely';

/** What members read: what they chose, what their platform says; and the language of a workspace. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  'alter table member add column language text, add column locale text',
  `alter table workspace add column language text not null default 'en'`,
];

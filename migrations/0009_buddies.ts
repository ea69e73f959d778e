import { type Kysely, sql } from 'kysely';

/** Who reads whose explanations, by consent; and the explanations that were given to them, with what came of each. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table buddy (
     workspace_id text not null, member_id text not null, buddy_id text not null, status text not null, named_at timestamptz not null,
     primary key (workspace_id, member_id, buddy_id))`,
  'create index buddy_by_buddy on buddy (workspace_id, buddy_id)',
  `create table explanation (
     workspace_id text not null, member_id text not null, attempt_id text collate "C" not null, buddy_id text not null,
     deck_id text not null, item_id text not null, version integer not null, state text not null, open boolean not null,
     given_at timestamptz not null, sent_at timestamptz, letter_id text collate "C", reminded boolean not null,
     ticks text[] not null, note text not null, rated_at timestamptz, told boolean not null,
     credit text not null, matured_at timestamptz, credit_told boolean not null,
     primary key (workspace_id, member_id, attempt_id))`,
  'create index explanation_by_attempt on explanation (workspace_id, attempt_id)',
  'create index explanation_by_buddy on explanation (workspace_id, buddy_id)',
];

import { type Kysely, sql } from 'kysely';

/** Who reads whose explanations, by consent; and what was explained to whom, what they found in it, and whether they recalled it later. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table buddy (
     workspace_id text not null, member_id text not null, buddy_id text not null, standing text not null, since timestamptz not null,
     primary key (workspace_id, member_id, buddy_id))`,
  'create index buddy_of on buddy (workspace_id, buddy_id)',
  `create table explanation (
     workspace_id text not null, attempt_id text collate "C" not null, member_id text not null, listener_id text not null,
     deck_id text not null, item_id text not null, version integer not null, said text not null,
     state text not null, heard text[] not null, sent_at timestamptz not null, read_at timestamptz, reminded boolean not null, told boolean not null,
     primary key (workspace_id, attempt_id))`,
  'create index explanation_of on explanation (workspace_id, member_id)',
  'create index explanation_to on explanation (workspace_id, listener_id)',
];

import { type Kysely, sql } from 'kysely';

/** Which path a member follows since when, and the stages of which they were told that they hold them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table followed_path (
     workspace_id text not null, member_id text not null, path_id text not null, since date not null,
     primary key (workspace_id, member_id))`,
  `create table held_stage (
     workspace_id text not null, member_id text not null, path_id text not null, module_id text not null, stage text not null,
     held_at timestamptz not null,
     primary key (workspace_id, member_id, path_id, module_id, stage))`,
];

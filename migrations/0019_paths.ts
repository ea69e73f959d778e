import { type Kysely, sql } from 'kysely';

/** Which path a member follows since when, the stages of which they were told that they hold them, and certificates. */
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
  `create table certificate (
     workspace_id text not null, certificate_id text not null, member_id text not null, holder text not null,
     path_id text not null, role text not null, module_id text not null, title text not null, capability text not null,
     issued_at timestamptz not null, expires_at timestamptz not null, evidence jsonb not null,
     primary key (workspace_id, certificate_id))`,
  'create index certificate_member on certificate (workspace_id, member_id)',
];

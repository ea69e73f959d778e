import { type Kysely, sql } from 'kysely';

/** An answer keeps the misconceptions that it showed; how each member stands with each follows from these, and is kept for speed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table attempt add column misconceptions text[] not null default '{}'`.execute(db);
  await sql`create table misconception (
    workspace_id text not null,
    member_id text not null,
    deck_id text not null,
    misconception_id text not null,
    standing text not null,
    items text[] not null,
    version integer not null,
    times integer not null,
    since_day date not null,
    since timestamptz not null,
    verified_at timestamptz,
    primary key (workspace_id, member_id, deck_id, misconception_id)
  )`.execute(db);
}

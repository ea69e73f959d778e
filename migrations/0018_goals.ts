import { type Kysely, sql } from 'kysely';

/** What learners mean to learn by when, and whom they let see how it goes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table goal (
    workspace_id text not null, member_id text not null, goal_id text collate "C" not null,
    deck_id text not null, topic text, type text not null, items smallint not null, share real not null, minutes smallint not null,
    starts_on date not null, due_on date not null, priority text not null, state text not null,
    set_at timestamptz not null, ended_at timestamptz, replaces text, plan_id text,
    primary key (workspace_id, member_id, goal_id)
  )`.execute(db);
  await sql`create table mentor (
    workspace_id text not null, member_id text not null, mentor_id text not null, since timestamptz not null,
    primary key (workspace_id, member_id, mentor_id)
  )`.execute(db);
  await sql`create index mentor_by_mentor on mentor (workspace_id, mentor_id)`.execute(db);
}

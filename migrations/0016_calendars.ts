import { type Kysely, sql } from 'kysely';

/** When each member may be written to, their leaves and trips, whose holidays are theirs, and what tells that it is time for their questions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table member
    add column hours_from time not null default '08:00',
    add column hours_until time not null default '18:00',
    add column leaves jsonb not null default '[]',
    add column trip jsonb,
    add column holidays text,
    add column read_status boolean not null default false,
    add column cue jsonb`.execute(db);
  // A pause that had an end is a leave.
  await sql`update member set status = 'active', paused_until = null, leaves = case when paused_until > current_date
      then jsonb_build_array(jsonb_build_object('from', least(current_date, paused_until - 1), 'until', paused_until)) else '[]' end
    where status = 'paused' and paused_until is not null`.execute(db);
  await sql`alter table member drop column paused_until`.execute(db);
  await sql`create index member_hook on member (workspace_id, (cue ->> 'hook')) where cue ->> 'hook' is not null`.execute(db);
}

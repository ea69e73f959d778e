import { type Kysely, sql } from 'kysely';

/** What an author says of an item's reviews, what a learner wants of a week, the wording that was asked, and what has come of each item with each learner. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table attempt add column wording smallint`.execute(db);
  await sql`alter table member add column weekly smallint`.execute(db);
  await sql`alter table item add column required boolean not null default false, add column reinforce smallint[]`.execute(db);
  await sql`create table course (
    workspace_id text not null,
    member_id text not null,
    deck_id text not null,
    item_id text not null,
    started_on date not null,
    misses smallint not null,
    rests_since date,
    reviewed_version integer,
    reviewed_right boolean,
    primary key (workspace_id, member_id, deck_id, item_id)
  )`.execute(db);
  await sql`create index course_review on course (workspace_id, deck_id, item_id, reviewed_version)
    where reviewed_version is not null`.execute(db);
  await sql`insert into course (workspace_id, member_id, deck_id, item_id, started_on, misses)
    select workspace_id, member_id, deck_id, item_id, min(day), 0 from attempt group by 1, 2, 3, 4`.execute(db);
  await sql`create table hard_item (
    workspace_id text not null,
    deck_id text not null,
    item_id text not null,
    version integer not null,
    found_at timestamptz not null,
    primary key (workspace_id, deck_id, item_id, version)
  )`.execute(db);
}

import { type Kysely, sql } from 'kysely';

/** What learners have shown, family by family, what became of their awards, and why a right answer earned nothing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table proof (
    workspace_id text not null,
    member_id text not null,
    family text not null,
    subject text not null,
    attempt_id text not null,
    deck_id text not null,
    item_id text not null,
    version integer not null,
    day date not null,
    lapsed_by text,
    primary key (workspace_id, member_id, family, subject)
  )`.execute(db);
  await sql`create index proof_of_item on proof (workspace_id, deck_id, item_id)`.execute(db);
  await sql`create table tries (
    workspace_id text not null,
    member_id text not null,
    family text not null,
    tries text not null,
    primary key (workspace_id, member_id, family)
  )`.execute(db);
  await sql`insert into proof
    select distinct on (workspace_id, member_id, family, deck_id, item_id) workspace_id, member_id, family,
      deck_id || '/' || item_id, attempt_id, deck_id, item_id, version, day, null
    from attempt, unnest(evidence) as family order by workspace_id, member_id, family, deck_id, item_id, answered_at desc`.execute(
    db,
  );
  await sql`insert into proof
    select distinct on (workspace_id, member_id, deck_id, item_id) workspace_id, member_id, 'teach-back',
      deck_id || '/' || item_id, attempt_id, deck_id, item_id, version, (matured_at at time zone 'UTC')::date, null
    from explanation where credit = 'matured' and matured_at is not null
    order by workspace_id, member_id, deck_id, item_id, matured_at desc`.execute(db);
  await sql`alter table attempt drop column evidence, add column refused text, add column letter smallint`.execute(db);
  await sql`alter table award add column earned_on date, add column state text not null default 'held'`.execute(db);
  await sql`update award set earned_on = (earned_at at time zone 'UTC')::date`.execute(db);
  await sql`alter table award alter column earned_on set not null`.execute(db);
}

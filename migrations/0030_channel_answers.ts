import { type Kysely, sql } from 'kysely';

/** Channel questions of every kind with their figures, who may be named in a reveal, since when somebody is on a team, and items saved for oneself. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  'alter table member add column named boolean',
  `alter table team_member add column since timestamptz not null default '-infinity'`,
  `alter table channel_question add column counted_at timestamptz, add column figures jsonb, add column named text[] not null default '{}'`,
  `alter table channel_answer add column reply jsonb, add column verdict text, add column late boolean not null default false`,
  `update channel_answer set reply = jsonb_build_object('type', 'picked', 'options', jsonb_build_array(option_id)),
     verdict = case when correct then 'correct' else 'incorrect' end`,
  'alter table channel_answer alter column reply set not null, alter column verdict set not null',
  'alter table channel_answer drop column option_id, drop column correct',
  'create index channel_question_of_item on channel_question (workspace_id, deck_id, item_id)',
  `create table saved_item (
     workspace_id text not null, member_id text not null, deck_id text not null, item_id text not null, saved_at timestamptz not null,
     primary key (workspace_id, member_id, deck_id, item_id))`,
];

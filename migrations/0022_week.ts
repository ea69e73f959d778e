import { type Kysely, sql } from 'kysely';

/** Check-ins as their leads want them, drafts and consent in what is written, the figures of summaries, topics to practise, and what is shown to a lead. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table team add column cadence text not null default 'weekly',
     add column questions text[] not null default '{"I did","A hurdle","A success","Next"}'`,
  'alter table check_in drop column recall, add column figures jsonb, add column focus text, add column details_letter_id text',
  `alter table check_in_entry add column draft boolean not null default false, add column asks_help boolean not null default false,
     add column shares_next boolean not null default false, add column carried smallint not null default 0`,
  `create table practice_topic (
     workspace_id text not null, member_id text not null, deck_id text not null, topic text not null, chosen_at timestamptz not null,
     primary key (workspace_id, member_id, deck_id, topic))`,
  `create table shown_evidence (
     workspace_id text not null, member_id text not null, deck_id text not null, misconception_id text not null, agreed_at timestamptz not null,
     primary key (workspace_id, member_id, deck_id, misconception_id))`,
  'create index channel_question_of_team on channel_question (workspace_id, team_id)',
];

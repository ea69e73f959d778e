import { type Kysely, sql } from 'kysely';

/** Questions that people write for a study partner or buddy, and those of them that joined a deck. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table written_question (
     workspace_id text not null, written_id text collate "C" not null, member_id text not null, reader_id text not null, deck_id text not null,
     topic text not null, question text not null, answer text not null, wrong text[] not null, explanation text not null, named boolean not null,
     state text not null, written_at timestamptz not null, sent_at timestamptz, letter_id text collate "C", said text, verdict text, clarity text,
     tells boolean not null, reason text, told text,
     primary key (workspace_id, written_id))`,
  'create index written_question_by_member on written_question (workspace_id, member_id)',
  'create index written_question_by_reader on written_question (workspace_id, reader_id)',
  `create index written_question_offered on written_question (workspace_id, written_at) where state = 'offered'`,
  `create table contributed_item (
     workspace_id text not null, deck_id text not null, item_id text not null, body jsonb not null, writer_id text, added_at timestamptz not null,
     primary key (workspace_id, deck_id, item_id))`,
];

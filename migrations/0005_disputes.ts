import { type Kysely, sql } from 'kysely';

/**
 * What learners hold against a mark, and what was ruled on it. A correction is an attempt of its own, which names the one that it corrects;
 * `said` is how a picked answer was understood, so that the same answer can be found again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  'alter table attempt add column said text, add column corrects text collate "C"',
  `create index attempt_below_right on attempt (workspace_id, deck_id, item_id) where verdict in ('partly', 'incorrect')`,
  'create index attempt_corrections on attempt (workspace_id, corrects) where corrects is not null',
  `create table dispute (
     workspace_id text not null, member_id text not null, attempt_id text collate "C" not null,
     deck_id text not null, item_id text not null, version integer not null, question text not null, answer text not null,
     disputed_at timestamptz, ruling_id text, told boolean not null,
     primary key (workspace_id, member_id, attempt_id))`,
  'create index dispute_waiting on dispute (workspace_id, disputed_at) where ruling_id is null',
  `create table ruling (
     workspace_id text not null, ruling_id text collate "C" not null,
     deck_id text not null, item_id text not null, version integer not null, question text not null, answer text not null,
     said text not null, reply jsonb not null, decision text not null, reason text, people integer not null, ruled_at timestamptz not null,
     primary key (workspace_id, ruling_id))`,
  'create index ruling_by_item on ruling (workspace_id, deck_id, item_id)',
];

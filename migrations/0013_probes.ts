import { type Kysely, sql } from 'kysely';

/** Checks of what is still known a day or a week after it was last seen, drawn for each learner and item; what they are drawn from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  'alter table workspace add column probe_salt text',
  `create table probe (
     workspace_id text not null, member_id text not null, deck_id text not null, item_id text not null, horizon text not null,
     arm text not null, state text not null, exposed_at timestamptz not null, due_from timestamptz, due_until timestamptz,
     settled_at timestamptz, attempt_id text,
     primary key (workspace_id, member_id, deck_id, item_id, horizon))`,
  'create index probe_pending on probe (workspace_id, member_id) where settled_at is null',
  'create index probe_settled on probe (workspace_id, settled_at) where settled_at is not null',
];

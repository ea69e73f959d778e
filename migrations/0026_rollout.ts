import { type Kysely, sql } from 'kysely';

/** A team's week with three families of achievements, and what its learners say of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table rollout (
     workspace_id text not null, rollout_id text not null, team_id text not null, deck_id text not null, topic text, metric text not null,
     families text[] not null, started_at timestamptz not null, starts_on date not null, stopped_at timestamptz,
     primary key (workspace_id, rollout_id))`,
  'create index rollout_of_team on rollout (workspace_id, team_id)',
  `create table rollout_answer (
     workspace_id text not null, rollout_id text not null, member_id text not null, asked text not null, said text not null, said_at timestamptz not null,
     primary key (workspace_id, rollout_id, member_id, asked))`,
];

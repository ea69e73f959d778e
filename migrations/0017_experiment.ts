import { type Kysely, sql } from 'kysely';

/** Experiments with people who go without achievements by lot, planned before they start; and who is on which side. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table experiment (
     workspace_id text not null, experiment_id text not null, salt text not null, share double precision not null, days integer not null,
     recall double precision not null, effect double precision not null, planned_at timestamptz not null, started_at timestamptz, stopped_at timestamptz,
     primary key (workspace_id, experiment_id))`,
  `create table assignment (
     workspace_id text not null, experiment_id text not null, member_id text not null, held_out boolean not null, assigned_at timestamptz not null,
     left_at timestamptz,
     primary key (workspace_id, experiment_id, member_id))`,
];

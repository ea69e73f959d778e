import { type Kysely, sql } from 'kysely';

/** What those of a team who agreed are compared by, and who agreed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  'create table leaderboard (workspace_id text not null, team_id text not null, measure text not null, primary key (workspace_id, team_id))',
  `create table leaderboard_member (
     workspace_id text not null, team_id text not null, member_id text not null, joined_at timestamptz not null,
     primary key (workspace_id, team_id, member_id))`,
];

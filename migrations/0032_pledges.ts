import { type Kysely, sql } from 'kysely';

/** What people of a team promise each other, and who is in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table pledge (
     workspace_id text not null, pledge_id text not null, team_id text not null, deck_id text not null, topic text not null, items smallint not null,
     made_at timestamptz not null, due_at timestamptz not null, state text not null, told smallint not null, letter_id text not null,
     primary key (workspace_id, pledge_id))`,
  'create index pledge_of_team on pledge (workspace_id, team_id)',
  `create table pledge_member (
     workspace_id text not null, pledge_id text not null, member_id text not null, joined_at timestamptz not null,
     primary key (workspace_id, pledge_id, member_id))`,
];

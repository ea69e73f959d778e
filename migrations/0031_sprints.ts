import { type Kysely, sql } from 'kysely';

/** Weeks in which people of a team learn one topic together, and who is in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table sprint (
     workspace_id text not null, sprint_id text not null, team_id text not null, deck_id text not null, topic text not null, starts_on date not null,
     state text not null, for_all boolean not null, pairs jsonb not null, letter_id text not null,
     primary key (workspace_id, sprint_id))`,
  'create index sprint_of_team on sprint (workspace_id, team_id)',
  `create table sprint_member (
     workspace_id text not null, sprint_id text not null, member_id text not null, joined_at timestamptz,
     primary key (workspace_id, sprint_id, member_id))`,
  'create index sprint_of_member on sprint_member (workspace_id, member_id)',
];

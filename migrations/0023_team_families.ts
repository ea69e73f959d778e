import { type Kysely, sql } from 'kysely';

/** Who of a team was there when, what it has shown by then, the awards for it, and which award a question to its channel comes of. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table roll (
     workspace_id text not null, team_id text not null, roll_id text not null, member_id text not null, why text not null, taken_at timestamptz not null,
     primary key (workspace_id, team_id, roll_id, member_id))`,
  `create table team_proof (
     workspace_id text not null, team_id text not null, family text not null, subject text not null, level smallint not null, roll_id text not null,
     people smallint not null, day date not null, lapsed boolean not null,
     primary key (workspace_id, team_id, family, subject))`,
  `create table team_award (
     workspace_id text not null, team_id text not null, family text not null, tier smallint not null, earned_at timestamptz not null,
     earned_on date not null, state text not null, announced boolean not null, action text not null,
     primary key (workspace_id, team_id, family, tier))`,
  'alter table channel_question add column for_family text, add column for_tier smallint',
];

import { type Kysely, sql } from 'kysely';

/** Who wants a study partner, whom they avoid, and the matches of each week. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table seeker (
     workspace_id text not null, member_id text not null, days smallint[] not null, parts text[] not null, languages text[] not null,
     every_weeks smallint not null, tells_topics boolean not null, paused boolean not null, since timestamptz not null,
     primary key (workspace_id, member_id))`,
  `create table avoided (
     workspace_id text not null, member_id text not null, other_id text not null,
     primary key (workspace_id, member_id, other_id))`,
  `create table match (
     workspace_id text not null, match_id text collate "C" not null, week date not null, state text not null, deck_id text not null,
     topics text[] not null, meets_at timestamptz,
     primary key (workspace_id, match_id))`,
  'create index match_by_week on match (workspace_id, week)',
  `create table match_partner (
     workspace_id text not null, match_id text collate "C" not null, member_id text not null, answer text not null, explains text,
     letter_id text collate "C", met boolean,
     primary key (workspace_id, match_id, member_id))`,
  'create index match_partner_by_member on match_partner (workspace_id, member_id)',
];

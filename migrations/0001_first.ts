import { type Kysely, sql } from 'kysely';

/**
 * The first schema. Every table begins its key with `workspace_id`, so that rows of two workspaces can never meet, and so that PostgreSQL can be
 * partitioned by it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(db);
}

const TABLES = [
  `create table workspace (
     workspace_id text primary key,
     zone text not null,
     default_deck text,
     holidays text)`,
  `create table member (
     workspace_id text not null, member_id text not null,
     name text not null, zone text not null, working_days smallint[] not null, session_time time not null,
     budget smallint not null, status text not null, paused_until date, admin boolean not null, welcomed boolean not null, known boolean not null,
     primary key (workspace_id, member_id))`,
  `create table deck (
     workspace_id text not null, deck_id text not null,
     title text not null, description text not null, position integer not null, hash text not null,
     primary key (workspace_id, deck_id))`,
  `create table item (
     workspace_id text not null, deck_id text not null, item_id text not null,
     position integer not null, topic text not null, version integer not null, hash text not null, retired boolean not null,
     primary key (workspace_id, deck_id, item_id))`,
  `create table item_version (
     workspace_id text not null, deck_id text not null, item_id text not null, version integer not null,
     body jsonb not null,
     primary key (workspace_id, deck_id, item_id, version))`,
  `create table enrolment (
     workspace_id text not null, member_id text not null, deck_id text not null, enrolled_at timestamptz not null,
     primary key (workspace_id, member_id, deck_id))`,
  `create table session (
     workspace_id text not null, session_id text not null,
     member_id text not null, day date not null, status text not null, planned boolean not null, prompts jsonb not null, position integer not null,
     asked_at timestamptz, letter_id text,
     primary key (workspace_id, session_id), unique (workspace_id, member_id, day))`,
  `create table attempt (
     workspace_id text not null, attempt_id text not null,
     member_id text not null, deck_id text not null, item_id text not null, version integer not null,
     purpose text not null, asked_at timestamptz not null, answered_at timestamptz not null, day date not null, zone text not null,
     reply jsonb not null, verdict text not null, credit real not null, matched text[] not null, missed text[] not null,
     grader text not null, first_of_day boolean not null, gap_hours real, evidence text[] not null,
     primary key (workspace_id, attempt_id))`,
  'create index attempt_by_day on attempt (workspace_id, member_id, day)',
  `create table memory (
     workspace_id text not null, member_id text not null, deck_id text not null, item_id text not null,
     stability double precision not null, difficulty double precision not null, last_day date not null, due_day date not null,
     seen_at timestamptz not null, reviews integer not null, missed boolean not null, recalled boolean not null,
     primary key (workspace_id, member_id, deck_id, item_id))`,
  `create table award (
     workspace_id text not null, member_id text not null, family text not null, tier smallint not null,
     earned_at timestamptz not null, announced boolean not null, action text not null,
     primary key (workspace_id, member_id, family, tier))`,
  `create table team (
     workspace_id text not null, team_id text not null,
     name text not null, channel_id text not null, deck_id text not null, zone text not null,
     check_in_days smallint[] not null, check_in_time time not null, summary_days smallint[] not null, summary_time time not null,
     question_days smallint[] not null, question_time time not null, reveal_time time not null,
     primary key (workspace_id, team_id), unique (workspace_id, channel_id))`,
  `create table team_member (
     workspace_id text not null, team_id text not null, member_id text not null, role text not null,
     primary key (workspace_id, team_id, member_id))`,
  `create table check_in (
     workspace_id text not null, check_in_id text not null,
     team_id text not null, week date not null, asked_at timestamptz not null, summary_letter_id text, recall jsonb,
     primary key (workspace_id, check_in_id), unique (workspace_id, team_id, week))`,
  `create table check_in_entry (
     workspace_id text not null, check_in_id text not null, member_id text not null,
     did text not null, hurdles text not null, success text not null, next text not null,
     last_next text, named boolean not null, entered_at timestamptz not null,
     primary key (workspace_id, check_in_id, member_id))`,
  `create table channel_question (
     workspace_id text not null, question_id text not null,
     team_id text not null, deck_id text not null, item_id text not null, version integer not null,
     asked_at timestamptz not null, reveal_at timestamptz not null, revealed_at timestamptz, letter_id text not null,
     primary key (workspace_id, question_id))`,
  `create table channel_answer (
     workspace_id text not null, question_id text not null, member_id text not null,
     option_id text not null, correct boolean not null,
     primary key (workspace_id, question_id, member_id))`,
  `create table inbound_event (
     workspace_id text not null, event_id text not null, taken_at timestamptz not null,
     primary key (workspace_id, event_id))`,
  `create table letter (
     workspace_id text not null, letter_id text not null,
     recipient jsonb not null, conversation text not null, outbound jsonb not null, purpose text not null, replaces text,
     state text not null, ref text, reason text, tries smallint not null, not_before timestamptz not null, queued_at timestamptz not null,
     sequence bigint generated always as identity,
     primary key (workspace_id, letter_id), unique (workspace_id, purpose))`,
  `create index letter_unsent on letter (not_before) where state in ('queued', 'sending')`,
  `create index letter_in_order on letter (workspace_id, conversation, sequence) where state in ('queued', 'sending')`,
  `create table alarm (
     workspace_id text not null, kind text not null, subject text not null, due_at timestamptz not null,
     primary key (workspace_id, kind, subject))`,
  'create index alarm_due on alarm (due_at)',
  `create table teams_conversation (
     workspace_id text not null, address text not null, reference jsonb not null,
     primary key (workspace_id, address))`,
  `create table playground_entry (
     workspace_id text not null, entry_id text not null, entry jsonb not null,
     primary key (workspace_id, entry_id))`,
];

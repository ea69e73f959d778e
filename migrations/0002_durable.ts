import { type Kysely, sql } from 'kysely';

/**
 * What durable delivery needs: letters and attempts kept in partitions by time (their ids are UUIDs of version 7, which begin with it, RFC 9562),
 * leases, who cannot be reached, and what security and privacy need: installations, the audit trail, export links, and figures of the erased.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

// The time of an answer as the first 48 bits of its id, so that what was answered before partitions lies in the right one.
const TIMED_ID = `lpad(to_hex((extract(epoch from answered_at) * 1000)::bigint), 12, '0')`;

const STATEMENTS = [
  `alter table member add column author boolean not null default false, add column unreachable text`,
  `alter table deck add column retired boolean not null default false`,
  `alter table workspace add column unreachable text`,
  `alter table team add column unreachable text`,
  `create index member_by_zone on member (workspace_id, zone) where status = 'active'`,
  `alter table alarm add column leased_until timestamptz`,
  `create index inbound_event_by_time on inbound_event (taken_at)`,

  `create table said (
     workspace_id text not null, purpose text not null, said_at timestamptz not null,
     primary key (workspace_id, purpose))`,
  'create index said_by_time on said (said_at)',
  `insert into said select workspace_id, purpose, queued_at from letter`,

  `create table lane (
     workspace_id text not null, holder text not null, held_until timestamptz not null, not_before timestamptz,
     primary key (workspace_id))`,

  'alter table letter rename to letter_before',
  'create sequence letter_sequence',
  `create table letter (
     workspace_id text not null, letter_id text collate "C" not null,
     recipient jsonb not null, conversation text not null, outbound jsonb not null, purpose text not null, replaces text collate "C",
     state text not null, ref text, reason text, tries smallint not null, repeats smallint not null, holder text,
     not_before timestamptz not null, queued_at timestamptz not null, sequence bigint not null default nextval('letter_sequence'),
     primary key (workspace_id, letter_id)) partition by range (letter_id)`,
  'create table letter_default partition of letter default',
  `create index letter_waiting on letter (workspace_id, not_before) where state in ('queued', 'sending', 'unsure')`,
  // Says the same in other words, so that whoever looks for a conversation is not sent through the queue of the whole workspace.
  `create index letter_order on letter (workspace_id, conversation, sequence) where state <> 'sent' and state <> 'failed'`,
  `create index letter_failures on letter (workspace_id, queued_at) where state = 'failed'`,
  `insert into letter select workspace_id, letter_id, recipient, conversation, outbound, purpose, replaces,
     state, ref, reason, tries, 0, null, not_before, queued_at, sequence from letter_before`,
  `select setval('letter_sequence', coalesce((select max(sequence) from letter), 0) + 1)`,
  'drop table letter_before',

  'alter table attempt rename to attempt_before',
  `create table attempt (
     workspace_id text not null, attempt_id text collate "C" not null,
     member_id text not null, deck_id text not null, item_id text not null, version integer not null,
     purpose text not null, asked_at timestamptz not null, answered_at timestamptz not null, day date not null, zone text not null,
     reply jsonb not null, verdict text not null, credit real not null, matched text[] not null, missed text[] not null,
     grader text not null, first_of_day boolean not null, gap_hours real, evidence text[] not null,
     primary key (workspace_id, attempt_id)) partition by range (attempt_id)`,
  'create table attempt_default partition of attempt default',
  'drop index attempt_by_day',
  'create index attempt_by_day on attempt (workspace_id, member_id, day)',
  `create index attempt_evidence on attempt (workspace_id, member_id) where evidence <> '{}'`,
  `insert into attempt select workspace_id,
     substr(${TIMED_ID}, 1, 8) || '-' || substr(${TIMED_ID}, 9, 4) || '-7' || substr(replace(attempt_id, '-', '') || repeat('0', 19), 14, 19),
     member_id, deck_id, item_id, version, purpose, asked_at, answered_at, day, zone, reply, verdict, credit, matched, missed,
     grader, first_of_day, gap_hours, evidence from attempt_before`,
  'drop table attempt_before',

  `create table installation (
     workspace_id text not null, sealed text not null, installed_at timestamptz not null, removed_at timestamptz,
     primary key (workspace_id))`,
  `create table audit (
     workspace_id text not null, audit_id text collate "C" not null,
     at timestamptz not null, actor text not null, action text not null, subject text not null, detail jsonb not null,
     primary key (workspace_id, audit_id))`,
  'create index audit_by_subject on audit (workspace_id, subject, at)',
  'create index audit_by_time on audit (at)',
  `create table export_link (
     workspace_id text not null, link_hash text not null, member_id text not null, expires_at timestamptz not null,
     primary key (workspace_id, link_hash))`,
  `create table erased_figure (
     workspace_id text not null, deck_id text not null, item_id text not null, version integer not null, verdict text not null,
     attempts integer not null,
     primary key (workspace_id, deck_id, item_id, version, verdict))`,
];

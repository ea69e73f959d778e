import type { ColumnType, Generated, Kysely } from 'kysely';

// What PostgreSQL's types are to us (`types.ts` parses them): instants and days are Temporal's on the way out and text on the way in.
type Instant = ColumnType<Temporal.Instant, string, string>;
type Day = ColumnType<Temporal.PlainDate, string, string>;
type Time = ColumnType<Temporal.PlainTime, string, string>;
// Read with a zod schema, written as text.
type Json = ColumnType<unknown, string, string>;
type OrNull<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S | null, I | null, U | null> : T | null;

type Scope = { workspace_id: string };

export type Tables = {
  workspace: Scope & {
    zone: string;
    default_deck: string | null;
    holidays: string | null;
    unreachable: Generated<string | null>;
  };
  member: Scope & {
    member_id: string;
    name: string;
    zone: string;
    working_days: number[];
    session_time: Time;
    budget: number;
    status: string;
    paused_until: OrNull<Day>;
    admin: boolean;
    welcomed: boolean;
    known: boolean;
    author: Generated<boolean>;
    ask_confidence: Generated<boolean>;
    weekly: number | null;
    unreachable: Generated<string | null>;
  };
  deck: Scope & {
    deck_id: string;
    title: string;
    description: string;
    position: number;
    hash: string;
    retired: Generated<boolean>;
    external_model: Generated<boolean>;
  };
  item: Scope & {
    deck_id: string;
    item_id: string;
    position: number;
    topic: string;
    version: number;
    hash: string;
    retired: boolean;
    required: Generated<boolean>;
    reinforce: number[] | null;
  };
  item_version: Scope & { deck_id: string; item_id: string; version: number; body: Json };
  enrolment: Scope & { member_id: string; deck_id: string; enrolled_at: Instant };
  session: Scope & {
    session_id: string;
    member_id: string;
    day: Day;
    status: string;
    planned: boolean;
    prompts: Json;
    position: number;
    asked_at: OrNull<Instant>;
    letter_id: string | null;
  };
  attempt: Scope & {
    attempt_id: string;
    member_id: string;
    deck_id: string;
    item_id: string;
    version: number;
    purpose: string;
    asked_at: Instant;
    answered_at: Instant;
    day: Day;
    zone: string;
    reply: Json;
    verdict: string;
    credit: number;
    hints: Generated<number>;
    confidence: string | null;
    matched: string[];
    missed: string[];
    grader: string;
    first_of_day: boolean;
    gap_hours: number | null;
    evidence: string[];
    misconceptions: Generated<string[]>;
    said: string | null;
    corrects: string | null;
    wording: number | null;
  };
  misconception: Scope & {
    member_id: string;
    deck_id: string;
    misconception_id: string;
    standing: string;
    items: string[];
    version: number;
    times: number;
    since_day: Day;
    since: Instant;
    verified_at: OrNull<Instant>;
  };
  dispute: Scope & {
    member_id: string;
    attempt_id: string;
    deck_id: string;
    item_id: string;
    version: number;
    question: string;
    answer: string;
    disputed_at: OrNull<Instant>;
    ruling_id: string | null;
    told: boolean;
  };
  ruling: Scope & {
    ruling_id: string;
    deck_id: string;
    item_id: string;
    version: number;
    question: string;
    answer: string;
    said: string;
    reply: Json;
    decision: string;
    reason: string | null;
    people: number;
    ruled_at: Instant;
  };
  memory: Scope & {
    member_id: string;
    deck_id: string;
    item_id: string;
    stability: number;
    difficulty: number;
    last_day: Day;
    due_day: Day;
    seen_at: Instant;
    reviews: number;
    missed: boolean;
    recalled: boolean;
  };
  course: Scope & {
    member_id: string;
    deck_id: string;
    item_id: string;
    started_on: Day;
    misses: number;
    rests_since: OrNull<Day>;
    reviewed_version: number | null;
    reviewed_right: boolean | null;
  };
  hard_item: Scope & { deck_id: string; item_id: string; version: number; found_at: Instant };
  award: Scope & { member_id: string; family: string; tier: number; earned_at: Instant; announced: boolean; action: string };
  team: Scope & {
    team_id: string;
    name: string;
    channel_id: string;
    deck_id: string;
    zone: string;
    check_in_days: number[];
    check_in_time: Time;
    summary_days: number[];
    summary_time: Time;
    question_days: number[];
    question_time: Time;
    reveal_time: Time;
    unreachable: Generated<string | null>;
  };
  team_member: Scope & { team_id: string; member_id: string; role: string };
  check_in: Scope & {
    check_in_id: string;
    team_id: string;
    week: Day;
    asked_at: Instant;
    summary_letter_id: string | null;
    recall: OrNull<Json>;
  };
  check_in_entry: Scope & {
    check_in_id: string;
    member_id: string;
    did: string;
    hurdles: string;
    success: string;
    next: string;
    last_next: string | null;
    named: boolean;
    entered_at: Instant;
  };
  channel_question: Scope & {
    question_id: string;
    team_id: string;
    deck_id: string;
    item_id: string;
    version: number;
    asked_at: Instant;
    reveal_at: Instant;
    revealed_at: OrNull<Instant>;
    letter_id: string;
  };
  channel_answer: Scope & { question_id: string; member_id: string; option_id: string; correct: boolean };
  inbound_event: Scope & { event_id: string; taken_at: Instant };
  letter: Scope & {
    letter_id: string;
    recipient: Json;
    conversation: string;
    outbound: Json;
    purpose: string;
    replaces: string | null;
    state: string;
    ref: string | null;
    reason: string | null;
    tries: number;
    repeats: number;
    holder: string | null;
    not_before: Instant;
    queued_at: Instant;
    sequence: Generated<number>;
  };
  said: Scope & { purpose: string; said_at: Instant };
  lane: Scope & { holder: string; held_until: Instant; not_before: OrNull<Instant> };
  alarm: Scope & { kind: string; subject: string; due_at: Instant; leased_until: Generated<OrNull<Instant>> };
  installation: Scope & { sealed: string; installed_at: Instant; removed_at: OrNull<Instant> };
  audit: Scope & { audit_id: string; at: Instant; actor: string; action: string; subject: string; detail: Json };
  export_link: Scope & { link_hash: string; member_id: string; expires_at: Instant };
  erased_figure: Scope & { deck_id: string; item_id: string; version: number; verdict: string; attempts: number };
  teams_conversation: Scope & { address: string; reference: Json };
  playground_entry: Scope & { entry_id: string; entry: Json };
};

export type Database = Kysely<Tables>;

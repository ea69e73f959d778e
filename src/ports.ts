import type { Award } from './domain/achievements/achievement.ts';
import type { Attempt } from './domain/attempt.ts';
import type { AuditEntry, Subject } from './domain/audit.ts';
import type { ChannelAnswer, ChannelQuestion } from './domain/channel-question.ts';
import type { CheckIn, CheckInEntry } from './domain/check-in.ts';
import type { Tally } from './domain/confidence.ts';
import type { Deck, ItemVersion } from './domain/deck.ts';
import type { Dispute, Ruling } from './domain/dispute.ts';
import type { Finding, Rubric } from './domain/grade/rubric.ts';
import type { Member } from './domain/member.ts';
import type { LedgerEntry } from './domain/misconception.ts';
import type { PersonalData } from './domain/personal-data.ts';
import type { Candidate } from './domain/pick.ts';
import type { Memory } from './domain/schedule.ts';
import type { Session } from './domain/session.ts';
import type { Team, TeamMember } from './domain/team.ts';
import type { MarkFigures } from './domain/trust.ts';
import type { Workspace } from './domain/workspace.ts';
import type { Inbound, PlatformName, WorkspaceId } from './events.ts';
import type { Letter, Outbound } from './outbound.ts';

/** A member, and whose. */
export type MemberRef = { workspace: WorkspaceId; member: string };

/** What a chat platform knows of a person; what it does not know is left out. */
export type Profile = { name: string; zone?: string; locale?: string };

/** A chat platform, as the engine needs it. */
export interface Platform {
  /** Posts a letter as a new message. Gives the message's reference, opaque to us, which `update` takes. Throws `NotDelivered`. */
  post(letter: Letter): Promise<string>;
  /** Puts a letter in the place of a message that was posted before; posts it anew where the message is gone. Throws `NotDelivered`. */
  update(letter: Letter, ref: string): Promise<string>;
  /** Looks for a letter of which nobody knows whether it arrived, among what was posted in its conversation since then. */
  find(letter: Letter, since: Temporal.Instant): Promise<Sighting>;
  profile(workspace: WorkspaceId, member: string): Promise<Profile>;
  readonly pace: Pace;
}

/** Whether a message was found; `unknown` where the platform does not let us look. */
export type Sighting = { seen: 'yes'; ref: string } | { seen: 'no' } | { seen: 'unknown' };

/** How many messages a second a platform takes: from one workspace, and in one conversation. */
export type Pace = { workspace: number; conversation: number };

/**
 * Takes what reached us. Resolves when it and all that is to be said are saved, so that it may be acknowledged; the
 * letters it gives back are delivered on their own. An event that was taken before gives none.
 */
export type Accept = (inbound: Inbound) => Promise<readonly Letter[]>;

/** Takes what can no longer be reached: one member, one channel, or, with neither, the whole workspace, as when the app was removed from it. */
export type Lose = (lost: { workspace: WorkspaceId; member?: string; channel?: string; reason: string }) => Promise<void>;

/** A platform that is being listened to. */
export interface Connection {
  readonly platform: Platform;
  /** Takes nothing more, and lets what it has taken finish. */
  stop(): Promise<void>;
}

/** Why a letter was not delivered, and whether to try again. */
export class NotDelivered extends Error {
  readonly reason: 'unreachable' | 'refused' | 'throttled' | 'failed' | 'unsure';
  readonly retryAfterMs: number | undefined;
  /** Of what cannot be reached: the conversation alone, or everybody in the workspace, as when the app was removed from it. */
  readonly whole: boolean;

  /**
   * `unreachable`: blocked, uninstalled, archived, and no use to repeat. `refused`: what we sent is wrong, and no use to repeat. `throttled`: wait `retryAfterMs`. `failed`: certainly not posted, may be
   * repeated. `unsure`: the answer got lost, so it may have been posted.
   */
  constructor(
    reason: NotDelivered['reason'],
    message: string,
    options: { retryAfterMs?: number; whole?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.reason = reason;
    this.retryAfterMs = options.retryAfterMs;
    this.whole = options.whole ?? false;
  }
}

/** Two turns wanted the same thing at once; one of them has to start over. */
export class Conflict extends Error {}

/** Logs carry ids and reasons, never what people wrote, their names or a token. */
export interface Log {
  info(ids: object, message: string): void;
  warn(ids: object, message: string): void;
  error(ids: object, message: string): void;
}

/** Counts for those who operate Cairn. Labels are few and fixed: never an id, a name or what somebody wrote. */
export interface Meter {
  /** An event was taken, had been taken before (`again`), or could not be. */
  event(platform: PlatformName, kind: Inbound['what']['type'], outcome: 'taken' | 'again' | 'failed', ms: number): void;
  /** A letter was handed to its platform; `repeated` where that had failed before, or nobody knows whether it had. */
  delivery(platform: PlatformName, outcome: 'sent' | NotDelivered['reason'], repeated: boolean, ms: number): void;
  alarm(kind: AlarmKind, outcome: 'rung' | 'failed'): void;
}

/** What is kept, of one workspace, within one transaction: nothing of another workspace can be reached through it. */
export interface Records {
  readonly workspace: Workspaces;
  readonly members: Members;
  readonly decks: Decks;
  readonly enrolments: Enrolments;
  readonly sessions: Sessions;
  readonly attempts: Attempts;
  readonly misconceptions: Misconceptions;
  readonly awards: Awards;
  readonly disputes: Disputes;
  readonly rulings: Rulings;
  readonly teams: Teams;
  readonly checkIns: CheckIns;
  readonly channelQuestions: ChannelQuestions;
  readonly letters: Letters;
  readonly alarms: Alarms;
  readonly audit: Audit;
  readonly privacy: Privacy;
  readonly exportLinks: ExportLinks;
  /** Claims an inbound event; false where it has been taken before. */
  claim(event: string, at: Temporal.Instant): Promise<boolean>;
}

export interface Store {
  /**
   * One transaction in one workspace: all of `work` is kept, or nothing of it where it throws. Throws `Conflict` where it may be tried again. Work that is for
   * one `member` may be done together with other members', as long as it keeps to what is theirs; else it is done again alone, so it may be called twice.
   */
  within<T>(
    workspace: WorkspaceId,
    work: (records: Records) => Promise<T>,
    options?: { member?: string | undefined },
  ): Promise<T>;
  /** Leases alarms that are due, over all workspaces, the longest due first: nobody else gets them until the lease is over. */
  takeDue(now: Temporal.Instant, limit: number): Promise<readonly DueAlarm[]>;
  nextDueAt(): Promise<Temporal.Instant | undefined>;
  readonly outbox: Outbox;
  /** How long what is due has been waiting. */
  lag(now: Temporal.Instant): Promise<Lag>;
  ping(): Promise<void>;
}

/** The age of the oldest letter that is due, by platform (none: nothing waits), and of the oldest alarm, in milliseconds. */
export type Lag = { letterMs: Partial<Record<PlatformName, number>>; alarmMs: number };

/**
 * Letters on their way, of all workspaces. Who sends a letter has taken it: it is theirs for `LEASE_SECONDS`, and what became of it counts only
 * from them. `holder` names a process.
 */
export interface Outbox {
  /** Workspaces in which letters wait, those that wait longest first; left out is whose lane somebody holds, or is told to wait. */
  waiting(now: Temporal.Instant, platforms: readonly PlatformName[], limit: number): Promise<readonly WorkspaceId[]>;
  /** Takes or keeps the lane of a workspace, in which one process sends what waits; false where another has it. */
  hold(workspace: WorkspaceId, holder: string, now: Temporal.Instant): Promise<boolean>;
  /** Gives a lane back; with a time, nobody takes it before then. */
  release(workspace: WorkspaceId, holder: string, notBefore?: Temporal.Instant): Promise<void>;
  /** Takes letters that wait, of each conversation the first alone; or of these those that may go, in their order. */
  take(workspace: WorkspaceId, holder: string, now: Temporal.Instant, which: number | readonly string[]): Promise<TakenLetter[]>;
  /** Keeps a letter that takes long to send; false where it is nobody's any more, or somebody else's. */
  renew(workspace: WorkspaceId, holder: string, letter: string, now: Temporal.Instant): Promise<boolean>;
  /** Writes down what became of letters; of one that somebody else has taken since, nothing. */
  settle(workspace: WorkspaceId, holder: string, outcomes: readonly LetterOutcome[]): Promise<void>;
}

/** How long a letter or a lane is somebody's: twice the longest call to a platform. Who is silent for longer is gone. */
export const LEASE_SECONDS = 20;

/** A letter in the hands of the process that sends it. */
export type TakenLetter = Letter & {
  /** The message that it is put in the place of. */
  ref?: string;
  /** Whether it may have arrived: whoever had it before has fallen silent, or could not know. */
  doubt?: 'silent' | 'unsure';
  tries: number;
  /** How often it was taken in doubt, this time counted. */
  repeats: number;
  queuedAt: Temporal.Instant;
  leasedUntil: Temporal.Instant;
};

export type LetterOutcome = {
  id: string;
  tries: number;
  repeats: number;
} /** `moved`: the letter whose message was gone, so that this one was posted anew. */ & (
  | { state: 'sent'; ref: string; moved?: string }
  | { state: 'queued' | 'unsure'; notBefore: Temporal.Instant; reason: string }
  | { state: 'failed'; reason: string }
);

export interface Workspaces {
  /** Makes the workspace where it is not there yet. */
  get(): Promise<Workspace>;
  /** Waits for whoever else is adding the workspace's first people. */
  lock(): Promise<void>;
  save(workspace: Workspace): Promise<void>;
}

export interface Members {
  /** Locks the row: what one member does is decided one after the other. */
  lock(id: string): Promise<Member | undefined>;
  all(ids?: readonly string[]): Promise<readonly Member[]>;
  any(): Promise<boolean>;
  /** How many active members there are in a zone, counted up to `most`. */
  countIn(zone: string, most: number): Promise<number>;
  save(member: Member): Promise<void>;
}

export interface Decks {
  /** Those that are asked, in the order of their positions. */
  list(): Promise<readonly DeckListing[]>;
  /** Those that an author has taken out: they are asked no more, whatever their files say. */
  retired(): Promise<readonly DeckListing[]>;
  retire(deck: string, retired: boolean): Promise<void>;
  /**
   * Keeps a deck's items with what was ruled on them, where they differ from what is there: a changed item becomes a new version, one that is gone is
   * asked no more.
   */
  put(deck: Deck, position: number): Promise<void>;
  version(item: { deck: string; item: string; version: number }): Promise<ItemVersion | undefined>;
  /** The number of an item's newest version. Locks the item. */
  current(item: { deck: string; item: string }): Promise<number | undefined>;
  /** Adds a version that a ruling makes: it is asked from now on. */
  revise(version: ItemVersion): Promise<void>;
  isRetired(deck: string): Promise<boolean>;
  /** Whether the deck's author lets answers be sent to a language model. */
  mayAskModel(deck: string): Promise<boolean>;
  /** The items of some decks, deck by deck in the order given. */
  items(decks: readonly string[]): Promise<readonly Candidate[]>;
}

export interface Enrolments {
  /** The decks that a member learns, the first chosen first. */
  of(member: string): Promise<readonly string[]>;
  add(member: string, deck: string, at: Temporal.Instant): Promise<void>;
}

export type DeckListing = { id: string; title: string; description: string; items: number };

export interface Sessions {
  get(id: string): Promise<Session | undefined>;
  /** The member's newest session. */
  latest(member: string): Promise<Session | undefined>;
  save(session: Session): Promise<void>;
  /** The days on which the member was asked, the newest first. */
  days(member: string, limit: number): Promise<readonly Temporal.PlainDate[]>;
}

/** The log of answers, and the memories that follow from it. */
export interface Attempts {
  append(attempt: Attempt): Promise<void>;
  get(id: string): Promise<Attempt | undefined>;
  /** The member's last answer to a question of their own. */
  latest(member: string): Promise<Attempt | undefined>;
  /** All answers of a member to an item, and corrections of them, oldest first. */
  log(member: string, item: { deck: string; item: string }): Promise<readonly Attempt[]>;
  /** Everybody's answers to an item that were marked below right, oldest first. */
  belowRight(item: { deck: string; item: string }): Promise<readonly Attempt[]>;
  /** Those of some attempts that have been corrected. */
  corrected(ids: readonly string[]): Promise<readonly string[]>;
  /** Answers on or after a day, oldest first. */
  since(members: readonly string[], day: Temporal.PlainDate): Promise<readonly Attempt[]>;
  /** How many different items are evidence for each family of achievements. */
  evidence(member: string): Promise<ReadonlyMap<string, number>>;
  /** How often the member was right at each confidence, of the first answers of a day and without a hint, as they stand. */
  confidence(member: string): Promise<readonly Tally[]>;
  memories(member: string): Promise<readonly Memory[]>;
  memory(member: string, item: { deck: string; item: string }): Promise<Memory | undefined>;
  saveMemory(member: string, memory: Memory): Promise<void>;
}

/** How each member stands with each misconception: follows from the log, kept so that it need not be read each time. */
export interface Misconceptions {
  of(members: readonly string[]): Promise<readonly LedgerEntry[]>;
  save(entry: LedgerEntry): Promise<void>;
}

export interface Awards {
  of(member: string): Promise<readonly Award[]>;
  /** Adds or changes an award; one of a family and tier is given once. */
  save(award: Award): Promise<void>;
}

/** Marks that somebody holds to be wrong, and those that were corrected with them. */
export interface Disputes {
  of(attempt: string, member: string): Promise<Dispute | undefined>;
  /** Those that are not ruled on, the longest waiting first; locked, so that a ruling comes once. */
  waiting(options: { lock: boolean }): Promise<readonly Dispute[]>;
  /** Adds a dispute, or changes what became of it; one attempt is disputed once. */
  save(dispute: Dispute): Promise<void>;
  /** Those that are ruled on, of which the member does not know yet. */
  untold(member: string): Promise<readonly Dispute[]>;
  /** Deck by deck. */
  figures(): Promise<readonly MarkFigures[]>;
}

/** What was ruled on answers in this workspace. */
export interface Rulings {
  get(id: string): Promise<Ruling | undefined>;
  /** On a deck's items or on one, the oldest first. */
  on(deck: string, item?: string): Promise<readonly Ruling[]>;
  add(ruling: Ruling): Promise<void>;
}

export interface Teams {
  all(): Promise<readonly Team[]>;
  /** Locks the row: what is done for one team is done one after the other. */
  get(id: string): Promise<Team | undefined>;
  save(team: Team): Promise<void>;
  members(team: string): Promise<readonly TeamMember[]>;
  /** Puts a member into a team, or, without a role, out of it. */
  setMember(team: string, member: string, role: TeamMember['role'] | undefined): Promise<void>;
}

export interface CheckIns {
  /** Locks the row, as `upTo` does: entries and summaries of one check-in come one after the other. */
  get(id: string): Promise<CheckIn | undefined>;
  /** The team's newest check-in that is not of a later week. */
  upTo(team: string, week: Temporal.PlainDate): Promise<CheckIn | undefined>;
  save(checkIn: CheckIn): Promise<void>;
  entries(checkIn: string): Promise<readonly CheckInEntry[]>;
  saveEntry(entry: CheckInEntry): Promise<void>;
}

export interface ChannelQuestions {
  get(id: string): Promise<ChannelQuestion | undefined>;
  ofTeam(team: string): Promise<readonly ChannelQuestion[]>;
  save(question: ChannelQuestion): Promise<void>;
  answers(question: string): Promise<readonly ChannelAnswer[]>;
  /** False where the member has answered before. */
  addAnswer(answer: ChannelAnswer): Promise<boolean>;
}

export const LETTER_STATES = ['queued', 'sending', 'unsure', 'sent', 'failed'] as const;
export type StoredLetter = Letter & { state: (typeof LETTER_STATES)[number]; ref?: string };

export interface Letters {
  get(id: string): Promise<StoredLetter | undefined>;
  /** Claims a purpose; false where something has been said for it already. */
  claim(purpose: string, at: Temporal.Instant): Promise<boolean>;
  /**
   * Keeps letters to be sent. With a holder they are taken at once, but for those that have to wait for earlier ones of their conversation which
   * are not in its own hands. However
   * often a message has changed, what `replaces` it then names the letter that was first shown there.
   */
  add(letters: readonly Letter[], at: Temporal.Instant, holder: string | undefined): Promise<readonly KeptLetter[]>;
}

/** A letter that has been kept, with the message that it goes in the place of. `taken`: it is the holder's to send. */
export type KeptLetter = Letter & { ref?: string; taken: boolean };

/** Something that is to happen at a time. */
export type Alarm = { kind: AlarmKind; subject: string; at: Temporal.Instant };
export type DueAlarm = Alarm & { workspace: WorkspaceId };
/** What is due at the same moment happens in this order. */
export const ALARM_KINDS = [
  'session',
  'snooze',
  'check-in',
  'check-in-form',
  'summary',
  'channel-question',
  'reveal',
  'forget',
  'disputes',
  'mark',
] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

export interface Alarms {
  /** Sets the alarm of a subject, in place of an earlier one; without a time, takes it away. */
  set(kind: AlarmKind, subject: string, at: Temporal.Instant | undefined): Promise<void>;
  /** Takes a due alarm; false where another process has it. */
  take(alarm: Alarm): Promise<boolean>;
}

/** Who did what on whom, and when: ids only. */
export interface Audit {
  add(entry: AuditEntry): Promise<void>;
  /** The newest entries about any of these, the newest first. */
  about(subjects: readonly Subject[], limit: number): Promise<readonly AuditEntry[]>;
  /** Everything since a time, the oldest first. */
  since(at: Temporal.Instant): Promise<readonly AuditEntry[]>;
}

/** What members may ask about their own data: to have it all, and to have it gone. */
export interface Privacy {
  gather(member: string): Promise<PersonalData>;
  /** The check-ins in which a member wrote something, with the messages that summed them up. */
  summaries(member: string): Promise<readonly { checkIn: string; letters: readonly string[] }[]>;
  /**
   * Removes every row about a member, and their name elsewhere. Of their answers counts by item stay, which name nobody; of what was written to
   * them these letters stay, and how to reach them, where there are any.
   */
  erase(member: Member, letters: readonly string[]): Promise<void>;
  /** Makes every stored copy of a message, named by its first letter, say this. */
  retell(letter: string, outbound: Outbound): Promise<void>;
  /** Removes what `erase` left so that its confirmation could be sent; false while that still waits. */
  forget(member: string): Promise<boolean>;
}

/** Links by which members download their data, known by the hashes of their secrets. */
export interface ExportLinks {
  add(hash: string, member: string, until: Temporal.Instant): Promise<void>;
  /** Whose link it is, while it counts. Locks it, so that two downloads at once are one. */
  owner(hash: string, at: Temporal.Instant): Promise<string | undefined>;
  remove(hash: string): Promise<void>;
}

/** Makes a link by which its owner downloads their data once, and the hash by which it is known again; nothing where we have no address. */
export type ExportLink = (workspace: WorkspaceId) => { url: string; hash: string } | undefined;

/** Decks as their authors keep them, in files. */
export interface Catalog {
  decks(): readonly Deck[];
  /** Reads what has changed since. */
  refresh(): Promise<void>;
}

/**
 * A language model outside, where the operator has one. It says which key points it finds in an answer, and where; what that comes to is decided by us
 * (`domain/grade/judgement.ts`).
 */
export interface Judge {
  /** One finding for each point, within a few seconds; nothing where the model cannot say. Never throws. */
  find(answer: string, rubric: Rubric): Promise<readonly Finding[] | undefined>;
  /** Ends what is being asked, with nothing. */
  stop(): void;
}

/** Public holidays by country, or country and region: `DE`, `DE-BY`. */
export interface Holidays {
  isKnown(region: string): boolean;
  isHoliday(region: string, day: Temporal.PlainDate): boolean;
}

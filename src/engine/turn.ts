import type { Rule } from '../domain/achievements/rule.ts';
import type { TeamRule } from '../domain/achievements/team-rule.ts';
import { watched } from '../domain/cue.ts';
import type { Finding, Rubric } from '../domain/grade/rubric.ts';
import { type Language, languageFor } from '../domain/language.ts';
import { acquainted, isSilent, type Member, newMember } from '../domain/member.ts';
import type { Path } from '../domain/path/path.ts';
import { CROWD, type IsHoliday, nextSessionAt, offsetIn } from '../domain/rhythm.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { Conversation, FormValues, WorkspaceId } from '../events.ts';
import type { Letter, Recipient } from '../letter.ts';
import { type Outbound, saidTo } from '../outbound.ts';
import type { Alarm } from '../ports/alarms.ts';
import type { Showcase } from '../ports/certificates.ts';
import type { CueLink, FeedQuestion, Vault } from '../ports/cues.ts';
import type { Log } from '../ports/log.ts';
import type { Profile } from '../ports/platform.ts';
import type { ExportLink } from '../ports/privacy.ts';
import type { Records } from '../ports/store.ts';

/** One thing being dealt with, an event or an alarm, inside its transaction. What is said is collected in `letters`. */
export type Turn = {
  id: WorkspaceId;
  records: Records;
  workspace: Workspace;
  /** The paths that members may follow, as their files say at present. */
  paths: readonly Path[];
  now: Temporal.Instant;
  /** The families of achievements, in the order in which they are shown: as this workspace wants them, and as their files say. */
  rules: readonly Rule[];
  families: readonly Rule[];
  teamRules: readonly TeamRule[];
  isHoliday: IsHoliday;
  isRegion: (region: string) => boolean;
  newId: () => string;
  exportLink: ExportLink;
  showcase?: Showcase;
  cueLink: CueLink;
  /** Left out where no key is known. */
  vault?: Vault | undefined;
  /** What was found in calendars, by what was asked of them. */
  feeds: ReadonlyMap<string, readonly Temporal.Instant[] | undefined>;
  /** What caused it; letters without a purpose of their own are named after it. */
  cause: string;
  profiles: ReadonlyMap<string, Profile>;
  /** Whether their platform tells when somebody's status changes. */
  tellsStatus: boolean;
  /** Whether a chat of some people can be opened for them. */
  opensGroups: boolean;
  letters: Letter[];
  /** What those read whose rows were looked at, by their ids. */
  languages: Map<string, Language>;
  /** Whether there is a language model to ask, and what it found in answers: nothing, where it could not say. */
  hasJudge: boolean;
  findings: ReadonlyMap<string, readonly Finding[] | undefined>;
  /** Alarms of which the first ring follows as soon as the turn is kept, without waiting for the time. */
  soon: Alarm[];
  log: Log;
};

/** A turn that a person caused. */
export type Visit = Turn & {
  member: Member;
  conversation: Conversation;
  /** The letter whose button was pressed, and what its inputs held. */
  pressed?: Letter;
  values: FormValues;
};

/** Thrown where people must be known whose profiles have not been asked for: the turn starts over with them (`engine.ts`). */
export class Strangers extends Error {
  readonly members: readonly string[];

  constructor(members: readonly string[]) {
    super('Nothing is known of some people yet.');
    this.members = members;
  }
}

/** Thrown where a language model has to read an answer: the turn starts over with what it found (`take-turn.ts`). */
export class Unread extends Error {
  readonly asked: { answer: string; rubric: Rubric };

  constructor(asked: Unread['asked']) {
    super('An answer has not been read yet.');
    this.asked = asked;
  }
}

/** Thrown where a calendar has to be read: the turn starts over with what was found (`take-turn.ts`). */
export class Unfetched extends Error {
  readonly question: FeedQuestion;

  constructor(question: FeedQuestion) {
    super('A calendar has not been read yet.');
    this.question = question;
  }
}

/** Says something when the turn is kept. A purpose of its own makes sure that it is said once, whoever else is about to say it; the id of a letter that is not said is nothing. */
export async function say(
  turn: Turn,
  to: Recipient,
  outbound: Outbound,
  options: { purpose?: string; replaces?: string | undefined } = {},
): Promise<string | undefined> {
  const { purpose, replaces } = options;
  if (purpose !== undefined && !(await turn.records.letters.claim(purpose, turn.now))) return undefined;
  const letter: Letter = {
    id: turn.newId(),
    workspace: turn.id,
    to,
    outbound: await worded(turn, to, outbound),
    purpose: purpose ?? `${turn.cause}/${turn.letters.length + 1}`,
    ...(replaces !== undefined && { replaces }),
  };
  turn.letters.push(letter);
  return letter.id;
}

/** An outbound in the words of who gets it. */
export async function worded(turn: Turn, to: Recipient, outbound: Outbound): Promise<Letter['outbound']> {
  return saidTo(await languageTo(turn, to), outbound);
}

/** The language of who gets something: a channel's is that of its workspace, and so is that of some people who read several. */
async function languageTo(turn: Turn, to: Recipient): Promise<Language> {
  if (to.kind === 'channel') return turn.workspace.language;
  if (to.kind !== 'group') return languageOf(turn, to.member);
  const [one, ...others] = new Set(await Promise.all(to.members.map((member) => languageOf(turn, member))));
  return one !== undefined && others.length === 0 ? one : turn.workspace.language;
}

async function languageOf(turn: Turn, id: string): Promise<Language> {
  const known = turn.languages.get(id);
  if (known) return known;
  const [member] = await turn.records.members.all([id]);
  return member ? languageFor(heard(turn, member), turn.workspace) : turn.workspace.language;
}

export function tell(
  turn: Turn,
  member: string,
  outbound: Outbound,
  options?: Parameters<typeof say>[3],
): Promise<string | undefined> {
  return say(turn, { kind: 'member', member }, outbound, options);
}

/** Answers the person where they are; in a channel unseen by the others. */
export function reply(visit: Visit, outbound: Outbound, options: { purpose?: string } = {}): Promise<string | undefined> {
  const { conversation, member } = visit;
  if (conversation.kind === 'personal') return tell(visit, member.id, outbound, options);
  return say(visit, { kind: 'aside', channel: conversation.id, member: member.id }, outbound, options);
}

/** Puts a message in the place of the one whose button was pressed. Typed words have none, and a message that stays is left: they are answered. */
export function replace(visit: Visit, outbound: Outbound, options: { purpose?: string } = {}): Promise<string | undefined> {
  if (!visit.pressed || visit.pressed.outbound.stays) return reply(visit, outbound, options);
  return say(visit, visit.pressed.to, outbound, { ...options, replaces: visit.pressed.id });
}

/** A member's row, locked; made from the platform's profile where there is none. */
export async function meet(turn: Turn, id: string): Promise<Member> {
  const known = await turn.records.members.lock(id);
  if (known) return heard(turn, known);
  const profile = profileOf(turn, id);
  await turn.records.workspace.lock();
  // Whoever comes first looks after the workspace until they hand it on.
  const admin = !(await turn.records.members.any());
  const member = { ...newMember(id, profile, turn.workspace.zone), admin };
  return kept(turn, member);
}

/** The person who caused a turn. Where their platform did not tell their zone before, it is asked again. */
export async function meetVisitor(turn: Turn, id: string): Promise<Member> {
  const met = await meet(turn, id);
  if (met.known || turn.profiles.has(id)) return met.known ? met : kept(turn, acquainted(met, profileOf(turn, id)));
  throw new Strangers([id]);
}

/** Makes sure that all of these people can be met, their profiles asked for at once. */
export async function meetAll(turn: Turn, ids: readonly string[]): Promise<void> {
  const known = new Set((await turn.records.members.all(ids)).map((member) => member.id));
  const strangers = ids.filter((id) => !known.has(id) && !turn.profiles.has(id));
  if (strangers.length > 0) throw new Strangers(strangers);
  // In one order, whoever asks: two turns that lock the same people do not wait for each other.
  for (const id of [...ids].sort()) await meet(turn, id);
}

async function kept(turn: Turn, member: Member): Promise<Member> {
  await turn.records.members.save(member);
  return heard(turn, member);
}

/** Notes what a member reads: what is said to them from here on is in that language. */
function heard(turn: Turn, member: Member): Member {
  turn.languages.set(member.id, languageFor(member, turn.workspace));
  return member;
}

function profileOf(turn: Turn, id: string): Profile {
  const profile = turn.profiles.get(id);
  if (!profile) throw new Strangers([id]);
  return profile;
}

/** Saves a member and sets the alarm for their next session. */
export async function keep(turn: Turn, member: Member): Promise<void> {
  await kept(turn, member);
  await setSession(turn, member);
}

/** Sets the alarm for a member's next session, where they may be asked. */
export async function setSession(turn: Turn, member: Member): Promise<void> {
  await turn.records.alarms.set('session', member.id, isSilent(member) ? undefined : await nextAlarm(turn, member));
}

async function nextAlarm(turn: Turn, member: Member): Promise<Temporal.Instant | undefined> {
  const offset = offsetIn(await turn.records.members.countIn(member.zone, CROWD), member.id);
  return nextSessionAt(turn.now.subtract(offset), watched(member), turn.isHoliday)?.add(offset);
}

import type { Roll } from '../domain/achievements/gathering.ts';
import type { ChannelAnswer, ChannelQuestion } from '../domain/channel-question.ts';
import type { CheckIn, CheckInEntry } from '../domain/check-in.ts';
import type { Shown } from '../domain/packet.ts';
import type { PracticeTopic } from '../domain/practice-topic.ts';
import type { FirstTries } from '../domain/sprint-pairs.ts';
import type { Team, TeamMember } from '../domain/team.ts';
import type { TopicReturns } from '../domain/week-figures.ts';

export interface Teams {
  all(): Promise<readonly Team[]>;
  /** Locks the row: what is done for one team is done one after the other. */
  get(id: string): Promise<Team | undefined>;
  save(team: Team): Promise<void>;
  members(team: string): Promise<readonly TeamMember[]>;
  /** Puts a member into a team, since a time where they come new, or, without a role, out of it. */
  setMember(team: string, member: string, role: TeamMember['role'] | undefined, since?: Temporal.Instant): Promise<void>;
}

export interface CheckIns {
  /** Locks the row, as `upTo` does: entries and summaries of one check-in come one after the other. */
  get(id: string): Promise<CheckIn | undefined>;
  /** The team's newest check-in that is not of a later week. */
  upTo(team: string, week: Temporal.PlainDate): Promise<CheckIn | undefined>;
  save(checkIn: CheckIn): Promise<void>;
  entries(checkIn: string): Promise<readonly CheckInEntry[]>;
  saveEntry(entry: CheckInEntry): Promise<void>;
  /** The member's newest entry of an earlier week in which they planned something. */
  before(checkIn: CheckIn, member: string): Promise<CheckInEntry | undefined>;
}

/** What teams are told of a week beside what was written. */
export interface Weeks {
  /** How some members answered, on days from one until before another, what came back to them of a deck: topic by topic. */
  returns(
    members: readonly string[],
    deck: string,
    days: { from: Temporal.PlainDate; until: Temporal.PlainDate },
  ): Promise<readonly TopicReturns[]>;
  /** How some members answered each item of a deck at the first try of a day, since a day. */
  firstTries(members: readonly string[], deck: string, since: Temporal.PlainDate): Promise<readonly FirstTries[]>;
  practise(choice: PracticeTopic): Promise<void>;
  /** What some members chose to practise since a time. */
  chosen(members: readonly string[], since: Temporal.Instant): Promise<readonly PracticeTopic[]>;
}

/** What members agreed to show their leads, so that it can be verified. */
export interface ShownEvidence {
  of(members: readonly string[]): Promise<readonly Shown[]>;
  add(shown: Shown): Promise<void>;
  remove(shown: Omit<Shown, 'at'>): Promise<void>;
}

/** Who of a team was there at a time. */
export interface Rolls {
  /** Keeps one; of nobody there is nothing to keep. */
  take(roll: Roll): Promise<void>;
  /** A team's, the oldest first; since a time, where one is given. */
  of(team: string, since?: Temporal.Instant): Promise<readonly Roll[]>;
  /** Those that a member is on, and how many were. */
  with(member: string): Promise<readonly (Omit<Roll, 'people' | 'isWhole'> & { size?: number })[]>;
}

export interface ChannelQuestions {
  /** Locks the row: two last answers at once are counted one after the other, so that the question is revealed once. */
  get(id: string): Promise<ChannelQuestion | undefined>;
  ofTeam(team: string): Promise<readonly ChannelQuestion[]>;
  save(question: ChannelQuestion): Promise<void>;
}

export interface ChannelAnswers {
  of(question: string): Promise<readonly ChannelAnswer[]>;
  /** False where the member has answered before. */
  add(answer: ChannelAnswer): Promise<boolean>;
  /** Who was on the team already when the question was asked, and still is. */
  askedOf(question: ChannelQuestion): Promise<readonly string[]>;
  /** The questions in whose reveal a member is named. */
  naming(member: string): Promise<readonly string[]>;
  /** When an item was last revealed to a team that the member is on, since a time. */
  revealedAt(
    member: string,
    item: { deck: string; item: string },
    since: Temporal.Instant,
  ): Promise<Temporal.Instant | undefined>;
}

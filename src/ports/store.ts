import type { PlatformName, WorkspaceId } from '../events.ts';
import type { Awards, Proofs, TeamAwards } from './achievements.ts';
import type { Alarms, DueAlarm } from './alarms.ts';
import type { Buddies, Explanations } from './buddies.ts';
import type { Certificates } from './certificates.ts';
import type { Courses } from './courses.ts';
import type { Decks, Rulings } from './decks.ts';
import type { ContributedItems, WrittenQuestions } from './exchange.ts';
import type { Experiments } from './experiments.ts';
import type { Goals, Mentors } from './goals.ts';
import type { Leaderboards } from './leaderboards.ts';
import type { Attempts, Disputes, Memories, Misconceptions, Sessions } from './learning.ts';
import type { Letters } from './letters.ts';
import type { Enrolments, Members, Workspaces } from './members.ts';
import type { Outbox } from './outbox.ts';
import type { Avoidances, Matches, Seekers } from './partners.ts';
import type { Paths } from './paths.ts';
import type { Pledges } from './pledges.ts';
import type { Audit, ExportLinks, Privacy } from './privacy.ts';
import type { Probes } from './probes.ts';
import type { Rollouts } from './rollouts.ts';
import type { Sprints } from './sprints.ts';
import type { ChannelAnswers, ChannelQuestions, CheckIns, Rolls, ShownEvidence, Teams, Weeks } from './teams.ts';

/** Two turns wanted the same thing at once; one of them has to start over. */
export class Conflict extends Error {}

/** What is kept, of one workspace, within one transaction: nothing of another workspace can be reached through it. */
export interface Records {
  readonly workspace: Workspaces;
  readonly members: Members;
  readonly decks: Decks;
  readonly enrolments: Enrolments;
  readonly sessions: Sessions;
  readonly attempts: Attempts;
  readonly memories: Memories;
  readonly courses: Courses;
  readonly misconceptions: Misconceptions;
  readonly probes: Probes;
  readonly goals: Goals;
  readonly mentors: Mentors;
  readonly paths: Paths;
  readonly certificates: Certificates;
  readonly awards: Awards;
  readonly proofs: Proofs;
  readonly teamAwards: TeamAwards;
  readonly rolls: Rolls;
  readonly experiments: Experiments;
  readonly disputes: Disputes;
  readonly buddies: Buddies;
  readonly explanations: Explanations;
  readonly seekers: Seekers;
  readonly avoidances: Avoidances;
  readonly matches: Matches;
  readonly writtenQuestions: WrittenQuestions;
  readonly rulings: Rulings;
  readonly contributedItems: ContributedItems;
  readonly teams: Teams;
  readonly rollouts: Rollouts;
  readonly checkIns: CheckIns;
  readonly weeks: Weeks;
  readonly shownEvidence: ShownEvidence;
  readonly sprints: Sprints;
  readonly pledges: Pledges;
  readonly leaderboards: Leaderboards;
  readonly channelQuestions: ChannelQuestions;
  readonly channelAnswers: ChannelAnswers;
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
  /** When the next thing happens that anybody notices. */
  nextDueAt(): Promise<Temporal.Instant | undefined>;
  /** Every workspace that there is. */
  workspaces(): Promise<readonly WorkspaceId[]>;
  readonly outbox: Outbox;
  /** How long what is due has been waiting. */
  lag(now: Temporal.Instant): Promise<Lag>;
  ping(): Promise<void>;
}

/** The age of the oldest letter that is due, by platform (none: nothing waits), and of the oldest alarm, in milliseconds. */
export type Lag = { letterMs: Partial<Record<PlatformName, number>>; alarmMs: number };

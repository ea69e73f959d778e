import type { Award } from './achievements/award.ts';
import type { Roll } from './achievements/gathering.ts';
import type { Proof } from './achievements/proof.ts';
import type { Attempt } from './attempt.ts';
import type { AuditEntry } from './audit.ts';
import type { Buddy, Explanation } from './buddy.ts';
import type { CheckInEntry } from './check-in.ts';
import type { Course } from './course.ts';
import type { Dispute } from './dispute.ts';
import type { Written } from './exchange.ts';
import type { Assignment } from './experiment/experiment.ts';
import type { Goal } from './goals/goal.ts';
import type { Mentor } from './goals/mentor.ts';
import type { Reply, Verdict } from './kinds/kind.ts';
import type { LeaderboardMember } from './leaderboard.ts';
import type { Member } from './member.ts';
import type { LedgerEntry } from './misconception.ts';
import type { Shown } from './packet.ts';
import type { Avoided, Partner, Seeker } from './partners/partner.ts';
import type { Certificate } from './path/certificate.ts';
import type { PledgeMember } from './pledge.ts';
import type { PracticeTopic } from './practice-topic.ts';
import type { Probe } from './probe.ts';
import type { RolloutAnswer } from './rollout.ts';
import type { SavedItem } from './saved-item.ts';
import type { Memory } from './schedule.ts';
import type { Session } from './session.ts';
import type { SprintMember } from './sprint.ts';
import type { TeamMember } from './team.ts';

/**
 * Everything that is kept about one member. Becomes JSON as it is: instants are ISO 8601 in UTC, days are dates, ids are those of the workspace.
 * `docs/privacy.md` explains each part.
 */
export type PersonalData = {
  /** Name, zone, working days, hours, leave, travel and roles; of a cue not its secret. */
  member:
    | (Omit<Member, 'hours' | 'cue'> & {
        hoursFrom: Temporal.PlainTime;
        hoursUntil: Temporal.PlainTime;
        cue?: { kind: string; event?: string };
      })
    | undefined;
  /** Why the chat platform says that the member cannot be written to. */
  unreachable: string | null;
  /** The decks that the member learns. */
  decks: readonly { deck: string; since: Temporal.Instant }[];
  /** Each day's questions, in the order in which they were asked. */
  sessions: readonly Session[];
  /** Every answer as it was given and marked. */
  answers: readonly Attempt[];
  /** How well each item is remembered, and when it comes back. */
  memories: readonly Memory[];
  /** Since when each item is learned, how often it was missed in a row, and whether it rests. */
  courses: readonly Course[];
  /** The wrong ideas that answers showed, and what became of each. */
  misconceptions: readonly LedgerEntry[];
  /** Which items are checked a day or a week later without a hint, and what came of it. */
  probes: readonly (Omit<Probe, 'window'> & Partial<NonNullable<Probe['window']>>)[];
  /** What they meant to learn by when, and what became of it. */
  goals: readonly Goal[];
  /** The path that is followed, and since which day. */
  path: { path: string; since: Temporal.PlainDate } | null;
  /** The stages of paths that were shown by recall, and when. */
  stages: readonly { path: string; module: string; stage: string; heldAt: Temporal.Instant }[];
  /** Certificates with what they were given for. */
  certificates: readonly Certificate[];
  awards: readonly Award[];
  /** What they have shown, which the awards are given for. */
  proofs: readonly Proof[];
  /** Their last tries that could have been proofs, family by family: 1 is right. */
  tries: readonly { family: string; tries: string }[];
  /** Experiments with achievements: whether the lot held them out, and when they left it. */
  comparisons: readonly (Assignment & { experiment: string })[];
  /** Marks that were disputed, or corrected because others disputed theirs. */
  disputes: readonly Dispute[];
  /** Whom they named as a buddy, and who named them. */
  buddies: readonly Buddy[];
  /** Whom they let see their goals, and who let them. */
  mentors: readonly Mentor[];
  /** How they want to be matched with a study partner. */
  partnerWishes: Seeker | null;
  /** Whom they avoid. */
  avoided: readonly Avoided[];
  /** The matches of each week, and what they said to them; of others their ids alone. */
  matches: readonly (Partner & { match: string; week: Temporal.PlainDate; deck: string; with: readonly string[] })[];
  /** Which answers they gave to a buddy, and which of others they were given, with what came of it; what others wrote is theirs. */
  explanations: readonly Explanation[];
  /** What they wrote for others; of how clear it was found what its reader lets them know. */
  writtenQuestions: readonly Omit<Written, 'said' | 'verdict' | 'letter'>[];
  /** What others wrote for them, and what they made of it. */
  readQuestions: readonly Pick<Written, 'id' | 'question' | 'sentAt' | 'said' | 'verdict' | 'clarity' | 'tells'>[];
  /** Items of decks that carry their name. */
  contributedItems: readonly { deck: string; item: string }[];
  /** When it was noted that they were there, for what a team shows together. */
  rolls: readonly (Omit<Roll, 'people' | 'isWhole'> & { size?: number })[];
  /** What they said of achievements in their team's seven days. */
  rolloutAnswers: readonly RolloutAnswer[];
  teams: readonly (Pick<TeamMember, 'role'> & { team: string; name: string; since?: Temporal.Instant })[];
  /** What was written in weekly check-ins. */
  checkIns: readonly CheckInEntry[];
  /** Items that they saved for themselves. */
  savedItems: readonly SavedItem[];
  /** Topics that they chose to practise. */
  practiceTopics: readonly PracticeTopic[];
  /** Misconceptions of which they show their lead the answers. */
  shownEvidence: readonly Shown[];
  /** Sprints that they were invited to, and since when they take part. */
  sprints: readonly SprintMember[];
  /** Pledges that they are in, and since when. */
  pledges: readonly PledgeMember[];
  /** Leaderboards that they agreed to be in, and since when. */
  leaderboards: readonly LeaderboardMember[];
  /** What was answered to questions to a channel; those that came after the reveal were `late`. */
  channelAnswers: readonly { question: string; reply: Reply; verdict: Verdict; late: boolean }[];
  /** What Cairn wrote to the member and keeps for its buttons. */
  messages: readonly { id: string; at: Temporal.Instant; state: string; text: string; message: unknown }[];
  /** How the chat platform lets the member be reached. */
  conversations: readonly unknown[];
  /** What is to happen at a time: the next session, a snooze, a form. */
  planned: readonly { kind: string; at: Temporal.Instant }[];
  /** Links for downloading this that have not been used. */
  exportLinks: readonly { expiresAt: Temporal.Instant }[];
  /** What was done by the member or about them. */
  audit: readonly AuditEntry[];
};

import { sql } from 'kysely';
import { replySchema, verdictSchema } from '../../src/domain/kinds/kind.ts';
import type { Member } from '../../src/domain/member.ts';
import type { PersonalData } from '../../src/domain/personal-data.ts';
import { outboundSchema } from '../../src/letter.ts';
import { attempts } from './attempts.ts';
import { readAudit } from './audit.ts';
import { awards } from './awards.ts';
import { readBuddy } from './buddies.ts';
import { certificates } from './certificates.ts';
import { readEntry } from './check-ins.ts';
import { courses } from './courses.ts';
import { readDispute } from './disputes.ts';
import { enrolments } from './enrolments.ts';
import { readWritten } from './exchange.ts';
import { readAssignment } from './experiments.ts';
import { readExplanation } from './explanations.ts';
import { goals } from './goals.ts';
import { readLeaderboardMember } from './leaderboards.ts';
import { readPartner } from './matches.ts';
import { members } from './members.ts';
import { memories } from './memories.ts';
import { readMentor } from './mentors.ts';
import { misconceptions } from './misconceptions.ts';
import { paths } from './paths.ts';
import { readPledgeMember } from './pledges.ts';
import { probes } from './probes.ts';
import { proofs } from './proofs.ts';
import { readRolloutAnswer } from './rollouts.ts';
import { rolls } from './rolls.ts';
import type { Scope } from './scope.ts';
import { readSeeker } from './seekers.ts';
import { readSession } from './sessions.ts';
import { shownEvidence } from './shown-evidence.ts';
import { readSprintMember } from './sprints.ts';
import { roleSchema } from './teams.ts';
import { weeks } from './weeks.ts';

const FIRST_DAY = Temporal.PlainDate.from('2000-01-01');
const FIRST_TIME = Temporal.Instant.fromEpochMilliseconds(0);

/** Everything that is kept about a member. */
export async function gather(scope: Scope, member: string): Promise<PersonalData> {
  const { trx, workspace } = scope;
  const [known] = await members(scope).all([member]);
  const reach = trx
    .selectFrom('member')
    .select('unreachable')
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member);
  return {
    member: known && openly(known),
    unreachable: (await reach.executeTakeFirst())?.unreachable ?? null,
    ...(await learningOf(scope, member)),
    ...(await teamworkOf(scope, member)),
    ...(await buddiesOf(scope, member)),
    ...(await partnersOf(scope, member)),
    ...(await exchangeOf(scope, member)),
    ...(await correspondenceOf(scope, member)),
  };
}

// What a cue is, without its secret.
function openly({ hours, cue, ...member }: Member): PersonalData['member'] {
  return {
    ...{ ...member, hoursFrom: hours.from, hoursUntil: hours.until },
    ...(cue && { cue: cue.kind === 'calendar' ? { kind: cue.kind, event: cue.event } : { kind: cue.kind } }),
  };
}

async function learningOf(scope: Scope, member: string) {
  const { trx, workspace } = scope;
  const enrolments = trx
    .selectFrom('enrolment')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member);
  const sessions = trx.selectFrom('session').selectAll().where('workspace_id', '=', workspace).where('member_id', '=', member);
  const disputes = trx.selectFrom('dispute').selectAll().where('workspace_id', '=', workspace).where('member_id', '=', member);
  const assignments = trx
    .selectFrom('assignment')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member);
  return {
    disputes: (await disputes.orderBy('attempt_id').execute()).map(readDispute),
    decks: (await enrolments.orderBy('enrolled_at').execute()).map((row) => ({ deck: row.deck_id, since: row.enrolled_at })),
    sessions: (await sessions.orderBy('day').execute()).map(readSession),
    answers: await attempts(scope).since([member], FIRST_DAY),
    memories: await memories(scope).of(member),
    courses: await courses(scope).of(member),
    misconceptions: await misconceptions(scope).of([member]),
    probes: (await probes(scope).of(member)).map(({ window, ...probe }) => ({ ...probe, ...window })),
    goals: await goals(scope).of(member),
    path: (await paths(scope).followed(member)) ?? null,
    stages: await paths(scope).held(member),
    certificates: await certificates(scope).of(member),
    awards: await awards(scope).of(member),
    proofs: await proofs(scope).of(member),
    tries: [...(await proofs(scope).tries(member))].map(([family, tries]) => ({ family, tries })),
    comparisons: (await assignments.orderBy('assigned_at').execute()).map((row) => ({
      experiment: row.experiment_id,
      ...readAssignment(row),
    })),
  };
}

/** Whom they named and who named them, as buddies and mentors; what they explained and what they read. */
async function buddiesOf({ trx, workspace }: Scope, member: string) {
  const buddies = trx
    .selectFrom('buddy')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where((q) => q.or([q('member_id', '=', member), q('buddy_id', '=', member)]));
  const explanations = trx
    .selectFrom('explanation')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where((q) => q.or([q('member_id', '=', member), q('buddy_id', '=', member)]));
  const mentors = trx
    .selectFrom('mentor')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where((q) => q.or([q('member_id', '=', member), q('mentor_id', '=', member)]));
  return {
    mentors: (await mentors.orderBy('since').execute()).map(readMentor),
    buddies: (await buddies.orderBy('named_at').execute()).map(readBuddy),
    explanations: (await explanations.orderBy('given_at').execute()).map(readExplanation),
  };
}

async function partnersOf({ trx, workspace }: Scope, member: string) {
  const wishes = trx.selectFrom('seeker').selectAll().where('workspace_id', '=', workspace).where('member_id', '=', member);
  const avoided = trx.selectFrom('avoided').selectAll().where('workspace_id', '=', workspace).where('member_id', '=', member);
  const own = trx
    .selectFrom('match_partner')
    .innerJoin('match', (join) =>
      join.onRef('match.workspace_id', '=', 'match_partner.workspace_id').onRef('match.match_id', '=', 'match_partner.match_id'),
    )
    .selectAll('match_partner')
    .select((q) => [
      'match.week',
      'match.deck_id',
      q
        .selectFrom('match_partner as other')
        .select((each) => each.fn.agg<string[]>('array_agg', ['other.member_id']).as('members'))
        .where('other.workspace_id', '=', workspace)
        .whereRef('other.match_id', '=', 'match_partner.match_id')
        .where('other.member_id', '<>', member)
        .as('others'),
    ])
    .where('match_partner.workspace_id', '=', workspace)
    .where('match_partner.member_id', '=', member)
    .orderBy('match.week');
  const seeker = await wishes.executeTakeFirst();
  return {
    partnerWishes: seeker ? readSeeker(seeker) : null,
    avoided: (await avoided.execute()).map((row) => ({ member: row.member_id, other: row.other_id })),
    matches: (await own.execute()).map(({ week, deck_id: deck, others, ...row }) => ({
      ...readPartner(row),
      ...{ match: row.match_id, week, deck, with: others ?? [] },
    })),
  };
}

/** Of what others wrote for them: what they made of it, not who wrote it or whether the authors took it. */
async function exchangeOf({ trx, workspace }: Scope, member: string) {
  const rows = () => trx.selectFrom('written_question').selectAll().where('workspace_id', '=', workspace).orderBy('written_at');
  const own = (await rows().where('member_id', '=', member).execute()).map(readWritten);
  const read = (await rows().where('reader_id', '=', member).where('sent_at', 'is not', null).execute()).map(readWritten);
  const contributed = trx
    .selectFrom('contributed_item')
    .select(['deck_id as deck', 'item_id as item'])
    .where('workspace_id', '=', workspace)
    .where('writer_id', '=', member);
  return {
    // What their reader answered is the reader's.
    writtenQuestions: own.map(({ said: _, verdict: __, clarity, letter: ___, ...written }) => ({
      ...written,
      ...(written.tells && clarity && { clarity }),
    })),
    readQuestions: read.map(({ id, question, sentAt, said, verdict, clarity, tells }) => ({
      ...{ id, question, tells },
      ...(sentAt && { sentAt }),
      ...(said !== undefined && { said }),
      ...(verdict && { verdict }),
      ...(clarity && { clarity }),
    })),
    contributedItems: await contributed.orderBy('added_at').execute(),
  };
}

async function teamworkOf({ trx, workspace }: Scope, member: string) {
  const teams = trx
    .selectFrom('team_member')
    .innerJoin('team', (join) =>
      join.onRef('team.workspace_id', '=', 'team_member.workspace_id').onRef('team.team_id', '=', 'team_member.team_id'),
    )
    .select(['team.team_id as team', 'team.name', 'team_member.role'])
    // Of who was there before this was kept it is not known.
    .select(sql<Temporal.Instant | null>`nullif(team_member.since, '-infinity')`.as('since'))
    .where('team_member.workspace_id', '=', workspace)
    .where('team_member.member_id', '=', member);
  const entries = trx
    .selectFrom('check_in_entry')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member);
  const sprints = trx
    .selectFrom('sprint_member')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member);
  const pledges = trx
    .selectFrom('pledge_member')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member);
  const boards = trx
    .selectFrom('leaderboard_member')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member);
  const opinions = trx
    .selectFrom('rollout_answer')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member);
  const answers = trx
    .selectFrom('channel_answer')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member);
  return {
    rolloutAnswers: (await opinions.orderBy('said_at').execute()).map(readRolloutAnswer),
    teams: (await teams.execute()).map(({ since, ...row }) => ({
      ...row,
      role: roleSchema.parse(row.role),
      ...(since && { since }),
    })),
    savedItems: await enrolments({ trx, workspace }).saved(member),
    practiceTopics: await weeks({ trx, workspace }).chosen([member], FIRST_TIME),
    shownEvidence: await shownEvidence({ trx, workspace }).of([member]),
    sprints: (await sprints.orderBy('sprint_id').execute()).map(readSprintMember),
    rolls: await rolls({ trx, workspace }).with(member),
    pledges: (await pledges.orderBy('pledge_id').execute()).map(readPledgeMember),
    leaderboards: (await boards.orderBy('team_id').execute()).map(readLeaderboardMember),
    checkIns: (await entries.orderBy('entered_at').execute()).map(readEntry),
    channelAnswers: (await answers.execute()).map((row) => ({
      question: row.question_id,
      reply: replySchema.parse(row.reply),
      verdict: verdictSchema.parse(row.verdict),
      late: row.late,
    })),
  };
}

async function correspondenceOf({ trx, workspace }: Scope, member: string) {
  const letters = trx.selectFrom('letter').selectAll().where('workspace_id', '=', workspace).where(isToAnyOf(member));
  const alarms = trx.selectFrom('alarm').selectAll().where('workspace_id', '=', workspace).where(isAlarmOf(member));
  const links = trx.selectFrom('export_link').selectAll().where('workspace_id', '=', workspace).where('member_id', '=', member);
  const reached = trx
    .selectFrom('teams_conversation')
    .select('reference')
    .where('workspace_id', '=', workspace)
    .where('address', '=', `member:${member}`);
  const audit = trx
    .selectFrom('audit')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where((q) => q.or([q('actor', '=', `member:${member}`), q('subject', '=', `member:${member}`)]));
  return {
    messages: (await letters.orderBy('sequence').execute()).map((row) => {
      const message = outboundSchema.parse(row.outbound);
      return { id: row.letter_id, at: row.queued_at, state: row.state, text: message.text, message };
    }),
    conversations: (await reached.execute()).map((row) => row.reference),
    planned: (await alarms.orderBy('due_at').execute()).map((row) => ({ kind: row.kind, at: row.due_at })),
    exportLinks: (await links.execute()).map((row) => ({ expiresAt: row.expires_at })),
    audit: (await audit.orderBy('at').orderBy('audit_id').execute()).map(readAudit),
  };
}

/** Of letters: those to one member alone. */
export function isTo(member: string) {
  return sql<boolean>`recipient ->> 'member' = ${member}`;
}

/** Of letters: those to one member, alone or with others in a chat of theirs. */
export function isToAnyOf(member: string) {
  // In brackets, since a query joins it to its workspace by "and".
  return sql<boolean>`(${isTo(member)} or recipient -> 'members' ? ${member})`;
}

/** Of alarms: those that one member's life with Cairn has set. */
export function isAlarmOf(member: string) {
  // In brackets, since a query joins it to its workspace by "and".
  return sql<boolean>`((kind in ('session', 'snooze', 'forget', 'disputes', 'offered', 'mark', 'probe', 'trip', 'dashboard') and subject = ${member})
    or (kind in ('check-in-form', 'check-in-reminder', 'help', 'buddy', 'proposal', 'meeting') and split_part(subject, ' ', 2) = ${member})
    or (kind in ('help', 'notice') and split_part(subject, ' ', 3) = ${member})
    or (kind in ('buddy', 'explanation', 'written', 'hard-item', 'cue-calendar', 'cue-secret') and split_part(subject, ' ', 1) = ${member}))`;
}

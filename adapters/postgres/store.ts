import { sql } from 'kysely';
import type { WorkspaceId } from '../../src/events.ts';
import { Conflict, type Records, type Store } from '../../src/ports/store.ts';
import { alarms, takeDueAlarms } from './alarms.ts';
import { attempts } from './attempts.ts';
import { audit } from './audit.ts';
import { avoidances } from './avoidances.ts';
import { awards } from './awards.ts';
import { buddies } from './buddies.ts';
import { certificates } from './certificates.ts';
import { channelAnswers } from './channel-answers.ts';
import { channelQuestions } from './channel-questions.ts';
import { checkIns } from './check-ins.ts';
import { courses } from './courses.ts';
import { type DeckCache, decks, openDeckCache } from './decks.ts';
import { disputes } from './disputes.ts';
import { enrolments } from './enrolments.ts';
import { contributedItems, writtenQuestions } from './exchange.ts';
import { experiments } from './experiments.ts';
import { explanations } from './explanations.ts';
import { exportLinks } from './export-links.ts';
import { goals } from './goals.ts';
import { workspaceGuard } from './guard.ts';
import { lag } from './lag.ts';
import { leaderboards } from './leaderboards.ts';
import { letters } from './letters.ts';
import { matches } from './matches.ts';
import { members } from './members.ts';
import { memories } from './memories.ts';
import { mentors } from './mentors.ts';
import { misconceptions } from './misconceptions.ts';
import { outbox } from './outbox.ts';
import { ownRows } from './own-rows.ts';
import { paths } from './paths.ts';
import { pledges } from './pledges.ts';
import { privacy } from './privacy.ts';
import { probes } from './probes.ts';
import { proofs } from './proofs.ts';
import { rollouts } from './rollouts.ts';
import { rolls } from './rolls.ts';
import { rulings } from './rulings.ts';
import type { Scope } from './scope.ts';
import { seekers } from './seekers.ts';
import { sessions } from './sessions.ts';
import { shownEvidence } from './shown-evidence.ts';
import { sprints } from './sprints.ts';
import type { Database } from './tables.ts';
import { teamAwards } from './team-awards.ts';
import { teams } from './teams.ts';
import { openTogether } from './together.ts';
import { transact } from './transaction.ts';
import { weeks } from './weeks.ts';
import { workspaces } from './workspaces.ts';

export function openStore(db: Database): Store {
  const deckCache = openDeckCache();

  async function alone<T>(workspace: WorkspaceId, work: (records: Records) => Promise<T>): Promise<T> {
    try {
      return await transact(db, [workspaceGuard(workspace)], (trx) => work(recordsOf({ trx, workspace }, deckCache)));
    } catch (error) {
      throw isConflict(error) ? new Conflict('Somebody else did the same at the same time.', { cause: error }) : error;
    }
  }

  const together = openTogether<Records>(async (workspace, travellers) => {
    const [first] = travellers;
    if (first && travellers.length === 1) return Promise.allSettled([alone(workspace, first.work)]);
    let results: PromiseSettledResult<unknown>[] = [];
    try {
      await transact(db, [workspaceGuard(workspace), ownRows], async (trx) => {
        const scopes = travellers.map(({ member }) => ({ trx, workspace, only: member }));
        // All are waited for, so that nothing is still being asked when the transaction ends.
        results = await Promise.allSettled(
          travellers.map(({ work }, i) => work(recordsOf(scopes[i] ?? { trx, workspace }, deckCache))),
        );
        if (results.some(({ status }) => status === 'rejected')) throw new Conflict('Somebody in the same transaction failed.');
      });
      return results;
    } catch (cause) {
      // Whose fault an error of the database is nobody knows: each is tried alone.
      return travellers.map((_, i) => {
        const result = results[i];
        if (result?.status === 'rejected' && !isOfDatabase(result.reason)) return result;
        return { status: 'rejected', reason: new Conflict('What was taken together was not kept.', { cause }) };
      });
    }
  });

  return {
    within<T>(workspace: WorkspaceId, work: (records: Records) => Promise<T>, { member }: { member?: string | undefined } = {}) {
      return member === undefined ? alone(workspace, work) : (together(workspace, { member, work }) as Promise<T>);
    },
    takeDue: (now, limit) => takeDueAlarms(db, now, limit),
    outbox: outbox(db),
    lag: (now) => lag(db, now),

    async workspaces() {
      const rows = await db.selectFrom('workspace').select('workspace_id').orderBy('workspace_id').execute();
      return rows.map((row) => row.workspace_id as WorkspaceId);
    },

    async nextDueAt() {
      const row = await db
        .selectFrom('alarm')
        .select('due_at')
        .where('kind', 'not in', ['probe', 'dashboard', 'trip', 'cue-calendar', 'cue-secret'])
        .orderBy('due_at')
        .limit(1)
        .executeTakeFirst();
      return row?.due_at;
    },

    async ping() {
      await sql`select 1`.execute(db);
    },
  };
}

// Serialisation failure, deadlock, a lock that was not to be had in time, a row that somebody else has made meanwhile, and one whose partition has been
// (SQLSTATE, PostgreSQL's manual, appendix A).
const CONFLICTS = new Set(['40001', '40P01', '55P03', '23505', '23514']);

function isConflict(error: unknown): boolean {
  return isOfDatabase(error) && CONFLICTS.has(String(error.code));
}

function isOfDatabase(error: unknown): error is Error & { code: unknown } {
  return error instanceof Error && 'code' in error;
}

function recordsOf(scope: Scope, deckCache: DeckCache): Records {
  return {
    workspace: workspaces(scope),
    members: members(scope),
    decks: decks(scope, deckCache),
    enrolments: enrolments(scope),
    sessions: sessions(scope),
    attempts: attempts(scope),
    memories: memories(scope),
    courses: courses(scope),
    misconceptions: misconceptions(scope),
    probes: probes(scope),
    goals: goals(scope),
    mentors: mentors(scope),
    paths: paths(scope),
    certificates: certificates(scope),
    awards: awards(scope),
    proofs: proofs(scope),
    teamAwards: teamAwards(scope),
    rolls: rolls(scope),
    experiments: experiments(scope),
    disputes: disputes(scope),
    buddies: buddies(scope),
    explanations: explanations(scope),
    seekers: seekers(scope),
    avoidances: avoidances(scope),
    matches: matches(scope),
    writtenQuestions: writtenQuestions(scope),
    rulings: rulings(scope),
    contributedItems: contributedItems(scope),
    teams: teams(scope),
    rollouts: rollouts(scope),
    checkIns: checkIns(scope),
    weeks: weeks(scope),
    shownEvidence: shownEvidence(scope),
    sprints: sprints(scope),
    pledges: pledges(scope),
    leaderboards: leaderboards(scope),
    channelQuestions: channelQuestions(scope),
    channelAnswers: channelAnswers(scope),
    letters: letters(scope),
    alarms: alarms(scope),
    audit: audit(scope),
    privacy: privacy(scope),
    exportLinks: exportLinks(scope),

    async claim(event, at) {
      const claimed = await scope.trx
        .insertInto('inbound_event')
        .values({ workspace_id: scope.workspace, event_id: event, taken_at: at.toString() })
        .onConflict((on) => on.doNothing())
        .returning('event_id')
        .execute();
      return claimed.length > 0;
    },
  };
}

/** The latest time at which anything was said: a clock that goes on from there never runs backwards. */
export async function latestInstant(db: Database): Promise<Temporal.Instant | undefined> {
  const row = await db
    .selectFrom('letter')
    .select((q) => q.fn.max('queued_at').as('at'))
    .executeTakeFirst();
  return row?.at ?? undefined;
}

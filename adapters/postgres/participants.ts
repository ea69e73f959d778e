import { sql } from 'kysely';
import type { Participant } from '../../src/domain/experiment/findings.ts';
import type { Scope } from './scope.ts';

/** First answers of a day before a time, as they stand, and those that were right; by member. Checks and replays are no practice. */
export async function answersBefore(
  { trx, workspace }: Scope,
  at: Temporal.Instant,
): Promise<ReadonlyMap<string, Participant['before']>> {
  const verdict = sql<string>`coalesce(correction.verdict, attempt.verdict)`;
  const rows = await trx
    .selectFrom('attempt')
    .leftJoin('attempt as correction', (join) =>
      join
        .onRef('correction.workspace_id', '=', 'attempt.workspace_id')
        .onRef('correction.corrects', '=', 'attempt.attempt_id')
        .on('correction.workspace_id', '=', workspace),
    )
    .select('attempt.member_id')
    .select((q) => q.fn.countAll<number>().as('n'))
    .select((q) => q.fn.countAll<number>().filterWhere(verdict, '=', 'correct').as('hits'))
    .where('attempt.workspace_id', '=', workspace)
    .where('attempt.answered_at', '<', sql<Temporal.Instant>`${at.toString()}`)
    .where('attempt.first_of_day', '=', true)
    .where('attempt.corrects', 'is', null)
    .where('attempt.purpose', 'not in', ['probe', 'replay', 'sprint-before', 'sprint-after'])
    .where(verdict, '<>', 'unsure')
    .groupBy('attempt.member_id')
    .execute();
  return new Map(rows.map(({ member_id, n, hits }) => [member_id, { n, hits }]));
}

/** Checks a week after an item was last seen, of what was last seen and is over within a time; by member. The controls, who are not reviewed on purpose, are left out. */
export async function weekChecks(
  { trx, workspace }: Scope,
  { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
): Promise<ReadonlyMap<string, Participant['week']>> {
  const verdict = sql<string>`coalesce(correction.verdict, attempt.verdict)`;
  const rows = await trx
    .selectFrom('probe')
    .leftJoin('attempt', (join) =>
      join
        .onRef('attempt.workspace_id', '=', 'probe.workspace_id')
        .onRef('attempt.attempt_id', '=', 'probe.attempt_id')
        .on('attempt.workspace_id', '=', workspace),
    )
    .leftJoin('attempt as correction', (join) =>
      join
        .onRef('correction.workspace_id', '=', 'probe.workspace_id')
        .onRef('correction.corrects', '=', 'probe.attempt_id')
        .on('correction.workspace_id', '=', workspace),
    )
    .select('probe.member_id')
    .select((q) => q.fn.countAll<number>().as('asked'))
    .select((q) =>
      q.fn.countAll<number>().filterWhere('probe.state', '=', 'answered').filterWhere(verdict, '<>', 'unsure').as('answered'),
    )
    .select((q) =>
      q.fn.countAll<number>().filterWhere('probe.state', '=', 'answered').filterWhere(verdict, '=', 'correct').as('recalled'),
    )
    .where('probe.workspace_id', '=', workspace)
    .where('probe.horizon', '=', 'week')
    .where('probe.arm', '<>', 'control')
    .where('probe.exposed_at', '>=', sql<Temporal.Instant>`${from.toString()}`)
    .where('probe.settled_at', '<', sql<Temporal.Instant>`${until.toString()}`)
    .groupBy('probe.member_id')
    .execute();
  return new Map(rows.map(({ member_id, ...counts }) => [member_id, counts]));
}

import { type Selectable, sql } from 'kysely';
import type { Assignment, Experiment } from '../../src/domain/experiment/experiment.ts';
import type { Participant } from '../../src/domain/experiment/findings.ts';
import type { Experiments } from '../../src/ports/experiments.ts';
import { own } from './own-rows.ts';
import { answersBefore, weekChecks } from './participants.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

// PostgreSQL takes 65,535 values in one statement.
const MOST_AT_ONCE = 5_000;

function read(row: Selectable<Tables['experiment']>): Experiment {
  const { salt, share, days, recall, effect } = row;
  return {
    ...{ id: row.experiment_id, salt, share, days, recall, effect, plannedAt: row.planned_at },
    ...(row.started_at && { startedAt: row.started_at }),
    ...(row.stopped_at && { stoppedAt: row.stopped_at }),
  };
}

export function readAssignment(row: Selectable<Tables['assignment']>): Assignment {
  const { member_id: member, held_out: heldOut, assigned_at: assignedAt, left_at: leftAt } = row;
  return { member, heldOut, assignedAt, ...(leftAt && { leftAt }) };
}

export function experiments(scope: Scope): Experiments {
  const { trx, workspace, only } = scope;

  async function readLatest(): Promise<Experiment | undefined> {
    const found = trx.selectFrom('experiment').selectAll().where('workspace_id', '=', workspace);
    const row = await found.orderBy('planned_at', 'desc').orderBy('experiment_id', 'desc').limit(1).executeTakeFirst();
    return row && read(row);
  }

  // What an answer earns and the end of its session look at the same one.
  let known: Promise<Experiment | undefined> | undefined;

  return {
    latest() {
      known ??= readLatest();
      return known;
    },

    async save({ id, salt, share, days, recall, effect, plannedAt, startedAt, stoppedAt }) {
      known = undefined;
      const planned = { salt, share, days, recall, effect, planned_at: plannedAt.toString() };
      const state = { started_at: startedAt?.toString() ?? null, stopped_at: stoppedAt?.toString() ?? null };
      await trx
        .insertInto('experiment')
        .values({ workspace_id: workspace, experiment_id: id, ...planned, ...state })
        .onConflict((on) => on.columns(['workspace_id', 'experiment_id']).doUpdateSet(state))
        .execute();
    },

    async assignment(experiment, member) {
      const found = trx.selectFrom('assignment').selectAll().where('workspace_id', '=', workspace);
      const row = await found.where('experiment_id', '=', experiment).where('member_id', '=', member).executeTakeFirst();
      return row && readAssignment(row);
    },

    async assignments(experiment, members) {
      const found = trx.selectFrom('assignment').selectAll().where('workspace_id', '=', workspace);
      const own = found.where('experiment_id', '=', experiment).where(sql<boolean>`member_id = any(${[...members]})`);
      return (await own.orderBy('member_id').execute()).map(readAssignment);
    },

    async assign(experiment, assignments) {
      own(only, ...assignments.map(({ member }) => member));
      for (let i = 0; i < assignments.length; i += MOST_AT_ONCE) {
        const rows = assignments.slice(i, i + MOST_AT_ONCE).map(({ member, heldOut, assignedAt, leftAt }) => ({
          ...{ workspace_id: workspace, experiment_id: experiment, member_id: member, held_out: heldOut },
          ...{ assigned_at: assignedAt.toString(), left_at: leftAt?.toString() ?? null },
        }));
        const kept = trx.insertInto('assignment').values(rows);
        await kept
          .onConflict((on) =>
            on
              .columns(['workspace_id', 'experiment_id', 'member_id'])
              .doUpdateSet({ left_at: sql`coalesce(assignment.left_at, excluded.left_at)` }),
          )
          .execute();
      }
    },

    async participants(experiment, { from, until }) {
      const rows = await trx
        .selectFrom('assignment')
        .leftJoin('member', (join) =>
          join
            .onRef('member.workspace_id', '=', 'assignment.workspace_id')
            .onRef('member.member_id', '=', 'assignment.member_id')
            .on('member.workspace_id', '=', workspace),
        )
        .selectAll('assignment')
        .select('member.status')
        .where('assignment.workspace_id', '=', workspace)
        .where('assignment.experiment_id', '=', experiment)
        .orderBy('assignment.member_id')
        .execute();
      const before = await answersBefore(scope, from);
      const week = await weekChecks(scope, { from, until });
      return rows.map(
        (row): Participant => ({
          heldOut: row.held_out,
          before: before.get(row.member_id) ?? { hits: 0, n: 0 },
          week: week.get(row.member_id) ?? { asked: 0, answered: 0, recalled: 0 },
          stopped: row.status !== 'active',
          leftIt: row.left_at !== null,
        }),
      );
    },
  };
}

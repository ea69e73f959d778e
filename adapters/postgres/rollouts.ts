import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { ASKED, METRICS, type Rollout, type RolloutAnswer, SAID } from '../../src/domain/rollout.ts';
import type { Rollouts } from '../../src/ports/rollouts.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const metricSchema = z.enum(METRICS);
const askedSchema = z.enum(ASKED);
const saidSchema = z.enum(SAID);

function read(row: Selectable<Tables['rollout']>): Rollout {
  return {
    ...{
      id: row.rollout_id,
      team: row.team_id,
      deck: row.deck_id,
      metric: metricSchema.parse(row.metric),
      families: row.families,
    },
    ...{ startedAt: row.started_at, startsOn: row.starts_on },
    ...(row.topic !== null && { topic: row.topic }),
    ...(row.stopped_at && { stoppedAt: row.stopped_at }),
  };
}

export function readRolloutAnswer(row: Selectable<Tables['rollout_answer']>): RolloutAnswer {
  const { rollout_id: rollout, member_id: member, said_at: at } = row;
  return { rollout, member, asked: askedSchema.parse(row.asked), said: saidSchema.parse(row.said), at };
}

export function rollouts({ trx, workspace }: Scope): Rollouts {
  const rows = () => trx.selectFrom('rollout').selectAll().where('workspace_id', '=', workspace);

  return {
    async get(id) {
      const row = await rows().where('rollout_id', '=', id).executeTakeFirst();
      return row && read(row);
    },

    async latest(team) {
      const row = await rows().where('team_id', '=', team).orderBy('started_at', 'desc').limit(1).executeTakeFirst();
      return row && read(row);
    },

    async ofLearner(member, since) {
      const found = await rows()
        .where('stopped_at', 'is', null)
        .where('starts_on', '>=', sql<Temporal.PlainDate>`${since.toString()}`)
        .where('team_id', 'in', (q) =>
          q
            .selectFrom('team_member')
            .select('team_id')
            .where('workspace_id', '=', workspace)
            .where('member_id', '=', member)
            .where('role', '=', 'member'),
        )
        .orderBy('started_at')
        .execute();
      return found.map(read);
    },

    async save({ id, team, deck, topic, metric, families, startedAt, startsOn, stoppedAt }) {
      const values = {
        ...{ team_id: team, deck_id: deck, topic: topic ?? null, metric, families: [...families] },
        ...{ started_at: startedAt.toString(), starts_on: startsOn.toString(), stopped_at: stoppedAt?.toString() ?? null },
      };
      await trx
        .insertInto('rollout')
        .values({ workspace_id: workspace, rollout_id: id, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'rollout_id']).doUpdateSet({ stopped_at: values.stopped_at }))
        .execute();
    },

    async answers(rollout) {
      const found = trx.selectFrom('rollout_answer').selectAll().where('workspace_id', '=', workspace);
      return (await found.where('rollout_id', '=', rollout).orderBy('member_id').execute()).map(readRolloutAnswer);
    },

    async answer({ rollout, member, asked, said, at }) {
      const values = { said, said_at: at.toString() };
      await trx
        .insertInto('rollout_answer')
        .values({ workspace_id: workspace, rollout_id: rollout, member_id: member, asked, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'rollout_id', 'member_id', 'asked']).doUpdateSet(values))
        .execute();
    },
  };
}

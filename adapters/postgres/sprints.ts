import type { Selectable } from 'kysely';
import { z } from 'zod';
import { pairSchema, SPRINT_STATES, type Sprint, type SprintMember } from '../../src/domain/sprint.ts';
import type { Sprints } from '../../src/ports/sprints.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const stateSchema = z.enum(SPRINT_STATES);
const pairsSchema = z.array(pairSchema);

function read(row: Selectable<Tables['sprint']>): Sprint {
  return {
    id: row.sprint_id,
    team: row.team_id,
    deck: row.deck_id,
    topic: row.topic,
    startsOn: row.starts_on,
    state: stateSchema.parse(row.state),
    forAll: row.for_all,
    pairs: pairsSchema.parse(row.pairs),
    counted: row.counted,
    letter: row.letter_id,
  };
}

export function readSprintMember(row: Selectable<Tables['sprint_member']>): SprintMember {
  return { sprint: row.sprint_id, member: row.member_id, ...(row.joined_at && { joinedAt: row.joined_at }) };
}

export function sprints({ trx, workspace }: Scope): Sprints {
  const rows = () => trx.selectFrom('sprint').selectAll('sprint').where('sprint.workspace_id', '=', workspace);
  return {
    async get(id) {
      const row = await rows().where('sprint_id', '=', id).forUpdate().executeTakeFirst();
      return row && read(row);
    },

    async ofTeam(team) {
      const found = rows().where('team_id', '=', team).orderBy('starts_on', 'desc').orderBy('sprint_id', 'desc');
      return (await found.execute()).map(read);
    },

    async joined(member) {
      const found = rows()
        .innerJoin('sprint_member as own', (join) =>
          join.onRef('own.workspace_id', '=', 'sprint.workspace_id').onRef('own.sprint_id', '=', 'sprint.sprint_id'),
        )
        .where('own.workspace_id', '=', workspace)
        .where('own.member_id', '=', member)
        .where('own.joined_at', 'is not', null)
        .where('sprint.state', 'in', ['called', 'running']);
      const row = await found.executeTakeFirst();
      return row && read(row);
    },

    async save({ id, team, deck, topic, startsOn, state, forAll, pairs, counted, letter }) {
      const values = { state, counted, letter_id: letter };
      await trx
        .insertInto('sprint')
        .values({
          ...{ workspace_id: workspace, sprint_id: id, team_id: team, deck_id: deck, topic, starts_on: startsOn.toString() },
          ...{ for_all: forAll, pairs: JSON.stringify(pairs), ...values },
        })
        .onConflict((on) => on.columns(['workspace_id', 'sprint_id']).doUpdateSet(values))
        .execute();
    },

    async people(sprint) {
      const found = trx
        .selectFrom('sprint_member')
        .selectAll()
        .where('workspace_id', '=', workspace)
        .where('sprint_id', '=', sprint)
        .orderBy('member_id');
      return (await found.execute()).map(readSprintMember);
    },

    async setMember({ sprint, member, joinedAt }) {
      const values = { joined_at: joinedAt?.toString() ?? null };
      await trx
        .insertInto('sprint_member')
        .values({ workspace_id: workspace, sprint_id: sprint, member_id: member, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'sprint_id', 'member_id']).doUpdateSet(values))
        .execute();
    },
  };
}

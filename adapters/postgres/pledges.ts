import type { Selectable } from 'kysely';
import { z } from 'zod';
import { PLEDGE_STATES, type Pledge, type PledgeMember } from '../../src/domain/pledge.ts';
import type { Pledges } from '../../src/ports/pledges.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const stateSchema = z.enum(PLEDGE_STATES);

function read(row: Selectable<Tables['pledge']>): Pledge {
  return {
    id: row.pledge_id,
    team: row.team_id,
    deck: row.deck_id,
    topic: row.topic,
    items: row.items,
    madeAt: row.made_at,
    dueAt: row.due_at,
    state: stateSchema.parse(row.state),
    told: row.told,
    counted: row.counted,
    letter: row.letter_id,
  };
}

export function readPledgeMember(row: Selectable<Tables['pledge_member']>): PledgeMember {
  return { pledge: row.pledge_id, member: row.member_id, joinedAt: row.joined_at };
}

export function pledges({ trx, workspace }: Scope): Pledges {
  const rows = () => trx.selectFrom('pledge').selectAll().where('workspace_id', '=', workspace);
  return {
    async get(id) {
      const row = await rows().where('pledge_id', '=', id).forUpdate().executeTakeFirst();
      return row && read(row);
    },

    async ofTeam(team) {
      return (await rows().where('team_id', '=', team).orderBy('made_at', 'desc').execute()).map(read);
    },

    async save({ id, team, deck, topic, items, madeAt, dueAt, state, told, counted, letter }) {
      const values = { state, told, counted, letter_id: letter };
      await trx
        .insertInto('pledge')
        .values({
          ...{ workspace_id: workspace, pledge_id: id, team_id: team, deck_id: deck, topic, items },
          ...{ made_at: madeAt.toString(), due_at: dueAt.toString(), ...values },
        })
        .onConflict((on) => on.columns(['workspace_id', 'pledge_id']).doUpdateSet(values))
        .execute();
    },

    async people(pledge) {
      const found = trx
        .selectFrom('pledge_member')
        .selectAll()
        .where('workspace_id', '=', workspace)
        .where('pledge_id', '=', pledge)
        .orderBy('member_id');
      return (await found.execute()).map(readPledgeMember);
    },

    async setMember(pledge, member, joinedAt) {
      if (!joinedAt) {
        await trx
          .deleteFrom('pledge_member')
          .where('workspace_id', '=', workspace)
          .where('pledge_id', '=', pledge)
          .where('member_id', '=', member)
          .execute();
        return;
      }
      await trx
        .insertInto('pledge_member')
        .values({ workspace_id: workspace, pledge_id: pledge, member_id: member, joined_at: joinedAt.toString() })
        .onConflict((on) => on.columns(['workspace_id', 'pledge_id', 'member_id']).doNothing())
        .execute();
    },
  };
}

import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { Award } from '../../src/domain/achievements/award.ts';
import type { Awards } from '../../src/ports/achievements.ts';
import { own } from './own-rows.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

export const actionSchema = z.enum(['offered', 'taken', 'done', 'declined']);
export const stateSchema = z.enum(['held', 'lapsed', 'withdrawn']);

function read(row: Selectable<Tables['award']>): Award {
  return {
    member: row.member_id,
    family: row.family,
    tier: row.tier,
    earnedAt: row.earned_at,
    earnedOn: row.earned_on,
    state: stateSchema.parse(row.state),
    announced: row.announced,
    action: actionSchema.parse(row.action),
    ...(row.offered_at && { offeredAt: row.offered_at }),
  };
}

export function awards({ trx, workspace, only }: Scope): Awards {
  const rows = () => trx.selectFrom('award').selectAll().where('workspace_id', '=', workspace);

  return {
    async of(member) {
      const found = rows().where('member_id', '=', member);
      return (await found.orderBy('earned_at').orderBy('family').orderBy('tier').execute()).map(read);
    },

    async since(members, day) {
      const found = rows().where('member_id', 'in', [...members, '']);
      const later = found.where('earned_on', '>=', sql<Temporal.PlainDate>`${day.toString()}`);
      return (await later.orderBy('earned_at').orderBy('member_id').orderBy('family').orderBy('tier').execute()).map(read);
    },

    async save({ member, family, tier, earnedAt, earnedOn, state, announced, action, offeredAt }) {
      own(only, member);
      const changing = { state, announced, action, offered_at: offeredAt?.toString() ?? null };
      const earned = { earned_at: earnedAt.toString(), earned_on: earnedOn.toString() };
      await trx
        .insertInto('award')
        .values({ workspace_id: workspace, member_id: member, family, tier, ...earned, ...changing })
        .onConflict((on) => on.columns(['workspace_id', 'member_id', 'family', 'tier']).doUpdateSet(changing))
        .execute();
    },
  };
}

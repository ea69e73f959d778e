import { z } from 'zod';
import type { Awards } from '../../src/ports/achievements.ts';
import { own } from './own-rows.ts';
import type { Scope } from './scope.ts';

const actionSchema = z.enum(['offered', 'taken', 'done', 'declined']);
const stateSchema = z.enum(['held', 'lapsed', 'withdrawn']);

export function awards({ trx, workspace, only }: Scope): Awards {
  return {
    async of(member) {
      const rows = await trx
        .selectFrom('award')
        .selectAll()
        .where('workspace_id', '=', workspace)
        .where('member_id', '=', member)
        .orderBy('earned_at')
        .orderBy('family')
        .orderBy('tier')
        .execute();
      return rows.map((row) => ({
        member,
        family: row.family,
        tier: row.tier,
        earnedAt: row.earned_at,
        earnedOn: row.earned_on,
        state: stateSchema.parse(row.state),
        announced: row.announced,
        action: actionSchema.parse(row.action),
      }));
    },

    async save({ member, family, tier, earnedAt, earnedOn, state, announced, action }) {
      own(only, member);
      const earned = { earned_at: earnedAt.toString(), earned_on: earnedOn.toString() };
      await trx
        .insertInto('award')
        .values({ workspace_id: workspace, member_id: member, family, tier, ...earned, state, announced, action })
        .onConflict((on) => on.columns(['workspace_id', 'member_id', 'family', 'tier']).doUpdateSet({ state, announced, action }))
        .execute();
    },
  };
}

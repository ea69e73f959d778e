import type { Selectable } from 'kysely';
import { z } from 'zod';
import { type LeaderboardMember, MEASURES } from '../../src/domain/leaderboard.ts';
import type { Leaderboards } from '../../src/ports/leaderboards.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const measureSchema = z.enum(MEASURES);

export function readLeaderboardMember(row: Selectable<Tables['leaderboard_member']>): LeaderboardMember {
  return { team: row.team_id, member: row.member_id, joinedAt: row.joined_at };
}

export function leaderboards({ trx, workspace }: Scope): Leaderboards {
  const people = () => trx.deleteFrom('leaderboard_member').where('workspace_id', '=', workspace);
  return {
    async measure(team) {
      const found = trx
        .selectFrom('leaderboard')
        .select('measure')
        .where('workspace_id', '=', workspace)
        .where('team_id', '=', team);
      const row = await found.executeTakeFirst();
      return row && measureSchema.parse(row.measure);
    },

    async choose(team, measure) {
      await people().where('team_id', '=', team).execute();
      await trx.deleteFrom('leaderboard').where('workspace_id', '=', workspace).where('team_id', '=', team).execute();
      if (measure) await trx.insertInto('leaderboard').values({ workspace_id: workspace, team_id: team, measure }).execute();
    },

    async people(team) {
      const found = trx
        .selectFrom('leaderboard_member')
        .selectAll()
        .where('workspace_id', '=', workspace)
        .where('team_id', '=', team)
        .orderBy('member_id');
      return (await found.execute()).map(readLeaderboardMember);
    },

    async setMember(team, member, joinedAt) {
      if (!joinedAt) {
        await people().where('team_id', '=', team).where('member_id', '=', member).execute();
        return;
      }
      await trx
        .insertInto('leaderboard_member')
        .values({ workspace_id: workspace, team_id: team, member_id: member, joined_at: joinedAt.toString() })
        .onConflict((on) => on.columns(['workspace_id', 'team_id', 'member_id']).doNothing())
        .execute();
    },
  };
}

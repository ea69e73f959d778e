import type { TeamsConversations } from '../teams/conversations.ts';
import type { Database } from './tables.ts';

export function teamsConversations(db: Database): TeamsConversations {
  return {
    async find(workspace, address) {
      const row = await db
        .selectFrom('teams_conversation')
        .select('reference')
        .where('workspace_id', '=', workspace)
        .where('address', '=', address)
        .executeTakeFirst();
      return row?.reference;
    },

    async keep(workspace, address, reference) {
      const kept = JSON.stringify(reference);
      await db
        .insertInto('teams_conversation')
        .values({ workspace_id: workspace, address, reference: kept })
        .onConflict((on) => on.columns(['workspace_id', 'address']).doUpdateSet({ reference: kept }))
        .execute();
    },
  };
}

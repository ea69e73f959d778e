import type { Workspaces } from '../../src/ports.ts';
import type { Scope } from './scope.ts';

export function workspaces({ trx, workspace }: Scope): Workspaces {
  return {
    async get() {
      await trx
        .insertInto('workspace')
        .values({ workspace_id: workspace, zone: 'UTC', default_deck: null, holidays: null })
        .onConflict((on) => on.doNothing())
        .execute();
      const row = await trx.selectFrom('workspace').selectAll().where('workspace_id', '=', workspace).executeTakeFirstOrThrow();
      return {
        id: workspace,
        zone: row.zone,
        ...(row.default_deck && { defaultDeck: row.default_deck }),
        ...(row.holidays && { holidays: row.holidays }),
      };
    },

    async lock() {
      await trx.selectFrom('workspace').select('workspace_id').where('workspace_id', '=', workspace).forUpdate().execute();
    },

    async save({ zone, defaultDeck, holidays }) {
      await trx
        .updateTable('workspace')
        .set({ zone, default_deck: defaultDeck ?? null, holidays: holidays ?? null })
        .where('workspace_id', '=', workspace)
        .execute();
    },
  };
}

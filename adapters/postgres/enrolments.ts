import type { Enrolments } from '../../src/ports/members.ts';
import { own } from './own-rows.ts';
import type { Scope } from './scope.ts';

export function enrolments({ trx, workspace, only }: Scope): Enrolments {
  return {
    async of(member) {
      const rows = await trx
        .selectFrom('enrolment')
        .select('deck_id')
        .where('workspace_id', '=', workspace)
        .where('member_id', '=', member)
        .orderBy('enrolled_at')
        .orderBy('deck_id')
        .execute();
      return rows.map((row) => row.deck_id);
    },

    async add(member, deck, at) {
      own(only, member);
      await trx
        .insertInto('enrolment')
        .values({ workspace_id: workspace, member_id: member, deck_id: deck, enrolled_at: at.toString() })
        .onConflict((on) => on.doNothing())
        .execute();
    },

    async saved(member) {
      const rows = await trx
        .selectFrom('saved_item')
        .select(['deck_id', 'item_id', 'saved_at'])
        .where('workspace_id', '=', workspace)
        .where('member_id', '=', member)
        .orderBy('saved_at')
        .execute();
      return rows.map((row) => ({ deck: row.deck_id, item: row.item_id, at: row.saved_at }));
    },

    async save(member, { deck, item, at }) {
      const saved = { deck_id: deck, item_id: item, saved_at: at.toString() };
      await trx
        .insertInto('saved_item')
        .values({ workspace_id: workspace, member_id: member, ...saved })
        .onConflict((on) =>
          on.columns(['workspace_id', 'member_id', 'deck_id', 'item_id']).doUpdateSet({ saved_at: saved.saved_at }),
        )
        .execute();
    },
  };
}

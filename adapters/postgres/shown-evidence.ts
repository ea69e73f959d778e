import { sql } from 'kysely';
import type { ShownEvidence } from '../../src/ports/teams.ts';
import type { Scope } from './scope.ts';

export function shownEvidence({ trx, workspace }: Scope): ShownEvidence {
  return {
    async of(members) {
      const rows = await trx
        .selectFrom('shown_evidence')
        .selectAll()
        .where('workspace_id', '=', workspace)
        .where(sql<boolean>`member_id = any(${[...members]})`)
        .orderBy('agreed_at')
        .orderBy('member_id')
        .execute();
      return rows.map((row) => ({
        ...{ member: row.member_id, deck: row.deck_id, misconception: row.misconception_id },
        at: row.agreed_at,
      }));
    },

    async add({ member, deck, misconception, at }) {
      const agreed = { agreed_at: at.toString() };
      await trx
        .insertInto('shown_evidence')
        .values({ workspace_id: workspace, member_id: member, deck_id: deck, misconception_id: misconception, ...agreed })
        .onConflict((on) => on.columns(['workspace_id', 'member_id', 'deck_id', 'misconception_id']).doNothing())
        .execute();
    },

    async remove({ member, deck, misconception }) {
      await trx
        .deleteFrom('shown_evidence')
        .where('workspace_id', '=', workspace)
        .where('member_id', '=', member)
        .where('deck_id', '=', deck)
        .where('misconception_id', '=', misconception)
        .execute();
    },
  };
}

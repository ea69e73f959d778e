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
  };
}

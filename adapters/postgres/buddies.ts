import type { Selectable } from 'kysely';
import { z } from 'zod';
import { BUDDY_STATUSES, type Buddy } from '../../src/domain/buddy.ts';
import type { Buddies } from '../../src/ports/buddies.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const statusSchema = z.enum(BUDDY_STATUSES);

export function readBuddy(row: Selectable<Tables['buddy']>): Buddy {
  return { explainer: row.member_id, buddy: row.buddy_id, status: statusSchema.parse(row.status), namedAt: row.named_at };
}

export function buddies({ trx, workspace }: Scope): Buddies {
  const rows = () => trx.selectFrom('buddy').selectAll().where('workspace_id', '=', workspace);
  return {
    async get(explainer, buddy) {
      const found = rows().where('member_id', '=', explainer).where('buddy_id', '=', buddy);
      const row = await found.forUpdate().executeTakeFirst();
      return row && readBuddy(row);
    },

    async of(explainer) {
      const found = rows().where('member_id', '=', explainer).orderBy('named_at', 'desc').orderBy('buddy_id');
      return (await found.execute()).map(readBuddy);
    },

    async naming(buddy) {
      const found = rows().where('buddy_id', '=', buddy).orderBy('named_at', 'desc').orderBy('member_id');
      return (await found.execute()).map(readBuddy);
    },

    async save({ explainer, buddy, status, namedAt }) {
      const values = { status, named_at: namedAt.toString() };
      await trx
        .insertInto('buddy')
        .values({ workspace_id: workspace, member_id: explainer, buddy_id: buddy, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'member_id', 'buddy_id']).doUpdateSet(values))
        .execute();
    },
  };
}

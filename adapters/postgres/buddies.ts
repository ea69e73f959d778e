import { z } from 'zod';
import { BUDDY_STANDINGS } from '../../src/domain/buddy.ts';
import type { Buddies } from '../../src/ports/buddies.ts';
import type { Scope } from './scope.ts';

const standingSchema = z.enum(BUDDY_STANDINGS);

export function buddies({ trx, workspace }: Scope): Buddies {
  const where = async (column: 'member_id' | 'buddy_id', id: string) => {
    const rows = trx.selectFrom('buddy').selectAll().where('workspace_id', '=', workspace).where(column, '=', id);
    return (await rows.orderBy('since', 'desc').orderBy('member_id').orderBy('buddy_id').execute()).map((row) => ({
      ...{ member: row.member_id, buddy: row.buddy_id, since: row.since },
      standing: standingSchema.parse(row.standing),
    }));
  };
  return {
    of: (member) => where('member_id', member),
    asking: (buddy) => where('buddy_id', buddy),

    async save({ member, buddy, standing, since }) {
      const values = { standing, since: since.toString() };
      await trx
        .insertInto('buddy')
        .values({ workspace_id: workspace, member_id: member, buddy_id: buddy, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'member_id', 'buddy_id']).doUpdateSet(values))
        .execute();
    },
  };
}

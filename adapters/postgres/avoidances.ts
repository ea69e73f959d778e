import { sql } from 'kysely';
import type { Avoidances } from '../../src/ports/partners.ts';
import type { Scope } from './scope.ts';

export function avoidances({ trx, workspace }: Scope): Avoidances {
  return {
    async of(members) {
      const rows = await trx
        .selectFrom('avoided')
        .selectAll()
        .where('workspace_id', '=', workspace)
        .where(sql<boolean>`member_id = any(${[...members]})`)
        .execute();
      return rows.map((row) => ({ member: row.member_id, other: row.other_id }));
    },

    async choose(member, others) {
      await trx.deleteFrom('avoided').where('workspace_id', '=', workspace).where('member_id', '=', member).execute();
      if (others.length === 0) return;
      await trx
        .insertInto('avoided')
        .values([...new Set(others)].map((other) => ({ workspace_id: workspace, member_id: member, other_id: other })))
        .execute();
    },
  };
}

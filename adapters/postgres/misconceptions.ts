import type { Selectable } from 'kysely';
import { z } from 'zod';
import { type LedgerEntry, STANDINGS } from '../../src/domain/misconception.ts';
import type { Misconceptions } from '../../src/ports/learning.ts';
import { own } from './own-rows.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const standingSchema = z.enum(STANDINGS);

function read(row: Selectable<Tables['misconception']>): LedgerEntry {
  return {
    member: row.member_id,
    deck: row.deck_id,
    misconception: row.misconception_id,
    standing: standingSchema.parse(row.standing),
    items: row.items,
    version: row.version,
    times: row.times,
    sinceDay: row.since_day,
    since: row.since,
    ...(row.verified_at && { verifiedAt: row.verified_at }),
  };
}

export function misconceptions({ trx, workspace, only }: Scope): Misconceptions {
  return {
    async of(members) {
      const rows = await trx
        .selectFrom('misconception')
        .selectAll()
        .where('workspace_id', '=', workspace)
        .where('member_id', 'in', [...members, ''])
        .orderBy('since')
        .orderBy('misconception_id')
        .execute();
      return rows.map(read);
    },

    async remove({ member, deck, misconception }) {
      own(only, member);
      await trx
        .deleteFrom('misconception')
        .where('workspace_id', '=', workspace)
        .where('member_id', '=', member)
        .where('deck_id', '=', deck)
        .where('misconception_id', '=', misconception)
        .execute();
    },

    async save(entry) {
      own(only, entry.member);
      const values = {
        standing: entry.standing,
        items: [...entry.items],
        version: entry.version,
        times: entry.times,
        since_day: entry.sinceDay.toString(),
        since: entry.since.toString(),
        verified_at: entry.verifiedAt?.toString() ?? null,
      };
      const key = { member_id: entry.member, deck_id: entry.deck, misconception_id: entry.misconception };
      await trx
        .insertInto('misconception')
        .values({ workspace_id: workspace, ...key, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'member_id', 'deck_id', 'misconception_id']).doUpdateSet(values))
        .execute();
    },
  };
}

import { type Selectable, sql } from 'kysely';
import type { Memory } from '../../src/domain/schedule.ts';
import type { Memories } from '../../src/ports/learning.ts';
import { own } from './own-rows.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

function read(row: Selectable<Tables['memory']>): Memory {
  return {
    deck: row.deck_id,
    item: row.item_id,
    stability: row.stability,
    difficulty: row.difficulty,
    lastDay: row.last_day,
    dueDay: row.due_day,
    seenAt: row.seen_at,
    reviews: row.reviews,
    missed: row.missed,
    recalled: row.recalled,
  };
}

export function memories({ trx, workspace, only }: Scope): Memories {
  const rows = () => trx.selectFrom('memory').selectAll().where('workspace_id', '=', workspace);
  // A plan and what is said about it look at the same memories.
  const known = new Map<string, Promise<readonly Memory[]>>();

  async function readAll(member: string): Promise<readonly Memory[]> {
    return (await rows().where('member_id', '=', member).execute()).map(read);
  }

  return {
    of(member) {
      const found = known.get(member) ?? readAll(member);
      known.set(member, found);
      return found;
    },

    async get(member, { deck, item }) {
      const found = rows().where('member_id', '=', member).where('deck_id', '=', deck).where('item_id', '=', item);
      const row = await found.executeTakeFirst();
      return row && read(row);
    },

    async save(member, memory) {
      own(only, member);
      known.delete(member);
      const values = {
        stability: memory.stability,
        difficulty: memory.difficulty,
        last_day: memory.lastDay.toString(),
        due_day: memory.dueDay.toString(),
        seen_at: memory.seenAt.toString(),
        reviews: memory.reviews,
        missed: memory.missed,
        recalled: memory.recalled,
      };
      await trx
        .insertInto('memory')
        .values({ workspace_id: workspace, member_id: member, deck_id: memory.deck, item_id: memory.item, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'member_id', 'deck_id', 'item_id']).doUpdateSet(values))
        .execute();
    },

    async meet(member, { deck, item }, at) {
      own(only, member);
      known.delete(member);
      // This one column, whatever they answer at the same time.
      await trx
        .updateTable('memory')
        .set({ seen_at: at.toString() })
        .where('workspace_id', '=', workspace)
        .where('member_id', '=', member)
        .where('deck_id', '=', deck)
        .where('item_id', '=', item)
        .where('seen_at', '<', sql<Temporal.Instant>`${at.toString()}`)
        .execute();
    },
  };
}

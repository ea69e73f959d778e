import type { Selectable } from 'kysely';
import { z } from 'zod';
import { EXPLANATION_STATES, type Explanation, TICKS } from '../../src/domain/explanation.ts';
import type { Explanations } from '../../src/ports/buddies.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const stateSchema = z.enum(EXPLANATION_STATES);
const heardSchema = z.array(z.enum(TICKS));

function read(row: Selectable<Tables['explanation']>): Explanation {
  return {
    ...{ attempt: row.attempt_id, member: row.member_id, listener: row.listener_id },
    ...{ deck: row.deck_id, item: row.item_id, version: row.version, said: row.said },
    state: stateSchema.parse(row.state),
    heard: heardSchema.parse(row.heard),
    sentAt: row.sent_at,
    ...(row.read_at && { readAt: row.read_at }),
    ...{ reminded: row.reminded, told: row.told },
  };
}

export function explanations({ trx, workspace }: Scope): Explanations {
  const rows = () => trx.selectFrom('explanation').selectAll().where('workspace_id', '=', workspace);
  return {
    async get(attempt) {
      const row = await rows().where('attempt_id', '=', attempt).forUpdate().executeTakeFirst();
      return row && read(row);
    },

    async waiting(listener) {
      const found = rows().where('listener_id', '=', listener).where('state', '=', 'sent');
      return (await found.orderBy('sent_at').orderBy('attempt_id').execute()).map(read);
    },

    async marked(listener, { deck, item }) {
      const found = rows().where('listener_id', '=', listener).where('deck_id', '=', deck).where('item_id', '=', item);
      return (await found.where('state', '=', 'marked').orderBy('attempt_id').execute()).map(read);
    },

    async all(member) {
      const found = rows().where((q) => q.or([q('member_id', '=', member), q('listener_id', '=', member)]));
      return (await found.orderBy('sent_at').orderBy('attempt_id').execute()).map(read);
    },

    async untold(member) {
      const found = rows()
        .where('member_id', '=', member)
        .where('told', '=', false)
        .where('state', 'in', ['marked', 'matured', 'lapsed']);
      return (await found.orderBy('sent_at').orderBy('attempt_id').execute()).map(read);
    },

    async matured(member) {
      const row = await trx
        .selectFrom('explanation')
        .select((q) => q.fn.count<number>('item_id').distinct().as('items'))
        .where('workspace_id', '=', workspace)
        .where('member_id', '=', member)
        .where('state', '=', 'matured')
        .executeTakeFirst();
      return row?.items ?? 0;
    },

    async save(explanation) {
      const { attempt, member, listener, deck, item, version, said, state, heard, sentAt, readAt, reminded, told } = explanation;
      const values = { state, heard: [...heard], read_at: readAt?.toString() ?? null, reminded, told };
      const key = { attempt_id: attempt, member_id: member, listener_id: listener };
      const what = { deck_id: deck, item_id: item, version, said, sent_at: sentAt.toString() };
      await trx
        .insertInto('explanation')
        .values({ workspace_id: workspace, ...key, ...what, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'attempt_id']).doUpdateSet(values))
        .execute();
    },
  };
}

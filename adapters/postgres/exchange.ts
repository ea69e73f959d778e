import type { Selectable } from 'kysely';
import { z } from 'zod';
import { itemSchema } from '../../src/domain/deck.ts';
import { CLARITIES, WRITTEN_STATES, type Written } from '../../src/domain/exchange.ts';
import { verdictSchema } from '../../src/domain/kinds/kind.ts';
import type { ContributedItems, WrittenQuestions } from '../../src/ports/exchange.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const stateSchema = z.enum(WRITTEN_STATES);
const claritySchema = z.enum(CLARITIES);

export function readWritten(row: Selectable<Tables['written_question']>): Written {
  return {
    ...{ id: row.written_id, writer: row.member_id, reader: row.reader_id, deck: row.deck_id, topic: row.topic },
    ...{ question: row.question, answer: row.answer, wrong: row.wrong, explanation: row.explanation, named: row.named },
    state: stateSchema.parse(row.state),
    writtenAt: row.written_at,
    ...(row.sent_at && { sentAt: row.sent_at }),
    ...(row.letter_id !== null && { letter: row.letter_id }),
    ...(row.said !== null && { said: row.said }),
    ...(row.verdict !== null && { verdict: verdictSchema.parse(row.verdict) }),
    ...(row.clarity !== null && { clarity: claritySchema.parse(row.clarity) }),
    tells: row.tells,
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.told !== null && { told: stateSchema.parse(row.told) }),
  };
}

export function writtenQuestions({ trx, workspace }: Scope): WrittenQuestions {
  const rows = () =>
    trx
      .selectFrom('written_question')
      .selectAll()
      .where('workspace_id', '=', workspace)
      .orderBy('written_at')
      .orderBy('written_id');
  return {
    async get(id) {
      const row = await rows().where('written_id', '=', id).forUpdate().executeTakeFirst();
      return row && readWritten(row);
    },

    async save(written) {
      const values = writable(written);
      await trx
        .insertInto('written_question')
        .values({ workspace_id: workspace, written_id: written.id, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'written_id']).doUpdateSet(values))
        .execute();
    },

    async remove(id) {
      await trx.deleteFrom('written_question').where('workspace_id', '=', workspace).where('written_id', '=', id).execute();
    },

    by: async (writer) => (await rows().where('member_id', '=', writer).execute()).map(readWritten),
    for: async (reader) => (await rows().where('reader_id', '=', reader).execute()).map(readWritten),
    offered: async () => (await rows().where('state', '=', 'offered').execute()).map(readWritten),
  };
}

function writable(written: Written) {
  return {
    ...{ member_id: written.writer, reader_id: written.reader, deck_id: written.deck, topic: written.topic },
    ...{ question: written.question, answer: written.answer, wrong: [...written.wrong], explanation: written.explanation },
    named: written.named,
    state: written.state,
    written_at: written.writtenAt.toString(),
    sent_at: written.sentAt?.toString() ?? null,
    letter_id: written.letter ?? null,
    said: written.said ?? null,
    verdict: written.verdict ?? null,
    clarity: written.clarity ?? null,
    tells: written.tells,
    reason: written.reason ?? null,
    told: written.told ?? null,
  };
}

export function contributedItems({ trx, workspace }: Scope): ContributedItems {
  const rows = () => trx.selectFrom('contributed_item').selectAll().where('workspace_id', '=', workspace);
  return {
    async on(deck) {
      const found = await rows().where('deck_id', '=', deck).orderBy('added_at').orderBy('item_id').execute();
      return found.flatMap((row) => {
        const item = itemSchema.safeParse(row.body);
        const writer = row.writer_id === null ? {} : { writer: row.writer_id };
        return item.success ? [{ deck, item: item.data, ...writer, at: row.added_at }] : [];
      });
    },

    async add({ deck, item, writer, at }) {
      await trx
        .insertInto('contributed_item')
        .values({
          ...{ workspace_id: workspace, deck_id: deck, item_id: item.id, body: JSON.stringify(item) },
          ...{ writer_id: writer ?? null, added_at: at.toString() },
        })
        .onConflict((on) => on.doNothing())
        .execute();
    },

    async writer({ deck, item }) {
      const row = await rows().where('deck_id', '=', deck).where('item_id', '=', item).executeTakeFirst();
      return row?.writer_id ?? undefined;
    },
  };
}

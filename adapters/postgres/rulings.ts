import type { Selectable } from 'kysely';
import { z } from 'zod';
import { DECISIONS, type Ruling } from '../../src/domain/dispute.ts';
import { replySchema } from '../../src/domain/kinds/kind.ts';
import type { Rulings } from '../../src/ports/decks.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const decisionSchema = z.enum(DECISIONS);

function read(row: Selectable<Tables['ruling']>): Ruling {
  return {
    id: row.ruling_id,
    deck: row.deck_id,
    item: row.item_id,
    version: row.version,
    question: row.question,
    answer: row.answer,
    said: row.said,
    reply: replySchema.parse(row.reply),
    decision: decisionSchema.parse(row.decision),
    ...(row.reason !== null && { reason: row.reason }),
    people: row.people,
    at: row.ruled_at,
  };
}

export function rulings({ trx, workspace }: Scope): Rulings {
  const rows = () => trx.selectFrom('ruling').selectAll().where('workspace_id', '=', workspace);
  return {
    async get(id) {
      const row = await rows().where('ruling_id', '=', id).executeTakeFirst();
      return row && read(row);
    },

    async on(deck, item) {
      const all = rows().where('deck_id', '=', deck).orderBy('ruled_at').orderBy('ruling_id');
      return (await (item === undefined ? all : all.where('item_id', '=', item)).execute()).map(read);
    },

    async add(ruling) {
      await trx
        .insertInto('ruling')
        .values({
          workspace_id: workspace,
          ruling_id: ruling.id,
          deck_id: ruling.deck,
          item_id: ruling.item,
          version: ruling.version,
          question: ruling.question,
          answer: ruling.answer,
          said: ruling.said,
          reply: JSON.stringify(ruling.reply),
          decision: ruling.decision,
          reason: ruling.reason ?? null,
          people: ruling.people,
          ruled_at: ruling.at.toString(),
        })
        .execute();
    },
  };
}

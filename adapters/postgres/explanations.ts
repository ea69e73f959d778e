import type { Selectable } from 'kysely';
import { z } from 'zod';
import { CREDITS, EXPLANATION_STATES, type Explanation, TICKS } from '../../src/domain/buddy.ts';
import type { Explanations } from '../../src/ports/buddies.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const stateSchema = z.enum(EXPLANATION_STATES);
const creditSchema = z.enum(CREDITS);
const ticksSchema = z.array(z.enum(TICKS));

export function readExplanation(row: Selectable<Tables['explanation']>): Explanation {
  return {
    attempt: row.attempt_id,
    explainer: row.member_id,
    buddy: row.buddy_id,
    deck: row.deck_id,
    item: row.item_id,
    version: row.version,
    state: stateSchema.parse(row.state),
    open: row.open,
    givenAt: row.given_at,
    ...(row.sent_at && { sentAt: row.sent_at }),
    ...(row.letter_id !== null && { letter: row.letter_id }),
    reminded: row.reminded,
    ticks: ticksSchema.parse(row.ticks),
    note: row.note,
    ...(row.rated_at && { ratedAt: row.rated_at }),
    told: row.told,
    credit: creditSchema.parse(row.credit),
    ...(row.matured_at && { maturedAt: row.matured_at }),
    creditTold: row.credit_told,
  };
}

export function explanations({ trx, workspace }: Scope): Explanations {
  const rows = () =>
    trx.selectFrom('explanation').selectAll().where('workspace_id', '=', workspace).orderBy('given_at').orderBy('attempt_id');
  return {
    async get(attempt) {
      const row = await rows().where('attempt_id', '=', attempt).forUpdate().executeTakeFirst();
      return row && readExplanation(row);
    },

    async save(explanation) {
      const values = writable(explanation);
      await trx
        .insertInto('explanation')
        .values({ workspace_id: workspace, member_id: explanation.explainer, attempt_id: explanation.attempt, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'member_id', 'attempt_id']).doUpdateSet(values))
        .execute();
    },

    async of(explainer) {
      return (await rows().where('member_id', '=', explainer).execute()).map(readExplanation);
    },

    async givenTo(buddy) {
      return (await rows().where('buddy_id', '=', buddy).execute()).map(readExplanation);
    },

    async untold(explainer) {
      const found = rows()
        .where('member_id', '=', explainer)
        .where((q) =>
          q.or([
            q('state', 'in', ['rated', 'returned']).and('told', '=', false),
            q('credit', '=', 'matured').and('credit_told', '=', false),
          ]),
        );
      return (await found.execute()).map(readExplanation);
    },

    async heard(buddy, { deck, item }) {
      const found = rows().where('buddy_id', '=', buddy).where('deck_id', '=', deck).where('item_id', '=', item);
      return (await found.where('credit', '=', 'pending').execute()).map(readExplanation);
    },

    async countSent(buddy, since) {
      const row = await trx
        .selectFrom('explanation')
        .select((q) => q.fn.countAll<number>().as('sent'))
        .where('workspace_id', '=', workspace)
        .where('buddy_id', '=', buddy)
        .where('sent_at', '>=', since)
        .executeTakeFirst();
      return row?.sent ?? 0;
    },
  };
}

function writable(explanation: Explanation) {
  return {
    buddy_id: explanation.buddy,
    deck_id: explanation.deck,
    item_id: explanation.item,
    version: explanation.version,
    state: explanation.state,
    open: explanation.open,
    given_at: explanation.givenAt.toString(),
    sent_at: explanation.sentAt?.toString() ?? null,
    letter_id: explanation.letter ?? null,
    reminded: explanation.reminded,
    ticks: [...explanation.ticks],
    note: explanation.note,
    rated_at: explanation.ratedAt?.toString() ?? null,
    told: explanation.told,
    credit: explanation.credit,
    matured_at: explanation.maturedAt?.toString() ?? null,
    credit_told: explanation.creditTold,
  };
}

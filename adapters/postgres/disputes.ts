import { type Selectable, sql } from 'kysely';
import type { Dispute } from '../../src/domain/dispute.ts';
import type { Disputes } from '../../src/ports/learning.ts';
import { NotTogether, own } from './own-rows.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

export function readDispute(row: Selectable<Tables['dispute']>): Dispute {
  return {
    attempt: row.attempt_id,
    member: row.member_id,
    deck: row.deck_id,
    item: row.item_id,
    version: row.version,
    question: row.question,
    answer: row.answer,
    ...(row.disputed_at && { at: row.disputed_at }),
    ...(row.ruling_id !== null && { ruling: row.ruling_id }),
    told: row.told,
  };
}

export function disputes({ trx, workspace, only }: Scope): Disputes {
  const rows = () => trx.selectFrom('dispute').selectAll().where('workspace_id', '=', workspace);
  return {
    async of(attempt, member) {
      const row = await rows().where('member_id', '=', member).where('attempt_id', '=', attempt).executeTakeFirst();
      return row && readDispute(row);
    },

    async waiting({ lock }) {
      if (lock && only !== undefined) throw new NotTogether('all that waits for a ruling');
      const found = rows().where('ruling_id', 'is', null).orderBy('disputed_at').orderBy('attempt_id');
      return (await (lock ? found.forUpdate() : found).execute()).map(readDispute);
    },

    async save(dispute) {
      own(only, dispute.member);
      const values = { ruling_id: dispute.ruling ?? null, told: dispute.told };
      await trx
        .insertInto('dispute')
        .values({
          workspace_id: workspace,
          member_id: dispute.member,
          attempt_id: dispute.attempt,
          deck_id: dispute.deck,
          item_id: dispute.item,
          version: dispute.version,
          question: dispute.question,
          answer: dispute.answer,
          disputed_at: dispute.at?.toString() ?? null,
          ...values,
        })
        .onConflict((on) => on.columns(['workspace_id', 'member_id', 'attempt_id']).doUpdateSet(values))
        .execute();
    },

    async untold(member) {
      const found = rows().where('member_id', '=', member).where('ruling_id', 'is not', null).where('told', '=', false);
      return (await found.orderBy('attempt_id').execute()).map(readDispute);
    },

    async figures() {
      const marks = await trx
        .selectFrom('attempt')
        .select((q) => [
          'deck_id as deck',
          q.fn.countAll<number>().as('answers'),
          q.fn.count<number>('member_id').distinct().as('people'),
          sql<number>`count(*) filter (where grader in ('rules', 'model') and verdict <> 'unsure')`.as('decided'),
        ])
        .where('workspace_id', '=', workspace)
        .where(sql<boolean>`grader in ('rules', 'self', 'model') and (said <> '' or reply ->> 'text' <> '')`)
        .groupBy('deck_id')
        .execute();
      // What was left undecided and asked about was no mark to dispute or to correct.
      const decided = sql<boolean>`original.grader in ('rules', 'model') and original.verdict <> 'unsure'`;
      const asked = await trx
        .selectFrom('dispute')
        .innerJoin('attempt as original', (join) =>
          join
            .onRef('original.workspace_id', '=', 'dispute.workspace_id')
            .onRef('original.attempt_id', '=', 'dispute.attempt_id'),
        )
        .select((q) => ['dispute.deck_id as deck', q.fn.countAll<number>().as('disputed')])
        .where('dispute.workspace_id', '=', workspace)
        .where('original.workspace_id', '=', workspace)
        .where('disputed_at', 'is not', null)
        .where(decided)
        .groupBy('dispute.deck_id')
        .execute();
      const corrected = await trx
        .selectFrom('attempt as correction')
        .innerJoin('attempt as original', (join) =>
          join
            .onRef('original.workspace_id', '=', 'correction.workspace_id')
            .onRef('original.attempt_id', '=', 'correction.corrects'),
        )
        .select((q) => ['original.deck_id as deck', q.fn.countAll<number>().as('corrected')])
        .where('correction.workspace_id', '=', workspace)
        .where('original.workspace_id', '=', workspace)
        .where(decided)
        .groupBy('original.deck_id')
        .execute();
      return marks.map((each) => ({
        ...each,
        disputed: asked.find(({ deck }) => deck === each.deck)?.disputed ?? 0,
        corrected: corrected.find(({ deck }) => deck === each.deck)?.corrected ?? 0,
      }));
    },
  };
}

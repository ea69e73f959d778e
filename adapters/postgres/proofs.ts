import { type Selectable, sql } from 'kysely';
import type { Proof } from '../../src/domain/achievements/proof.ts';
import type { Proofs } from '../../src/ports/achievements.ts';
import { own } from './own-rows.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

function readProof(row: Selectable<Tables['proof']>): Proof {
  return {
    family: row.family,
    subject: row.subject,
    attempt: row.attempt_id,
    deck: row.deck_id,
    item: row.item_id,
    version: row.version,
    day: row.day,
    ...(row.lapsed_by !== null && { lapsedBy: row.lapsed_by }),
  };
}

export function proofs({ trx, workspace, only }: Scope): Proofs {
  const rows = () => trx.selectFrom('proof').selectAll().where('workspace_id', '=', workspace);

  return {
    async counts(member) {
      const found = await trx
        .selectFrom('proof')
        .select(['family', (q) => q.fn.countAll<number>().as('proofs')])
        .where('workspace_id', '=', workspace)
        .where('member_id', '=', member)
        .where('lapsed_by', 'is', null)
        .groupBy('family')
        .execute();
      return new Map(found.map((row) => [row.family, row.proofs]));
    },

    async about(member, subjects) {
      const found = rows()
        .where('member_id', '=', member)
        .where('subject', 'in', [...subjects, '']);
      return (await found.orderBy('family').orderBy('subject').execute()).map(readProof);
    },

    async of(member) {
      const found = rows().where('member_id', '=', member);
      return (await found.orderBy('day').orderBy('attempt_id').orderBy('family').orderBy('subject').execute()).map(readProof);
    },

    async ofItem({ deck, item }) {
      const found = await rows().where('deck_id', '=', deck).where('item_id', '=', item).orderBy('member_id').execute();
      return found.map((row) => ({ member: row.member_id, ...readProof(row) }));
    },

    async byTopic(members, deck, families) {
      return trx
        .selectFrom('proof')
        .innerJoin('item', (join) =>
          join
            .onRef('item.workspace_id', '=', 'proof.workspace_id')
            .onRef('item.deck_id', '=', 'proof.deck_id')
            .onRef('item.item_id', '=', 'proof.item_id'),
        )
        .select((q) => [
          'proof.member_id as member',
          'proof.family',
          'proof.deck_id as deck',
          'item.topic',
          q.cast<number>(q.fn.countAll().filterWhere('proof.lapsed_by', 'is', null), 'integer').as('known'),
          q.cast<number>(q.fn.countAll().filterWhere('proof.lapsed_by', 'is not', null), 'integer').as('lost'),
        ])
        .where('proof.workspace_id', '=', workspace)
        .where('item.workspace_id', '=', workspace)
        .where('item.retired', '=', false)
        .where('proof.deck_id', '=', deck)
        .where(sql<boolean>`proof.member_id = any(${[...members]})`)
        .where(sql<boolean>`proof.family = any(${[...families]})`)
        .groupBy(['proof.member_id', 'proof.family', 'proof.deck_id', 'item.topic'])
        .orderBy('proof.member_id')
        .orderBy('item.topic')
        .execute();
    },

    async save(member, { family, subject, attempt, deck, item, version, day, lapsedBy }) {
      own(only, member);
      const values = {
        ...{ attempt_id: attempt, deck_id: deck, item_id: item, version, day: day.toString() },
        lapsed_by: lapsedBy ?? null,
      };
      await trx
        .insertInto('proof')
        .values({ workspace_id: workspace, member_id: member, family, subject, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'member_id', 'family', 'subject']).doUpdateSet(values))
        .execute();
    },

    async remove(member, { family, subject }) {
      own(only, member);
      await trx
        .deleteFrom('proof')
        .where('workspace_id', '=', workspace)
        .where('member_id', '=', member)
        .where('family', '=', family)
        .where('subject', '=', subject)
        .execute();
    },

    async tries(member) {
      const found = await trx
        .selectFrom('tries')
        .select(['family', 'tries'])
        .where('workspace_id', '=', workspace)
        .where('member_id', '=', member)
        .execute();
      return new Map(found.map((row) => [row.family, row.tries]));
    },

    async saveTries(member, family, tries) {
      own(only, member);
      await trx
        .insertInto('tries')
        .values({ workspace_id: workspace, member_id: member, family, tries })
        .onConflict((on) => on.columns(['workspace_id', 'member_id', 'family']).doUpdateSet({ tries }))
        .execute();
    },
  };
}

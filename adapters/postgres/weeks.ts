import { sql } from 'kysely';
import { A_DAY_HOURS } from '../../src/domain/attempt.ts';
import type { Weeks } from '../../src/ports/teams.ts';
import type { Scope } from './scope.ts';

// The verdict as it stands: of an answer that was corrected, its correction's.
const verdict = sql<string>`coalesce(correction.verdict, attempt.verdict)`;

export function weeks({ trx, workspace }: Scope): Weeks {
  return {
    async returns(members, deck, { from, until }) {
      return trx
        .selectFrom('attempt')
        .innerJoin('item', (join) =>
          join
            .onRef('item.workspace_id', '=', 'attempt.workspace_id')
            .onRef('item.deck_id', '=', 'attempt.deck_id')
            .onRef('item.item_id', '=', 'attempt.item_id'),
        )
        .leftJoin('attempt as correction', (join) =>
          join
            .onRef('correction.workspace_id', '=', 'attempt.workspace_id')
            .onRef('correction.corrects', '=', 'attempt.attempt_id')
            .on('correction.workspace_id', '=', workspace),
        )
        .select((q) => [
          'attempt.member_id as member',
          'item.topic',
          q.cast<number>(q.fn.countAll(), 'integer').as('answers'),
          sql<number>`(count(*) filter (where ${verdict} = 'correct'))::integer`.as('recalled'),
        ])
        .where('attempt.workspace_id', '=', workspace)
        .where('item.workspace_id', '=', workspace)
        .where('item.retired', '=', false)
        .where(sql<boolean>`attempt.member_id = any(${[...members]})`)
        .where('attempt.deck_id', '=', deck)
        .where('attempt.day', '>=', sql<Temporal.PlainDate>`${from.toString()}`)
        .where('attempt.day', '<', sql<Temporal.PlainDate>`${until.toString()}`)
        .where('attempt.first_of_day', '=', true)
        .where('attempt.gap_hours', '>=', A_DAY_HOURS)
        .where('attempt.corrects', 'is', null)
        .where(sql<boolean>`${verdict} <> 'unsure'`)
        .groupBy(['attempt.member_id', 'item.topic'])
        .orderBy('attempt.member_id')
        .orderBy('item.topic')
        .execute();
    },

    async firstTries(members, deck, since) {
      return trx
        .selectFrom('attempt')
        .leftJoin('attempt as correction', (join) =>
          join
            .onRef('correction.workspace_id', '=', 'attempt.workspace_id')
            .onRef('correction.corrects', '=', 'attempt.attempt_id')
            .on('correction.workspace_id', '=', workspace),
        )
        .select((q) => ['attempt.item_id as item', q.cast<number>(q.fn.countAll(), 'integer').as('answers')])
        .select(sql<number>`(count(*) filter (where ${verdict} = 'correct'))::integer`.as('right'))
        .where('attempt.workspace_id', '=', workspace)
        .where(sql<boolean>`attempt.member_id = any(${[...members]})`)
        .where('attempt.deck_id', '=', deck)
        .where('attempt.day', '>=', sql<Temporal.PlainDate>`${since.toString()}`)
        .where('attempt.first_of_day', '=', true)
        .where('attempt.purpose', '<>', 'replay')
        .where('attempt.corrects', 'is', null)
        .where(sql<boolean>`${verdict} <> 'unsure'`)
        .groupBy('attempt.item_id')
        .orderBy('attempt.item_id')
        .execute();
    },

    async practise({ member, deck, topic, at }) {
      const chosen = { chosen_at: at.toString() };
      await trx
        .insertInto('practice_topic')
        .values({ workspace_id: workspace, member_id: member, deck_id: deck, topic, ...chosen })
        .onConflict((on) => on.columns(['workspace_id', 'member_id', 'deck_id', 'topic']).doUpdateSet(chosen))
        .execute();
    },

    async chosen(members, since) {
      const rows = await trx
        .selectFrom('practice_topic')
        .selectAll()
        .where('workspace_id', '=', workspace)
        .where(sql<boolean>`member_id = any(${[...members]})`)
        .where('chosen_at', '>=', sql<Temporal.Instant>`${since.toString()}`)
        .orderBy('chosen_at')
        .orderBy('topic')
        .execute();
      return rows.map((row) => ({ member: row.member_id, deck: row.deck_id, topic: row.topic, at: row.chosen_at }));
    },
  };
}

import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { stageNameSchema } from '../../src/domain/path/path.ts';
import type { Recall } from '../../src/domain/path/standing.ts';
import type { Followed, HeldStage, Paths } from '../../src/ports/paths.ts';
import { own } from './own-rows.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

// Less after an item was seen says nothing of a week.
const LEAST_GAP_HOURS = 6 * 24;

function readHeld(row: Selectable<Tables['held_stage']>): HeldStage {
  const stage = stageNameSchema.parse(row.stage);
  return { path: row.path_id, module: row.module_id, stage, heldAt: row.held_at };
}

export function paths({ trx, workspace, only }: Scope): Paths {
  // Every plan and whatever is said about it look at it.
  const known = new Map<string, Promise<Followed | undefined>>();

  async function readFollowed(member: string): Promise<Followed | undefined> {
    const row = await trx
      .selectFrom('followed_path')
      .select(['path_id', 'since'])
      .where('workspace_id', '=', workspace)
      .where('member_id', '=', member)
      .executeTakeFirst();
    return row && { path: row.path_id, since: row.since };
  }

  return {
    followed(member) {
      const found = known.get(member) ?? readFollowed(member);
      known.set(member, found);
      return found;
    },

    async follow(member, followed) {
      own(only, member);
      known.delete(member);
      if (!followed) {
        await trx.deleteFrom('followed_path').where('workspace_id', '=', workspace).where('member_id', '=', member).execute();
        return;
      }
      const values = { path_id: followed.path, since: followed.since.toString() };
      await trx
        .insertInto('followed_path')
        .values({ workspace_id: workspace, member_id: member, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'member_id']).doUpdateSet(values))
        .execute();
    },

    async recalls(member, decks) {
      const rows = await trx
        .selectFrom('attempt')
        .leftJoin('attempt as correction', (join) =>
          join
            .onRef('correction.workspace_id', '=', 'attempt.workspace_id')
            .onRef('correction.corrects', '=', 'attempt.attempt_id')
            .on('correction.workspace_id', '=', workspace),
        )
        .select(['attempt.attempt_id as id', 'attempt.deck_id as deck', 'attempt.item_id as item', 'attempt.version'])
        .select(['attempt.gap_hours', 'attempt.confidence'])
        .select(sql<string>`coalesce(correction.verdict, attempt.verdict)`.as('verdict'))
        .where('attempt.workspace_id', '=', workspace)
        .where('attempt.member_id', '=', member)
        .where('attempt.deck_id', 'in', [...decks, ''])
        .where('attempt.corrects', 'is', null)
        .where('attempt.first_of_day', '=', true)
        .where('attempt.hints', '=', 0)
        .where((q) =>
          q.or([
            q('attempt.gap_hours', '>=', LEAST_GAP_HOURS),
            q.and([q('attempt.purpose', '=', 'test-out'), q('attempt.gap_hours', 'is', null)]),
          ]),
        )
        .orderBy('attempt.answered_at')
        .orderBy('attempt.attempt_id')
        .orderBy('correction.answered_at')
        .execute();
      // Of an answer that was corrected twice the last mark counts.
      const asTheyStand = new Map(rows.filter(({ verdict }) => verdict !== 'unsure').map((row) => [row.id, row]));
      return [...asTheyStand.values()].map(({ deck, item, version, gap_hours, confidence, verdict }): Recall => {
        // What was guessed was not known.
        const right = verdict === 'correct' && confidence !== 'guess';
        return { deck, item, version, right, ...(gap_hours !== null && { gapHours: gap_hours }) };
      });
    },

    async held(member) {
      const rows = await trx
        .selectFrom('held_stage')
        .selectAll()
        .where('workspace_id', '=', workspace)
        .where('member_id', '=', member)
        .orderBy('held_at')
        .orderBy('path_id')
        .orderBy('module_id')
        .execute();
      return rows.map(readHeld);
    },

    async hold(member, { path, module, stage, heldAt }) {
      own(only, member);
      const key = { workspace_id: workspace, member_id: member, path_id: path, module_id: module, stage };
      const added = await trx
        .insertInto('held_stage')
        .values({ ...key, held_at: heldAt.toString() })
        .onConflict((on) => on.doNothing())
        .returning('stage')
        .executeTakeFirst();
      return added !== undefined;
    },
  };
}

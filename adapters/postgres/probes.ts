import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import { rowOf } from '../../src/domain/evidence/probes.ts';
import { verdictSchema } from '../../src/domain/kinds/kind.ts';
import { ARMS, HORIZONS, PROBE_STATES, type Probe } from '../../src/domain/probe.ts';
import type { Probes } from '../../src/ports/probes.ts';
import { own } from './own-rows.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const armSchema = z.enum(ARMS);
const horizonSchema = z.enum(HORIZONS);
const stateSchema = z.enum(PROBE_STATES);

function read(row: Selectable<Tables['probe']>): Probe {
  return {
    ...{ member: row.member_id, deck: row.deck_id, item: row.item_id },
    horizon: horizonSchema.parse(row.horizon),
    arm: armSchema.parse(row.arm),
    state: stateSchema.parse(row.state),
    exposedAt: row.exposed_at,
    ...(row.due_from && row.due_until && { window: { from: row.due_from, until: row.due_until } }),
    ...(row.settled_at && { settledAt: row.settled_at }),
    ...(row.attempt_id !== null && { attempt: row.attempt_id }),
  };
}

export function probes({ trx, workspace, only }: Scope): Probes {
  // A plan and what is said about it look at the same probes.
  const known = new Map<string, Promise<readonly Probe[]>>();

  const rowsOf = (member: string) =>
    trx
      .selectFrom('probe')
      .selectAll()
      .where('workspace_id', '=', workspace)
      .where('member_id', '=', member)
      .orderBy('deck_id')
      .orderBy('item_id')
      .orderBy('horizon');

  async function readPending(member: string): Promise<readonly Probe[]> {
    return (await rowsOf(member).where('settled_at', 'is', null).execute()).map(read);
  }

  return {
    async of(member, item) {
      const all = rowsOf(member);
      const found = item ? all.where('deck_id', '=', item.deck).where('item_id', '=', item.item) : all;
      return (await found.execute()).map(read);
    },

    pending(member) {
      const pending = known.get(member) ?? readPending(member);
      known.set(member, pending);
      return pending;
    },

    async save({ member, deck, item, horizon, arm, state, exposedAt, window, settledAt, attempt }) {
      own(only, member);
      known.delete(member);
      const values = {
        ...{ state, exposed_at: exposedAt.toString(), attempt_id: attempt ?? null },
        ...{ due_from: window?.from.toString() ?? null, due_until: window?.until.toString() ?? null },
        settled_at: settledAt?.toString() ?? null,
      };
      await trx
        .insertInto('probe')
        .values({ workspace_id: workspace, member_id: member, deck_id: deck, item_id: item, horizon, arm, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'member_id', 'deck_id', 'item_id', 'horizon']).doUpdateSet(values))
        .execute();
    },

    // In one statement: the members may be answering meanwhile.
    async expose(members, { deck, item }, at) {
      own(only, ...members);
      known.clear();
      await trx
        .updateTable('probe')
        .set({ exposed_at: at.toString(), due_from: null, due_until: null })
        .where('workspace_id', '=', workspace)
        .where('member_id', 'in', [...members, ''])
        .where('deck_id', '=', deck)
        .where('item_id', '=', item)
        .where('settled_at', 'is', null)
        .execute();
    },

    async rows(since, only) {
      const found = trx
        .selectFrom('probe')
        .innerJoin('item', (join) =>
          join
            .onRef('item.workspace_id', '=', 'probe.workspace_id')
            .onRef('item.deck_id', '=', 'probe.deck_id')
            .onRef('item.item_id', '=', 'probe.item_id')
            .on('item.workspace_id', '=', workspace),
        )
        .leftJoin('attempt', (join) =>
          join
            .onRef('attempt.workspace_id', '=', 'probe.workspace_id')
            .onRef('attempt.attempt_id', '=', 'probe.attempt_id')
            .on('attempt.workspace_id', '=', workspace),
        )
        .leftJoin('attempt as correction', (join) =>
          join
            .onRef('correction.workspace_id', '=', 'probe.workspace_id')
            .onRef('correction.corrects', '=', 'probe.attempt_id')
            .on('correction.workspace_id', '=', workspace),
        )
        .selectAll('probe')
        .select(['item.topic', 'attempt.answered_at'])
        .select(sql<string | null>`coalesce(correction.verdict, attempt.verdict)`.as('verdict'))
        .where('probe.workspace_id', '=', workspace)
        .where('probe.settled_at', '>=', sql<Temporal.Instant>`${since.toString()}`)
        .orderBy('probe.settled_at')
        .orderBy('probe.member_id')
        .orderBy('probe.deck_id')
        .orderBy('probe.item_id');
      const among = only
        ? found
            .where(sql<boolean>`probe.member_id = any(${[...only.members]})`)
            .where('probe.settled_at', '<', sql<Temporal.Instant>`${only.until.toString()}`)
        : found;
      const rows = await among.execute();
      return rows.map(({ topic, answered_at, verdict, ...row }) => {
        const answer =
          answered_at && verdict !== null ? { answer: { answeredAt: answered_at, verdict: verdictSchema.parse(verdict) } } : {};
        return rowOf({ probe: read(row), topic, ...answer });
      });
    },
  };
}

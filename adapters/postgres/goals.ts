import type { Selectable } from 'kysely';
import { z } from 'zod';
import { GOAL_STATES, GOAL_TYPES, type Goal, PRIORITIES } from '../../src/domain/goals/goal.ts';
import type { Goals } from '../../src/ports/goals.ts';
import { own } from './own-rows.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const typeSchema = z.enum(GOAL_TYPES);
const stateSchema = z.enum(GOAL_STATES);
const prioritySchema = z.enum(PRIORITIES);

function read(row: Selectable<Tables['goal']>): Goal {
  return {
    id: row.goal_id,
    member: row.member_id,
    deck: row.deck_id,
    ...(row.topic !== null && { topic: row.topic }),
    type: typeSchema.parse(row.type),
    items: row.items,
    share: row.share,
    minutes: row.minutes,
    startsOn: row.starts_on,
    dueOn: row.due_on,
    priority: prioritySchema.parse(row.priority),
    state: stateSchema.parse(row.state),
    setAt: row.set_at,
    ...(row.ended_at && { endedAt: row.ended_at }),
    ...(row.replaces !== null && { replaces: row.replaces }),
    ...(row.plan_id !== null && { plan: row.plan_id }),
  };
}

export function goals({ trx, workspace, only }: Scope): Goals {
  // A plan and what is said about it look at the same goals.
  const known = new Map<string, Promise<readonly Goal[]>>();

  async function readAll(member: string): Promise<readonly Goal[]> {
    const rows = trx.selectFrom('goal').selectAll().where('workspace_id', '=', workspace).where('member_id', '=', member);
    return (await rows.orderBy('set_at').orderBy('goal_id').execute()).map(read);
  }

  return {
    of(member) {
      const found = known.get(member) ?? readAll(member);
      known.set(member, found);
      return found;
    },

    async save(goal) {
      own(only, goal.member);
      known.delete(goal.member);
      const values = {
        deck_id: goal.deck,
        topic: goal.topic ?? null,
        type: goal.type,
        items: goal.items,
        share: goal.share,
        minutes: goal.minutes,
        starts_on: goal.startsOn.toString(),
        due_on: goal.dueOn.toString(),
        priority: goal.priority,
        state: goal.state,
        set_at: goal.setAt.toString(),
        ended_at: goal.endedAt?.toString() ?? null,
        replaces: goal.replaces ?? null,
        plan_id: goal.plan ?? null,
      };
      await trx
        .insertInto('goal')
        .values({ workspace_id: workspace, member_id: goal.member, goal_id: goal.id, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'member_id', 'goal_id']).doUpdateSet(values))
        .execute();
    },
  };
}

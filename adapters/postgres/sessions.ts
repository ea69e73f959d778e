import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { promptSchema, type Session } from '../../src/domain/session.ts';
import type { Sessions } from '../../src/ports/learning.ts';
import { own } from './own-rows.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const statusSchema = z.enum(['offered', 'open', 'done', 'over', 'undelivered']);

export function readSession(row: Selectable<Tables['session']>): Session {
  return {
    id: row.session_id,
    member: row.member_id,
    day: row.day,
    status: statusSchema.parse(row.status),
    planned: row.planned,
    prompts: z.array(promptSchema).parse(row.prompts),
    position: row.position,
    ...(row.asked_at && { askedAt: row.asked_at }),
    ...(row.letter_id && { letter: row.letter_id }),
    ...(row.free !== null && { isFree: row.free }),
  };
}

export function sessions({ trx, workspace, only }: Scope): Sessions {
  const rows = () => trx.selectFrom('session').selectAll().where('workspace_id', '=', workspace);
  const latest = new Map<string, Promise<Session | undefined>>();

  async function readLatest(member: string): Promise<Session | undefined> {
    const row = await rows().where('member_id', '=', member).orderBy('day', 'desc').limit(1).executeTakeFirst();
    return row && readSession(row);
  }

  return {
    async get(id) {
      for (const known of latest.values()) {
        const session = await known;
        if (session?.id === id) return session;
      }
      const row = await rows().where('session_id', '=', id).executeTakeFirst();
      return row && readSession(row);
    },

    latest(member) {
      const known = latest.get(member) ?? readLatest(member);
      latest.set(member, known);
      return known;
    },

    async save(session) {
      own(only, session.member);
      latest.delete(session.member);
      const values = {
        status: session.status,
        planned: session.planned,
        prompts: JSON.stringify(session.prompts),
        position: session.position,
        asked_at: session.askedAt?.toString() ?? null,
        letter_id: session.letter ?? null,
      };
      await trx
        .insertInto('session')
        .values({
          workspace_id: workspace,
          session_id: session.id,
          member_id: session.member,
          day: session.day.toString(),
          free: session.isFree ?? null,
          ...values,
        })
        .onConflict((on) => on.columns(['workspace_id', 'session_id']).doUpdateSet(values))
        .execute();
    },

    async days(member, limit) {
      const found = await trx
        .selectFrom('session')
        .select(['day', 'free'])
        .where('workspace_id', '=', workspace)
        .where('member_id', '=', member)
        .where('status', '<>', 'undelivered')
        .where(sql<boolean>`exists (select from jsonb_array_elements(prompts) as prompt
          where prompt ->> 'purpose' not in ('probe', 'test-out', 'sprint-before', 'sprint-after', 'correction'))`)
        .orderBy('day', 'desc')
        .limit(limit)
        .execute();
      return found.map(({ day, free }) => ({ day, ...(free !== null && { isFree: free }) }));
    },
  };
}

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

const isCheck = sql`prompt ->> 'purpose' in ('probe', 'test-out', 'sprint-before', 'sprint-after')`;
const isPractice = sql`prompt ->> 'purpose' not in ('probe', 'test-out', 'sprint-before', 'sprint-after', 'correction')`;

export function sessions({ trx, workspace, only }: Scope): Sessions {
  const rows = () => trx.selectFrom('session').selectAll().where('workspace_id', '=', workspace);
  const withQuestions = () =>
    trx
      .selectFrom('session')
      .where('workspace_id', '=', workspace)
      .where('status', '<>', 'undelivered')
      .where(sql<boolean>`exists (select from jsonb_array_elements(prompts) as prompt where ${isPractice})`);
  // A check that took the place of practice makes a day free.
  const free = sql<boolean | null>`case when
      exists (select from jsonb_array_elements(prompts) as prompt where ${isCheck} and prompt ? 'result')
      and not exists (select from jsonb_array_elements(prompts) as prompt where ${isPractice} and prompt ? 'result')
    then true else free end`.as('free');
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
      const found = withQuestions().select('day').select(free).where('member_id', '=', member);
      return (await found.orderBy('day', 'desc').limit(limit).execute()).map(readDay);
    },

    async daysOf(members, limit) {
      const found = trx
        .selectFrom(
          withQuestions()
            .select(['workspace_id', 'member_id', 'day'])
            .select(free)
            .select(sql<number>`row_number() over (partition by member_id order by day desc)`.as('place'))
            .where(sql<boolean>`member_id = any(${[...members]})`)
            .as('newest'),
        )
        .select(['newest.member_id', 'newest.day', 'newest.free'])
        .where('newest.workspace_id', '=', workspace)
        .where('newest.place', '<=', limit)
        .orderBy('newest.day', 'desc');
      const rows = Map.groupBy(await found.execute(), (row) => row.member_id);
      return new Map([...rows].map(([member, own]) => [member, own.map(readDay)]));
    },
  };
}

function readDay({ day, free }: { day: Temporal.PlainDate; free: boolean | null }): Pick<Session, 'day' | 'isFree'> {
  return { day, ...(free !== null && { isFree: free }) };
}

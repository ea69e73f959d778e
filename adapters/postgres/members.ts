import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Member } from '../../src/domain/member.ts';
import type { Members } from '../../src/ports/members.ts';
import { own } from './own-rows.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const statusSchema = z.enum(['active', 'paused', 'left']);

function read(row: Selectable<Tables['member']>): Member {
  return {
    id: row.member_id,
    name: row.name,
    zone: row.zone,
    workingDays: row.working_days,
    sessionTime: row.session_time,
    budget: row.budget,
    status: statusSchema.parse(row.status),
    ...(row.paused_until && { pausedUntil: row.paused_until }),
    askConfidence: row.ask_confidence,
    ...(row.weekly !== null && { weekly: row.weekly }),
    admin: row.admin,
    author: row.author,
    welcomed: row.welcomed,
    known: row.known,
    ...(row.dashboard !== null && { dashboard: row.dashboard }),
    ...(row.home !== null && { home: row.home }),
    ...(row.unreachable !== null && { unreachable: row.unreachable }),
  };
}

export function members({ trx, workspace, only }: Scope): Members {
  return {
    async lock(id) {
      own(only, id);
      const row = await trx
        .selectFrom('member')
        .selectAll()
        .where('workspace_id', '=', workspace)
        .where('member_id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      return row && read(row);
    },

    async all(ids) {
      let query = trx.selectFrom('member').selectAll().where('workspace_id', '=', workspace).orderBy('name').orderBy('member_id');
      if (ids) query = query.where('member_id', 'in', [...ids, '']);
      return (await query.execute()).map(read);
    },

    async any() {
      const row = await trx
        .selectFrom('member')
        .select('member_id')
        .where('workspace_id', '=', workspace)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    async countIn(zone, most) {
      const some = trx
        .selectFrom('member')
        .select('member_id')
        .where('workspace_id', '=', workspace)
        .where('zone', '=', zone)
        .where('status', '=', 'active')
        .limit(most);
      const row = await trx
        .selectFrom(some.as('some'))
        .select((q) => q.fn.countAll<number>().as('members'))
        .executeTakeFirstOrThrow();
      return row.members;
    },

    async save(member) {
      own(only, member.id);
      const values = {
        name: member.name,
        zone: member.zone,
        working_days: [...member.workingDays],
        session_time: member.sessionTime.toString(),
        budget: member.budget,
        status: member.status,
        paused_until: member.pausedUntil?.toString() ?? null,
        ask_confidence: member.askConfidence,
        weekly: member.weekly ?? null,
        admin: member.admin,
        author: member.author,
        welcomed: member.welcomed,
        known: member.known,
        dashboard: member.dashboard ?? null,
        home: member.home ?? null,
        unreachable: member.unreachable ?? null,
      };
      await trx
        .insertInto('member')
        .values({ workspace_id: workspace, member_id: member.id, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'member_id']).doUpdateSet(values))
        .execute();
    },
  };
}

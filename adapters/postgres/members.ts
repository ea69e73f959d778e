import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { Cue } from '../../src/domain/cue.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import type { Member } from '../../src/domain/member.ts';
import type { Members } from '../../src/ports/members.ts';
import { own } from './own-rows.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const statusSchema = z.enum(['active', 'paused', 'left']);
const languageSchema = z.enum(LANGUAGES);
const daySchema = z.string().transform((day) => Temporal.PlainDate.from(day));
const spanShape = { from: daySchema, until: daySchema };
const leavesSchema = z.array(z.object({ ...spanShape, fromStatus: z.literal(true).optional() }));
const cueSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('calendar'), event: z.string(), sealed: z.string() }),
  z.object({ kind: z.literal('webhook'), hook: z.string(), sealed: z.string() }),
]);
const tripSchema = z.object({ ...spanShape, zone: z.string(), home: z.string() });

/** What tells somebody that it is time, as it is kept. */
export function readCue(cue: unknown): Cue {
  return cueSchema.parse(cue);
}

function read(row: Selectable<Tables['member']>): Member {
  return {
    id: row.member_id,
    name: row.name,
    ...(row.language !== null && { language: languageSchema.parse(row.language) }),
    ...(row.locale !== null && { locale: row.locale }),
    zone: row.zone,
    workingDays: row.working_days,
    sessionTime: row.session_time,
    budget: row.budget,
    status: statusSchema.parse(row.status),
    hours: { from: row.hours_from, until: row.hours_until },
    leaves: leavesSchema.parse(row.leaves).map(({ fromStatus, ...span }) => ({ ...span, ...(fromStatus && { fromStatus }) })),
    ...(row.trip !== null && { trip: tripSchema.parse(row.trip) }),
    ...(row.holidays !== null && { holidays: row.holidays }),
    readStatus: row.read_status,
    ...(row.cue !== null && { cue: readCue(row.cue) }),
    askConfidence: row.ask_confidence,
    ...(row.weekly !== null && { weekly: row.weekly }),
    ...(row.named !== null && { named: row.named }),
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

    async hooked(hook) {
      const row = await trx
        .selectFrom('member')
        .selectAll()
        .where('workspace_id', '=', workspace)
        .where(sql<boolean>`cue ->> 'hook' = ${hook}`)
        .executeTakeFirst();
      return row && read(row);
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
        language: member.language ?? null,
        locale: member.locale ?? null,
        zone: member.zone,
        working_days: [...member.workingDays],
        session_time: member.sessionTime.toString(),
        budget: member.budget,
        status: member.status,
        hours_from: member.hours.from.toString(),
        hours_until: member.hours.until.toString(),
        leaves: JSON.stringify(member.leaves),
        trip: member.trip ? JSON.stringify(member.trip) : null,
        holidays: member.holidays ?? null,
        read_status: member.readStatus,
        cue: member.cue ? JSON.stringify(member.cue) : null,
        ask_confidence: member.askConfidence,
        weekly: member.weekly ?? null,
        named: member.named ?? null,
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

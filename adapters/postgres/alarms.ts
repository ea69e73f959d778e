import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { WorkspaceId } from '../../src/events.ts';
import { ALARM_KINDS, type Alarms, type DueAlarm } from '../../src/ports/alarms.ts';
import { own } from './own-rows.ts';
import type { Scope } from './scope.ts';
import type { Database, Tables } from './tables.ts';

const kindSchema = z.enum(ALARM_KINDS);

export function alarms({ trx, workspace, only }: Scope): Alarms {
  return {
    async set(kind, subject, at) {
      own(only, subject);
      if (!at) {
        await trx
          .deleteFrom('alarm')
          .where('workspace_id', '=', workspace)
          .where('kind', '=', kind)
          .where('subject', '=', subject)
          .execute();
        return;
      }
      await trx
        .insertInto('alarm')
        .values({ workspace_id: workspace, kind, subject, due_at: at.toString() })
        .onConflict((on) =>
          on.columns(['workspace_id', 'kind', 'subject']).doUpdateSet({ due_at: at.toString(), leased_until: null }),
        )
        .execute();
    },

    async take({ kind, subject, at }) {
      // The row's lock makes a second process wait, and then find nothing: each alarm rings once.
      const taken = await trx
        .deleteFrom('alarm')
        .where('workspace_id', '=', workspace)
        .where('kind', '=', kind)
        .where('subject', '=', subject)
        .where('due_at', '=', sql<Temporal.Instant>`${at.toString()}`)
        .returning('subject')
        .execute();
      return taken.length > 0;
    },
  };
}

// A process that has not rung an alarm for so long is gone.
const LEASE_SECONDS = 30;

/** Over all workspaces: leases what is due and nobody has, the longest due first, and what is due at one moment mixed, so that no workspace is the last. */
export async function takeDueAlarms(db: Database, now: Temporal.Instant, limit: number): Promise<DueAlarm[]> {
  const { rows } = await sql<Selectable<Tables['alarm']>>`
    with due as (
      select workspace_id, kind, subject from alarm
      -- Others may have been set by a newer Cairn beside this one.
      where kind = any(${[...ALARM_KINDS]}) and due_at <= ${now.toString()} and coalesce(leased_until, '-infinity') <= ${now.toString()}
      order by due_at, hashtext(workspace_id || subject) limit ${limit} for update skip locked)
    update alarm set leased_until = ${now.add({ seconds: LEASE_SECONDS }).toString()} from due
    where alarm.workspace_id = due.workspace_id and alarm.kind = due.kind and alarm.subject = due.subject
    returning alarm.*`.execute(db);
  return rows
    .map((row) => ({
      workspace: row.workspace_id as WorkspaceId,
      kind: kindSchema.parse(row.kind),
      subject: row.subject,
      at: row.due_at,
    }))
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at) || ALARM_KINDS.indexOf(a.kind) - ALARM_KINDS.indexOf(b.kind));
}

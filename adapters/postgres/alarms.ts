import { sql } from 'kysely';
import { z } from 'zod';
import type { WorkspaceId } from '../../src/events.ts';
import { ALARM_KINDS, type Alarms, type DueAlarm } from '../../src/ports.ts';
import type { Scope } from './scope.ts';
import type { Database } from './tables.ts';

const kindSchema = z.enum(ALARM_KINDS);

export function alarms({ trx, workspace }: Scope): Alarms {
  return {
    async set(kind, subject, at) {
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
        .onConflict((on) => on.columns(['workspace_id', 'kind', 'subject']).doUpdateSet({ due_at: at.toString() }))
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

/** Over all workspaces: what is due, the longest due first. */
export async function dueAlarms(db: Database, now: Temporal.Instant, limit: number): Promise<DueAlarm[]> {
  const rows = await db
    .selectFrom('alarm')
    .selectAll()
    .where('due_at', '<=', sql<Temporal.Instant>`${now.toString()}`)
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    workspace: row.workspace_id as WorkspaceId,
    kind: kindSchema.parse(row.kind),
    subject: row.subject,
    at: row.due_at,
  }));
}

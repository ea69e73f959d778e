import { sql } from 'kysely';
import { type PlatformName, platformNameOf, type WorkspaceId } from '../../src/events.ts';
import type { Lag } from '../../src/ports/store.ts';
import { waits } from './letters.ts';
import type { Database } from './tables.ts';

/** Over all workspaces: how long the oldest due letter and alarm have been waiting. */
export async function lag(db: Database, now: Temporal.Instant): Promise<Lag> {
  const [letters, alarm] = await Promise.all([oldestLetters(db, now), oldestAlarm(db)]);
  const letterMs: Lag['letterMs'] = {};
  for (const { workspace_id, not_before } of letters) {
    const platform: PlatformName = platformNameOf(workspace_id);
    letterMs[platform] = Math.max(letterMs[platform] ?? 0, msSince(not_before, now));
  }
  return { letterMs, alarmMs: alarm ? msSince(alarm, now) : 0 };
}

// From workspace to workspace along the index: however long the queues are, each is looked at once.
async function oldestLetters(db: Database, now: Temporal.Instant) {
  const { rows } = await sql<{ workspace_id: WorkspaceId; not_before: Temporal.Instant }>`
    with recursive oldest as (
      (select workspace_id, not_before from letter where ${waits} order by workspace_id, not_before limit 1)
      union all
      select next.* from oldest, lateral (
        select letter.workspace_id, letter.not_before from letter
        where ${waits} and letter.workspace_id > oldest.workspace_id
        order by letter.workspace_id, letter.not_before limit 1) as next)
    select workspace_id, not_before from oldest where not_before <= ${now.toString()}`.execute(db);
  return rows;
}

async function oldestAlarm(db: Database): Promise<Temporal.Instant | undefined> {
  const row = await db.selectFrom('alarm').select('due_at').orderBy('due_at').limit(1).executeTakeFirst();
  return row?.due_at;
}

function msSince(then: Temporal.Instant, now: Temporal.Instant): number {
  return Math.max(0, Math.round(then.until(now).total('milliseconds')));
}

import { sql } from 'kysely';
import { dropOldPartitions, makePartitions, type Partitioned } from './partitions.ts';
import type { Database } from './tables.ts';

/** How long what is kept for running Cairn is kept; attempts for ever unless a time is given. */
export type Retention = { lettersDays: number; eventsHours: number; auditDays: number; attemptsDays?: number };

/** What was done, for the log: the names of partitions, and counts of rows. `postponed` found a lock taken, and waits for the next day. */
export type Kept = { made: string[]; dropped: string[]; postponed: string[]; deleted: Record<string, number> };

// Letters by month, this one and the next two; attempts by year, which see fewer writes and are kept for long.
const LETTERS: Partitioned = { table: 'letter', every: 'month', ahead: 2, waiting: `state in ('queued', 'sending', 'unsure')` };
const ATTEMPTS: Partitioned = { table: 'attempt', every: 'year', ahead: 1 };

const BATCH = 5_000;
const MOST_BATCHES = 1_000;

/** Makes the partitions to come, and removes what is older than it is to be kept, over all workspaces. Several processes may do so at once. */
export async function keepHouse(db: Database, now: Temporal.Instant, retention: Retention): Promise<Kept> {
  const before = (ago: { hours: number }) => now.subtract(ago);
  const letters = before({ hours: retention.lettersDays * 24 });
  const attempts = retention.attemptsDays === undefined ? undefined : before({ hours: retention.attemptsDays * 24 });
  const kept: Kept = { made: [], dropped: [], postponed: [], deleted: {} };

  await makePartitions(db, LETTERS, now, kept);
  await makePartitions(db, ATTEMPTS, now, kept);
  await dropOldPartitions(db, LETTERS, letters, kept);
  if (attempts) await dropOldPartitions(db, ATTEMPTS, attempts, kept);

  const old: [table: string, condition: string, cutoff: Temporal.Instant][] = [
    ['letter_default', `queued_at < $cutoff and state in ('sent', 'failed')`, letters],
    // What a channel was told when it was set up is told once, however long ago that was.
    ['said', `said_at < $cutoff and purpose not like 'team:%'`, letters],
    ['inbound_event', 'taken_at < $cutoff', before({ hours: retention.eventsHours })],
    ['audit', 'at < $cutoff', before({ hours: retention.auditDays * 24 })],
    ['export_link', 'expires_at < $cutoff', now],
    ...(attempts
      ? ([
          ['attempt_default', 'answered_at < $cutoff', attempts],
          ['roll', 'taken_at < $cutoff', attempts],
        ] as [string, string, Temporal.Instant][])
      : []),
  ];
  for (const [table, condition, cutoff] of old) kept.deleted[table] = await deleteOld(db, table, condition, cutoff);
  return kept;
}

/** In batches, so that no transaction is long; rows that somebody has locked wait for the next day. */
async function deleteOld(db: Database, table: string, condition: string, cutoff: Temporal.Instant): Promise<number> {
  const [first = '', rest = ''] = condition.split('$cutoff');
  let deleted = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const result = await sql`delete from ${sql.table(table)} where ctid = any(array(
      select ctid from ${sql.table(table)} where ${sql.raw(first)} ${cutoff.toString()}::timestamptz ${sql.raw(rest)}
      limit ${sql.lit(BATCH)} for update skip locked))`.execute(db);
    const rows = Number(result.numAffectedRows ?? 0);
    deleted += rows;
    if (rows < BATCH) break;
  }
  return deleted;
}

import { sql, type Transaction } from 'kysely';
import type { Kept } from './housekeeping.ts';
import type { Database, Tables } from './tables.ts';

/** A table whose rows lie in partitions by the time in their ids; one that holds rows for which `waiting` is true is not dropped. */
export type Partitioned = { table: 'letter' | 'attempt'; every: 'month' | 'year'; ahead: number; waiting?: string };

type Partition = { name: string; from: Temporal.Instant; to: Temporal.Instant };

// Others wait behind a lock that waits: rather none today than half a minute of that.
const LOCK_TIMEOUT = '1s';
// Any number, as long as every Cairn takes the same.
const ADVISORY_LOCK = 726_001;
// SQLSTATE of PostgreSQL's manual, appendix A: a lock was not to be had in time, or would have been a deadlock.
const BUSY = new Set(['55P03', '40P01']);

/** Makes the partitions of this time and of those ahead, where they are not there yet. */
export async function makePartitions(db: Database, of: Partitioned, now: Temporal.Instant, kept: Kept): Promise<void> {
  for (let ahead = 0; ahead <= of.ahead; ahead++) {
    const partition = partitionAt(of, now, ahead);
    await alone(db, partition.name, kept, kept.made, async (trx) => {
      if (await exists(trx, partition.name)) return false;
      await make(trx, of, partition);
      return true;
    });
  }
}

/** Drops the partitions that hold nothing newer than a time. */
export async function dropOldPartitions(db: Database, of: Partitioned, before: Temporal.Instant, kept: Kept): Promise<void> {
  for (const partition of await partitionsOf(db, of)) {
    if (Temporal.Instant.compare(partition.to, before) > 0) continue;
    await alone(db, partition.name, kept, kept.dropped, async (trx) => {
      if (!(await exists(trx, partition.name)) || (await holdsWaiting(trx, of, partition))) return false;
      await sql`lock table ${sql.table(of.table)} in access exclusive mode`.execute(trx);
      if (await holdsWaiting(trx, of, partition)) return false;
      await sql`drop table ${sql.table(partition.name)}`.execute(trx);
      return true;
    });
  }
}

/** One step by one process at a time, in a transaction of its own that waits for nobody for long. */
async function alone(
  db: Database,
  name: string,
  kept: Kept,
  done: string[],
  step: (trx: Transaction<Tables>) => Promise<boolean>,
): Promise<void> {
  try {
    const changed = await db.transaction().execute(async (trx) => {
      await sql`set local lock_timeout = ${sql.lit(LOCK_TIMEOUT)}`.execute(trx);
      const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${sql.lit(ADVISORY_LOCK)}) as mine`.execute(
        trx,
      );
      return rows[0]?.mine === true && (await step(trx));
    });
    if (changed) done.push(name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && BUSY.has(String(error.code)))) throw error;
    kept.postponed.push(name);
  }
}

/**
 * Built beside the table and attached: that lets others read and write the table meanwhile, all but its default partition. What lies there of
 * the same time is moved over first, as PostgreSQL would otherwise refuse.
 */
async function make(trx: Transaction<Tables>, of: Partitioned, { name, from, to }: Partition): Promise<void> {
  const [table, rest, partition] = [sql.table(of.table), sql.table(`${of.table}_default`), sql.table(name)];
  const id = sql.ref(`${of.table}_id`);
  const [first, end] = [sql.lit(timeId(from)), sql.lit(timeId(to))];
  await sql`create table ${partition} (like ${table} including all)`.execute(trx);
  await sql`lock table ${rest} in access exclusive mode`.execute(trx);
  await sql`with moved as (delete from ${rest} where ${id} >= ${first} and ${id} < ${end} returning *)
    insert into ${partition} select * from moved`.execute(trx);
  await sql`alter table ${table} attach partition ${partition} for values from (${first}) to (${end})`.execute(trx);
}

async function exists(trx: Transaction<Tables>, name: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass(${name}) is not null as there`.execute(trx);
  return rows[0]?.there === true;
}

async function holdsWaiting(trx: Transaction<Tables>, { waiting }: Partitioned, { name }: Partition): Promise<boolean> {
  if (waiting === undefined) return false;
  const { rows } = await sql<{
    some: boolean;
  }>`select exists(select 1 from ${sql.table(name)} where ${sql.raw(waiting)}) as some`.execute(trx);
  return rows[0]?.some === true;
}

async function partitionsOf(db: Database, of: Partitioned): Promise<Partition[]> {
  const { rows } = await sql<{ name: string }>`select child.relname as name from pg_inherits
    join pg_class child on child.oid = inhrelid where inhparent = to_regclass(${of.table}) order by 1`.execute(db);
  return rows.flatMap(({ name }) => {
    const [, year, month = '1'] = /_(\d{4})(?:_(\d{2}))?$/.exec(name) ?? [];
    const from = year && new Temporal.PlainDate(Number(year), Number(month), 1).toZonedDateTime('UTC').toInstant();
    return from ? [partitionAt(of, from, 0)] : [];
  });
}

function partitionAt({ table, every }: Partitioned, at: Temporal.Instant, ahead: number): Partition {
  const here = at.toZonedDateTimeISO('UTC');
  const first = here.with(every === 'month' ? { day: 1 } : { month: 1, day: 1 }).startOfDay();
  const step = every === 'month' ? { months: 1 } : { years: 1 };
  const from = first.add({ [`${every}s`]: ahead });
  const label = every === 'month' ? from.toPlainDate().toString().slice(0, 7).replace('-', '_') : String(from.year);
  return { name: `${table}_${label}`, from: from.toInstant(), to: from.add(step).toInstant() };
}

/** What the ids of a time begin with: in a UUID of version 7 the first 48 bits are its milliseconds (RFC 9562). */
export function timeId(at: Temporal.Instant): string {
  const hex = at.epochMilliseconds.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}

import { type Selectable, sql } from 'kysely';
import type { Database, Tables } from '../../adapters/postgres/tables.ts';

const LETTER_COLUMNS = [
  ...([
    'workspace_id',
    'letter_id',
    'conversation',
    'purpose',
    'replaces',
    'state',
    'ref',
    'reason',
    'tries',
    'repeats',
  ] as const),
  ...(['holder', 'not_before', 'queued_at', 'sequence'] as const),
] as const;

export type KeptLetter = Pick<Selectable<Tables['letter']>, (typeof LETTER_COLUMNS)[number]>;

/** What Cairn has kept of a run. */
export type Kept = {
  letters: readonly KeptLetter[];
  /** The oldest first. */
  attempts: readonly { member_id: string; verdict: string }[];
  events: readonly string[];
};

export async function readKept(db: Database): Promise<Kept> {
  const letters = await db.selectFrom('letter').select(LETTER_COLUMNS).orderBy('sequence').execute();
  const attempts = await db.selectFrom('attempt').select(['member_id', 'verdict']).orderBy('asked_at').execute();
  const events = await db.selectFrom('inbound_event').select('event_id').execute();
  return { letters, attempts, events: events.map((row) => row.event_id) };
}

/** How much is still to be done: letters that are on their way, and alarms of the run that have not rung. */
export async function countOpen(db: Database, now: Temporal.Instant): Promise<{ letters: number; alarms: number }> {
  const { rows } = await sql<{ letters: number; alarms: number }>`
    select (select count(*)::integer from letter where state in ('queued', 'sending', 'unsure')) as letters,
      (select count(*)::integer from alarm where due_at <= ${now.toString()}) as alarms`.execute(db);
  return rows[0] ?? { letters: 0, alarms: 0 };
}

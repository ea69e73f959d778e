import { type Selectable, sql } from 'kysely';
import type { WorkspaceId } from '../../src/events.ts';
import { LEASE_SECONDS, type LetterOutcome, type Outbox, type TakenLetter } from '../../src/ports/outbox.ts';
import { readLetter, rootRef, threadRef, waits } from './letters.ts';
import type { Database, Tables } from './tables.ts';

// As the index of a conversation's letters has it.
const isEarlier = sql<boolean>`earlier.sequence < letter.sequence and earlier.state <> 'sent' and earlier.state <> 'failed'`;

export function outbox(db: Database): Outbox {
  return {
    async waiting(now, platforms, limit) {
      // From workspace to workspace along the index: however long the queues are, each is looked at once.
      const { rows } = await sql<{ workspace_id: WorkspaceId }>`
        with recursive queue as (
          (select workspace_id, not_before from letter where ${waits} order by workspace_id, not_before limit 1)
          union all
          select next.* from queue, lateral (
            select letter.workspace_id, letter.not_before from letter
            where ${waits} and letter.workspace_id > queue.workspace_id
            order by letter.workspace_id, letter.not_before limit 1) as next)
        select workspace_id from queue
        where not_before <= ${instant(now)} and split_part(workspace_id, ':', 1) = any(${platforms}) and not exists (
          select from lane where lane.workspace_id = queue.workspace_id
            and (lane.held_until > ${instant(now)} or lane.not_before > ${instant(now)}))
        order by not_before limit ${limit}`.execute(db);
      return rows.map((row) => row.workspace_id);
    },

    async hold(workspace, holder, now) {
      const until = instant(now.add({ seconds: LEASE_SECONDS }));
      const { rows } = await sql`
        insert into lane (workspace_id, holder, held_until) values (${workspace}, ${holder}, ${until})
        on conflict (workspace_id) do update set holder = ${holder}, held_until = ${until}, not_before = null
        where lane.holder = ${holder}
          or (lane.held_until <= ${instant(now)} and coalesce(lane.not_before, '-infinity') <= ${instant(now)})
        returning workspace_id`.execute(db);
      return rows.length > 0;
    },

    async release(workspace, holder, notBefore) {
      await db
        .updateTable('lane')
        .set({ held_until: '-infinity', not_before: notBefore?.toString() ?? null })
        .where('workspace_id', '=', workspace)
        .where('holder', '=', holder)
        .execute();
    },

    async take(workspace, holder, now, which) {
      const lease = now.add({ seconds: LEASE_SECONDS });
      const isDue = sql`letter.workspace_id = ${workspace} and letter.not_before <= ${instant(now)}`;
      const chosen =
        typeof which === 'number'
          ? sql`${isDue} and ${waits} and not exists (
              select from letter as earlier
              where earlier.workspace_id = ${workspace} and earlier.conversation = letter.conversation and ${isEarlier})
            order by letter.not_before, letter.sequence limit ${which}`
          : sql`${isDue} and ${waits} and letter.letter_id = any(${which})`;
      const { rows } = await sql<TakenRow>`
        with free as (
          select letter.letter_id, letter.state, letter.conversation, letter.sequence from letter
          where ${chosen} for update skip locked),
        ready as (
          -- Of letters that are asked for together, none goes whose earlier one somebody else has in hand.
          select letter.* from free as letter where not exists (
            select from letter as earlier
            where earlier.workspace_id = ${workspace} and earlier.conversation = letter.conversation and ${isEarlier}
              and earlier.letter_id not in (select letter_id from free)))
        update letter set state = 'sending', holder = ${holder}, not_before = ${instant(lease)},
          -- Counted before it is sent: who ends in the middle cannot count any more.
          repeats = letter.repeats + case when ready.state = 'queued' then 0 else 1 end
        from ready
        where letter.workspace_id = ${workspace} and letter.letter_id = ready.letter_id
          and letter.letter_id = any(array(select ready.letter_id from ready))
        returning letter.*, ready.state as was, ${rootRef(workspace)} as root_ref, ${threadRef(workspace)} as thread_ref`.execute(
        db,
      );
      return rows.sort((a, b) => a.sequence - b.sequence).map((row) => readTaken(row, lease));
    },

    async renew(workspace, holder, letter, now) {
      const { rows } = await sql`
        update letter set not_before = ${instant(now.add({ seconds: LEASE_SECONDS }))}
        where workspace_id = ${workspace} and letter_id = ${letter} and state = 'sending' and holder = ${holder}
        returning letter_id`.execute(db);
      return rows.length > 0;
    },

    async settle(workspace, holder, outcomes) {
      const list = <T>(read: (outcome: LetterOutcome) => T) => outcomes.map(read);
      const { rows } = await sql<{ letter_id: string }>`
        update letter set state = told.state, tries = told.tries, repeats = told.repeats, reason = told.reason, holder = null,
          ref = coalesce(told.ref, letter.ref), not_before = coalesce(told.not_before, letter.not_before)
        from unnest(
          ${list((each) => each.id)}::text[], ${list((each) => each.state)}::text[],
          ${list((each) => each.tries)}::smallint[], ${list((each) => each.repeats)}::smallint[],
          ${list((each) => ('reason' in each ? each.reason : null))}::text[],
          ${list((each) => ('ref' in each ? each.ref : null))}::text[],
          ${list((each) => ('notBefore' in each ? each.notBefore.toString() : null))}::timestamptz[])
          as told (id, state, tries, repeats, reason, ref, not_before)
        where letter.workspace_id = ${workspace} and letter.letter_id = told.id
          and letter.state = 'sending' and letter.holder = ${holder}
        returning letter.letter_id`.execute(db);
      const settled = new Set(rows.map((row) => row.letter_id));
      for (const outcome of outcomes)
        if (outcome.state === 'sent' && outcome.moved && settled.has(outcome.id))
          await move(workspace, outcome.moved, outcome.ref);
    },
  };

  // A message that was gone has been posted anew: whoever replaces it next has to know where it is.
  async function move(workspace: WorkspaceId, root: string, ref: string): Promise<void> {
    await db.updateTable('letter').set({ ref }).where('workspace_id', '=', workspace).where('letter_id', '=', root).execute();
  }
}

type TakenRow = Selectable<Tables['letter']> & { was: string; root_ref: string | null; thread_ref: string | null };

function readTaken(row: TakenRow, leasedUntil: Temporal.Instant): TakenLetter {
  return {
    ...readLetter(row),
    ...(row.root_ref && { ref: row.root_ref }),
    ...(row.thread_ref && { under: row.thread_ref }),
    ...(row.was !== 'queued' && { doubt: row.was === 'unsure' ? ('unsure' as const) : ('silent' as const) }),
    tries: row.tries,
    repeats: row.repeats,
    queuedAt: row.queued_at,
    leasedUntil,
  };
}

function instant(at: Temporal.Instant) {
  return sql`${at.toString()}::timestamptz`;
}

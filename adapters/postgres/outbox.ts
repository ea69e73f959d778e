import { type Selectable, sql } from 'kysely';
import type { WorkspaceId } from '../../src/events.ts';
import { LEASE_SECONDS, type LetterOutcome, type Outbox, type TakenLetter } from '../../src/ports.ts';
import { readLetter, waits } from './letters.ts';
import type { Database, Tables } from './tables.ts';

export function outbox(db: Database): Outbox {
  return {
    async waiting(now, limit) {
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
        where not_before <= ${instant(now)} and not exists (
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
      const chosen = typeof which === 'number' ? sql`true` : sql`letter.letter_id = any(${which})`;
      const apart = typeof which === 'number' ? sql`true` : sql`earlier.letter_id <> all(${which})`;
      const limit = typeof which === 'number' ? which : which.length;
      const { rows } = await sql<TakenRow>`
        with free as (
          select letter.letter_id, letter.state, letter.replaces from letter
          where letter.workspace_id = ${workspace} and ${waits} and letter.not_before <= ${instant(now)} and ${chosen}
            and not exists (
              select from letter as earlier
              where earlier.workspace_id = ${workspace} and earlier.conversation = letter.conversation
                and earlier.sequence < letter.sequence and earlier.state in ('queued', 'sending', 'unsure') and ${apart})
          order by letter.not_before, letter.sequence limit ${limit}
          for update skip locked)
        update letter set state = 'sending', holder = ${holder}, not_before = ${instant(lease)}
        from free left join letter as root on root.workspace_id = ${workspace} and root.letter_id = free.replaces
        where letter.workspace_id = ${workspace} and letter.letter_id = free.letter_id
        returning letter.*, free.state as was, root.ref as root_ref`.execute(db);
      return rows.sort((a, b) => a.sequence - b.sequence).map((row) => readTaken(row, lease));
    },

    async settle(workspace, holder, outcomes) {
      const list = <T>(read: (outcome: LetterOutcome) => T) => outcomes.map(read);
      await sql`
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
          and letter.state = 'sending' and letter.holder = ${holder}`.execute(db);
      for (const outcome of outcomes)
        if (outcome.state === 'sent' && outcome.moved) await move(workspace, outcome.moved, outcome.ref);
    },
  };

  // A message that was gone has been posted anew: whoever replaces it next has to know where it is.
  async function move(workspace: WorkspaceId, root: string, ref: string): Promise<void> {
    await db.updateTable('letter').set({ ref }).where('workspace_id', '=', workspace).where('letter_id', '=', root).execute();
  }
}

type TakenRow = Selectable<Tables['letter']> & { was: string; root_ref: string | null };

function readTaken(row: TakenRow, leasedUntil: Temporal.Instant): TakenLetter {
  return {
    ...readLetter(row),
    ...(row.root_ref && { ref: row.root_ref }),
    doubtful: row.was !== 'queued',
    tries: row.tries,
    repeats: row.repeats,
    queuedAt: row.queued_at,
    leasedUntil,
  };
}

function instant(at: Temporal.Instant) {
  return sql`${at.toString()}::timestamptz`;
}

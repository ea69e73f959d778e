import { sql } from 'kysely';
import type { Recipient } from '../../src/letter.ts';
import { recipientSchema, waits } from './letters.ts';
import type { Database } from './tables.ts';

/** A letter as those who operate Cairn see it: where it was to go and what became of it, never what it says. */
export type LetterOnDesk = {
  workspace: string;
  letter: string;
  state: string;
  to: Recipient;
  purpose: string;
  reason: string | null;
  tries: number;
  queuedAt: Temporal.Instant;
  /** In whole seconds, by the database's time. */
  ageSeconds: number;
};

export type Choice = { workspace?: string | undefined; since?: Temporal.PlainDate | undefined; letters?: readonly string[] };

/** Letters that were given up, or that still wait: the newest first, as many as `limit`, and how many there are. */
export async function lookAtLetters(db: Database, which: 'failed' | 'waiting', choice: Choice, limit: number) {
  const { rows } = await sql<LetterOnDesk & { total: number }>`
    select letter.workspace_id as workspace, letter.letter_id as letter, letter.state, letter.recipient as "to", letter.purpose,
      letter.reason, letter.tries, letter.queued_at as "queuedAt",
      floor(extract(epoch from now() - letter.queued_at))::integer as "ageSeconds", count(*) over ()::integer as total
    from letter where ${which === 'failed' ? failed : waits} and ${chosen(choice)}
    order by letter.queued_at desc, letter.letter_id desc limit ${limit}`.execute(db);
  return {
    letters: rows.map(({ total: _, ...letter }) => ({ ...letter, to: recipientSchema.parse(letter.to) })),
    total: rows[0]?.total ?? 0,
  };
}

/**
 * Queues failed letters again, as if they had never been tried. Whom they are for counts as reachable from now on, and is asked again every day; who
 * cannot be reached after all is found out by the letter.
 */
export async function queueAgain(db: Database, choice: Choice): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ letters: number }>`
      with chosen as (
        select letter.workspace_id, letter.letter_id, letter.recipient from letter
        where ${failed} and ${chosen(choice)} and not exists (
          -- What has taken its place in the message since says more than it.
          select from letter as newer
          where newer.workspace_id = letter.workspace_id and newer.replaces = letter.replaces
            and newer.sequence > letter.sequence and newer.state = 'sent') for update),
      again as (
        update letter set state = 'queued', tries = 0, repeats = 0, reason = null, holder = null, not_before = now()
        from chosen where letter.workspace_id = chosen.workspace_id and letter.letter_id = chosen.letter_id),
      found as (
        update member set unreachable = null from chosen
        where member.workspace_id = chosen.workspace_id and member.member_id = chosen.recipient ->> 'member'
          and chosen.recipient ->> 'kind' = 'member' and member.unreachable is not null
        returning member.workspace_id, member.member_id),
      channels as (
        update team set unreachable = null from chosen
        where team.workspace_id = chosen.workspace_id and team.channel_id = chosen.recipient ->> 'channel'
          and chosen.recipient ->> 'kind' = 'channel' and team.unreachable is not null),
      whole as (
        update workspace set unreachable = null from chosen
        where workspace.workspace_id = chosen.workspace_id and workspace.unreachable is not null),
      asked as (
        -- Nobody who cannot be reached has this alarm; it finds out by itself when to ask next.
        insert into alarm (workspace_id, kind, subject, due_at) select workspace_id, 'session', member_id, now() from found
        on conflict do nothing)
      select count(*)::integer as letters from chosen`.execute(trx);
    return rows[0]?.letters ?? 0;
  });
}

// As the partial index has it.
const failed = sql<boolean>`letter.state = 'failed'`;

function chosen({ workspace, since, letters }: Choice) {
  return sql<boolean>`${workspace === undefined ? sql`true` : sql`letter.workspace_id = ${workspace}`}
    and ${since === undefined ? sql`true` : sql`letter.queued_at >= ${since.toString()}::date`}
    and ${letters === undefined ? sql`true` : sql`letter.letter_id = any(${[...letters]})`}`;
}

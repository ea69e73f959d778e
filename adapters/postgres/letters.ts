import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { WorkspaceId } from '../../src/events.ts';
import { outboundSchema, type Recipient } from '../../src/outbound.ts';
import type { Letters, StoredLetter } from '../../src/ports.ts';
import type { Scope } from './scope.ts';
import type { Database, Tables } from './tables.ts';

const recipientSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('member'), member: z.string() }),
  z.object({ kind: z.literal('channel'), channel: z.string() }),
  z.object({ kind: z.literal('aside'), channel: z.string(), member: z.string() }),
]);

const stateSchema = z.enum(['queued', 'sending', 'sent', 'failed']);

/** A process that has not said what became of a letter for so long is gone. */
const LEASE_SECONDS = 60;

function read(row: Selectable<Tables['letter']>): StoredLetter {
  return {
    id: row.letter_id,
    workspace: row.workspace_id as WorkspaceId,
    to: recipientSchema.parse(row.recipient),
    outbound: outboundSchema.parse(row.outbound),
    purpose: row.purpose,
    ...(row.replaces && { replaces: row.replaces }),
    state: stateSchema.parse(row.state),
    ...(row.ref && { ref: row.ref }),
  };
}

export function letters({ trx, workspace }: Scope): Letters {
  return {
    async get(id) {
      const row = await trx
        .selectFrom('letter')
        .selectAll()
        .where('workspace_id', '=', workspace)
        .where('letter_id', '=', id)
        .executeTakeFirst();
      return row && read(row);
    },

    async add(letter, at) {
      const said = await trx
        .insertInto('said')
        .values({ workspace_id: workspace, purpose: letter.purpose, said_at: at.toString() })
        .onConflict((on) => on.doNothing())
        .returning('purpose')
        .execute();
      if (said.length === 0) return false;
      await trx
        .insertInto('letter')
        .values({
          workspace_id: workspace,
          letter_id: letter.id,
          recipient: JSON.stringify(letter.to),
          conversation: conversationOf(letter.to),
          outbound: JSON.stringify(letter.outbound),
          purpose: letter.purpose,
          replaces: letter.replaces ?? null,
          state: 'queued',
          ref: null,
          reason: null,
          tries: 0,
          doubts: 0,
          holder: null,
          not_before: at.toString(),
          queued_at: at.toString(),
        })
        .execute();
      return true;
    },

    async take(id, at) {
      const taken = await trx
        .updateTable('letter')
        .set((q) => ({ state: 'sending', tries: q('tries', '+', 1), not_before: at.add({ seconds: LEASE_SECONDS }).toString() }))
        .where('workspace_id', '=', workspace)
        .where('letter_id', '=', id)
        .where('state', 'in', ['queued', 'sending'])
        .where('not_before', '<=', sql<Temporal.Instant>`${at.toString()}`)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('letter as earlier')
                .select('earlier.letter_id')
                .where('earlier.workspace_id', '=', workspace)
                .whereRef('earlier.conversation', '=', 'letter.conversation')
                .whereRef('earlier.sequence', '<', 'letter.sequence')
                .where('earlier.state', 'in', ['queued', 'sending']),
            ),
          ),
        )
        .returning('tries')
        .executeTakeFirst();
      return taken;
    },

    async settle(id, { tries }, outcome) {
      const settled = await trx
        .updateTable('letter')
        .set({
          state: outcome.state,
          ...(outcome.state === 'sent' ? { ref: outcome.ref, reason: null } : { reason: outcome.reason }),
          ...(outcome.state === 'queued' && { not_before: outcome.notBefore.toString() }),
        })
        .where('workspace_id', '=', workspace)
        .where('letter_id', '=', id)
        .where('state', '=', 'sending')
        .where('tries', '=', tries)
        .returning('replaces')
        .executeTakeFirst();
      if (!settled?.replaces || outcome.state !== 'sent') return;
      // A message that was gone has been posted anew: whoever replaces it next has to know where it is.
      await trx
        .updateTable('letter')
        .set({ ref: outcome.ref })
        .where('workspace_id', '=', workspace)
        .where('letter_id', '=', settled.replaces)
        .execute();
    },
  };
}

function conversationOf(to: Recipient): string {
  return to.kind === 'member' ? `member:${to.member}` : `channel:${to.channel}`;
}

/** Over all workspaces: what a crash or a throttled platform left to be sent. */
export async function unsentLetters(db: Database, before: Temporal.Instant, limit: number): Promise<StoredLetter[]> {
  const rows = await db
    .selectFrom('letter')
    .selectAll()
    .where('state', 'in', ['queued', 'sending'])
    .where('not_before', '<=', sql<Temporal.Instant>`${before.toString()}`)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return rows.map(read);
}

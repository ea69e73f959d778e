import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { WorkspaceId } from '../../src/events.ts';
import { type Letter, outboundSchema, type Recipient } from '../../src/letter.ts';
import { LETTER_STATES, type Letters, type StoredLetter } from '../../src/ports/letters.ts';
import { LEASE_SECONDS } from '../../src/ports/outbox.ts';
import { own } from './own-rows.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

export const recipientSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('member'), member: z.string() }),
  z.object({ kind: z.literal('home'), member: z.string() }),
  z.object({ kind: z.literal('channel'), channel: z.string(), thread: z.string().optional() }),
  z.object({ kind: z.literal('aside'), channel: z.string(), member: z.string() }),
  z.object({ kind: z.literal('group'), members: z.array(z.string()) }),
]);

const stateSchema = z.enum(LETTER_STATES);

type LetterRow = Pick<
  Selectable<Tables['letter']>,
  'workspace_id' | 'letter_id' | 'recipient' | 'outbound' | 'purpose' | 'replaces'
>;

export function readLetter(row: LetterRow): Letter {
  return {
    id: row.letter_id,
    workspace: row.workspace_id as WorkspaceId,
    to: recipientSchema.parse(row.recipient),
    outbound: outboundSchema.parse(row.outbound),
    purpose: row.purpose,
    ...(row.replaces && { replaces: row.replaces }),
  };
}

export function letters(scope: Scope): Letters {
  const { trx, workspace, only } = scope;
  return {
    async get(id): Promise<StoredLetter | undefined> {
      const row = await trx
        .selectFrom('letter')
        .selectAll()
        .where('workspace_id', '=', workspace)
        .where('letter_id', '=', id)
        .executeTakeFirst();
      if (!row) return undefined;
      const state = stateSchema.parse(row.state);
      // Who sends a letter may keep it until then.
      const sent = state === 'sent' && { sentAt: row.not_before };
      return { ...readLetter(row), state, ...(row.ref && { ref: row.ref }), ...sent };
    },

    async claim(purpose, at) {
      const claimed = await trx
        .insertInto('said')
        .values({ workspace_id: workspace, purpose, said_at: at.toString() })
        .onConflict((on) => on.doNothing())
        .returning('purpose')
        .execute();
      return claimed.length > 0;
    },

    async add(all, at, holder) {
      if (all.length === 0) return [];
      own(only, ...all.flatMap(({ to }) => ('channel' in to ? to.channel : 'members' in to ? to.members : to.member)));
      const { busy, shown } = await standing(scope, { hurried: holder === undefined ? [] : all, all, holder });
      const kept = all.map((letter) => {
        const { replaces: _, ...rest } = letter;
        const taken = holder !== undefined && !busy.has(conversationOf(letter.to));
        return { ...rest, ...(letter.replaces && shown.get(letter.replaces)), ...inThread(letter, shown), taken };
      });
      const lease = at.add({ seconds: LEASE_SECONDS }).toString();
      await trx
        .insertInto('letter')
        .values(
          kept.map((letter) => ({
            workspace_id: workspace,
            letter_id: letter.id,
            recipient: JSON.stringify(letter.to),
            conversation: conversationOf(letter.to),
            outbound: JSON.stringify(letter.outbound),
            purpose: letter.purpose,
            replaces: letter.replaces ?? null,
            state: letter.taken ? 'sending' : 'queued',
            ref: null,
            reason: null,
            tries: 0,
            repeats: 0,
            holder: letter.taken ? (holder ?? null) : null,
            not_before: letter.taken ? lease : at.toString(),
            queued_at: at.toString(),
          })),
        )
        .execute();
      return kept;
    },
  };
}

type Asked = { hurried: readonly Letter[]; all: readonly Letter[]; holder: string | undefined };
type Shown = { replaces: string; ref?: string };

/**
 * How things stand, at one moment: the conversations of hurried letters in which earlier ones wait that are not in the holder's own hands; and of letters that are to be replaced,
 * which one was first shown in the same message, and where that is.
 */
async function standing({ trx, workspace }: Scope, { hurried, all, holder }: Asked) {
  const conversations = [...new Set(hurried.map((letter) => conversationOf(letter.to)))];
  const replaced = all.flatMap((letter) => [letter.replaces ?? [], threadOf(letter.to) ?? []].flat());
  const shown = new Map<string, Shown>();
  if (conversations.length + replaced.length === 0) return { busy: new Set<string>(), shown };
  const { rows } = await sql<{ busy: string | null; id: string; root: string; ref: string | null }>`
    select conversation as busy, '' as id, '' as root, null as ref from letter
    where workspace_id = ${workspace} and conversation = any(${conversations}) and ${isOpen}
      and (letter.state <> 'sending' or holder is distinct from ${holder ?? null})
    union all
    select null, letter.letter_id, coalesce(letter.replaces, letter.letter_id), coalesce(${rootRef(workspace)}, letter.ref)
    from letter where letter.workspace_id = ${workspace} and letter.letter_id = any(${replaced})`.execute(trx);
  for (const { busy, id, root, ref } of rows) if (busy === null) shown.set(id, { replaces: root, ...(ref && { ref }) });
  return { busy: new Set(rows.map((row) => row.busy)), shown };
}

function threadOf(to: Recipient): string | undefined {
  return to.kind === 'channel' ? to.thread : undefined;
}

/** A letter into a thread names the letter that was first shown in its message, and knows where that is. */
function inThread({ to }: Letter, shown: ReadonlyMap<string, Shown>): { to: Recipient; under?: string } {
  const root = to.kind === 'channel' && to.thread !== undefined ? shown.get(to.thread) : undefined;
  if (to.kind !== 'channel' || !root) return { to };
  return { to: { ...to, thread: root.replaces }, ...(root.ref && { under: root.ref }) };
}

/** Where the message stands in whose thread a letter goes. */
export function threadRef(workspace: WorkspaceId) {
  return sql<string | null>`(
    select root.ref from letter as root where root.workspace_id = ${workspace} and root.letter_id = letter.recipient ->> 'thread')`;
}

/**
 * Where the message stands that a letter goes in the place of. A query of its own for each, since PostgreSQL, while it knows little of a young table,
 * would join by walking through the whole workspace.
 */
export function rootRef(workspace: WorkspaceId) {
  return sql<string | null>`(
    select root.ref from letter as root where root.workspace_id = ${workspace} and root.letter_id = letter.replaces)`;
}

/** As the index of the queue has it: PostgreSQL uses a partial index where it sees the same words. */
export const waits = sql<boolean>`letter.state in ('queued', 'sending', 'unsure')`;

/** As the index of a conversation's letters has it. */
const isOpen = sql<boolean>`letter.state <> 'sent' and letter.state <> 'failed'`;

/** Letters of one conversation keep their order; what one person alone sees in a channel waits for nothing that others see. */
function conversationOf(to: Recipient): string {
  if (to.kind === 'group') return `group:${to.members.join(',')}`;
  if (to.kind === 'member' || to.kind === 'home') return `${to.kind}:${to.member}`;
  return to.kind === 'channel' ? `channel:${to.channel}` : `aside:${to.channel}:${to.member}`;
}

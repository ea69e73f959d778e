import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Letter, Recipient } from '../../src/letter.ts';
import type { Sighting } from '../../src/ports/platform.ts';
import type { Dms } from './dms.ts';
import { errorCode } from './refusal.ts';

const LETTER = 'cairn_letter';

/** Kept with a message: which letter it is, so that it can be found again. */
export function metadataOf(letter: Letter): { event_type: string; event_payload: { letter: string } } {
  return { event_type: LETTER, event_payload: { letter: letter.id } };
}

const ourMetadata = z.object({ event_type: z.literal(LETTER), event_payload: z.object({ letter: z.string() }) });

const historySchema = z.object({
  messages: z.array(z.object({ ts: z.string(), metadata: ourMetadata.optional().catch(undefined) })),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

// Slack's clock and ours may differ.
const MARGIN = { minutes: 5 };
const PAGE = 200;
const MOST_PAGES = 3;

/** Where Slack does not let us read what was posted. */
const hidden = [
  'missing_scope',
  'not_in_channel',
  'channel_not_found',
  'user_not_found',
  'user_not_visible',
  'user_disabled',
  'cannot_dm_bot',
  'method_not_supported_for_channel_type',
];

/** Looks for a letter in what was posted in its conversation since then. What only one person sees is in no history. */
export async function find(client: WebClient, dms: Dms, letter: Letter, since: Temporal.Instant): Promise<Sighting> {
  if (letter.to.kind === 'aside') return { seen: 'unknown' };
  // To put the Home tab there twice is to put it there once.
  if (letter.to.kind === 'home') return { seen: 'no' };
  try {
    const channel = await channelOf(client, dms, letter, letter.to);
    return await search(client, channel, letter.id, since.subtract(MARGIN));
  } catch (error) {
    if (hidden.includes(errorCode(error) ?? '')) return { seen: 'unknown' };
    throw error;
  }
}

type Place = Exclude<Recipient, { kind: 'aside' | 'home' }>;

async function channelOf(client: WebClient, dms: Dms, letter: Letter, to: Place): Promise<string> {
  if (to.kind === 'channel') return to.channel;
  return to.kind === 'group' ? groupOf(client, to.members) : dmWith(client, dms, letter, to.member);
}

const openedSchema = z.object({ channel: z.object({ id: z.string() }) });

async function dmWith(client: WebClient, dms: Dms, { workspace }: Letter, member: string): Promise<string> {
  const known = dms.of(workspace, member);
  if (known) return known;
  const { channel } = openedSchema.parse(await client.conversations.open({ users: member }));
  dms.learn(workspace, member, channel.id);
  return channel.id;
}

/** The chat of some people and Cairn: Slack opens it, or finds the one that there is. */
export async function groupOf(client: WebClient, members: readonly string[]): Promise<string> {
  return openedSchema.parse(await client.conversations.open({ users: members.join(',') })).channel.id;
}

async function search(client: WebClient, channel: string, letter: string, since: Temporal.Instant): Promise<Sighting> {
  const oldest = (since.epochMilliseconds / 1_000).toFixed(6);
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const from = cursor ? { cursor } : {};
    const answer = await client.conversations.history({ channel, oldest, limit: PAGE, include_all_metadata: true, ...from });
    const { messages, response_metadata } = historySchema.parse(answer);
    const found = messages.find(({ metadata }) => metadata?.event_payload.letter === letter);
    if (found) return { seen: 'yes', ref: `${channel}:${found.ts}` };
    cursor = response_metadata?.next_cursor;
    if (!cursor) return { seen: 'no' };
  }
  return { seen: 'unknown' };
}

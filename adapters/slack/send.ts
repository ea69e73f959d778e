import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Letter, Recipient } from '../../src/outbound.ts';
import { type Log, NotDelivered, type Platform, type Profile } from '../../src/ports.ts';
import { nameSchema } from '../words.ts';
import { reasonOf } from './log.ts';
import { errorCode, notDelivered } from './refusal.ts';
import { renderMessage } from './render.ts';

const postedSchema = z.object({ channel: z.string(), ts: z.string() });
const whisperedSchema = z.object({ message_ts: z.string() });

const told = nameSchema.nullish();
const personSchema = z.object({
  user: z.object({
    real_name: told,
    tz: told,
    locale: told,
    profile: z.object({ display_name: told, real_name: told }).nullish(),
  }),
});

// 1,600 direct messages in 7 minutes is the one figure that is known of the cap on a workspace (platforms.md).
const PACE = { workspace: 3.9, conversation: 1 };

const elsewhere = ['not_in_channel', 'channel_not_found', 'user_not_in_channel'];

const gone = ['message_not_found', 'cant_update_message', 'edit_window_closed', 'channel_not_found'];

/**
 * Posts to one workspace of Slack. A message's reference is `<channel>:<ts>`. `dms` holds the direct messages that people have used, by person;
 * to the others Slack opens one.
 */
export function slackPlatform(client: WebClient, dms: ReadonlyMap<string, string>, log: Log): Platform {
  return {
    post: (letter) => sent(letter, () => post(client, dms, letter)),
    update: (letter, ref) => sent(letter, () => update(client, dms, letter, ref)),
    find: async () => ({ seen: 'unknown' }),
    pace: PACE,
    profile: (_workspace, member) => profile(client, member, log),
  };
}

async function sent(letter: Letter, send: () => Promise<string>): Promise<string> {
  try {
    return await send();
  } catch (error) {
    throw error instanceof NotDelivered ? error : notDelivered(error, letter);
  }
}

async function post(client: WebClient, dms: ReadonlyMap<string, string>, letter: Letter): Promise<string> {
  const { to } = letter;
  if (to.kind === 'aside') return whisper(client, dms, letter, to);
  const answer = await client.chat.postMessage({
    channel: to.kind === 'member' ? (dms.get(to.member) ?? to.member) : to.channel,
    ...renderMessage(letter),
    metadata: metadataOf(letter),
    unfurl_links: false,
    unfurl_media: false,
  });
  const { channel, ts } = postedSchema.parse(answer);
  return `${channel}:${ts}`;
}

type Aside = Extract<Recipient, { kind: 'aside' }>;

// Slack cannot change what only one person sees, so it is said again. Where somebody types /cairn in a channel that Cairn is
// not in, it cannot whisper there: the answer comes in private.
async function whisper(client: WebClient, dms: ReadonlyMap<string, string>, letter: Letter, to: Aside): Promise<string> {
  try {
    const answer = await client.chat.postEphemeral({ channel: to.channel, user: to.member, ...renderMessage(letter) });
    return `${to.channel}:${whisperedSchema.parse(answer).message_ts}`;
  } catch (error) {
    if (!elsewhere.includes(errorCode(error) ?? '')) throw error;
    return post(client, dms, { ...letter, to: { kind: 'member', member: to.member } });
  }
}

async function update(client: WebClient, dms: ReadonlyMap<string, string>, letter: Letter, ref: string): Promise<string> {
  const [, channel, ts] = /^([^:]+):(\d+\.\d+)$/.exec(ref) ?? [];
  if (letter.to.kind === 'aside' || !channel || !ts) return post(client, dms, letter);
  try {
    await client.chat.update({ channel, ts, ...renderMessage(letter), metadata: metadataOf(letter) });
    return ref;
  } catch (error) {
    if (gone.includes(errorCode(error) ?? '')) return post(client, dms, letter);
    throw error;
  }
}

// Kept with the message: shows later whether a letter of which we are unsure did arrive.
function metadataOf(letter: Letter): { event_type: string; event_payload: { letter: string } } {
  return { event_type: 'cairn_letter', event_payload: { letter: letter.id } };
}

async function profile(client: WebClient, member: string, log: Log): Promise<Profile> {
  try {
    const { user } = personSchema.parse(await client.users.info({ user: member, include_locale: true }));
    return {
      name: user.profile?.display_name || user.real_name || user.profile?.real_name || member,
      ...(user.tz && { zone: user.tz }),
      ...(user.locale && { locale: user.locale }),
    };
  } catch (error) {
    log.warn({ platform: 'slack', member }, `no profile, the id stands for the name: ${errorCode(error) ?? reasonOf(error)}`);
    return { name: member };
  }
}

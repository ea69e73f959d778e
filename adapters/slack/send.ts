import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { WorkspaceId } from '../../src/events.ts';
import type { Letter, Recipient } from '../../src/letter.ts';
import type { Log } from '../../src/ports/log.ts';
import { NotDelivered, type PlacedLetter, type Platform, type Profile, type Sighting } from '../../src/ports/platform.ts';
import { nameSchema } from '../words.ts';
import type { Clients } from './clients.ts';
import type { Dms } from './dms.ts';
import { find, groupOf, metadataOf } from './find.ts';
import { reasonOf } from './log.ts';
import { errorCode, isLockedOut, notDelivered } from './refusal.ts';
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

// 1,600 direct messages in 7 minutes is the one figure that is known of the cap on a workspace; up to 4 a second are taken (platforms.md).
const PACE = { workspace: 3.98, conversation: 1 };

const elsewhere = ['not_in_channel', 'channel_not_found', 'user_not_in_channel'];

const gone = ['message_not_found', 'cant_update_message', 'edit_window_closed', 'channel_not_found'];

/**
 * Posts to workspaces of Slack. A message's reference is `<channel>:<ts>`. `dms` holds the direct messages that people have used; to the
 * others Slack opens one.
 */
export function slackPlatform(clients: Clients, dms: Dms, log: Log): Platform {
  return {
    post: (letter) => sent(letter, clients, (client, content) => post(client, dms, letter, content)),
    update: (letter, ref) => sent(letter, clients, (client, content) => update(client, dms, letter, content, ref)),
    find: (letter, since) => looked(letter, () => clients.use(letter.workspace, (client) => find(client, dms, letter, since))),
    pace: PACE,
    tellsStatus: true,
    opensGroups: true,
    profile: (workspace, member) => profile(clients, workspace, member, log),
  };
}

type Content = ReturnType<typeof renderMessage>;
type Send = (client: WebClient, content: Content) => Promise<string>;

async function sent(letter: Letter, clients: Clients, send: Send): Promise<string> {
  const content = renderMessage(letter);
  const hand = (shown: Content) => clients.use(letter.workspace, (client) => send(client, shown));
  try {
    return await hand(content).catch((error: unknown) => {
      // Slack brings charts to one workspace after the other; until then their words say the same.
      if (!isRefusedChart(error, content)) throw error;
      return hand(renderMessage(letter, { charts: 0 }));
    });
  } catch (error) {
    throw error instanceof NotDelivered ? error : notDelivered(error, letter);
  }
}

function isRefusedChart(error: unknown, { blocks }: Content): boolean {
  const refusal = error instanceof NotDelivered ? error.cause : error;
  return errorCode(refusal) === 'invalid_blocks' && blocks.some(({ type }) => type === 'data_visualization');
}

// Whatever keeps us from looking, the letter is as unsure as before.
async function looked(letter: Letter, look: () => Promise<Sighting>): Promise<Sighting> {
  try {
    return await look();
  } catch (error) {
    const refusal = error instanceof NotDelivered ? error : notDelivered(error, letter);
    if (refusal.reason === 'throttled' || refusal.reason === 'unreachable') throw refusal;
    throw new NotDelivered('unsure', refusal.message, { cause: error });
  }
}

async function post(client: WebClient, dms: Dms, letter: PlacedLetter, content: Content): Promise<string> {
  const { to, workspace } = letter;
  if (to.kind === 'home') return publish(client, letter, content, to);
  if (to.kind === 'aside') return whisper(client, dms, letter, content, to);
  if (to.kind === 'channel') return postIn(client, to.channel, letter, content);
  if (to.kind === 'group') return postIn(client, await groupOf(client, to.members), letter, content);
  const known = dms.of(workspace, to.member);
  try {
    const ref = await postIn(client, known ?? to.member, letter, content);
    dms.learn(workspace, to.member, ref.slice(0, ref.lastIndexOf(':')));
    return ref;
  } catch (error) {
    // What was taken for their direct message is not, or no more: Slack opens the right one.
    if (known === undefined || !elsewhere.includes(errorCode(error) ?? '')) throw error;
    dms.forget(workspace, to.member);
    return post(client, dms, letter, content);
  }
}

async function postIn(client: WebClient, where: string, letter: PlacedLetter, content: Content): Promise<string> {
  const answer = await client.chat.postMessage({
    channel: where,
    ...content,
    ...(letter.under && { thread_ts: letter.under.slice(letter.under.lastIndexOf(':') + 1) }),
    metadata: metadataOf(letter),
    unfurl_links: false,
    unfurl_media: false,
  });
  const { channel, ts } = postedSchema.parse(answer);
  return `${channel}:${ts}`;
}

type Home = Extract<Recipient, { kind: 'home' }>;

// What the Home tab shows is put in the place of what it showed. Nobody waits for it, so that its own limit holds up nothing else.
async function publish(client: WebClient, letter: Letter, { blocks }: Content, { member }: Home): Promise<string> {
  try {
    await client.views.publish({ user_id: member, view: { type: 'home', blocks } });
    return `home:${member}`;
  } catch (error) {
    if (isLockedOut(error)) throw error;
    throw patient(repeatable(notDelivered(error, letter)));
  }
}

type Aside = Extract<Recipient, { kind: 'aside' }>;

// Slack cannot change what only one person sees, so it is said again. Where somebody types /cairn in a channel that Cairn is
// not in, it cannot whisper there: the answer comes in private.
async function whisper(client: WebClient, dms: Dms, letter: PlacedLetter, content: Content, to: Aside): Promise<string> {
  try {
    const answer = await client.chat.postEphemeral({ channel: to.channel, user: to.member, ...content });
    return `${to.channel}:${whisperedSchema.parse(answer).message_ts}`;
  } catch (error) {
    if (!elsewhere.includes(errorCode(error) ?? '')) throw error;
    return post(client, dms, { ...letter, to: { kind: 'member', member: to.member } }, content);
  }
}

async function update(client: WebClient, dms: Dms, letter: PlacedLetter, content: Content, ref: string): Promise<string> {
  const [, channel, ts] = /^([^:]+):(\d+\.\d+)$/.exec(ref) ?? [];
  if (letter.to.kind === 'aside' || !channel || !ts) return post(client, dms, letter, content);
  try {
    await client.chat.update({ channel, ts, ...content, metadata: metadataOf(letter) });
    return ref;
  } catch (error) {
    if (gone.includes(errorCode(error) ?? '')) return post(client, dms, letter, content);
    if (isLockedOut(error)) throw error;
    throw repeatable(notDelivered(error, letter));
  }
}

// To change a message twice is to change it once.
function repeatable(refusal: NotDelivered): NotDelivered {
  return refusal.reason === 'unsure' ? new NotDelivered('failed', refusal.message, { cause: refusal.cause }) : refusal;
}

function patient(refusal: NotDelivered): NotDelivered {
  const { reason, message, retryAfterMs, cause } = refusal;
  if (reason !== 'throttled') return refusal;
  return new NotDelivered('failed', message, { ...(retryAfterMs !== undefined && { retryAfterMs }), cause });
}

async function profile(clients: Clients, workspace: WorkspaceId, member: string, log: Log): Promise<Profile> {
  try {
    const asked = await clients.use(workspace, (client) => client.users.info({ user: member, include_locale: true }));
    const { user } = personSchema.parse(asked);
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

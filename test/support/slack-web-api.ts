import { z } from 'zod';
import { homeBlocks, type MessageBlock, messageBlocks } from './slack-blocks.ts';

type FakeUser = { id: string; name?: string; zone?: string; locale?: string; bot?: boolean };
type FakeChannel = { id: string; name?: string; archived?: boolean; joined?: boolean };
export type Message = {
  channel: string;
  ts: string;
  text: string;
  blocks: MessageBlock[];
  metadata: unknown;
  edits: number;
  thread?: string;
};
/** A message that only one person sees. */
export type Aside = Message & { to: string };

/** What a fake Slack holds. */
export type Workspace = {
  users: readonly FakeUser[];
  channels: readonly FakeChannel[];
  team: string;
  /** The tokens that are good. */
  tokens: string[];
  /** With token rotation: what the next token is had for, once. */
  refreshToken: string | undefined;
  /** What messages are dated with. */
  now: () => Temporal.Instant;
  /** Where Socket Mode connects to. */
  socketUrl: string | undefined;
  messages: Message[];
  asides: Aside[];
  /** What the Home tab of each person shows. */
  homes: Map<string, Message>;
};

type Answer = Record<string, unknown>;
type Method = (workspace: Workspace, args: Record<string, unknown>) => Answer;

export const botUser = 'U0CAIRN';
export const clientSecret = 'a-client-secret';
let granted = 0;
const botId = 'B0CAIRN';

class Refused extends Error {
  readonly answer: Answer;

  constructor(error: string, details: Answer = {}) {
    super(error);
    this.answer = { ok: false, error, ...details };
  }
}

/** What Slack answers to a call, refusals included; the token says which workspace it is about. */
export function answer(
  workspaces: readonly Workspace[],
  method: string,
  args: Record<string, unknown>,
  authorization: string | undefined,
): Answer {
  const act = methods[method];
  const owner = workspaces.find(({ tokens }) => tokens.some((token) => authorization === `Bearer ${token}`));
  const workspace = method === 'apps.connections.open' ? workspaces[0] : owner;
  try {
    if (method === 'oauth.v2.access') return { ok: true, ...grant(workspaces, args) };
    if (!act) throw new Refused('unknown_method');
    if (!workspace) throw new Refused('invalid_auth');
    return { ok: true, ...act(workspace, args) };
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    if (error instanceof z.ZodError)
      return { ok: false, error: 'invalid_arguments', response_metadata: { messages: reasons(error) } };
    throw error;
  }
}

const json = z.string().transform((text): unknown => JSON.parse(text));
const homeView = z.strictObject({ type: z.literal('home'), blocks: homeBlocks });
const contentArgs = z.object({ text: z.string().optional(), blocks: json.optional(), metadata: json.optional() });

const grantArgs = z.object({ code: z.string().optional(), refresh_token: z.string().optional(), client_secret: z.string() });
const historyArgs = z.object({
  channel: z.string(),
  oldest: z.coerce.number().default(0),
  limit: z.coerce.number().int().min(1).max(999).default(100),
  cursor: z.coerce.number().int().default(0),
  include_all_metadata: z.string().optional(),
});

const methods: Readonly<Record<string, Method>> = {
  'auth.test': ({ team }) => ({
    url: 'https://fake.slack.example/',
    team: 'Fake',
    team_id: team,
    user: 'cairn',
    user_id: botUser,
    bot_id: botId,
  }),

  'chat.postMessage': (workspace, args) => {
    const channel = openChannel(workspace, z.string().parse(args['channel']));
    const thread = z.string().optional().parse(args['thread_ts']);
    if (thread !== undefined && !workspace.messages.some((each) => each.channel === channel && each.ts === thread))
      throw new Refused('thread_not_found');
    const message = { channel, ts: nextTs(workspace), ...content(args), edits: 0, ...(thread && { thread }) };
    workspace.messages.push(message);
    return { channel, ts: message.ts, message: { text: message.text, ts: message.ts } };
  },

  'chat.postEphemeral': (workspace, args) => {
    const channel = openChannel(workspace, z.string().parse(args['channel']));
    const to = knownUser(workspace, z.string().parse(args['user'])).id;
    const aside = { channel, to, ts: nextTs(workspace), ...content(args), edits: 0 };
    workspace.asides.push(aside);
    return { message_ts: aside.ts };
  },

  'chat.update': (workspace, args) => {
    const { channel, ts } = z.object({ channel: z.string(), ts: z.string() }).parse(args);
    const message = workspace.messages.find((each) => each.channel === channel && each.ts === ts);
    if (!message) throw new Refused('message_not_found');
    const changed = content(args);
    Object.assign(message, { ...changed, metadata: changed.metadata ?? message.metadata, edits: message.edits + 1 });
    return { channel, ts, text: message.text };
  },

  // By the scopes of the manifest, which cover direct messages alone.
  'conversations.history': (workspace, args) => {
    const { channel, oldest, limit, cursor, include_all_metadata } = historyArgs.parse(args);
    if (!channel.startsWith('D')) throw new Refused('missing_scope');
    openChannel(workspace, channel);
    const newest = workspace.messages.filter((each) => each.channel === channel && Number(each.ts) > oldest).toReversed();
    const page = newest.slice(cursor, cursor + limit);
    const more = newest.length > cursor + limit;
    return {
      messages: page.map(({ ts, text, blocks, metadata }) => ({
        type: 'message',
        ts,
        text,
        blocks,
        ...(include_all_metadata === 'true' && { metadata }),
      })),
      has_more: more,
      response_metadata: { next_cursor: more ? String(cursor + limit) : '' },
    };
  },

  'conversations.open': (workspace, args) => ({
    channel: { id: openedFor(workspace, z.string().parse(args['users']).split(',')) },
  }),

  'views.publish': (workspace, args) => {
    const user = knownUser(workspace, z.string().parse(args['user_id'])).id;
    const view = homeView.safeParse(json.parse(args['view']));
    if (!view.success) throw new Refused('invalid_arguments', { response_metadata: { messages: reasons(view.error) } });
    const edits = (workspace.homes.get(user)?.edits ?? -1) + 1;
    const shown = { channel: dmOf(user), ts: `home-${user}`, text: '', blocks: view.data.blocks, metadata: undefined, edits };
    workspace.homes.set(user, shown);
    return { view: { id: `V${user}`, type: 'home' } };
  },

  'users.info': (workspace, args) => {
    const { id, name = id, zone, locale } = knownUser(workspace, z.string().parse(args['user']));
    return {
      user: {
        id,
        team_id: workspace.team,
        real_name: name,
        tz: zone,
        ...(args['include_locale'] === 'true' && { locale }),
        profile: { display_name: '', real_name: name },
      },
    };
  },

  'apps.connections.open': ({ socketUrl }) => {
    if (!socketUrl) throw new Refused('not_allowed_token_type');
    return { url: socketUrl };
  },
};

/** Gives a token for the code of a workspace, `code-T0001`, or for a refresh token. */
function grant(workspaces: readonly Workspace[], args: Record<string, unknown>): Answer {
  const { code, refresh_token, client_secret } = grantArgs.parse(args);
  if (client_secret !== clientSecret) throw new Refused('bad_client_secret');
  const workspace = workspaces.find(({ team, refreshToken }) =>
    refresh_token === undefined ? code === `code-${team}` : refresh_token === refreshToken,
  );
  if (!workspace) throw new Refused(refresh_token === undefined ? 'invalid_code' : 'invalid_refresh_token');
  granted += 1;
  const token = `xoxb-${workspace.team}-${granted}`;
  workspace.tokens.push(token);
  if (workspace.refreshToken !== undefined) workspace.refreshToken = `xoxe-${workspace.team}-${granted}`;
  return {
    access_token: token,
    token_type: 'bot',
    scope: 'chat:write',
    bot_user_id: botUser,
    app_id: 'A0CAIRN',
    team: { id: workspace.team, name: 'Fake' },
    enterprise: null,
    is_enterprise_install: workspace.team.startsWith('E'),
    authed_user: { id: 'U1' },
    ...(workspace.refreshToken !== undefined && { refresh_token: workspace.refreshToken, expires_in: 43_200 }),
  };
}

function openedFor(workspace: Workspace, users: readonly string[]): string {
  const [first = '', ...others] = users.map((user) => knownUser(workspace, user).id);
  return others.length === 0 ? dmOf(first) : groupOf([first, ...others]);
}

/** The id of the chat of some people and the bot. */
function groupOf(users: readonly string[]): string {
  return `G${users.toSorted().join('')}`;
}

function openChannel(workspace: Workspace, id: string): string {
  if (id.startsWith('U')) {
    if (id === botUser || workspace.users.some((user) => user.id === id && user.bot)) throw new Refused('cannot_dm_bot');
    if (!workspace.users.some((user) => user.id === id)) throw new Refused('channel_not_found');
    return dmOf(id);
  }
  if (workspace.users.some((user) => dmOf(user.id) === id) || id.startsWith('G')) return id;
  const channel = workspace.channels.find((each) => each.id === id);
  if (!channel) throw new Refused('channel_not_found');
  if (channel.archived) throw new Refused('is_archived');
  if (channel.joined === false) throw new Refused('not_in_channel');
  return id;
}

function knownUser(workspace: Workspace, id: string): FakeUser {
  const user = workspace.users.find((each) => each.id === id);
  if (!user) throw new Refused('user_not_found');
  return user;
}

function content(args: Record<string, unknown>): Pick<Message, 'text' | 'blocks' | 'metadata'> {
  const { text = '', blocks = [], metadata } = contentArgs.parse(args);
  if (text.length > 4_000) throw new Refused('msg_too_long');
  const parsed = messageBlocks.safeParse(blocks);
  if (!parsed.success) throw new Refused('invalid_blocks', { response_metadata: { messages: reasons(parsed.error) } });
  if (text === '' && parsed.data.length === 0) throw new Refused('no_text');
  return { text, blocks: parsed.data, metadata };
}

function reasons(error: z.ZodError): string[] {
  return error.issues.map((issue) => `[ERROR] ${issue.message} [json-pointer:/${issue.path.join('/')}]`);
}

function nextTs({ messages, asides, now }: Workspace): string {
  const seconds = Math.floor(now().epochMilliseconds / 1_000);
  return `${seconds}.${String(messages.length + asides.length + 1).padStart(6, '0')}`;
}

/** The id of a person's DM with the bot; other ids stay what they are. */
export function dmOf(id: string): string {
  return id.startsWith('U') ? `D${id.slice(1)}` : id;
}

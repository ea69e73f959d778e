import { once } from 'node:events';
import { createServer } from 'node:http';
import express, { type Request, type Response } from 'express';
import { z } from 'zod';
import type { Trust } from '../../adapters/teams/authentication.ts';
import { actionsOn, type CardElement, elementSchema, problemsOf, textOn } from './teams-cards.ts';
import { connectorToken, publishedKeys, type Token } from './teams-tokens.ts';

/** A message of the bot as it stands now. */
export type TeamsMessage = {
  id: string;
  conversation: string;
  /** The words that are seen: on the card, or of a message without one. */
  text: string;
  buttons: string[];
  card?: CardElement;
  /** What the lock screen shows. */
  summary?: string;
};

type TeamsCall = { method: string; path: string; body: unknown; status: number };

/** The Bot Connector of Microsoft Teams on this machine: it keeps what a bot posts and refuses what Teams would refuse. */
export type FakeTeams = {
  serviceUrl: string;
  /** What `connectTeams` takes as its second argument to believe this connector. */
  trust: Trust;
  calls: TeamsCall[];
  messagesIn(conversation: string): TeamsMessage[];
  /** The chat of one person with the bot. */
  chatOf(member: string): string;
  /** Makes a conversation known, as when the bot is installed there. */
  open(conversation: string): void;
  failNext(status: number, options?: { code?: string; message?: string; retryAfter?: number }): void;
  /** The next request is done, and the connection breaks before the answer: all of it, or half of the answer has come. */
  loseNextAnswer(how?: 'all' | 'half'): void;
  /** A token such as the connector sends along with activities for this app; `claims` replace its own. */
  token(appId: string, claims?: Record<string, unknown>): Token;
  newId(): string;
  stop(): Promise<void>;
};

const MAX_BYTES = 28_000;
const BOT_TOKEN = 'token-of-the-bot';

const activitySchema = z.looseObject({
  type: z.literal('message'),
  conversation: z.object({ id: z.string(), conversationType: z.enum(['personal', 'channel', 'groupChat']) }),
  text: z.string().optional(),
  summary: z.string().optional(),
  attachments: z
    .array(z.object({ contentType: z.literal('application/vnd.microsoft.card.adaptive'), content: z.unknown() }))
    .max(1)
    .optional(),
});
const creationSchema = z.object({ tenantId: z.string().min(1), members: z.array(z.object({ id: z.string() })).length(1) });

type ConnectorRequest = Request<Record<string, string>>;
type Answer = { status: number; body: object; headers?: Record<string, string> };

/** `names` is the roster, by member. With `anonymous` the bot may come without a token, as it does in the Agents Playground. */
export async function fakeTeams(options: { names?: Record<string, string>; anonymous?: boolean } = {}): Promise<FakeTeams> {
  const calls: TeamsCall[] = [];
  const conversations = new Map<string, TeamsMessage[]>();
  const failures: Answer[] = [];
  const losses: ('all' | 'half')[] = [];
  let lastId = 0;
  const newId = () => `id-${++lastId}`;

  const http = express();
  http.get('/openid', (request, response) => response.json({ jwks_uri: `http://${request.headers.host}/keys` }));
  http.get('/keys', (_request, response) => response.json(publishedKeys()));
  http.use('/v3', express.json({ limit: '1mb' }));
  serve('post', '/v3/conversations', ({ body }) => {
    const { members } = creationSchema.parse(body);
    const conversation = chatOf(members[0]?.id ?? '');
    open(conversation);
    return { status: 201, body: { id: conversation } };
  });
  serve('post', '/v3/conversations/:conversation/activities{/:replyTo}', ({ body, params: { conversation = '' } }) => {
    const message = read(body, conversation, newId());
    conversations.get(conversation)?.push(message);
    return { status: 201, body: { id: message.id } };
  });
  serve('put', '/v3/conversations/:conversation/activities/:id', ({ body, params: { conversation = '', id = '' } }) => {
    const messages = conversations.get(conversation) ?? [];
    const place = messages.findIndex((message) => message.id === id);
    if (place === -1) return refused(404, 'ActivityNotFoundInConversation');
    messages[place] = read(body, conversation, id);
    return { status: 200, body: { id } };
  });
  serve('delete', '/v3/conversations/:conversation/activities/:id', ({ params: { conversation = '', id = '' } }) => {
    const messages = conversations.get(conversation) ?? [];
    conversations.set(
      conversation,
      messages.filter((message) => message.id !== id),
    );
    return { status: 200, body: {} };
  });
  serve('get', '/v3/conversations/:conversation/members/:member', ({ params: { member = '' } }) => {
    const id = memberOf(member);
    const name = options.names?.[id];
    return name
      ? { status: 200, body: { id: accountOf(id), aadObjectId: id, name } }
      : refused(404, 'MemberNotFoundInConversation');
  });

  function serve(method: 'get' | 'post' | 'put' | 'delete', path: string, handle: (request: ConnectorRequest) => Answer): void {
    http[method](path, (request: ConnectorRequest, response: Response) => {
      const { status, body, headers = {} } = answer(request, handle);
      calls.push({ method: request.method, path: decodeURIComponent(request.path), body: request.body, status });
      const lost = losses.shift();
      if (lost === 'half') response.set('content-length', '1000').write('{"id":', () => request.socket.destroy());
      else if (lost) request.socket.destroy();
      if (lost) return;
      response.status(status).set(headers).json(body);
    });
  }

  function answer(request: ConnectorRequest, handle: (request: ConnectorRequest) => Answer): Answer {
    const { authorization } = request.headers;
    if (authorization !== `Bearer ${BOT_TOKEN}` && !(options.anonymous && !authorization)) return refused(401, 'Unauthorized');
    const failure = failures.shift();
    if (failure) return failure;
    const { conversation } = request.params;
    openThread(String(conversation));
    if (typeof conversation === 'string' && !conversations.has(conversation)) return refused(404, 'ConversationNotFound');
    try {
      return handle(request);
    } catch (error) {
      return refused(
        error instanceof TooLarge ? 413 : 400,
        error instanceof TooLarge ? 'MessageSizeTooBig' : 'BadSyntax',
        String(error),
      );
    }
  }

  /** A message of a channel has a thread from the first reply on. */
  function openThread(conversation: string): void {
    const [, channel = '', root] = /^(.+);messageid=(.+)$/.exec(conversation) ?? [];
    if (conversations.get(channel)?.some(({ id }) => id === root)) open(conversation);
  }

  function open(conversation: string): void {
    if (!conversations.has(conversation)) conversations.set(conversation, []);
  }

  const server = createServer(http).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.int() }).parse(server.address());
  const serviceUrl = `http://127.0.0.1:${port}`;

  return {
    serviceUrl,
    trust: { openIdMetadataUrl: `${serviceUrl}/openid`, acquireToken: async () => BOT_TOKEN },
    calls,
    messagesIn: (conversation) => conversations.get(conversation) ?? [],
    chatOf,
    open,
    failNext(status, { code = 'ServiceError', message = code, retryAfter } = {}) {
      failures.push({
        ...refused(status, code, message),
        ...(retryAfter !== undefined && { headers: { 'retry-after': String(retryAfter) } }),
      });
    },
    loseNextAnswer: (how = 'all') => void losses.push(how),
    token: (appId, claims) => connectorToken({ aud: appId, serviceurl: serviceUrl, ...claims }),
    newId,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

class TooLarge extends Error {}

function read(body: unknown, conversation: string, id: string): TeamsMessage {
  if (Buffer.byteLength(JSON.stringify(body)) > MAX_BYTES) throw new TooLarge('above 28 KB');
  const { text = '', summary, attachments = [] } = activitySchema.parse(body);
  const card = attachments[0]?.content;
  if (card === undefined) return { id, conversation, text, buttons: [], ...(summary && { summary }) };
  const problems = problemsOf(card);
  if (problems.length > 0) throw new Error(problems.join('; '));
  const buttons = actionsOn(card).map((action) => String(action['title']));
  return { id, conversation, text: textOn(card), buttons, card: elementSchema.parse(card), ...(summary && { summary }) };
}

function refused(status: number, code: string, message = code): Answer {
  return { status, body: { error: { code, message } } };
}

function chatOf(member: string): string {
  return `a:chat-of-${memberOf(member)}`;
}

/** The id by which a bot sees a person. */
export function accountOf(member: string): string {
  return `29:${member}`;
}

function memberOf(account: string): string {
  return account.replace(/^29:/, '');
}

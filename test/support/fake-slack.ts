import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { type Aside, answer, botUser, dmOf, type Message, type Workspace } from './slack-web-api.ts';

type Call = { method: string; args: Readonly<Record<string, unknown>> };
/** With `done`, Slack does what was asked before it fails; `dropped` is a connection that breaks in place of the answer. */
type Failure =
  | { error: string; response_metadata?: { messages: string[] } }
  | { retryAfter: number }
  | { status: number; done?: true }
  | { dropped: true; done?: true }
  | { body: string }
  | { hangs: true };

export type FakeSlack = {
  /** What SLACK_API_URL is set to. */
  url: string;
  team: string;
  botToken: string;
  botUser: string;
  /** Every call so far, refused ones too. */
  calls: readonly Call[];
  /** How many callers still wait for an answer that does not come. */
  hanging(): number;
  /** The messages of a channel as they stand now, oldest first; a person's id means the person's DM with the bot. */
  messagesIn(channelOrUser: string, team?: string): readonly Message[];
  asidesTo(user: string): readonly Aside[];
  /** What a person's Home tab shows. */
  homeOf(user: string): Message | undefined;
  /** The next call of the method fails so; one that hangs gets no answer. */
  failNext(method: string, failure: Failure): void;
  /** The tokens of a workspace are good no more. */
  revoke(team: string): void;
  deleteMessage(message: Message): void;
  /** Waits until `find` finds something; it looks again after every call. */
  until<T>(find: () => T | undefined): Promise<T>;
  stop(): Promise<void>;
};

type WorkspaceOptions = Pick<Workspace, 'users'> &
  Partial<Pick<Workspace, 'channels' | 'team' | 'tokens' | 'refreshToken' | 'now'>>;
type Options = WorkspaceOptions &
  Partial<Pick<Workspace, 'socketUrl'>> & {
    /** Further workspaces. */
    others?: readonly WorkspaceOptions[];
    /** What the token may do, as every answer says. */
    scopes?: readonly string[];
  };

/** A Slack of one workspace or several: its Web API over HTTP on this machine, as strict about messages as the real one. */
export async function startFakeSlack({ others = [], scopes, ...first }: Options): Promise<FakeSlack> {
  const workspace = made({ tokens: ['xoxb-fake'], ...first });
  const workspaces = [workspace, ...others.map(made)];
  const named = (team: string) => {
    const found = workspaces.find((each) => each.team === team);
    if (!found) throw new Error(`there is no workspace ${team}`);
    return found;
  };
  const calls: Call[] = [];
  const failures = new Map<string, Failure[]>();
  const waiting = new Set<() => void>();
  const hanging = new Set<express.Response>();
  const app = express().use(express.urlencoded({ limit: '1mb' }), express.json());
  app.post('/api/:method', (request, response) => {
    const { method } = request.params;
    const args: Record<string, unknown> = { ...request.body };
    calls.push({ method, args });
    if (scopes) response.set('x-oauth-scopes', scopes.join(','));
    const failure = failures.get(method)?.shift();
    const done = !failure || 'done' in failure ? answer(workspaces, method, args, request.get('authorization')) : undefined;
    if (!failure) response.json(done);
    else if ('hangs' in failure) hanging.add(response.on('close', () => hanging.delete(response)));
    else if ('retryAfter' in failure)
      response.set('retry-after', String(failure.retryAfter)).status(429).json({ ok: false, error: 'ratelimited' });
    else if ('status' in failure) response.status(failure.status).send('unavailable');
    else if ('dropped' in failure) request.socket.destroy();
    else if ('body' in failure) response.send(failure.body);
    else response.json({ ok: false, ...failure });
    for (const look of waiting) look();
  });
  const server = await listen(app);
  return {
    url: `http://127.0.0.1:${portOf(server)}/api/`,
    team: workspace.team,
    botToken: workspace.tokens[0] ?? '',
    botUser,
    calls,
    hanging: () => hanging.size,
    messagesIn: (where, team = workspace.team) =>
      copies(named(team).messages.filter((message) => message.channel === dmOf(where))),
    asidesTo: (user) => copies(workspace.asides.filter((aside) => aside.to === user)),
    homeOf: (user) => workspace.homes.get(user),
    failNext: (method, failure) => failures.set(method, [...(failures.get(method) ?? []), failure]),
    revoke: (team) => {
      named(team).tokens = [];
    },
    deleteMessage: (message) => {
      workspace.messages = workspace.messages.filter((each) => each.ts !== message.ts);
    },
    until: (find) => until(find, waiting),
    stop: () => closed(server),
  };
}

function made(options: WorkspaceOptions): Workspace {
  return {
    channels: [],
    team: 'T0001',
    tokens: [],
    refreshToken: undefined,
    now: () => Temporal.Instant.from('2023-11-14T22:13:20Z'),
    socketUrl: undefined,
    ...options,
    messages: [],
    asides: [],
    homes: new Map(),
  };
}

export function listen(app: express.Express): Promise<Server> {
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve(server));
  });
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

export function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

// A message that a test holds stays as it was seen, so that an old button can be pressed.
function copies<T extends object>(messages: readonly T[]): T[] {
  return messages.map((message) => ({ ...message }));
}

function until<T>(find: () => T | undefined, waiting: Set<() => void>): Promise<T> {
  return new Promise((resolve) => {
    const look = () => {
      const found = find();
      if (found === undefined) return;
      waiting.delete(look);
      resolve(found);
    };
    waiting.add(look);
    look();
  });
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import { z } from 'zod';
import { type Settings, settingsSchema } from './ledger.ts';
import { Slack } from './slack.ts';

export type SlackServer = {
  /** What SLACK_API_URL is set to. The token `xoxb-T1` is that of the app in workspace T1. */
  url: string;
  slack: Slack;
  stop(): Promise<void>;
};

const USUAL: Settings = { limits: false, faults: null, zone: 'Europe/Berlin' };

/** Slack's Web API on this machine: quick rather than strict, where `fake-slack.ts` is strict. Other processes steer it under `/control/`. */
export async function startSlackServer(settings: Partial<Settings> = {}): Promise<SlackServer> {
  const slack = new Slack({ ...USUAL, ...settings });
  const server = createServer((request, response) => void handle(slack, request, response));
  // A connection that is kept open for long is one less to open.
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.int() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${port}/api/`,
    slack,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function handle(slack: Slack, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await read(request).catch(() => undefined);
  // A caller that was killed in the middle of a call has said nothing.
  if (body === undefined) return;
  const path = request.url ?? '';
  if (path.startsWith('/control/')) return control(slack, path.slice('/control/'.length), body, response);
  const team = /^Bearer xoxb-(\w+)$/.exec(request.headers.authorization ?? '')?.[1];
  // A workspace that installs the app has no token yet.
  if (!team && !path.endsWith('/oauth.v2.access')) return send(response, { ok: false, error: 'invalid_auth' });
  const nowMs = performance.timeOrigin + performance.now();
  const [, via = '', method = ''] = /^\/(?:(\w+)\/)?api\/([\w.]+)$/.exec(path) ?? [];
  const answer = slack.take({ via, team: team ?? '', method, args: parse(body), nowMs });
  if ('body' in answer) return send(response, answer.body);
  if ('cut' in answer) return void response.destroy();
  if ('status' in answer) return void response.writeHead(answer.status).end('unavailable');
  response.writeHead(429, { 'retry-after': String(answer.retryAfter), 'content-type': 'application/json' });
  response.end('{"ok":false,"error":"ratelimited"}');
}

function control(slack: Slack, what: string, body: string, response: ServerResponse): void {
  if (what === 'watch') {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' }).flushHeaders();
    const end = slack.watch((saying) => void response.write(`${JSON.stringify(saying)}\n`));
    response.on('close', end);
  } else if (what === 'ledger') send(response, slack.ledger);
  else if (what === 'stats') send(response, slack.stats);
  else if (what === 'reset') {
    slack.reset();
    send(response, {});
  } else if (what === 'settings') {
    slack.settings = { ...slack.settings, ...changed(body) };
    send(response, slack.settings);
  } else response.writeHead(404).end();
}

function changed(body: string): Partial<Settings> {
  const given = settingsSchema.partial().parse(JSON.parse(body));
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
}

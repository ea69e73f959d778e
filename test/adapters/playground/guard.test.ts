import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from './playground.ts';

let playground: Playground;

beforeEach(async () => {
  playground = await startPlayground();
});

afterEach(() => playground.stop());

/** By hand, since fetch lets nobody choose a Host. */
async function ask(path: string, headers: Record<string, string>, method = 'GET'): Promise<{ status: number; text: string }> {
  return await new Promise((resolve, reject) => {
    const asked = request(playground.url + path, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.on('error', reject);
    asked.end(method === 'POST' ? '{"advance":"P1D"}' : undefined);
  });
}

describe('the playground answers only to its own machine', () => {
  test.each(['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'LOCALHOST'])('Host %s is taken', async (host) => {
    expect((await ask('/playground/state', { host })).status).toBe(200);
  });

  test.each(['evil.example', 'localhost.evil.example:3000', '127.0.0.1.evil.example', '10.0.0.7:3000', 'x y'])(
    'Host %j is refused with a reason',
    async (host) => {
      const { status, text } = await ask('/playground/state', { host });
      expect(status).toBe(403);
      expect(JSON.parse(text)).toEqual({ error: expect.stringContaining('localhost') });
    },
  );

  test.each(['https://evil.example', 'null', 'http://localhost:1'])('a post from the Origin %s is refused', async (origin) => {
    const { status, text } = await ask('/playground/clock', { host: 'localhost:3000', origin }, 'POST');
    expect(status).toBe(403);
    expect(JSON.parse(text)).toEqual({ error: expect.stringContaining('Origin') });
    expect(playground.clock.moves).toEqual([]);
  });

  test('a post from its own page is taken', async () => {
    const headers = { host: 'localhost:3000', origin: 'http://localhost:3000' };
    expect((await ask('/playground/clock', headers, 'POST')).status).toBe(200);
  });
});

describe('the page', () => {
  test.each(['/', '/playground', '/playground/'])('is found at %s', async (path) => {
    const response = await fetch(playground.url + path);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toContain('<title>Cairn playground</title>');
  });

  test('loads nothing from elsewhere and lets nothing else run', async () => {
    const response = await fetch(`${playground.url}/playground`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/=]+';/);
    expect(policy).not.toContain('unsafe');
    expect(await response.text()).not.toMatch(/(?:src|href)="https?:/);
  });

  test.each([
    ['/playground/page/main.ts', 'text/javascript; charset=utf-8'],
    ['/playground/page/base.css', 'text/css; charset=utf-8'],
    ['/playground/lib/preact.js', 'text/javascript; charset=utf-8'],
    ['/playground/lib/adaptivecards.js', 'text/javascript; charset=utf-8'],
  ])('%s is served', async (path, type) => {
    const response = await fetch(playground.url + path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
  });

  test.each([
    '/playground/page/tsconfig.json',
    '/playground/page/..%2Fconnect.ts',
    '/playground/connect.ts',
    '/playground/lib/express.js',
  ])('%s is not', async (path) => {
    const response = await fetch(playground.url + path);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: expect.stringContaining('There is no GET') });
  });
});

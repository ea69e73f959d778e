import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import {
  publicKeyText,
  signed,
  signedByConfusion,
  signedByNobody,
  signedBySomebodyElse,
  type Token,
} from '../../support/teams-tokens.ts';
import { APP_ID, type Listening, listening } from './listening.ts';

let printed: MockInstance[];

beforeEach(() => {
  printed = (['log', 'info', 'warn', 'error'] as const).map((method) => vi.spyOn(console, method).mockImplementation(() => {}));
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** All that reached a log or the terminal. */
function written({ logged }: Listening): string {
  return JSON.stringify([logged, printed.flatMap((method) => method.mock.calls.flat().map(String))]);
}

const longAgo = 1_600_000_000;
const farAway = 4_000_000_000;
const good = (token: Token) => `Bearer ${signed(token)}`;
const otherwise = (change: object) => (token: Token) => good({ ...token, claims: { ...token.claims, ...change } });

describe('what the Bot Connector did not sign for us', () => {
  it.each<[string, (token: Token) => string]>([
    ['nothing', () => ''],
    ['no token', () => 'Bearer '],
    ['no scheme', (token) => signed(token)],
    ['another scheme', (token) => `Basic ${signed(token)}`],
    ['something that is no token', () => 'Bearer a.b.c'],
    ['a foreign key under a known id', (token) => `Bearer ${signedBySomebodyElse(token)}`],
    ['a key that nobody published', (token) => good({ ...token, header: { ...token.header, kid: 'own-key' } })],
    ['no signature, as alg none allows', (token) => `Bearer ${signedByNobody(token)}`],
    ['the public key as a shared secret', (token) => `Bearer ${signedByConfusion(token)}`],
    [
      'claims changed afterwards',
      (token) => `Bearer ${signed(token).replace(/\.[^.]+\./, `.${Buffer.from('{}').toString('base64url')}.`)}`,
    ],
    ['another issuer', otherwise({ iss: 'https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0' })],
    [
      'a token of a skill',
      otherwise({ iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/', ver: '1.0', appid: 'skill' }),
    ],
    ['another app', otherwise({ aud: 'another-app' })],
    ['a token that is over', otherwise({ exp: longAgo })],
    ['a token from the future', otherwise({ nbf: farAway })],
    [
      'another signing method of the same key',
      (token) => `Bearer ${signed({ ...token, header: { ...token.header, alg: 'PS256' } })}`,
    ],
    ['a signing method that nobody has', (token) => good({ ...token, header: { ...token.header, alg: 'none' } })],
    [
      'a key that the token itself names',
      (token) => good({ ...token, header: { ...token.header, kid: undefined, jwk: { kty: 'RSA' } } }),
    ],
    [
      'a key at an address of its own',
      (token) => good({ ...token, header: { ...token.header, kid: 'own', jku: 'http://127.0.0.1:9/keys' } }),
    ],
    ['a key id that is a name of JavaScript', (token) => good({ ...token, header: { ...token.header, kid: '__proto__' } })],
    ['no issuer', otherwise({ iss: undefined })],
    ['several audiences', otherwise({ aud: [APP_ID, 'another-app'] })],
    ['no end', otherwise({ exp: undefined })],
    ['no service', otherwise({ serviceurl: undefined })],
    ['a token that never begins', otherwise({ nbf: 'never' })],
    [
      'a token of 12,000 letters',
      (token) => otherwise({ padding: 'x'.repeat(9_000) })({ ...token, claims: { ...token.claims, aud: 'x' } }),
    ],
    ['12,000 letters that are no token', () => `Bearer ${'A'.repeat(4_000)}.${'B'.repeat(4_000)}.${'C'.repeat(4_000)}`],
    [
      'a header of its own that is deep',
      (token) => `Bearer ${Buffer.from('['.repeat(6_000)).toString('base64url')}.${signed(token).split('.').slice(1).join('.')}`,
    ],
    ['two tokens', (token) => `Bearer ${signed(token)}, Bearer ${signed(token)}`],
    ['a token for another service', otherwise({ serviceurl: 'https://elsewhere.example' })],
  ])('is refused: %s', async (_what, authorization) => {
    const world = await listening();
    const token = world.teams.token(APP_ID);

    const answer = await world.client.send(world.client.activity('ana', 'message', { text: 'quiz' }), authorization(token));

    expect(answer).toEqual({ status: 401 });
    expect(world.inbound).toEqual([]);
    expect(world.conversations.kept.size).toBe(0);
    expect(world.logged).toMatchObject([{ level: 'warn', message: 'refused: the Bot Connector did not sign this' }]);
    // Neither the good token's parts nor those of the forged one, nor the key.
    const parts = authorization(token)
      .split(/[ .]/)
      .filter((part) => part.length > 20);
    for (const secret of [
      ...parts,
      signed(token).slice(-40),
      publicKeyText().split('\n')[2] ?? '',
      'secret-of-the-app',
      'quiz',
    ]) {
      expect(written(world)).not.toContain(secret);
    }
  });

  it('is refused by the server itself where its token is larger than any header may be', async () => {
    const { appUrl, inbound } = await listening();

    const { status } = await fetch(`${appUrl}/api/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${'A'.repeat(100_000)}` },
    });

    expect(status).toBe(431);
    expect(inbound).toEqual([]);
  });

  it('is refused where it names another channel of the Bot Framework', async () => {
    const { client, inbound } = await listening();

    const answer = await client.send(client.activity('ana', 'message', { text: 'quiz', channelId: 'AseChannel' }));

    expect(answer).toEqual({ status: 401 });
    expect(inbound).toEqual([]);
  });
});

describe('a request that cannot be read', () => {
  async function posted(world: Listening, body: string, type = 'application/json'): Promise<number> {
    const authorization = `Bearer ${signed(world.teams.token(APP_ID))}`;
    const headers = { authorization, 'content-type': type };
    const { status } = await fetch(`${world.appUrl}/api/messages`, { method: 'POST', headers, body });
    return status;
  }

  it.each([
    ['broken JSON', '{"type":', 400],
    ['another type of content', 'type=message', 400],
    ['a number', '7', 400],
    ['a list', '[]', 200],
    ['an empty object', '{}', 200],
    ['JSON that nests without an end', '['.repeat(900_000), 400],
    ['JSON that nests deeper than any card', `{"type":"message","value":${'['.repeat(100)}${']'.repeat(100)}}`, 400],
    ['more than a message can hold', JSON.stringify({ text: 'x'.repeat(2_000_000) }), 413],
  ])('is refused or ignored: %s', async (what, body, status) => {
    const world = await listening();

    expect(await posted(world, body, what === 'another type of content' ? 'application/x-www-form-urlencoded' : undefined)).toBe(
      status,
    );

    expect(world.inbound).toEqual([]);
  });

  it('is refused where its bytes are no text, or compressed', async () => {
    const { appUrl, teams } = await listening();
    const authorization = `Bearer ${signed(teams.token(APP_ID))}`;
    const post = (body: Buffer, headers: Record<string, string> = {}) =>
      fetch(`${appUrl}/api/messages`, { method: 'POST', headers: { authorization, ...headers }, body: new Uint8Array(body) });

    expect((await post(Buffer.from([0x22, 0xff, 0x22]))).status).toBe(400);
    expect((await post(gzipSync('{}'), { 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it('from a stranger is refused before it is read', async () => {
    const { appUrl } = await listening();

    const { status } = await fetch(`${appUrl}/api/messages`, { method: 'POST', body: '{"type":' });

    expect(status).toBe(401);
  });

  it('leaves the bodies of other routes alone', async () => {
    const { appUrl } = await listening({
      prepare: (http) => http.post('/slack/events', (request, response) => response.json({ body: request.body ?? null })),
    });

    const response = await fetch(`${appUrl}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    });

    expect(await response.json()).toEqual({ body: null });
  });
});

describe('without an app id', () => {
  const config = { anonymous: true } as const;

  it('this machine is answered, and no token sent', async () => {
    const { client, inbound, platform } = await listening({ config });

    expect(await client.say('ana', 'quiz')).toEqual({ status: 200 });

    expect(inbound).toMatchObject([{ member: 'ana', workspace: 'teams:tenant-1' }]);
    expect((await platform.profile('teams:tenant-1', 'ana')).name).toBe('ana');
  });

  it('a conversation without a tenant belongs to the anonymous workspace', async () => {
    const { client, inbound, teams } = await listening({ config });
    const conversation = { id: teams.chatOf('ana') };

    await client.send(client.activity('ana', 'message', { text: 'quiz', conversation, channelData: null }));

    expect(inbound).toMatchObject([{ workspace: 'teams:anonymous', conversation: { kind: 'personal' } }]);
  });

  it.each([
    ['another machine', { remoteAddress: '192.0.2.7' }, {}],
    ['another machine by IPv6', { remoteAddress: '2001:db8::7' }, {}],
    ['a proxy or a tunnel', {}, { 'x-forwarded-for': '192.0.2.7' }],
    ['a page whose name was made to point here', {}, { host: 'evil.example' }],
  ])('nobody else is: %s', async (_who, socket, headers) => {
    const world = await listening({
      config,
      prepare: (http) =>
        http.use((request, _response, next) => {
          for (const [name, value] of Object.entries(socket)) Object.defineProperty(request.socket, name, { value });
          Object.assign(request.headers, headers);
          next();
        }),
    });

    expect(await world.client.say('ana', 'quiz')).toEqual({ status: 403 });

    expect(world.inbound).toEqual([]);
  });
});

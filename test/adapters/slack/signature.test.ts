import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SlackApp, signingSecret, startSlackApp } from '../../support/slack-app.ts';
import { eventBody, saying } from '../../support/slack-client.ts';

let app: SlackApp;

beforeEach(async () => {
  app = await startSlackApp();
});
afterEach(() => app.stop());

type Request = { body: string | Buffer<ArrayBuffer>; headers: Record<string, string> };

const body = JSON.stringify(eventBody(saying('U1', 'quiz'), 'Ev1'));
const ago = (seconds: number) => String(Math.floor(Temporal.Now.instant().epochMilliseconds / 1_000) - seconds);

function signed(text: string | Buffer<ArrayBuffer>, timestamp = ago(0), secret = signingSecret): Request {
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(text).digest('hex');
  return {
    body: text,
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${hash}`,
    },
  };
}

function changed(request: Request, headers: Record<string, string | undefined>): Request {
  const all = Object.entries({ ...request.headers, ...headers });
  return {
    ...request,
    headers: Object.fromEntries(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
  };
}

async function send({ body, headers }: Request): Promise<number> {
  return (await fetch(new URL('/slack/events', app.url), { method: 'POST', body, headers })).status;
}

test.each([0, 290, -290])('what Slack signed is taken, also by a clock that differs by some minutes: %i s', async (seconds) => {
  expect(await send(signed(body, ago(seconds)))).toBe(200);
  expect(app.inbounds).toHaveLength(1);
});

test('a message in any script is taken as it is', async () => {
  const text = 'größer ≥ 5 °C 👩‍🚀 日本語';
  expect(await send(signed(JSON.stringify(eventBody(saying('U1', text), 'Ev1'))))).toBe(200);
  expect(app.inbounds[0]?.what).toMatchObject({ text });
});

const genuine = signed(body);
const signature = genuine.headers['x-slack-signature'] ?? '';

test.each<[string, () => Request]>([
  ['a changed byte', () => ({ ...signed(body), body: body.replace('quiz', 'quit') })],
  ['a body that was written anew', () => ({ ...signed(body), body: JSON.stringify(JSON.parse(body), null, 1) })],
  ['one space more', () => ({ ...signed(body), body: `${body} ` })],
  ['another secret', () => signed(body, ago(0), 'another-secret')],
  ['an old signature', () => signed(body, ago(310))],
  ['a signature from the future', () => signed(body, ago(-310))],
  ['a timestamp other than the signed one', () => changed(signed(body), { 'x-slack-request-timestamp': ago(60) })],
  ['no timestamp', () => changed(signed(body), { 'x-slack-request-timestamp': undefined })],
  ['a timestamp that is none', () => signed(body, 'yesterday')],
  ['an endless timestamp', () => signed(body, 'Infinity')],
  ['a timestamp in another notation', () => signed(body, `${ago(0)}.0`)],
  ['no signature', () => changed(signed(body), { 'x-slack-signature': undefined })],
  ['an empty signature', () => changed(signed(body), { 'x-slack-signature': '' })],
  ['a version alone', () => changed(signed(body), { 'x-slack-signature': 'v0=' })],
  ['a signature that is too short', () => changed(genuine, { 'x-slack-signature': signature.slice(0, -1) })],
  ['a signature that is too long', () => changed(genuine, { 'x-slack-signature': `${signature}0` })],
  ['a signature of another version', () => changed(genuine, { 'x-slack-signature': signature.replace('v0', 'v1') })],
  ['an unsigned check of the connection with an event in it', () => ({ body: 'ssl_check=1', headers: {} })],
])('gets 401, and nobody hears of it: %s', async (_, request) => {
  expect(await send(request())).toBe(401);
  expect(app.inbounds).toEqual([]);
  expect(app.slack.calls).toEqual([]);
  expect(JSON.stringify(app.logged)).not.toContain(signingSecret);
});

test('bytes that are not text are refused, though Bolt would verify the text that they become', async () => {
  const text = JSON.stringify(eventBody(saying('U1', 'a \uFFFD'), 'Ev1'));
  const request = signed(text);
  const bytes = Buffer.from(text);
  const at = bytes.indexOf(Buffer.from('\uFFFD'));
  expect(
    await send({ ...request, body: Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at + 3)]) }),
  ).toBe(400);
  expect(app.inbounds).toEqual([]);
});

test('a compressed body is refused', async () => {
  const request = signed(body);
  expect(await send({ ...request, headers: { ...request.headers, 'content-encoding': 'gzip' } })).toBe(415);
  expect(app.inbounds).toEqual([]);
});

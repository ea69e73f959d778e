import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Playground, startPlayground } from './playground.ts';

const PASSWORD = 'correct: horse bättery';
let now = Temporal.Instant.from('2026-11-23T08:00:00Z');
let playground: Playground;

beforeEach(async () => {
  now = Temporal.Instant.from('2026-11-23T08:00:00Z');
  playground = await startPlayground({ lock: { password: PASSWORD, wallClock: () => now } });
});

afterEach(() => playground.stop());

function basic(password: string, name = 'anybody'): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}

async function ask(path: string, authorization?: string): Promise<Response> {
  return await fetch(playground.url + path, authorization === undefined ? {} : { headers: { authorization } });
}

test.each([
  '/playground',
  '/playground/state',
  '/playground/events?member=ana',
  '/playground/page/main.ts',
  '/playground/nowhere',
])('nothing is told without the password, and nothing of what is there: %s', async (path) => {
  const answers = await Promise.all([ask(path), ask(path, basic('wrong')), ask(path, 'Bearer x'), ask(path, 'Basic !')]);
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
  expect(answers[0]?.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
});

test('nothing is taken without it', async () => {
  const say = { member: 'ana', place: 'personal', text: 'quiz' };
  expect((await playground.post('/playground/say', say)).status).toBe(401);
  expect(playground.accepted).toEqual([]);
  expect((await playground.post('/playground/say', say, { authorization: basic(PASSWORD) })).status).toBe(202);
  expect(playground.accepted).toHaveLength(1);
});

test('with it, whatever the name, everything is as without a lock', async () => {
  expect((await ask('/playground/state', basic(PASSWORD))).status).toBe(200);
  expect((await ask('/playground/state', basic(PASSWORD, ''))).status).toBe(200);
});

test('after ten wrong ones an address waits for the next minute, and is not told whether the next was right', async () => {
  for (let i = 0; i < 10; i++) expect((await ask('/playground/state', basic(`guess ${i}`))).status).toBe(401);
  const late = await ask('/playground/state', basic(PASSWORD));
  expect(late.status).toBe(429);
  expect(late.headers.get('retry-after')).toBe('60');
  now = now.add({ minutes: 1 });
  expect((await ask('/playground/state', basic(PASSWORD))).status).toBe(200);
});

test('asking without a password is no try', async () => {
  for (let i = 0; i < 20; i++) expect((await ask('/playground/state')).status).toBe(401);
  expect((await ask('/playground/state', basic(PASSWORD))).status).toBe(200);
});

test('no password is logged', async () => {
  await ask('/playground/state', basic('my secret guess'));
  await ask('/playground/state', basic(PASSWORD));
  expect(JSON.stringify(playground.logged)).not.toMatch(/secret|horse/);
});

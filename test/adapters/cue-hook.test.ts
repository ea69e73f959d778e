import { createHmac } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cueRoutes } from '../../adapters/cue-hook.ts';
import { fakeCues } from '../support/cues.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { type MemoryWorld, openMemoryWorld } from '../support/world.ts';

const database = useDatabase();
// Monday, 9:10 in Berlin, before the session's time.
const NOW = '2026-11-23T08:10:00Z';
const SECONDS = Temporal.Instant.from(NOW).epochMilliseconds / 1000;

let world: MemoryWorld;
let origin: string;
let close: () => Promise<unknown>;
let token = '';
let secret = '';

beforeEach(async () => {
  const cues = fakeCues();
  world = openMemoryWorld({
    db: database(),
    decks: [simpleDeck('basics', 9)],
    start: NOW,
    zones: { ana: 'Europe/Berlin' },
    cues,
  });
  await world.say('ana', 'settings time 15:00');
  await world.say('ana', 'cue webhook');
  const { text } = (await world.messages('ana')).at(-1) ?? { text: '' };
  token = /cues\/(\S+)/.exec(text)?.[1] ?? '';
  secret = /Secret: (\S+)/.exec(text)?.[1] ?? '';
  const http = express();
  const wallClock = () => Temporal.Instant.from(NOW);
  http.use(
    cueRoutes({
      store: world.store,
      seal: cues.vault,
      ring: world.engine.cue,
      wallClock,
      log: { info() {}, warn() {}, error() {} },
    }),
  );
  const server = http.listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => new Promise((closed) => server.close(closed));
});
afterEach(() => close());

type Call = { at?: number; body?: string; to?: string; key?: string; sent?: string };

async function call(changed: Call = {}): Promise<[number, unknown]> {
  const { at = SECONDS, body = '{"task":"done"}', to = token, key = secret, sent = body } = changed;
  const signature = `v1=${createHmac('sha256', key).update(`${at}.${body}`).digest('hex')}`;
  const headers = { 'Cairn-Timestamp': String(at), 'Cairn-Signature': signature };
  const response = await fetch(`${origin}/cues/${to}`, { method: 'POST', body: sent, headers });
  return [response.status, ((await response.json()) as { session?: string }).session];
}

describe('a signed call', () => {
  it('opens the session, once', async () => {
    expect(await call()).toEqual([200, 'offered']);
    expect(await call({ at: SECONDS + 1 })).toEqual([200, 'offered before']);
    await world.engine.idle();
    expect(world.delivered.filter(({ purpose }) => purpose.startsWith('session:'))).toHaveLength(1);
  });

  it('is taken once', async () => {
    expect(await call()).toEqual([200, 'offered']);
    expect(await call()).toEqual([409, 'taken before']);
  });

  it.each([
    ['another secret', { key: 'another' }],
    ['another body', { sent: '{"task":"undone"}' }],
    ['a time that is over', { at: SECONDS - 301 }],
    ['a time to come', { at: SECONDS + 301 }],
    ['no address of ours', { to: 'nothing' }],
  ])('with %s is refused', async (_, changed) => {
    expect(await call(changed)).toEqual([401, undefined]);
    await world.engine.idle();
    expect(world.delivered.filter(({ purpose }) => purpose.startsWith('session:'))).toEqual([]);
  });

  it('of another workspace is refused', async () => {
    const elsewhere = Buffer.from('playground:other').toString('base64url');
    expect(await call({ to: `${elsewhere}.${token.split('.')[1]}` })).toEqual([401, undefined]);
  });

  it('is refused where it is too large, or its address is an old one', async () => {
    expect((await call({ body: 'x'.repeat(20_000) }))[0]).toBe(413);
    await world.say('ana', 'cue webhook');
    expect((await call())[0]).toBe(401);
  });
});

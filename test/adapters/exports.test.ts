import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportLinks, exportRoutes } from '../../adapters/exports.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();
// As many characters as 256 random bits have in base64url.
const SECRET = 'a'.repeat(43);

let server: Server;
let world: MemoryWorld;
let url: string;

beforeEach(async () => {
  const http = express();
  server = http.listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const publicUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  world = openMemoryWorld({
    db: database(),
    decks: [simpleDeck('basics', 3)],
    exportLink: exportLinks({ publicUrl, newSecret: () => SECRET }),
  });
  http.use(exportRoutes({ store: world.store, now: world.now, newId: world.newId, log: { info() {}, warn() {}, error() {} } }));
  await world.say('ana', 'hello');
  await world.say('ana', 'export my data');
  const letter = world.delivered.at(-1);
  url = /\((http[^)]+)\)/.exec(JSON.stringify(letter?.outbound.blocks))?.[1] ?? '';
});
afterEach(() => new Promise((closed) => server.close(closed)));

const get = (address = url) => fetch(address);
const post = (address = url) => fetch(address, { method: 'POST' });

describe('the link of an export', () => {
  it('is looked at without being used up, and downloads once', async () => {
    for (let look = 0; look < 3; look++) {
      const page = await get();
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('<form method="post">');
    }
    const first = await post();
    expect(first.headers.get('content-disposition')).toBe('attachment; filename=cairn-my-data.json');
    expect(await first.json()).toMatchObject({ member: { id: 'ana' } });
    expect((await post()).status).toBe(404);
    expect((await get()).status).toBe(404);
    const trail = await world.store.within(WORKSPACE, ({ audit }) => audit.about(['member:ana'], 9));
    expect(trail.map((entry) => entry.action)).toEqual(['exported', 'export-linked']);
  });

  it('is kept by nobody on the way, and told to no other site', async () => {
    for (const response of [await get(), await post(), await post()]) {
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('counts once when pressed many times at once', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => post()));
    expect(all.map((response) => response.status).sort()).toEqual([200, 404, 404, 404, 404]);
  });

  it('is over after an hour', async () => {
    await world.advance('PT59M');
    expect((await get()).status).toBe(200);
    await world.advance('PT1M');
    expect((await post()).status).toBe(404);
  });

  it('is known by its hash alone', async () => {
    const [row] = await database().selectFrom('export_link').selectAll().execute();
    expect(row?.link_hash).toHaveLength(43);
    expect(url).not.toContain(row?.link_hash);
  });

  it('opens nothing when it is forged, or names another workspace', async () => {
    const token = (workspace: string, secret = SECRET) => `${Buffer.from(workspace).toString('base64url')}.${secret}`;
    const forged = [
      ...[token('playground:other'), token('nonsense'), token(WORKSPACE, 'b'.repeat(43)), token(`${WORKSPACE}\0`)],
      ...[SECRET, `.${SECRET}`, 'x', '%00', `${'a'.repeat(3000)}.${SECRET}`],
    ];
    for (const each of forged) {
      const address = new URL(`/exports/${each}`, url).href;
      expect([each, (await get(address)).status, (await post(address)).status]).toEqual([each, 404, 404]);
    }
    expect((await get()).status).toBe(200);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openEmbedded } from '../../adapters/postgres/open.ts';
import { openStore } from '../../adapters/postgres/store.ts';
import { newMember } from '../../src/domain/member.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-data-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('data in a folder are there after a restart', async () => {
  const ana = newMember('ana', { name: 'Ana' }, 'UTC');
  const first = await openEmbedded(join(folder, 'postgres'));
  await openStore(first).within('slack:T1', (records) => records.members.save(ana));
  await first.destroy();
  const second = await openEmbedded(join(folder, 'postgres'));
  expect(await openStore(second).within('slack:T1', (records) => records.members.lock('ana'))).toEqual(ana);
  await second.destroy();
});

it('data that another process has are left alone, with a word on what to do', async () => {
  await writeFile(join(folder, 'postgres.lock'), String(process.ppid));
  await expect(openEmbedded(join(folder, 'postgres'))).rejects.toThrow(
    /in use by process \d+: stop that Cairn, or choose another DATA_DIR/,
  );
});

it('the lock of a process that is gone is no lock', async () => {
  await writeFile(join(folder, 'postgres.lock'), '99999999');
  const db = await openEmbedded(join(folder, 'postgres'));
  await db.destroy();
});

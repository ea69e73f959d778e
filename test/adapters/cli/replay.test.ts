import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../adapters/postgres/open.ts';
import { openStore } from '../../../adapters/postgres/store.ts';
import { simpleDeck } from '../../support/decks.ts';
import { openMemoryWorld, WORKSPACE } from '../../support/world.ts';
import { runCairn } from './run-cairn.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cairn-cli-'));
  const db = await openEmbedded(join(dataDir, 'postgres'));
  const world = openMemoryWorld({ db, decks: [simpleDeck('basics', 3)] });
  for (const words of ['quiz', 'yes it is', 'no it is not']) await world.say('ana', words);
  await openStore(db).within(WORKSPACE, async ({ memories }) => {
    const known = await memories.of('ana');
    expect(known).toHaveLength(2);
    for (const memory of known) await memories.save('ana', { ...memory, stability: 99 });
  });
  for (const words of ['quiz', 'yes it is']) await world.say('ben', words);
  for (const table of ['memory', 'course'] as const) await db.deleteFrom(table).where('member_id', '=', 'ben').execute();
  await db.destroy();
  // Ours, and we still run.
  await rm(join(dataDir, 'postgres.lock'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

describe('cairn replay', () => {
  it('checks, mends, and finds nothing more', async () => {
    const checked = await runCairn(['replay', '--check'], { dataDir });
    expect(checked.err).toBe('Looked at what is kept of learners: 2, and of teams: 0. That of 2 differs from the log.\n');
    expect(checked.code).toBe(1);
    expect(checked.out).toMatch(/^(playground:test\/ana basics\/item-\d: stability 99\.0000, .* -> stability \d.*\n){2}/);
    expect(checked.out).toMatch(
      /playground:test\/ben basics\/item-\d: nothing -> stability \d.*\n.*ben basics\/item-\d: nothing -> course since 2026-11-23, 0 misses in a row\n$/,
    );
    const mended = await runCairn(['replay', '--workspace', WORKSPACE], { dataDir });
    expect([mended.code, mended.err]).toEqual([
      0,
      expect.stringContaining('That of 2 differed from the log, and follows from it now.'),
    ]);
    const again = await runCairn(['replay', '--check'], { dataDir });
    expect([again.code, again.out, again.err]).toEqual([
      0,
      '',
      expect.stringContaining('learners: 2, and of teams: 0. All of it follows from the log.'),
    ]);
  });
});

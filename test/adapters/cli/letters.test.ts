import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../adapters/postgres/open.ts';
import { NotDelivered } from '../../../src/ports/platform.ts';
import { simpleDeck } from '../../support/decks.ts';
import { openMemoryWorld } from '../../support/world.ts';
import { runCairn } from './run-cairn.ts';

const GONE = 'user_not_found (the person has left)';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cairn-letters-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const cairn = (...args: string[]) => runCairn(['letters', ...args], { dataDir });

/** In a world whose database the command line sees as well, while nobody has it open. */
async function inWorld<T>(act: (world: ReturnType<typeof openMemoryWorld>) => Promise<T>): Promise<T> {
  const db = await openEmbedded(join(dataDir, 'postgres'));
  try {
    return await act(openMemoryWorld({ db, decks: [simpleDeck('basics', 9)], start: '2026-11-24T08:00:00Z' }));
  } finally {
    await db.destroy();
    await rm(join(dataDir, 'postgres.lock'));
  }
}

describe('letters', () => {
  it('shows what was given up, and has it sent again to people who then count as reachable', async () => {
    await inWorld(async (world) => {
      world.refuseNext(new NotDelivered('unreachable', GONE));
      await world.say('ana', 'hello');
      expect(await unreachable(world)).toEqual([GONE]);
    });
    const failed = await cairn('--failed', '--json');
    expect(failed).toMatchObject({ code: 0, err: '1 letter failed.\n' });
    const letter = JSON.parse(failed.out);
    expect(letter).toMatchObject({ workspace: 'playground:test', to: { member: 'ana' }, state: 'failed', reason: GONE });
    expect(failed.out).not.toContain('Hello Ana');
    expect((await cairn('--failed')).out).toMatch(
      /^2026-11-24T08:00:00Z {2}\S+ {2}playground:test {2}ana {2}.*the person has left/,
    );
    expect((await cairn('--failed', '--since', '2026-11-25')).err).toBe('0 letters failed.\n');
    expect((await cairn('--failed', '--workspace', 'slack:T1')).err).toBe('0 letters failed.\n');

    expect(await cairn('--retry', letter.letter)).toMatchObject({ code: 0, err: '1 letter queued again.\n' });
    expect((await cairn('--waiting')).out).toMatch(/^queued for -?\d+ s .* {2}no reason yet\n$/);
    expect(await cairn('--retry', letter.letter)).toMatchObject({ code: 1, err: expect.stringContaining('is no failed letter') });
    await inWorld(async (world) => {
      expect(await unreachable(world)).toEqual([undefined]);
      await world.moveTo('2030-11-26T09:00:00Z');
      expect((await world.messages('ana')).map((message) => message.text).join('\n')).toMatch(
        /Hello Ana[\s\S]*3 questions, about 2 minutes/,
      );
    });
    expect((await cairn('--failed')).err).toBe('0 letters failed.\n');
  });

  it.each([
    [[], 'say one of --failed, --waiting and --retry'],
    [['--failed', '--waiting'], 'say one of'],
    [['--retry'], '--retry needs ids, or --all'],
    [['--retry', '--all', 'l1'], '--retry needs ids, or --all'],
    [['--failed', 'l1'], 'ids and --all go with --retry'],
    [['--failed', '--since', 'monday'], '--since takes a day'],
  ])('says what is wrong with %j', async (args, problem) => {
    const { code, err } = await cairn(...args);
    expect(code).toBe(2);
    expect(err).toContain(problem);
  });

  it('says what to do where a running Cairn has the database', async () => {
    await writeFile(join(dataDir, 'postgres.lock'), String(process.pid));
    expect(await cairn('--failed')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^The database cannot be opened: The data in .* are in use by process \d+: stop that Cairn/),
    });
  });
});

async function unreachable(world: ReturnType<typeof openMemoryWorld>) {
  const members = await world.store.within('playground:test', (records) => records.members.all());
  return members.map((member) => member.unreachable);
}

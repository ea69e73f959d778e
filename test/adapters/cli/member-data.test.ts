import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../adapters/postgres/open.ts';
import { openStore } from '../../../adapters/postgres/store.ts';
import type { Item } from '../../../src/domain/deck.ts';
import { simpleDeck } from '../../support/decks.ts';
import { allRows } from '../../support/rows.ts';
import { openMemoryWorld, WORKSPACE } from '../../support/world.ts';
import { runCairn } from './run-cairn.ts';

const ANA = `${WORKSPACE}/anastasia`;
let dataDir: string;
const folder = () => join(dataDir, 'postgres');
const cairn = (args: string[], input?: string) => runCairn(args, { dataDir, ...(input !== undefined && { input }) });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cairn-cli-'));
  const db = await openEmbedded(folder());
  const world = openMemoryWorld({ db, decks: [simpleDeck('basics', 6)] });
  for (const person of ['anastasia', 'ben']) {
    await world.say(person, 'quiz');
    await world.say(person, 'yes it is');
  }
  await db.destroy();
  // Ours, and we still run.
  await rm(`${folder()}.lock`);
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

describe('cairn export', () => {
  it('writes all of a member’s data as JSON, and notes that in the audit trail', async () => {
    const { code, out } = await cairn(['export', '--member', ANA]);
    expect(code).toBe(0);
    const data = JSON.parse(out);
    expect(data.member).toMatchObject({ id: 'anastasia', name: 'Anastasia', zone: 'UTC' });
    expect(data.answers).toMatchObject([{ verdict: 'correct', answeredAt: '2026-11-23T08:00:00Z', day: '2026-11-23' }]);
    const { out: trail } = await cairn(['audit', '--workspace', WORKSPACE, '--json']);
    expect(JSON.parse(trail)).toMatchObject({ actor: 'operator', action: 'exported', subject: 'member:anastasia' });
    expect((await cairn(['audit', '--workspace', WORKSPACE, '--since', '2099-01-01'])).out).toBe('');
  });

  it('writes into a file that others on the machine cannot read', async () => {
    const file = join(dataDir, 'ana.json');
    expect((await cairn(['export', '--member', ANA, '--out', file])).code).toBe(0);
    expect(JSON.parse(await readFile(file, 'utf8')).member.id).toBe('anastasia');
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it.each([
    [['export'], 2, /--member slack:T0123\/U0456/],
    [['export', '--member', 'anastasia'], 2, /--member slack:T0123\/U0456/],
    [['export', '--member', `${WORKSPACE}/nobody`], 1, /no member nobody/],
    [['audit', '--workspace', 'T1'], 2, /no workspace T1: --workspace with one of playground:test/],
    [['audit', '--workspace', 'slack:T1', '--since', 'monday'], 2, /monday is no day/],
  ])('%j says what is wrong', async (args, code, message) => {
    const ran = await cairn(args);
    expect(ran.code).toBe(code);
    expect(ran.err).toMatch(message);
  });

  it('says what to do while a running Cairn has the database, and where there is none', async () => {
    await writeFile(`${folder()}.lock`, String(process.pid));
    const busy = await cairn(['export', '--member', ANA]);
    await rm(`${folder()}.lock`);
    expect(busy).toMatchObject({ code: 1, err: expect.stringContaining('stop that Cairn') });
    const none = await runCairn(['export', '--member', ANA], { dataDir: join(dataDir, 'elsewhere') });
    expect(none).toMatchObject({ code: 1, err: expect.stringContaining('There is no database in') });
  });
});

describe('cairn erase', () => {
  it('erases nothing unless the id is typed again', async () => {
    expect(await cairn(['erase', '--member', ANA], 'ben\n')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Nothing was erased'),
    });
    expect((await cairn(['erase', '--member', ANA], '')).code).toBe(1);
    expect((await cairn(['export', '--member', ANA])).code).toBe(0);
  });

  it('erases a member everywhere, and nobody else', async () => {
    expect(await cairn(['erase', '--member', ANA], 'anastasia\n')).toMatchObject({
      code: 0,
      err: expect.stringContaining('Erased'),
    });
    expect((await cairn(['erase', '--member', ANA, '--yes'])).code).toBe(1);
    const { out } = await cairn(['export', '--member', `${WORKSPACE}/ben`]);
    // She was the first, and so the admin: he takes over.
    expect(JSON.parse(out)).toMatchObject({ member: { id: 'ben', admin: true }, answers: [{ verdict: 'correct' }] });
    const db = await openEmbedded(folder());
    expect(JSON.stringify(await allRows(db))).not.toMatch(/anastasia/i);
    await db.destroy();
    await rm(`${folder()}.lock`);
  });
});

describe('cairn rulings', () => {
  it('prints what was accepted from now on or refused, deck by deck', async () => {
    const db = await openEmbedded(folder());
    const ruling = {
      ...{ deck: 'basics', item: 'item-1', version: 1, question: '1', answer: 'x', people: 2 },
      ...{ reply: { type: 'typed' as const, text: 'x' }, at: Temporal.Instant.from('2026-11-23T08:00:00Z') },
    };
    await openStore(db).within(WORKSPACE, async ({ rulings, contributedItems }) => {
      await rulings.add({ ...ruling, id: 'r1', said: 'repeat: "safe"', decision: 'always' });
      await rulings.add({ ...ruling, id: 'r2', said: 'once', decision: 'once' });
      await rulings.add({ ...ruling, id: 'r3', said: 'no', decision: 'refused', reason: 'Not ours' });
      const item: Item = { id: 'written-1', topic: 'T', kind: 'short-text', prompt: 'Why?', answers: ['so'], explanation: '' };
      await contributedItems.add({ deck: 'basics', item, writer: 'ben', at: ruling.at });
    });
    await db.destroy();
    await rm(`${folder()}.lock`);
    const { code, out } = await cairn(['rulings']);
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toEqual([
      'basics/item-1: accepted "repeat: \\"safe\\""',
      'basics/item-1: refused "no", because "Not ours"',
      expect.stringMatching(/^basics: a learner's question joined it \{.*"id":"written-1".*\}$/),
    ]);
    expect((await cairn(['rulings', '--workspace', WORKSPACE, '--deck', 'other'])).out).toBe('');
  });
});

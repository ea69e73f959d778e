import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRevlog } from '../../bench/revlog.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-revlog-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function reading(text: string) {
  const file = join(folder, 'log.csv');
  await writeFile(file, text);
  return readRevlog(file);
}

const HEADER = 'id,cid,usn,ease,ivl,lastIvl,factor,time,type';
const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;
const [NOON, EVENING, NEXT] = ['2026-01-05T12:00:00Z', '2026-01-05T20:00:00Z', '2026-01-06T12:00:00Z'].map(at);

describe('a log of reviews', () => {
  it('of Anki: an ease of 1 is a miss, what was set by hand is no answer, the first of a day counts', async () => {
    const rows = [`${NOON},7,0,1,-60,0,0,4000,0`, `${EVENING},7,0,3,1,-60,0,4000,0`, `${NEXT},7,0,3,1,1,2500,4000,1`];
    const byHand = [`${NEXT},8,0,0,1,1,2500,0,4`, `${NEXT},9,0,0,0,0,2500,0,5`];
    const { answers, skipped } = await reading([HEADER, ...rows, ...byHand].join('\n'));
    expect(skipped).toBe(0);
    expect(answers.map(({ user, item, right, at }) => [user, item, right, at])).toEqual([
      ['one', '7', false, NOON],
      ['one', '7', true, NEXT],
    ]);
  });

  it.each([
    ['without a header, as its database is printed', (row: string) => row.replaceAll(',', '|'), ''],
    [
      'with semicolons and a mark of its encoding',
      (row: string) => row.replaceAll(',', ';'),
      `\uFEFF${HEADER.replaceAll(',', ';')}\n`,
    ],
    ['with quotation marks', (row: string) => row.replace(/[^,]+/g, '"$&"'), `${HEADER.replace(/[^,]+/g, '"$&"')}\r\n`],
  ])('of Anki %s', async (_, written, header) => {
    const { answers, rows, skipped } = await reading(header + written(`${NOON},7,0,3,1,-60,0,4000,0`));
    expect([answers.length, rows, skipped]).toEqual([1, 1, 0]);
  });

  it('of several people has a column that says whose answer it is', async () => {
    const rows = [`${NOON},7,0,3,1,0,0,4000,0,ana`, `${NOON},7,0,1,1,0,0,4000,0,ben`];
    const { answers } = await reading([`${HEADER},user_id`, ...rows].join('\n'));
    expect(answers.map(({ user, right }) => [user, right])).toEqual([
      ['ana', true],
      ['ben', false],
    ]);
  });

  it('with times in seconds is one of days', async () => {
    const { answers } = await reading(`user,item,t,correct\n1,1,${(NOON ?? 0) / 1000},1\n1,1,${(NEXT ?? 0) / 1000}.5,0\n`);
    expect(answers.map(({ day }) => day - (answers[0]?.day ?? 0))).toEqual([0, 1]);
  });

  it('is read on behind rows that make no sense, which are told with their lines', async () => {
    const bad = ['1,1,,1', '1,1,x,1', `,1,${NOON},1`, `1,1,${NOON},2`, '1', '"', `1,1,-5,1`];
    const { answers, skipped, why } = await reading(
      ['user,item,t,correct', ...bad, '', `1,1,${NOON},1`, `1,"a ""b,${NEXT},1`].join('\n'),
    );
    expect(answers).toHaveLength(2);
    expect(skipped).toBe(bad.length);
    expect(why).toEqual([
      { line: 2, why: 't is no number' },
      { line: 3, why: 't is no number' },
      { line: 4, why: 'user is missing' },
      { line: 5, why: 'correct is none of 0 to 1' },
      { line: 6, why: 'item is missing' },
      { line: 7, why: 'item is missing' },
      { line: 8, why: 't is no number' },
    ]);
  });

  it('with a row of endless length is read on behind it', async () => {
    const { answers, skipped } = await reading(`user,item,t,correct\n1,${'x'.repeat(300_000)},${NOON},1\n1,1,${NOON},1\n`);
    expect([answers.length, skipped]).toEqual([1, 1]);
  });

  it('of other columns, or that is not there, is refused', async () => {
    await expect(reading('a,b\n1,2\n')).rejects.toThrow('neither the columns user, item, t, correct');
    await expect(readRevlog(join(folder, 'nowhere.csv'))).rejects.toThrow('ENOENT');
  });

  it('may be empty', async () => {
    expect((await reading('')).answers).toEqual([]);
    expect((await reading(`${HEADER}\n`)).answers).toEqual([]);
  });
});

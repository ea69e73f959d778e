import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scheduling } from '../../bench/scheduling.ts';
import { chanceOf } from '../support/seeded.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-scheduling-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const START = Temporal.Instant.from('2026-01-05T12:00:00Z').epochMilliseconds;

/** Anki's log of people who forget by halves, with a half-life that doubles with each recall: another truth than FSRS. */
function forgetful(people: number, cards: number): string {
  const rows = ['id,cid,usn,ease,ivl,lastIvl,factor,time,type,user'];
  for (let person = 0; person < people; person++)
    for (let card = 0; card < cards; card++) {
      let [day, halfLife, interval] = [card % 9, 1 + 4 * chanceOf(4, person, card), 1];
      for (let review = 0; review < 8; review++) {
        const recalled = chanceOf(5, person, card, review) < 0.95 * 0.5 ** (interval / halfLife);
        rows.push(`${START + day * 86_400_000 + review},${card},0,${recalled ? 3 : 1},0,0,0,4000,1,${person}`);
        halfLife *= recalled ? 2 : 0.8;
        interval = recalled ? interval * 2 : 1;
        day += interval;
      }
    }
  return rows.join('\n');
}

async function bench(log: string) {
  const [revlog, told]: [string, string[]] = [join(folder, 'log.csv'), []];
  await writeFile(revlog, log);
  const rows = await scheduling({ rounds: 1, minutes: 1, revlog, tell: (line) => told.push(line) });
  return { rows, told };
}

describe('the bench of scheduling', () => {
  it('holds ours against six others on a log of Anki’s', async () => {
    const { rows, told } = await bench(forgetful(30, 12));
    expect(told).toEqual([
      expect.stringContaining('2880 rows, 0 could not be read, 2880 first answers of a day, 2520 on a later day'),
    ]);
    expect(rows.map(({ what }) => what)).toContain('log loss of learners held out');
    const [loss] = rows;
    expect(Object.keys(loss ?? {})).toEqual(expect.arrayContaining(['constant', 'fixed', 'leitner', 'sm2', 'fsrs', 'ours']));
    expect(loss?.ratio).toBeLessThan(1);
  });

  it.each([1, 2, 3])('of so few reviews finds ours no worse than FSRS: %i cards', async (cards) => {
    const { rows } = await bench(forgetful(1, cards));
    expect(rows[0]?.ratio).toBeLessThan(1.005);
    expect(rows.every(({ ratio }) => Number.isFinite(ratio))).toBe(true);
  });

  it('tells the lines that it cannot read, and of a log without reviews nothing', async () => {
    const { rows, told } = await bench('user,item,t,correct\nana,1,noon,1\nana,1,1767614400000,1\n');
    expect(rows).toEqual([]);
    expect(told).toEqual([expect.stringContaining('line 2: t is no number'), expect.stringContaining('0 on a later day')]);
  });
});

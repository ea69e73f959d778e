import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCairn } from './run-cairn.ts';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cairn-simulate-'));
});

afterEach(() => rm(dataDir, { recursive: true }));

const cairn = (...args: string[]) => runCairn(args, { dataDir });
const small = ['--learners', '3', '--items', '8', '--days', '60', '--budget', '2'];

describe('simulate', () => {
  it('prints what each policy asked and what is known, in words or as JSON', async () => {
    const words = await cairn('simulate', ...small, '--truth', 'cloze', '--policy', 'cairn', '--policy', 'oracle');
    expect(words.out).toMatch(/^cloze {6}cairn +\d+ questions {2}day 30: [\d.]+ ± [\d.]+ {2}day 60: [\d.]+ ± [\d.]+\ncloze/);
    const { out, code } = await cairn('simulate', ...small, '--policy', 'fixed', '--json');
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { truth: string; recall: { day: number }[] });
    expect(lines.map(({ truth, recall }) => [truth, recall.map(({ day }) => day)])).toEqual([
      ['flashcard', [30, 60]],
      ['cloze', [30, 60]],
    ]);
    expect(code).toBe(0);
  });

  it('says what a flag may be', async () => {
    expect((await cairn('simulate', '--policy', 'anki')).err).toContain('--policy is one of cairn, fixed, leitner');
    expect((await cairn('simulate', '--budget', '11')).err).toContain('--budget takes a whole number from 1 to 10, not "11".');
    expect((await cairn('simulate', '--days', '')).code).toBe(2);
  });
});

describe('forecast', () => {
  it('says what a budget holds of a deck, and warns where that is less', async () => {
    const { out, code } = await cairn('forecast', '--items', '90', '--budget', '1');
    expect(out).toMatch(
      /^90 items at 1 a day: 0\.\d questions an item in three months\.\nThen known: \d+ % of easy items, \d+ % of hard ones\./,
    );
    expect(out).toContain('That is more than they can hold even if its items are easy');
    expect(code).toBe(0);
  });

  it('wants a deck that can be read', async () => {
    expect(await cairn('forecast')).toMatchObject({ code: 2 });
    expect((await cairn('forecast', 'nowhere.yaml')).err).toContain(
      'No deck: there is no file nowhere.yaml. Name the file of a deck, or say --items and a number.',
    );
    expect((await cairn('forecast', 'decks')).err).toContain('No deck: decks cannot be read: EISDIR');
  });
});

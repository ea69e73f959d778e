import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDeck } from '../../../adapters/content/yaml-deck.ts';
import { runCairn } from './run-cairn.ts';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cairn-cli-'));
});

afterEach(() => rm(dataDir, { recursive: true }));

const cairn = (...args: string[]) => runCairn(args, { dataDir });
const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/decks/${name}`, import.meta.url));
const deck = (id: string) => readFile(join(dataDir, 'decks', `${id}.yaml`), 'utf8');
const decks = () => readdir(join(dataDir, 'decks')).catch(() => []);

async function table(name: string, text: string): Promise<string> {
  const file = join(dataDir, name);
  await writeFile(file, text);
  return file;
}

describe('import', () => {
  it('says in one line what was imported, and keeps it as a deck', async () => {
    const { code, out, err } = await cairn('import', fixture('quiz.csv'));
    expect(out).toBe('{"imported":2,"skipped":[]}\n');
    expect(code).toBe(0);
    expect(err).toContain('2 questions imported');
    const text = await deck('quiz');
    expect(text.split('\n', 1)).toEqual(['# imported from quiz.csv']);
    expect(readDeck(text, 'quiz.yaml')).toMatchObject({ deck: { title: 'Quiz', items: { length: 2 } } });
    expect(await decks()).toEqual(['quiz.yaml']);
  });

  it('says no more than that line with --json', async () => {
    const { code, out, err } = await cairn('import', fixture('messy.csv'), '--json');
    const { imported, skipped } = JSON.parse(out);
    expect({ code, err, imported }).toEqual({ code: 0, err: '', imported: 5 });
    expect(skipped[0]).toEqual({ line: 6, reason: expect.stringContaining('a quote') });
    expect(skipped).toHaveLength(6);
    expect(out.indexOf('\n')).toBe(out.length - 1);
  });

  it('writes nothing with --check', async () => {
    const { code, out } = await cairn('import', fixture('quiz.csv'), '--check');
    expect({ code, out }).toEqual({ code: 0, out: '{"imported":2,"skipped":[]}\n' });
    expect(await decks()).toEqual([]);
  });

  it('takes columns, a title, an id and a folder', async () => {
    const file = await table('Länder 2026.tsv', 'land\thauptstadt\nFrance\tParis\n');
    const { out } = await cairn(
      'import',
      file,
      '--ask',
      'What is the capital of {Land}?',
      '--answer',
      'hauptstadt',
      '--title',
      'Capitals',
      '--name',
      'capitals',
      '--out',
      join(dataDir, 'else'),
    );
    expect(out).toBe('{"imported":1,"skipped":[]}\n');
    const text = await readFile(join(dataDir, 'else', 'capitals.yaml'), 'utf8');
    expect(readDeck(text, 'capitals.yaml')).toMatchObject({
      deck: { title: 'Capitals', items: [{ prompt: 'What is the capital of France?', topic: 'Capitals' }] },
    });
  });

  it('names the deck for the file', async () => {
    await cairn('import', await table('Länder & Städte.csv', 'question,answer\nWhy?,so\n'));
    expect(await decks()).toEqual(['lander-stadte.yaml']);
  });

  it('takes the place of what came from the same file, and of nothing else', async () => {
    const file = await table('quiz.csv', 'question,answer\nWhy?,so\n');
    await cairn('import', file);
    await table('quiz.csv', 'question,answer\nWhy?,so\nHow?,thus\n');
    expect((await cairn('import', file)).out).toBe('{"imported":2,"skipped":[]}\n');
    const other = await cairn('import', await table('other.csv', 'question,answer\nWhat?,that\n'), '--name', 'quiz');
    expect(other.code).toBe(1);
    expect(JSON.parse(other.out)).toEqual({
      imported: 0,
      skipped: [{ line: 0, reason: expect.stringContaining('there is another deck quiz') }],
    });
    expect(await deck('quiz')).toContain('How?');
    await cairn('import', join(dataDir, 'other.csv'), '--name', 'quiz', '--force');
    expect(await deck('quiz')).toContain('What?');
  });

  it('does not take the place of a sample deck, or of one that was edited', async () => {
    const file = await table('security-awareness.csv', 'question,answer\nWhy?,so\n');
    expect((await cairn('import', file)).code).toBe(1);
    const own = await table('mine.csv', 'question,answer\nWhy?,so\n');
    await cairn('import', own);
    await writeFile(join(dataDir, 'decks', 'mine.yaml'), (await deck('mine')).replace(/^#.*\n/, ''));
    expect((await cairn('import', own)).code).toBe(1);
  });

  it('takes in a YAML deck as it is, with its comments', async () => {
    const text = '# My own words\ntitle: Mine\nitems:\n  - { id: a, topic: T, kind: true-false, prompt: Hm?, answer: true }\n';
    const { out } = await cairn('import', await table('mine.yml', text));
    expect(out).toBe('{"imported":1,"skipped":[]}\n');
    expect(await deck('mine')).toBe(`# imported from mine.yml\n${text}`);
  });

  it('lists the mistakes of a YAML deck with line and column, and takes nothing of it', async () => {
    const { code, out, err } = await cairn('import', fixture('broken.yaml'), '--json');
    const { imported, skipped } = JSON.parse(out);
    expect({ code, imported }).toEqual({ code: 1, imported: 0 });
    expect(skipped[0]).toEqual({ line: 2, column: 1, reason: 'unknown key "langauge": did you mean "language"?' });
    expect(err).toContain('line 2:1: unknown key');
    expect(await decks()).toEqual([]);
  });

  it.each([
    ['none.csv', undefined, /^there is no file /],
    ['empty.csv', '', /^the file is empty$/],
    ['plain.csv', 'one,two\n1,2\n', /^no column for the question/],
    ['sheet.xlsx', 'PK\u0003\u0004\u0000\u0000', /^this is no text/],
    ['wrong.csv', 'question,answer\n,\nWhy?,\n', /^"answer" is empty$/],
  ])('says why nothing could be read of %s', async (name, text, reason) => {
    const file = text === undefined ? join(dataDir, name) : await table(name, text);
    const { code, out, err } = await cairn('import', file);
    const { imported, skipped } = JSON.parse(out);
    expect({ code, imported }).toEqual({ code: 1, imported: 0 });
    expect(skipped.map((each: { reason: string }) => each.reason)).toContainEqual(expect.stringMatching(reason));
    expect(err).toContain(skipped[0].reason);
  });

  it('says so where the deck cannot be written, or its title is too long', async () => {
    const file = await table('a.csv', 'question,answer\nWhy?,so\n');
    expect(JSON.parse((await cairn('import', file, '--out', join(file, 'below'))).out)).toEqual({
      imported: 0,
      skipped: [{ line: 0, reason: expect.stringContaining('the deck cannot be written') }],
    });
    expect(JSON.parse((await cairn('import', file, '--title', 'x'.repeat(81))).out).skipped[0].reason).toContain(
      'title: may have at most 80',
    );
    expect(await decks()).toEqual([]);
  });

  it('says so where a folder cannot be read as a file', async () => {
    const { code, out } = await cairn('import', dataDir);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({ imported: 0, skipped: [{ line: 0, reason: expect.stringContaining('cannot be read') }] });
  });

  it.each([
    [[], 'import takes one file'],
    [['a.csv', 'b.csv'], 'import takes one file'],
    [['a.csv', '--colour', 'red'], "Unknown option '--colour'"],
    [['a.csv', '--name', 'My Deck'], '--name takes lower-case letters'],
    [['日本.csv'], 'choose one with --name'],
    [['a.csv', '--ask', 'x', '--prompt', 'y'], 'choose one'],
    [['a.yaml', '--topic', 'x'], '--topic is for tables'],
  ])('does not run for %j', async (args, problem) => {
    const { code, out, err } = await cairn('import', ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(problem);
    expect(err).toContain('cairn import FILE');
  });
});

// Decks of other people; the tests are skipped where they are absent.
const shared = fileURLToPath(new URL('../../../../shared/data/decks/csv/', import.meta.url));

describe.skipIf(!existsSync(shared))('import of public decks', () => {
  it('reads multiple choice', async () => {
    expect((await cairn('import', join(shared, 'aws.elb-asg.csv'))).out).toBe('{"imported":29,"skipped":[]}\n');
    expect(await decks()).toEqual(['aws-elb-asg.yaml']);
  });

  it('reads geography by its columns', async () => {
    const file = join(shared, 'ultimate-geography.main.csv');
    const { out } = await cairn(
      'import',
      file,
      '--json',
      '--ask',
      'Which country has the ISO code {ISO}?',
      '--answer',
      'country',
    );
    const { imported, skipped } = JSON.parse(out);
    expect(imported).toBe(233);
    expect(skipped).toHaveLength(90);
  });
});

import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

type Source = { file: string; text: string; imports: readonly string[] };

const ROOT = join(import.meta.dirname, '..');
const sources = await Promise.all(
  (await filesIn('src')).concat(await filesIn('adapters'), await filesIn('migrations')).map(read),
);

async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

async function read(file: string): Promise<Source> {
  const text = await readFile(join(ROOT, file), 'utf8');
  const found = [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)\s*import\s+'([^']+)'/g,
    ),
  ];
  const imports = found
    .map((each) => each[1] ?? each[2] ?? each[3] ?? '')
    .map((name) => (name.startsWith('.') ? normalize(join(dirname(file), name)) : name));
  return { file, text: text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, ''), imports };
}

function within(...folders: string[]): Source[] {
  const found = sources.filter((source) => folders.some((folder) => source.file.startsWith(folder)));
  // A rule about files that are not there would hold for ever.
  expect(found.length).toBeGreaterThan(0);
  return found;
}

/** Each import that is not allowed, as "file imports what". */
function breaches(of: readonly Source[], isAllowed: (name: string, source: Source) => boolean): string[] {
  return of.flatMap((source) =>
    source.imports.filter((name) => !isAllowed(name, source)).map((name) => `${source.file} imports ${name}`),
  );
}

const ENTRIES = ['src/main.ts', 'src/cli.ts'];

describe('the directions of import', () => {
  it('the domain imports itself and a few pure libraries', () => {
    const pure = [
      'zod',
      'chrono-node',
      'ts-fsrs',
      'stopword',
      'snowball-stemmers',
      'fastest-levenshtein',
      'convert',
      'jstat',
      'edmonds-blossom-fixed',
      'src/events.ts',
      'src/phrase.ts',
    ];
    expect(breaches(within('src/domain/'), (name) => name.startsWith('src/domain/') || pure.includes(name))).toEqual([]);
  });

  it('the engine and its views import the domain, the vocabulary and the ports, and no library', () => {
    expect(breaches(within('src/engine/', 'src/views/'), (name) => name.startsWith('src/') && !ENTRIES.includes(name))).toEqual(
      [],
    );
  });

  it('adapters import neither the engine nor its views, nor what composes the program', () => {
    const inner = (name: string) => name.startsWith('src/engine/') || name.startsWith('src/views/') || ENTRIES.includes(name);
    expect(breaches(within('adapters/'), (name) => !inner(name))).toEqual([]);
  });

  it('only main.ts and cli.ts import adapters', () => {
    const inside = within('src/').filter((source) => !ENTRIES.includes(source.file));
    expect(breaches(inside, (name) => !name.startsWith('adapters/'))).toEqual([]);
  });

  it('one chat platform does not import another', () => {
    for (const platform of ['slack', 'teams', 'playground']) {
      const others = ['slack', 'teams', 'playground'].filter((each) => each !== platform).map((each) => `adapters/${each}/`);
      expect(breaches(within(`adapters/${platform}/`), (name) => !others.some((other) => name.startsWith(other)))).toEqual([]);
    }
  });

  it('SQL is spoken in adapters/postgres and migrations alone', () => {
    const outside = sources.filter(
      (source) => !source.file.startsWith('adapters/postgres/') && !source.file.startsWith('migrations/'),
    );
    expect(breaches(outside, (name) => !/^(kysely|pg|@electric-sql)/.test(name))).toEqual([]);
  });
});

describe('what must come in as an argument', () => {
  const CLOCK = /\bnew Date\(\s*\)|\bDate\.now\(|\bTemporal\.Now\b|\bMath\.random\(|\bperformance\.now\(/;

  it('nothing but main.ts and cli.ts reads a clock or draws chance', () => {
    const readers = sources.filter(
      (source) =>
        !ENTRIES.includes(source.file) && !source.file.startsWith('adapters/playground/page/') && CLOCK.test(source.text),
    );
    expect(readers.map((source) => source.file)).toEqual([]);
  });

  it('nothing but main.ts and cli.ts reads the environment', () => {
    const readers = sources.filter((source) => !ENTRIES.includes(source.file) && /\bprocess\.env\b/.test(source.text));
    expect(readers.map((source) => source.file)).toEqual([]);
  });

  it('the domain does no input or output', () => {
    const words = /\bfetch\(|\bconsole\.|\bprocess\.|\bawait\b|\bsetTimeout\(/;
    expect(
      within('src/domain/')
        .filter((source) => words.test(source.text))
        .map((source) => source.file),
    ).toEqual([]);
  });

  it('the engine, its views and the domain name no platform', () => {
    const words = /\b(slack|teams|playground|bolt|botbuilder)\b/i;
    const named = within('src/engine/', 'src/views/', 'src/domain/').filter((source) =>
      words.test(source.text.replace(/\bteams\b/g, '')),
    );
    expect(named.map((source) => source.file)).toEqual([]);
  });
});

it('every query of the engine’s carries its workspace', async () => {
  const unscoped = within('adapters/postgres/').flatMap((source) =>
    source.text
      .split(/(?=\btrx\s*\.(?:selectFrom|updateTable|deleteFrom|insertInto)\()/)
      .slice(1)
      .filter((query) => !/workspace_id|\.\.\.key|selectFrom\(some\.as/.test(query.split(/\.execute/)[0] ?? ''))
      .map((query) => `${source.file}: ${query.slice(0, 60)}`),
  );
  expect(unscoped).toEqual([]);
});

it('every table begins its key with the workspace', async () => {
  const text = (await Promise.all((await filesIn('migrations')).map((file) => readFile(join(ROOT, file), 'utf8')))).join('\n');
  const tables = [...text.matchAll(/create table (\w+) \(([\s\S]*?)\)`/g)];
  expect(tables.length).toBeGreaterThan(10);
  const keyless = tables.filter(([, , body = '']) => !/primary key \(workspace_id|workspace_id text primary key/.test(body));
  expect(keyless.map(([, name]) => name)).toEqual([]);
});

import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCatalog } from '../../../adapters/content/catalog.ts';
import type { Log } from '../../../src/ports/log.ts';

let root: string;
let shipped: string;
let imported: string;
let warnings: string[];

const log: Log = { info() {}, warn: (_, message) => warnings.push(message), error: (_, message) => warnings.push(message) };
const open = () => openCatalog([shipped, imported], log);
const deck = (title: string) => `title: ${title}
items:
  - { id: one, topic: Mail, kind: true-false, prompt: Hm?, answer: true }
`;
const titles = (catalog: Awaited<ReturnType<typeof openCatalog>>) => catalog.decks().map(({ id, title }) => `${id}: ${title}`);

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cairn-catalog-'));
  shipped = join(root, 'decks');
  imported = join(root, 'data', 'decks');
  warnings = [];
  await mkdir(shipped);
});

afterEach(() => rm(root, { recursive: true }));

describe('the catalog', () => {
  it('has the decks of its folders in the order of their ids, and needs no folder to be there', async () => {
    await writeFile(join(shipped, 'mail.yaml'), deck('Mail'));
    await writeFile(join(shipped, 'code.yml'), deck('Code'));
    await writeFile(join(shipped, 'notes.txt'), 'no deck');
    await writeFile(join(shipped, '.mail.yaml.new'), 'half a deck');
    const catalog = await open();
    expect(titles(catalog)).toEqual(['code: Code', 'mail: Mail']);
    expect(warnings).toEqual([]);
  });

  it('takes a deck of the later folder for one of the same id', async () => {
    await mkdir(imported, { recursive: true });
    await writeFile(join(shipped, 'mail.yaml'), deck('Mail'));
    await writeFile(join(imported, 'mail.yaml'), deck('Our mail'));
    const catalog = await open();
    expect(titles(catalog)).toEqual(['mail: Our mail']);
    await rm(join(imported, 'mail.yaml'));
    await catalog.refresh();
    expect(titles(catalog)).toEqual(['mail: Mail']);
  });

  it('picks up what is new, changed or gone', async () => {
    const catalog = await open();
    expect(catalog.decks()).toEqual([]);
    await mkdir(imported, { recursive: true });
    await writeFile(join(imported, 'mail.yaml'), deck('Mail'));
    await catalog.refresh();
    expect(titles(catalog)).toEqual(['mail: Mail']);
    await writeFile(join(imported, 'mail.yaml'), deck('Better mail'));
    await catalog.refresh();
    expect(titles(catalog)).toEqual(['mail: Better mail']);
    await rename(join(imported, 'mail.yaml'), join(imported, 'post.yaml'));
    await catalog.refresh();
    expect(titles(catalog)).toEqual(['post: Better mail']);
  });

  it('reads only what has changed', async () => {
    await writeFile(join(shipped, 'mail.yaml'), deck('Mail'));
    const moment = 1_800_000_000;
    await utimes(join(shipped, 'mail.yaml'), moment, moment);
    const catalog = await open();
    const before = catalog.decks();
    await catalog.refresh();
    expect(catalog.decks()).toBe(before);
    // The same size at the same time, in the same file: nobody looks inside.
    await writeFile(join(shipped, 'mail.yaml'), deck('Liam'));
    await utimes(join(shipped, 'mail.yaml'), moment, moment);
    await catalog.refresh();
    expect(titles(catalog)).toEqual(['mail: Mail']);
    await utimes(join(shipped, 'mail.yaml'), moment + 1, moment + 1);
    await catalog.refresh();
    expect(titles(catalog)).toEqual(['mail: Liam']);
  });

  it('says once what is wrong with a broken deck, and leaves it out', async () => {
    const file = join(shipped, 'mail.yaml');
    await writeFile(file, deck('Mail').replace('answer', 'answr'));
    const catalog = await open();
    await catalog.refresh();
    expect(catalog.decks()).toEqual([]);
    expect(warnings).toEqual([
      `a deck is broken: ${file}:3:5 items[0].answer: is missing`,
      `a deck is broken: ${file}:3:60 items[0]: unknown key "answr": did you mean "answer"?`,
    ]);
  });

  it('keeps a deck that was good as it was, until it is good again', async () => {
    await writeFile(join(shipped, 'mail.yaml'), deck('Mail'));
    const catalog = await open();
    await writeFile(join(shipped, 'mail.yaml'), 'title: [');
    await catalog.refresh();
    expect(titles(catalog)).toEqual(['mail: Mail']);
    await writeFile(join(shipped, 'mail.yaml'), deck('Good mail'));
    await catalog.refresh();
    expect(titles(catalog)).toEqual(['mail: Good mail']);
  });

  it('goes on where something cannot be read', async () => {
    await writeFile(join(shipped, 'code.yaml'), deck('Code'));
    await mkdir(join(shipped, 'folder.yaml'));
    const catalog = await open();
    await catalog.refresh();
    expect(titles(catalog)).toEqual(['code: Code']);
    expect(warnings).toEqual(['a deck cannot be read']);
  });

  it('reads once for refreshes at one time', async () => {
    const catalog = await open();
    await writeFile(join(shipped, 'mail.yaml'), 'title: [');
    await Promise.all([catalog.refresh(), catalog.refresh(), catalog.refresh()]);
    expect(warnings).toHaveLength(1);
  });

  it('keeps the paths beside its decks; one that asks for what is not there stays as it was', async () => {
    const path = (title: string, deck: string) => `title: ${title}
modules:
  - { id: mail, title: Mail, capability: read mail., why: It matters., stages: { foundation: { deck: ${deck} } } }
gate: { answers: 3, recall: 0.3 }
`;
    const items = (deckTitle: string) =>
      deck(deckTitle) +
      [2, 3].map((i) => `  - { id: i${i}, topic: Mail, kind: true-false, prompt: Hm?, answer: true }\n`).join('');
    await mkdir(join(shipped, 'paths'));
    await writeFile(join(shipped, 'mail.yaml'), items('Mail'));
    await writeFile(join(shipped, 'paths', 'clerk.yaml'), path('Clerk', 'mail'));
    const catalog = await open();
    expect(catalog.paths().map(({ id, title }) => [id, title])).toEqual([['clerk', 'Clerk']]);
    expect(warnings).toEqual([]);
    await writeFile(join(shipped, 'paths', 'clerk.yaml'), path('Head clerk', 'post'));
    await catalog.refresh();
    expect(warnings.at(-1)).toMatch(/a path is broken: .*clerk\.yaml:3:\d+ .*there is no deck "post"/);
    expect(catalog.paths().map(({ title }) => title)).toEqual(['Clerk']);
    await rm(join(shipped, 'paths', 'clerk.yaml'));
    await catalog.refresh();
    expect(catalog.paths()).toEqual([]);
  });
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../src/config.ts';
import type { Deck } from '../../src/domain/deck.ts';
import { deckFiles, familyFiles, pathFiles } from '../content/deck-files.ts';
import { readDeck } from '../content/yaml-deck.ts';
import { readPath } from '../content/yaml-path.ts';
import { readRule } from '../content/yaml-rule.ts';
import { type Check, fail, ok, warn } from './check.ts';

export function decksCheck({ decksDir, dataDir }: Pick<Config, 'decksDir' | 'dataDir'>): Check {
  return {
    about: 'decks',
    look: async () => {
      const folders = [decksDir, join(dataDir, 'decks')];
      const files = await inAll(folders, (folder) => deckFiles(folder).catch(() => []));
      if (files.length === 0)
        return [fail(`there is no deck in ${folders.join(' or ')}`, 'set DECKS_DIR to where the decks are')];
      const read = await Promise.all(files.map((file) => reading(file, readDeck)));
      const decks = read.flatMap((each) => (each && 'deck' in each ? [each.deck] : []));
      const others = [...(await families(folders)), ...(await paths(folders, decks))];
      const broken = files.length - decks.length + others.filter((isGood) => !isGood).length;
      const all = files.length + others.length;
      if (broken === 0) return [ok(`${files.length} can be read, and ${others.length} files of achievements and paths`)];
      return [warn(`${broken} of ${all} files have mistakes, and do not count as they are`, 'see cairn check')];
    },
  };
}

async function families(folders: readonly string[]): Promise<boolean[]> {
  const files = await inAll(folders, familyFiles);
  return Promise.all(files.map(async (file) => isGood(await reading(file, readRule))));
}

async function paths(folders: readonly string[], decks: readonly Deck[]): Promise<boolean[]> {
  const files = await inAll(folders, pathFiles);
  return Promise.all(files.map(async (file) => isGood(await reading(file, (text, name) => readPath(text, name, decks)))));
}

async function inAll(folders: readonly string[], filesOf: (folder: string) => Promise<string[]>): Promise<string[]> {
  return (await Promise.all(folders.map(filesOf))).flat();
}

async function reading<T>(file: string, read: (text: string, file: string) => T): Promise<T | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : read(text, file);
}

function isGood(read: object | undefined): boolean {
  return read !== undefined && !('errors' in read);
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../src/config.ts';
import { deckFiles } from '../content/deck-files.ts';
import { readDeck } from '../content/yaml-deck.ts';
import { type Check, fail, ok, warn } from './check.ts';

export function decksCheck({ decksDir, dataDir }: Pick<Config, 'decksDir' | 'dataDir'>): Check {
  return {
    about: 'decks',
    look: async () => {
      const folders = [decksDir, join(dataDir, 'decks')];
      const files = (await Promise.all(folders.map((folder) => deckFiles(folder).catch(() => [])))).flat();
      if (files.length === 0)
        return [fail(`there is no deck in ${folders.join(' or ')}`, 'set DECKS_DIR to where the decks are')];
      const broken = (await Promise.all(files.map(isBroken))).filter(Boolean).length;
      if (broken === 0) return [ok(`${files.length} can be read`)];
      return [warn(`${broken} of ${files.length} have mistakes, and are not asked as they are`, 'see cairn check')];
    },
  };
}

async function isBroken(file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined || 'errors' in readDeck(text, file);
}

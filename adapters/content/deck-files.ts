import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of the families of achievements, beside decks. */
export const ACHIEVEMENTS = 'achievements';

/** The deck files of a folder, by name; hidden ones are drafts. */
export async function deckFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => /^[^.].*\.ya?ml$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** The families of achievements beside a folder's decks; none where it has no folder for them. */
export async function familyFiles(folder: string): Promise<string[]> {
  return deckFiles(join(folder, ACHIEVEMENTS)).catch(() => []);
}

/** The paths beside a folder's decks; none where it has no folder for them. */
export async function pathFiles(folder: string): Promise<string[]> {
  return deckFiles(join(folder, 'paths')).catch(() => []);
}

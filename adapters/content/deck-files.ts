import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The deck files of a folder, by name; hidden ones are drafts. */
export async function deckFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => /^[^.].*\.ya?ml$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
}

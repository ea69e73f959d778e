import { readFile, stat } from 'node:fs/promises';
import type { Deck } from '../../src/domain/deck.ts';
import type { Catalog } from '../../src/ports/decks.ts';
import type { Log } from '../../src/ports/log.ts';
import { deckFiles } from './deck-files.ts';
import { openPathShelf } from './path-shelf.ts';
import { readDeck } from './yaml-deck.ts';

/** A file as it was last read: its deck, or the last good one where it is broken now. */
type Entry = { stamp: string; deck: Deck | undefined };

/**
 * Keeps the decks of some folders at hand, folder by folder, and in one by the names of the files; of two decks with one id,
 * that of the later folder counts.
 * A broken deck is logged and left out, or stays as it last was. Paths are kept beside them.
 */
export async function openCatalog(folders: readonly string[], log: Log): Promise<Catalog> {
  let entries: ReadonlyMap<string, Entry> = new Map();
  let decks: readonly Deck[] = [];
  let reading: Promise<void> | undefined;
  const shelf = openPathShelf(folders, log);

  const read = async () => {
    const files = (await Promise.all(folders.map((folder) => filesOf(folder, log)))).flat();
    const now = new Map<string, Entry>();
    for (const file of files) {
      const entry = await readEntry(file, entries.get(file), log);
      if (entry) now.set(file, entry);
    }
    const changed = now.size !== entries.size || [...now].some(([file, entry]) => entries.get(file) !== entry);
    entries = now;
    if (changed) decks = decksOf(now);
    await shelf.refresh(decks);
  };
  const catalog: Catalog = {
    decks: () => decks,
    paths: shelf.paths,
    refresh() {
      reading ??= read().finally(() => {
        reading = undefined;
      });
      return reading;
    },
  };
  await catalog.refresh();
  return catalog;
}

function decksOf(entries: ReadonlyMap<string, Entry>): Deck[] {
  const found = new Map([...entries.values()].flatMap(({ deck }) => (deck ? [[deck.id, deck] as const] : [])));
  return [...found.values()];
}

async function filesOf(folder: string, log: Log): Promise<string[]> {
  try {
    return await deckFiles(folder);
  } catch (error) {
    if (!isMissing(error)) log.warn({ folder, error: String(error) }, 'a folder of decks cannot be read');
    return [];
  }
}

async function readEntry(file: string, before: Entry | undefined, log: Log): Promise<Entry | undefined> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    const stamp = `${mtimeMs}/${size}/${ino}`;
    return before?.stamp === stamp ? before : { stamp, deck: parse(await readFile(file, 'utf8'), file, log) ?? before?.deck };
  } catch (error) {
    if (isMissing(error)) return undefined;
    const stamp = String(error);
    if (before?.stamp !== stamp) log.warn({ file, error: stamp }, 'a deck cannot be read');
    return before?.stamp === stamp ? before : { stamp, deck: before?.deck };
  }
}

function parse(text: string, file: string, log: Log): Deck | undefined {
  const read = readDeck(text, file);
  if ('deck' in read) return read.deck;
  for (const { line, column, message } of read.errors)
    log.warn({ file, line, column }, `a deck is broken: ${file}:${line}:${column} ${message}`);
  return undefined;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

import { readFile, stat } from 'node:fs/promises';
import type { Log } from '../../src/ports/log.ts';
import { deckFiles } from './deck-files.ts';
import type { FileError } from './yaml-file.ts';

/** A file as it was last read: what it holds, or the last good of it where it is broken now. */
type Entry<T> = { stamp: string; held: T | undefined };

type Options<T> = {
  folders: readonly string[];
  /** What a file holds, in words for the log. */
  what: string;
  read: (text: string, file: string) => { held: T } | { errors: readonly FileError[] };
  idOf: (held: T) => string;
  log: Log;
};

export type Shelf<T> = { held(): readonly T[]; refresh(): Promise<void> };

/**
 * Keeps what the files of some folders hold at hand, folder by folder, and in one by the names of the files; of two with one id, that of the later
 * folder counts. A broken one is logged and left out, or stays as it last was.
 */
export async function openShelf<T>({ folders, what, read, idOf, log }: Options<T>): Promise<Shelf<T>> {
  let entries: ReadonlyMap<string, Entry<T>> = new Map();
  let held: readonly T[] = [];
  let reading: Promise<void> | undefined;

  const readAll = async () => {
    const files = (await Promise.all(folders.map(filesOf))).flat();
    const now = new Map<string, Entry<T>>();
    for (const file of files) {
      const entry = await readEntry(file, entries.get(file));
      if (entry) now.set(file, entry);
    }
    const changed = now.size !== entries.size || [...now].some(([file, entry]) => entries.get(file) !== entry);
    entries = now;
    if (changed) held = unlike(now);
  };

  function unlike(now: ReadonlyMap<string, Entry<T>>): T[] {
    const found = [...now.values()].flatMap(({ held: one }) => (one === undefined ? [] : [[idOf(one), one] as const]));
    return [...new Map(found).values()];
  }

  async function filesOf(folder: string): Promise<string[]> {
    try {
      return await deckFiles(folder);
    } catch (error) {
      if (!isMissing(error)) log.warn({ folder, error: String(error) }, `a folder of ${what}s cannot be read`);
      return [];
    }
  }

  async function readEntry(file: string, before: Entry<T> | undefined): Promise<Entry<T> | undefined> {
    try {
      const { mtimeMs, size, ino } = await stat(file);
      const stamp = `${mtimeMs}/${size}/${ino}`;
      return before?.stamp === stamp ? before : { stamp, held: parse(await readFile(file, 'utf8'), file) ?? before?.held };
    } catch (error) {
      if (isMissing(error)) return undefined;
      const stamp = String(error);
      if (before?.stamp !== stamp) log.warn({ file, error: stamp }, `a ${what} cannot be read`);
      return before?.stamp === stamp ? before : { stamp, held: before?.held };
    }
  }

  function parse(text: string, file: string): T | undefined {
    const found = read(text, file);
    if ('held' in found) return found.held;
    for (const { line, column, message } of found.errors)
      log.warn({ file, line, column }, `a ${what} is broken: ${file}:${line}:${column} ${message}`);
    return undefined;
  }

  const shelf: Shelf<T> = {
    held: () => held,
    refresh() {
      reading ??= readAll().finally(() => {
        reading = undefined;
      });
      return reading;
    },
  };
  await shelf.refresh();
  return shelf;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

import { readFile } from 'node:fs/promises';
import type { Deck } from '../../src/domain/deck.ts';
import type { Path } from '../../src/domain/path/path.ts';
import type { Log } from '../../src/ports/log.ts';
import { pathFiles } from './deck-files.ts';
import { readPath } from './yaml-path.ts';

/** The paths of some folders of decks, as they were last read; one that is broken now stays as it last was. */
export function openPathShelf(folders: readonly string[], log: Log) {
  let shelf: ReadonlyMap<string, { text: string; path: Path | undefined }> = new Map();
  let known: readonly Deck[] = [];
  let paths: readonly Path[] = [];
  return {
    paths: () => paths,
    async refresh(decks: readonly Deck[]): Promise<void> {
      const files = (await Promise.all(folders.map(pathFiles))).flat();
      const now = new Map<string, { text: string; path: Path | undefined }>();
      for (const file of files) {
        const before = shelf.get(file);
        const text = await readFile(file, 'utf8').catch(() => undefined);
        if (text === undefined) continue;
        const isSame = before?.text === text && known === decks;
        now.set(file, isSame ? before : { text, path: parse(text, file, decks, log) ?? before?.path });
      }
      [shelf, known] = [now, decks];
      const found = new Map([...now.values()].flatMap(({ path }) => (path ? [[path.id, path] as const] : [])));
      paths = [...found.values()];
    },
  };
}

function parse(text: string, file: string, decks: readonly Deck[], log: Log): Path | undefined {
  const read = readPath(text, file, decks);
  if ('path' in read) return read.path;
  for (const { line, column, message } of read.errors)
    log.warn({ file, line, column }, `a path is broken: ${file}:${line}:${column} ${message}`);
  return undefined;
}

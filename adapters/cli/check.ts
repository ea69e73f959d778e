import { readFile, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { deckFiles } from '../content/deck-files.ts';
import type { FileError } from '../content/yaml.ts';
import { readDeck } from '../content/yaml-deck.ts';
import { type Command, type Desk, flagsOf } from './command.ts';

export const check: Command = {
  summary: 'look for mistakes in deck files',
  usage: `cairn check [FILE or FOLDER …]

  Lists every mistake as file:line:column. Without files: all decks that come with Cairn or were imported.`,

  async run(args, desk) {
    const { positionals } = flagsOf(args, {});
    const named = positionals.map((path) => resolve(desk.from, path));
    const files = named.length > 0 ? (await Promise.all(named.map(filesAt))).flat() : await usualFiles(desk);
    let errors = 0;
    let questions = 0;
    for (const file of files) {
      const read = await readFileDeck(file, relative(desk.from, file) || file);
      if ('deck' in read) questions += read.deck.items.length;
      for (const error of 'errors' in read ? read.errors : []) {
        errors += 1;
        await desk.line(`${error.file}:${error.line}:${error.column} ${error.message}`);
      }
    }
    desk.note(
      `${files.length} ${files.length === 1 ? 'deck' : 'decks'}, ${questions} questions, ${errors === 0 ? 'no mistakes' : `mistakes: ${errors}`}.`,
    );
    return errors === 0 ? 0 : 1;
  },
};

async function usualFiles(desk: Desk): Promise<string[]> {
  const folders = [desk.decksDir, join(desk.dataDir, 'decks')];
  return (await Promise.all(folders.map((folder) => deckFiles(folder).catch(() => [])))).flat();
}

// What cannot be looked at is read all the same: the reader says what is wrong.
async function filesAt(path: string): Promise<string[]> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? deckFiles(path) : [path];
}

async function readFileDeck(path: string, file: string): Promise<ReturnType<typeof readDeck>> {
  const problem = (message: string): { errors: FileError[] } => ({ errors: [{ file, line: 1, column: 1, message }] });
  if (!/\.ya?ml$/i.test(path)) return problem('is no YAML file: for tables, use cairn import --check');
  try {
    const text = await readFile(path, 'utf8');
    return readDeck(text, file);
  } catch (error) {
    return problem(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Deck } from '../../src/domain/deck.ts';
import { ACHIEVEMENTS, deckFiles, familyFiles, pathFiles } from '../content/deck-files.ts';
import { readDeck } from '../content/yaml-deck.ts';
import type { FileError } from '../content/yaml-file.ts';
import { readPath } from '../content/yaml-path.ts';
import { readRule } from '../content/yaml-rule.ts';
import { type Command, type Desk, flagsOf } from './command.ts';

export const check: Command = {
  summary: 'look for mistakes in files of decks, paths and achievements',
  usage: `cairn check [FILE or FOLDER …]

  Lists every mistake as file:line:column. Without files: all that come with Cairn or were imported.
  A file in a folder named "paths" is a path, one in "achievements" a family of achievements.`,

  async run(args, desk) {
    const { positionals } = flagsOf(args, {});
    const named = positionals.map((path) => resolve(desk.from, path));
    const files = named.length > 0 ? (await Promise.all(named.map(filesAt))).flat() : await usualFiles(desk);
    const shown = (file: string) => relative(desk.from, file) || file;
    const read = await Promise.all(files.filter(isDeck).map((file) => readText(file, shown(file), readDeck)));
    const decks = read.flatMap((each) => ('deck' in each ? [each.deck] : []));
    const paths = files.filter(isPath);
    const known = paths.length > 0 ? [...(await usualDecks(desk)), ...decks] : [];
    const readPaths = await Promise.all(
      paths.map((file) => readText(file, shown(file), (text, name) => readPath(text, name, known))),
    );
    const families = files.filter(isFamily);
    const readFamilies = await Promise.all(families.map((file) => readText(file, shown(file), readRule)));
    const errors = [...read, ...readPaths, ...readFamilies].flatMap((each) => ('errors' in each ? each.errors : []));
    for (const { file, line, column, message } of errors) await desk.line(`${file}:${line}:${column} ${message}`);
    const questions = decks.reduce((sum, { items }) => sum + items.length, 0);
    const counted = [
      `${read.length} ${read.length === 1 ? 'deck' : 'decks'}`,
      `${questions} questions`,
      ...(paths.length > 0 ? [`${paths.length} ${paths.length === 1 ? 'path' : 'paths'}`] : []),
      ...(families.length > 0 ? [`achievements: ${families.length}`] : []),
    ];
    desk.note(`${counted.join(', ')}, ${errors.length === 0 ? 'no mistakes' : `mistakes: ${errors.length}`}.`);
    return errors.length === 0 ? 0 : 1;
  },
};

async function usualFiles(desk: Desk): Promise<string[]> {
  const folders = [desk.decksDir, join(desk.dataDir, 'decks')];
  return (await Promise.all(folders.map(filesIn))).flat();
}

/** What paths may ask for: the decks that a running Cairn would have. */
async function usualDecks(desk: Desk): Promise<Deck[]> {
  const files = (await usualFiles(desk)).filter(isDeck);
  const read = await Promise.all(files.map((file) => readText(file, file, readDeck)));
  return read.flatMap((each) => ('deck' in each ? [each.deck] : []));
}

async function filesIn(folder: string): Promise<string[]> {
  return (await Promise.all([deckFiles(folder).catch(() => []), pathFiles(folder), familyFiles(folder)])).flat();
}

function isFamily(file: string): boolean {
  return basename(dirname(file)) === ACHIEVEMENTS;
}

function isDeck(file: string): boolean {
  return !isPath(file) && !isFamily(file);
}

function isPath(file: string): boolean {
  return basename(dirname(file)) === 'paths';
}

// What cannot be looked at is read all the same: the reader says what is wrong.
async function filesAt(path: string): Promise<string[]> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? filesIn(path) : [path];
}

async function readText<T>(
  path: string,
  file: string,
  read: (text: string, file: string) => T | { errors: FileError[] },
): Promise<T | { errors: FileError[] }> {
  const problem = (message: string): { errors: FileError[] } => ({ errors: [{ file, line: 1, column: 1, message }] });
  if (!/\.ya?ml$/i.test(path)) return problem('is no YAML file: for tables, use cairn import --check');
  try {
    return read(await readFile(path, 'utf8'), file);
  } catch (error) {
    return problem(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

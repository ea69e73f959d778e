import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { ColumnChoice } from '../content/csv-columns.ts';
import { readCsv } from '../content/csv-deck.ts';
import type { Skipped } from '../content/csv-table.ts';
import { readText } from '../content/read-text.ts';
import { writeDeck } from '../content/write-deck.ts';
import { readDeck } from '../content/yaml-deck.ts';
import { whyUnread } from './command.ts';

/** How a file is to be read; title, language, columns and delimiter are for tables. */
export type SourceChoice = { id: string; title?: string; language?: string; delimiter?: string; columns: ColumnChoice };

/** What came of a file: the text of a deck with so many questions, and what was left out. */
export type Source = { text: string; questions: number; skipped: readonly LeftOut[] };
type LeftOut = Skipped & { column?: number };

export function nothing(reason: string, line = 0): Source {
  return { text: '', questions: 0, skipped: [{ line, reason }] };
}

export async function readSource(path: string, choice: SourceChoice): Promise<Source> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return nothing(whyUnread(path, error));
  }
  if (isBinary(bytes)) return nothing('this is no text: export the table as CSV in UTF-8', 1);
  return isYaml(path) ? fromYaml(bytes, choice.id) : fromTable(bytes, { ...choice, title: choice.title ?? titleOf(path) });
}

export function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

function fromYaml(bytes: Uint8Array, id: string): Source {
  const text = readText(bytes);
  const read = readDeck(text, `${id}.yaml`);
  if ('deck' in read) return { text, questions: read.deck.items.length, skipped: [] };
  return { text, questions: 0, skipped: read.errors.map(({ line, column, message }) => ({ line, column, reason: message })) };
}

function fromTable(bytes: Uint8Array, choice: SourceChoice & { title: string }): Source {
  const { id, title, language = 'en', columns, delimiter } = choice;
  const { items, skipped } = readCsv(bytes, { columns, topic: title.slice(0, 60), ...(delimiter && { delimiter }) });
  if (items.length === 0) return { text: '', questions: 0, skipped };
  const text = writeDeck({ id, title, description: '', language, items: [...items] });
  const read = readDeck(text, `${id}.yaml`);
  // The items were checked one by one: only the title and the language are left to be wrong.
  if ('errors' in read) return nothing(read.errors.map(({ message }) => message).join('; '));
  return { text, questions: items.length, skipped };
}

function titleOf(path: string): string {
  const name = basename(path, extname(path)).replace(/[._-]+/g, ' ');
  return (name.charAt(0).toUpperCase() + name.slice(1)).trim().slice(0, 80);
}

// A NUL is in no text but UTF-16, which begins with its mark.
function isBinary(bytes: Uint8Array): boolean {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return !isUtf16 && bytes.subarray(0, 4096).includes(0);
}

import { basename } from 'node:path';
import { type Deck, deckSchema } from '../../src/domain/deck.ts';
import type { Complaint } from './complaint.ts';
import { isId } from './slug.ts';
import { type FileError, readYaml } from './yaml.ts';

export type ReadDeck = { deck: Deck } | { errors: FileError[] };

/** Reads a deck from YAML; its id is the file's name without the ending. A deck with a mistake gives nothing but all its mistakes. */
export function readDeck(text: string, file: string): ReadDeck {
  const id = idOf(file);
  const read = readYaml(text, file, { schema: deckSchema, nameFlaws: nameFlaws(id, 'deck'), flaws: sameIds });
  return 'errors' in read ? read : { deck: { ...read.value, id } };
}

/** What a file is called in Cairn: its name without the ending. */
export function idOf(file: string): string {
  return basename(file).replace(/\.ya?ml$/i, '');
}

export function nameFlaws(id: string, what: string): string[] {
  if (isId(id)) return [];
  return [`the file's name is the ${what}'s id: "${id}" must be of lower-case letters, digits and hyphens`];
}

// The schema looks for these only once all else is well.
function sameIds(value: unknown): Complaint[] {
  const items: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'items') : undefined;
  const ids = Array.isArray(items)
    ? items.map((item: unknown) => (typeof item === 'object' && item ? Reflect.get(item, 'id') : undefined))
    : [];
  return ids.flatMap((id, i) => {
    const first = ids.indexOf(id);
    const message = `"${String(id)}" is already the id of item ${first + 1}`;
    return typeof id === 'string' && first < i ? [{ path: ['items', i, 'id'], message }] : [];
  });
}

import { type Deck, deckSchema } from '../../src/domain/deck.ts';
import type { Complaint } from './complaint.ts';
import { type FileError, readYaml } from './yaml-file.ts';

export type ReadDeck = { deck: Deck } | { errors: FileError[] };

/** Reads a deck from YAML; its id is the file's name without the ending. A deck with a mistake gives nothing but all its mistakes. */
export function readDeck(text: string, file: string): ReadDeck {
  const read = readYaml(text, file, { what: 'deck', schema: deckSchema, more: sameIds });
  return 'value' in read ? { deck: read.value } : read;
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

import type { Deck } from '../../src/domain/deck.ts';
import { type Path, pathSchema } from '../../src/domain/path/path.ts';
import { referenceFlaws } from '../../src/domain/path/references.ts';
import { type FileError, readYaml } from './yaml-file.ts';

export type ReadPath = { path: Path } | { errors: FileError[] };

/** Reads a path from YAML as a deck is read; what it asks for has to be in these decks. */
export function readPath(text: string, file: string, decks: readonly Deck[]): ReadPath {
  const byId = new Map(decks.map((deck) => [deck.id, deck]));
  const more = (value: unknown) => {
    const path = pathSchema.safeParse(value);
    return path.success ? referenceFlaws(path.data, byId) : [];
  };
  const read = readYaml(text, file, { what: 'path', schema: pathSchema, more });
  return 'value' in read ? { path: read.value } : read;
}

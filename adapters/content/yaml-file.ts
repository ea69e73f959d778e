import { basename } from 'node:path';
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  type YAMLError,
} from 'yaml';
import type { z } from 'zod';
import { type Complaint, complaints, pathInWords } from './complaint.ts';
import { isId } from './slug.ts';

/** Something wrong in a file; line and column count from 1. */
export type FileError = { file: string; line: number; column: number; message: string };

/** Larger files are not written by a person. */
const LONGEST = 10_000_000;
const MOST_ALIASES = 100;
const YAML = { prettyErrors: false, schema: 'core', stringKeys: true, logLevel: 'error' } as const;

/** What a file holds: its name in messages, its schema, and what the schema cannot see. */
export type Content<T> = { what: string; schema: z.ZodType<T>; more: (value: unknown) => readonly Complaint[] };

/** Reads a YAML file of one schema; its id is the file's name without the ending. One with a mistake gives nothing but all its mistakes. */
export function readYaml<T>(
  text: string,
  file: string,
  { what, schema, more }: Content<T>,
): { value: T & { id: string } } | { errors: FileError[] } {
  const lines = new LineCounter();
  const error = (offset: number, message: string): FileError => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col), message };
  };
  if (text.length > LONGEST)
    return { errors: [error(0, `the file is larger than ${LONGEST / 1_000_000} MB: split the ${what}`)] };
  const document = parseDocument(text, { ...YAML, lineCounter: lines });
  const flaws = [...document.errors, ...document.warnings];
  const errors = [
    ...[...text.matchAll(/\uFFFD.*/g)].map(({ index }) => error(index, 'is not valid UTF-8: save the file as UTF-8')),
    ...withoutEnd(flaws).map((flaw) => error(flaw.pos[0], hintOn(flaw, what))),
  ];
  if (!flaws.every(isHarmless)) return { errors: sorted(errors) };
  const content = contentOf(document);
  if ('refused' in content) return { errors: sorted([...errors, error(0, content.refused)]) };
  const id = basename(file).replace(/\.ya?ml$/i, '');
  errors.push(...idFlaws(id, what).map((message) => error(0, message)));
  for (const complaint of [...complaints(content.value, schema), ...more(content.value)])
    errors.push(error(offsetOf(document, complaint), complaintInWords(complaint)));
  return errors.length > 0 ? { errors: sorted(errors) } : { value: { ...schema.parse(content.value), id } };
}

function contentOf(document: Document): { value: unknown } | { refused: string } {
  try {
    return { value: document.toJS({ maxAliasCount: MOST_ALIASES }) };
  } catch (cause) {
    return { refused: `aliases (*name) do not work out: ${cause instanceof Error ? cause.message : String(cause)}` };
  }
}

// The rest of the file can be read in spite of these.
function isHarmless(flaw: YAMLError): boolean {
  return flaw.code === 'DUPLICATE_KEY' || flaw.code === 'TAG_RESOLVE_FAILED';
}

// One line for what is nested without end, not one for each level.
function withoutEnd(flaws: readonly YAMLError[]): readonly YAMLError[] {
  const exhausted = flaws.filter((flaw) => flaw.code === 'RESOURCE_EXHAUSTION');
  return exhausted.length > 0 ? exhausted.slice(-1) : flaws;
}

function hintOn({ code, message }: YAMLError, what: string): string {
  if (code === 'MULTIPLE_DOCS') return `one file holds one ${what}: remove the line "---" and what follows`;
  return HINTS[code] ?? message;
}

const HINTS: Partial<Record<YAMLError['code'], string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'text that contains ": " must stand in quotes, and keys of one group in one column',
  BAD_SCALAR_START: 'text that begins with a sign such as @, ` or % must stand in quotes',
  DUPLICATE_KEY: 'this key stands here twice: remove one',
  TAB_AS_INDENT: 'indent with spaces, not with tabs',
  TAG_RESOLVE_FAILED: 'tags (!name) are not allowed: text that begins with ! must stand in quotes',
  RESOURCE_EXHAUSTION: 'nested too deeply',
};

function idFlaws(id: string, what: string): string[] {
  if (isId(id)) return [];
  return [`the file's name is the ${what}'s id: "${id}" must be of lower-case letters, digits and hyphens`];
}

function complaintInWords({ path, message }: Complaint): string {
  const where = pathInWords(path);
  return where === '' ? message : `${where}: ${message}`;
}

/** Where in the text a complaint's place stands: a missing key where its parent does, an empty one at its name. */
function offsetOf(document: Document.Parsed, { path, key }: Complaint): number {
  let node: Node | ParsedNode | null = document.contents;
  for (const part of path) {
    const next = childOf(node, part, document);
    if (!next) return startOf(node);
    if (!startOf(next.value)) return startOf(next.key ?? node);
    node = next.value;
  }
  return startOf((key === undefined ? undefined : childOf(node, key, document)?.key) ?? node);
}

function childOf(parent: Node | null, part: PropertyKey, document: Document): { key?: Node; value: Node | null } | undefined {
  const node = isAlias(parent) ? (parent.resolve(document) ?? null) : parent;
  if (isSeq(node)) return { value: (node.items[Number(part)] as Node | undefined) ?? null };
  const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part)) : undefined;
  return pair && { key: pair.key as Node, value: pair.value as Node | null };
}

function startOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}

function sorted(errors: readonly FileError[]): FileError[] {
  const unlike = new Map(errors.map((error) => [`${error.line}:${error.column}:${error.message}`, error]));
  return [...unlike.values()].sort((a, b) => a.line - b.line || a.column - b.column);
}

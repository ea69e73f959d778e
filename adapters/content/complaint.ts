import { z } from 'zod';
import { nearest } from './nearest.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Something that a person can mend: where it is, the key that is wrong in itself if it is one, and what to do. */
export type Complaint = { path: Path; key?: string; message: string };

/** Checks a value against the schema, and says in words for authors everything that is wrong with it. */
export function complaints(value: unknown, schema: z.ZodType): Complaint[] {
  const { error } = schema.safeParse(value, { reportInput: true });
  const shape = shapeOf(schema);
  return (error?.issues ?? [])
    .flatMap(settled)
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ path: issue.path, key, message: unknownKey(key, knownKeys(issue.path, value, shape)) }))
        : [{ path: issue.path, message: inWords(issue) }],
    );
}

// Of what may be one thing or another, that is meant whose shape was given; else the first.
function settled(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const isOfOtherShape = (each: Issue) => each.code === 'invalid_type' && each.path.length === 0;
  const meant = issue.errors.find((issues) => !issues.some(isOfOtherShape)) ?? issue.errors[0] ?? [];
  return meant.flatMap((each) => settled({ ...each, path: [...issue.path, ...each.path] }));
}

/** `items[3].options`, as in the messages. */
export function pathInWords(path: Path): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i > 0 ? '.' : ''}${String(part)}`)).join('');
}

function inWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, issue.input);
    case 'too_small':
      return issue.origin === 'string' ? 'is empty' : `needs at least ${issue.minimum}${counted(issue, issue.minimum)}`;
    case 'too_big':
      return `may have at most ${issue.maximum}${counted(issue, issue.maximum)}`;
    case 'invalid_value':
      return wrongValue(issue.values, issue.input);
    case 'invalid_union':
      return unknownKind(issue);
    case 'invalid_format':
      return issue.format === 'url' ? 'is no web address: it begins with https://' : issue.message;
    default:
      return issue.message;
  }
}

function counted({ origin, input }: { origin: string; input?: unknown }, limit: unknown): string {
  if (origin === 'array' && Array.isArray(input)) return ` ${limit === 1 ? 'entry' : 'entries'}, it has ${input.length}`;
  return origin === 'string' && typeof input === 'string' ? ` characters, it has ${input.length}` : '';
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
  boolean: 'true or false',
  number: 'a number',
};

function wrongType(expected: string, input: unknown): string {
  if (input === undefined) return 'is missing';
  const wanted = TYPES[expected] ?? expected;
  if (input === null) return `is empty: it must be ${wanted}`;
  if (expected === 'string' && typeof input !== 'object') return `must be text: put ${String(input)} in quotes`;
  return `must be ${wanted}, not ${Array.isArray(input) ? 'a list' : (TYPES[typeof input] ?? typeof input)}`;
}

function wrongValue(values: readonly unknown[], input: unknown): string {
  if (values.length === 1) return `must be ${values[0]}: leave the line out where it is not`;
  return `must be one of ${values.join(', ')}${meant(String(input), values.map(String))}`;
}

function unknownKind(issue: z.core.$ZodIssueInvalidUnion): string {
  const { kind } = z.object({ kind: z.unknown() }).catch({ kind: undefined }).parse(issue.input);
  const kinds = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  if (kind === undefined) return `is missing: use ${kinds.join(', ')}`;
  return `"${String(kind)}" is no kind of question${meant(String(kind), kinds)}: use ${kinds.join(', ')}`;
}

function meant(said: string, known: readonly string[]): string {
  const near = nearest(said, known);
  return near === undefined ? '' : ` (did you mean ${near}?)`;
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  if (near !== undefined) return `unknown key "${key}": did you mean "${near}"?`;
  return known.length > 0 ? `unknown key "${key}": here are known ${known.join(', ')}` : `unknown key "${key}"`;
}

/** As much of a JSON schema as tells which keys a place may have. */
type Shape = {
  properties?: Record<string, Shape>;
  items?: Shape;
  oneOf?: Shape[];
  anyOf?: Shape[];
  additionalProperties?: Shape | boolean;
  const?: unknown;
};

const shapes = new WeakMap<z.ZodType, Shape>();

function shapeOf(schema: z.ZodType): Shape {
  const shape = shapes.get(schema) ?? (z.toJSONSchema(schema, { io: 'input' }) as Shape);
  shapes.set(schema, shape);
  return shape;
}

function knownKeys(path: Path, value: unknown, whole: Shape): string[] {
  let shape: Shape | undefined = whole;
  let at = value;
  for (const part of [...path, undefined]) {
    const kind = field(at, 'kind');
    if (shape?.oneOf) shape = shape.oneOf.find((option) => option.properties?.['kind']?.const === kind);
    if (shape?.anyOf) shape = shape.anyOf.find((option) => option.properties) ?? shape;
    if (part === undefined) break;
    const others: Shape | undefined = typeof shape?.additionalProperties === 'object' ? shape.additionalProperties : undefined;
    shape = typeof part === 'number' ? shape?.items : (shape?.properties?.[String(part)] ?? others);
    at = field(at, part);
  }
  return Object.keys(shape?.properties ?? {});
}

function field(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import type { ColumnChoice } from '../content/csv-columns.ts';
import { readCsv } from '../content/csv-deck.ts';
import type { Skipped } from '../content/csv-table.ts';
import { readText } from '../content/read-text.ts';
import { slug } from '../content/slug.ts';
import { writeDeck } from '../content/write-deck.ts';
import { readDeck } from '../content/yaml-deck.ts';
import { BadUsage, type Command, type Desk, flagsOf } from './command.ts';

const FLAGS = {
  check: { type: 'boolean' },
  json: { type: 'boolean' },
  force: { type: 'boolean' },
  name: { type: 'string' },
  title: { type: 'string' },
  language: { type: 'string' },
  out: { type: 'string' },
  delimiter: { type: 'string' },
  ask: { type: 'string' },
  prompt: { type: 'string' },
  answer: { type: 'string' },
  options: { type: 'string' },
  wrong: { type: 'string' },
  topic: { type: 'string' },
  explanation: { type: 'string' },
  id: { type: 'string' },
  kind: { type: 'string' },
  unit: { type: 'string' },
  tolerance: { type: 'string' },
  source: { type: 'string' },
} as const;

type Flags = ReturnType<typeof flagsOf<typeof FLAGS>>['values'];

/** What came of an import: a deck's text with so many questions, and what was left out. */
type Imported = { text: string; questions: number; skipped: readonly (Skipped & { column?: number })[] };

export const importDeck: Command = {
  summary: 'make a deck of a table (CSV, TSV), or take in a YAML deck',
  usage: `cairn import FILE [flags]

  --check              only read: write nothing
  --json               say nothing but the line of JSON
  --name ID            the deck's id (otherwise from the file's name)
  --title TEXT         the deck's title; --language CODE its language (otherwise en)
  --out DIR            where decks go (otherwise decks/ in DATA_DIR)
  --force              write over a deck of that id
  --delimiter SIGN     of the table; "tab" for tabs (otherwise found from its header)

  Columns of a table are found by their usual names (question, answer, optionA … or a, b, c, d, wrong,
  explanation, topic or tags, id, kind, unit, tolerance, source), or chosen:
  --prompt COLUMN --answer COLUMN --options COLUMN,COLUMN --wrong COLUMN,COLUMN --topic COLUMN
  --explanation COLUMN --id COLUMN --kind COLUMN --unit COLUMN --tolerance COLUMN --source COLUMN
  --ask TEXT           a question over columns: --ask "What is the capital of {country}?" --answer capital`,

  async run(args, desk) {
    const { values: flags, positionals } = flagsOf(args, FLAGS);
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) throw new BadUsage('import takes one file');
    const id = idOf(flags.name, file);
    const columns = columnsOf(flags);
    const read = await readSource(resolve(desk.from, file), id, { flags, columns });
    const folder = flags.out === undefined ? join(desk.dataDir, 'decks') : resolve(desk.from, flags.out);
    const target = join(folder, `${id}.yaml`);
    const refusal =
      read.questions > 0 && !flags.check && !flags.force ? await refusalOf(target, basename(file), flags.out, desk) : undefined;
    const outcome = refusal === undefined ? read : { ...read, questions: 0, skipped: [{ line: 0, reason: refusal }] };
    if (outcome.questions > 0 && !flags.check) await write(folder, target, `${markOf(file)}\n${read.text}`);
    await desk.line(JSON.stringify({ imported: outcome.questions, skipped: outcome.skipped }));
    if (!flags.json || outcome.questions === 0) summarise(outcome, flags.check ? undefined : target, desk);
    return outcome.questions > 0 ? 0 : 1;
  },
};

function idOf(name: string | undefined, file: string): string {
  const id = name ?? slug(basename(file, extname(file)));
  if (/^[a-z0-9][a-z0-9-]*$/.test(id)) return id;
  throw new BadUsage(
    name === undefined
      ? 'this file gives no name for the deck: choose one with --name'
      : '--name takes lower-case letters, digits and hyphens',
  );
}

type Choices = { flags: Flags; columns: ColumnChoice };

async function readSource(path: string, id: string, choices: Choices): Promise<Imported> {
  try {
    const bytes = await readFile(path);
    return /\.ya?ml$/i.test(path)
      ? fromYaml(bytes, id, choices.flags)
      : fromTable(bytes, id, titleOf(choices.flags.title, path), choices);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const reason = error.code === 'ENOENT' ? `there is no file ${path}` : `the file cannot be read: ${error.message}`;
    return { text: '', questions: 0, skipped: [{ line: 0, reason }] };
  }
}

function fromYaml(bytes: Uint8Array, id: string, flags: Flags): Imported {
  const extra = Object.keys(flags).find((flag) => !['check', 'json', 'force', 'name', 'out'].includes(flag));
  if (extra) throw new BadUsage(`--${extra} is for tables: a YAML deck says it itself`);
  const text = readText(bytes);
  const read = readDeck(text, `${id}.yaml`);
  if ('deck' in read) return { text: text.replace(/^# imported from .*\n/, ''), questions: read.deck.items.length, skipped: [] };
  return { text, questions: 0, skipped: read.errors.map(({ line, column, message }) => ({ line, column, reason: message })) };
}

function fromTable(bytes: Uint8Array, id: string, title: string, { flags, columns }: Choices): Imported {
  if (isBinary(bytes))
    return { text: '', questions: 0, skipped: [{ line: 1, reason: 'this is no text: export the table as CSV in UTF-8' }] };
  const { delimiter } = flags;
  const { items, skipped } = readCsv(bytes, {
    columns,
    topic: title.slice(0, 60),
    ...(delimiter && { delimiter: delimiter === 'tab' ? '\t' : delimiter }),
  });
  if (items.length === 0) return { text: '', questions: 0, skipped };
  const text = writeDeck({ id, title, description: '', language: flags.language ?? 'en', items: [...items] });
  const flaws = readDeck(text, `${id}.yaml`);
  if ('errors' in flaws) throw new BadUsage(flaws.errors.map(({ message }) => message).join('; '));
  return { text, questions: items.length, skipped };
}

function columnsOf(flags: Flags): ColumnChoice {
  const { ask, prompt, answer, options, wrong, topic, explanation, id, kind, unit, tolerance, source } = flags;
  if (ask !== undefined && prompt !== undefined)
    throw new BadUsage('--ask writes the question, --prompt takes it from a column: choose one');
  const one = { ask, prompt, answer, topic, explanation, id, kind, unit, tolerance, source };
  const several = {
    options: options?.split(',').map((name) => name.trim()),
    wrong: wrong?.split(',').map((name) => name.trim()),
  };
  return Object.fromEntries(Object.entries({ ...one, ...several }).filter(([, value]) => value !== undefined));
}

// A NUL is in no text but UTF-16, which begins with its mark.
function isBinary(bytes: Uint8Array): boolean {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return !isUtf16 && bytes.subarray(0, 4096).includes(0);
}

function titleOf(title: string | undefined, path: string): string {
  const words = basename(path, extname(path))
    .replace(/[._-]+/g, ' ')
    .trim();
  return title ?? (words.charAt(0).toUpperCase() + words.slice(1)).slice(0, 80);
}

function markOf(file: string): string {
  return `# imported from ${basename(file).replace(/\p{Cc}/gu, ' ')}`;
}

/** Why the deck may not be written: it would take the place of one that did not come from this file. */
async function refusalOf(target: string, file: string, out: string | undefined, desk: Desk): Promise<string | undefined> {
  const before = await readFile(target, 'utf8').catch(() => undefined);
  const shipped = out === undefined ? await readFile(join(desk.decksDir, basename(target))).catch(() => undefined) : undefined;
  if (before === undefined && shipped === undefined) return undefined;
  if (before !== undefined && before.split('\n', 1)[0] === markOf(file)) return undefined;
  return `there is another deck ${basename(target, '.yaml')}: choose an id with --name, or --force to take its place`;
}

// Renamed when it is whole, so that nobody reads half a deck.
async function write(folder: string, target: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${basename(target)}.new`);
  await writeFile(draft, text);
  await rename(draft, target);
}

const MOST_LISTED = 20;

function summarise(
  { questions, skipped }: Pick<Imported, 'questions' | 'skipped'>,
  target: string | undefined,
  desk: Desk,
): void {
  const where = questions > 0 && target !== undefined ? `: ${target}. A running Cairn takes it up within a minute` : '';
  desk.note(`${questions} ${questions === 1 ? 'question' : 'questions'} ${target === undefined ? 'found' : 'imported'}${where}.`);
  if (skipped.length > 0) desk.note(`${skipped.length} left out:`);
  for (const { line, column, reason } of skipped.slice(0, MOST_LISTED))
    desk.note(`  ${line > 0 ? `line ${line}${column === undefined ? '' : `:${column}`}: ` : ''}${reason}`);
  if (skipped.length > MOST_LISTED) desk.note(`  … and ${skipped.length - MOST_LISTED} more`);
}

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import type { ColumnChoice } from '../content/csv-columns.ts';
import { isId, slug } from '../content/slug.ts';
import { BadUsage, type Command, type Desk, flagsOf } from './command.ts';
import { isYaml, nothing, readSource, type Source, type SourceChoice } from './import-source.ts';

const COLUMN_FLAGS = {
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

const FLAGS = {
  check: { type: 'boolean' },
  json: { type: 'boolean' },
  force: { type: 'boolean' },
  name: { type: 'string' },
  title: { type: 'string' },
  language: { type: 'string' },
  out: { type: 'string' },
  delimiter: { type: 'string' },
  ...COLUMN_FLAGS,
} as const;

type Flags = ReturnType<typeof flagsOf<typeof FLAGS>>['values'];

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
    const choice = choiceOf(flags, file);
    const read = await readSource(resolve(desk.from, file), choice);
    const target = join(folderOf(flags, desk), `${choice.id}.yaml`);
    const outcome = flags.check || read.questions === 0 ? read : await keep(read, { file, target, flags, desk });
    await desk.line(JSON.stringify({ imported: outcome.questions, skipped: outcome.skipped }));
    if (!flags.json || outcome.questions === 0) summarise(outcome, flags.check ? undefined : target, desk);
    return outcome.questions > 0 ? 0 : 1;
  },
};

function choiceOf(flags: Flags, file: string): SourceChoice {
  const { title, language, delimiter } = flags;
  const forTables = Object.keys(flags).find((flag) => flag in COLUMN_FLAGS || ['title', 'language', 'delimiter'].includes(flag));
  if (isYaml(file) && forTables) throw new BadUsage(`--${forTables} is for tables: a YAML deck says it itself`);
  return {
    id: idOf(flags.name, file),
    columns: columnsOf(flags),
    ...(title && { title }),
    ...(language && { language }),
    ...(delimiter && { delimiter: delimiter === 'tab' ? '\t' : delimiter }),
  };
}

function idOf(name: string | undefined, file: string): string {
  const id = name ?? slug(basename(file, extname(file)));
  if (isId(id)) return id;
  const problem = name === undefined ? 'this file gives no name for the deck: choose one with --name' : undefined;
  throw new BadUsage(problem ?? '--name takes lower-case letters, digits and hyphens');
}

function columnsOf(flags: Flags): ColumnChoice {
  if (flags.ask !== undefined && flags.prompt !== undefined)
    throw new BadUsage('--ask writes the question, --prompt takes it from a column: choose one');
  const names = (list: string) => list.split(',').map((name) => name.trim());
  const chosen = Object.entries(flags).filter(([flag]) => flag in COLUMN_FLAGS);
  return Object.fromEntries(
    chosen.map(([flag, value]) => [flag, flag === 'options' || flag === 'wrong' ? names(String(value)) : value]),
  );
}

function folderOf(flags: Flags, desk: Desk): string {
  return flags.out === undefined ? join(desk.dataDir, 'decks') : resolve(desk.from, flags.out);
}

type Place = { file: string; target: string; flags: Flags; desk: Desk };

async function keep(read: Source, { file, target, flags, desk }: Place): Promise<Source> {
  const mark = `# imported from ${basename(file).replace(/\p{Cc}/gu, ' ')}\n`;
  const shipped = flags.out === undefined ? join(desk.decksDir, basename(target)) : undefined;
  if (!flags.force && (await isTaken(target, mark, shipped)))
    return nothing(`there is another deck ${basename(target, '.yaml')}: choose an id with --name, or --force to take its place`);
  try {
    await write(target, mark + read.text.replace(/^# imported from .*\n/, ''));
    return read;
  } catch (error) {
    return nothing(`the deck cannot be written: ${String(error)}`);
  }
}

// What came from the same file may be replaced; what somebody wrote, and what Cairn brings along, may not.
async function isTaken(target: string, mark: string, shipped: string | undefined): Promise<boolean> {
  const before = await readFile(target, 'utf8').catch(() => undefined);
  if (before !== undefined) return !before.startsWith(mark);
  return shipped !== undefined && (await readFile(shipped).catch(() => undefined)) !== undefined;
}

// Renamed when it is whole, so that nobody reads half a deck.
async function write(target: string, text: string): Promise<void> {
  const folder = resolve(target, '..');
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${basename(target)}.new`);
  await writeFile(draft, text);
  await rename(draft, target);
}

const MOST_LISTED = 20;

function summarise({ questions, skipped }: Source, target: string | undefined, desk: Desk): void {
  const where = questions > 0 && target !== undefined ? `: ${target}. A running Cairn takes it up within a minute` : '';
  desk.note(`${questions} ${questions === 1 ? 'question' : 'questions'} ${target === undefined ? 'found' : 'imported'}${where}.`);
  if (skipped.length > 0) desk.note(`${skipped.length} left out:`);
  for (const { line, column, reason } of skipped.slice(0, MOST_LISTED)) {
    const place = column === undefined ? `line ${line}` : `line ${line}:${column}`;
    desk.note(line > 0 ? `  ${place}: ${reason}` : `  ${reason}`);
  }
  if (skipped.length > MOST_LISTED) desk.note(`  … and ${skipped.length - MOST_LISTED} more`);
}

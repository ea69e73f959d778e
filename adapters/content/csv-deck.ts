import { type Item, itemSchema, modelAnswer } from '../../src/domain/deck.ts';
import { complaints, pathInWords } from './complaint.ts';
import { type ColumnChoice, findColumns } from './csv-columns.ts';
import { itemOf } from './csv-item.ts';
import { delimiterOf, type Row, readTable, type Skipped } from './csv-table.ts';
import { readText } from './read-text.ts';
import { freeId } from './slug.ts';

export type CsvOptions = { columns: ColumnChoice; delimiter?: string /** Where the table names none. */; topic: string };

export type ReadCsv = { items: readonly Item[]; skipped: readonly Skipped[] };

/** Makes items of a table's rows. Every row that makes none is listed with the line where it begins and the reason. */
export function readCsv(bytes: Uint8Array, options: CsvOptions): ReadCsv {
  const text = readText(bytes);
  const delimiter = options.delimiter ?? delimiterOf(text);
  const table = readTable(text, delimiter);
  if (!table) return { items: [], skipped: [{ line: 1, reason: 'the file is empty' }] };
  const columns = findColumns(table.header.cells, options.columns);
  if ('problem' in columns)
    return { items: [], skipped: [{ line: table.header.line, reason: columns.problem }, ...table.skipped] };
  const items: Item[] = [];
  const skipped = [...table.skipped];
  const seen = new Map<string, { line: number; answer: string }>();
  const ids = new Set<string>();
  for (const row of table.rows) {
    const read = readRow(row, { columns, delimiter, topic: options.topic }, ids);
    const reason = 'reason' in read ? read.reason : repeats(read.item, row, seen);
    if (reason !== undefined) skipped.push({ line: row.line, reason });
    else if ('item' in read) {
      items.push(read.item);
      ids.add(read.item.id);
    }
  }
  if (table.rows.length === 0 && skipped.length === 0) skipped.push({ line: table.header.line, reason: 'the table has no rows' });
  return { items, skipped: skipped.sort((a, b) => a.line - b.line) };
}

function readRow(row: Row, context: Parameters<typeof itemOf>[1], ids: ReadonlySet<string>): { item: Item } | { reason: string } {
  const made = itemOf(row, context);
  if ('reason' in made) return made;
  const id = freeId(made.id || String(made.item['prompt']), ids);
  const parsed = itemSchema.safeParse({ id, ...made.item });
  if (parsed.success) return { item: parsed.data };
  const flaws = complaints({ id, ...made.item }, itemSchema);
  return { reason: flaws.map(({ path, message }) => `${pathInWords(path)}: ${message}`).join('; ') };
}

/** Why an item is not needed after those before it; it is remembered where it is. */
function repeats(item: Item, row: Row, seen: Map<string, { line: number; answer: string }>): string | undefined {
  const options = 'options' in item ? item.options.map((option) => option.text).sort() : [];
  const key = [item.prompt, ...options].map((text) => text.toLowerCase().replace(/\s+/g, ' ')).join('\n');
  const answer = modelAnswer(item);
  const before = seen.get(key);
  if (!before) seen.set(key, { line: row.line, answer });
  if (!before) return undefined;
  if (before.answer === answer) return `the same as line ${before.line}`;
  return `asks the same as line ${before.line} with another answer: give both answers in one row, parted by ;`;
}

import { CsvError, parse } from 'csv-parse/sync';
import { UNREADABLE } from './read-text.ts';

/** A row that cannot be used, and why; the line in the file where it begins, from 1. */
export type Skipped = { line: number; reason: string };

export type Row = { line: number; cells: readonly string[] };
export type Table = { header: Row; rows: readonly Row[]; skipped: readonly Skipped[] };

/** More broken rows than this, and it is no table. */
const MOST_BROKEN = 100;
const LONGEST_ROW = 100_000;

/** Reads a table of separated values: a header, then rows. A row that is broken is set aside, and reading goes on in the next line. */
export function readTable(text: string, delimiter: string): Table | undefined {
  const lines = text.split('\n');
  const skipped: Skipped[] = [];
  const rows: Row[] = [];
  let from = 0;
  while (from < lines.length && skipped.length <= MOST_BROKEN) {
    const { read, broken } = readUntilBroken(lines.slice(from).join('\n'), delimiter, from);
    rows.push(...read);
    if (!broken) break;
    skipped.push(broken);
    from = broken.line;
  }
  if (skipped.length > MOST_BROKEN)
    skipped.push({ line: from + 1, reason: 'too many broken rows: the rest was not read (is the delimiter right?)' });
  const [header, ...body] = rows;
  if (!header) return undefined;
  const unlike = body.flatMap((row) => flaw(row, header.cells.length));
  const lost = new Set(unlike.map(({ line }) => line));
  return {
    header,
    rows: body.filter(({ line }) => !lost.has(line)),
    skipped: [...skipped, ...unlike].sort((a, b) => a.line - b.line),
  };
}

function flaw({ line, cells }: Row, width: number): Skipped[] {
  if (cells.some((cell) => cell.includes(UNREADABLE))) return [{ line, reason: 'is not valid UTF-8: save the file as UTF-8' }];
  const filled = cells.findLastIndex((cell) => cell !== '') + 1;
  return filled > width
    ? [{ line, reason: `has ${cells.length} cells where the header has ${width}: text with a delimiter must stand in quotes` }]
    : [];
}

function readUntilBroken(text: string, delimiter: string, before: number): { read: Row[]; broken?: Skipped } {
  const read: Row[] = [];
  let next = 1;
  try {
    parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      // Spreadsheets quote nothing when they write tabs.
      relax_quotes: delimiter === '\t',
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: LONGEST_ROW,
      on_record: (cells, { lines }) => {
        // The parser counts to the row's last line; line breaks within a row stand in its cells.
        const line = lines - (cells.join('').match(/\n/g)?.length ?? 0);
        read.push({ line: before + line, cells: cells.map((cell) => cell.trim()) });
        next = lines + 1;
        return null;
      },
    });
    return { read };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const empty = text
      .split('\n')
      .slice(next - 1)
      .findIndex((line) => line.trim() !== '');
    return { read, broken: { line: before + next + Math.max(0, empty), reason: reasonOf(error) } };
  }
}

function reasonOf({ code }: CsvError): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote is opened and never closed';
  if (code === 'CSV_MAX_RECORD_SIZE') return 'the row is too long: is a quote missing?';
  return 'a quote stands inside a cell: write "" for it, and put the cell in quotes';
}

const DELIMITERS = [',', '\t', ';', '|'];

/** The delimiter that the header uses most, outside quotes. */
export function delimiterOf(text: string): string {
  const header = (text.split('\n').find((line) => line.trim() !== '') ?? '').replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

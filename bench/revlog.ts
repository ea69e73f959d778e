import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { z } from 'zod';

/** The first answer of a day: days are counted from 1970, each from 04:00. */
export type Answer = { user: string; item: string; day: number; at: number; right: boolean };

const DAY_MS = 86_400_000;
const DAY_STARTS_MS = 4 * 3_600_000;
// In milliseconds this is 1973: what is less are seconds.
const SECONDS_BELOW = 1e11;

const number = (what: string) =>
  z
    .string(`${what} is missing`)
    .regex(/^\d{1,15}(\.\d+)?$/, `${what} is no number`)
    .transform(Number);
const whole = (what: string, max: number) =>
  number(what).refine((n) => n <= max && Number.isInteger(n), `${what} is none of 0 to ${max}`);
const name = (what: string) => z.string(`${what} is missing`).min(1, `${what} is missing`).max(200, `${what} is too long`);
const time = (what: string) => number(what).transform((t) => Math.floor(t < SECONDS_BELOW ? t * 1000 : t));

const timed = z.object({ user: name('user'), item: name('item'), t: time('t'), correct: whole('correct', 1) });
// https://docs.ankiweb.net: ease 0 and type 4 are set by hand and are no answers; the id is the time in milliseconds.
const anki = z.object({
  ...{
    id: time('id'),
    cid: name('cid'),
    ease: whole('ease', 4),
    type: whole('type', 5).default(1),
    user: z.string().default('one'),
  },
});
const ANKI = ['id', 'cid', 'usn', 'ease', 'ivl', 'lastivl', 'factor', 'time', 'type'];
const USERS = ['user', 'user_id', 'userid', 'learner', 'student'];

type Read = { answers: Answer[]; rows: number; skipped: number; why: { line: number; why: string }[] };
// More of them say nothing new.
const FEW = 20;
/** Reads a log of reviews as a stream: `user,item,t,correct`, or the columns of Anki's review log. What cannot be read is counted, with the lines of the first. */
export async function readRevlog(file: string): Promise<Read> {
  const read: Read = { answers: [], rows: 0, skipped: 0, why: [] };
  const skip = (line: number, why: string) => {
    read.skipped++;
    if (read.why.length < FEW) read.why.push({ line, why });
  };
  const seen = new Map<string, Answer>();
  let columns: Columns | undefined;
  const rows = parse({
    ...{ bom: true, info: true, trim: true, delimiter: [',', ';', '\t', '|'] },
    ...{ relax_column_count: true, relax_quotes: true, skip_empty_lines: true, quote: null },
  });
  await pipeline(createReadStream(file), rows, async (records: AsyncIterable<{ record: string[]; info: { lines: number } }>) => {
    for await (const { record, info } of records) {
      const cells = record.map(unquoted);
      if (!columns) {
        columns = columnsIn(cells, file);
        if (columns.isHeader) continue;
      }
      read.rows++;
      const answer = answerIn(columns, cells);
      if (typeof answer === 'string') skip(info.lines, answer);
      else if (answer) keepFirst(seen, answer);
    }
  });
  read.answers = [...seen.values()].sort((a, b) => a.at - b.at);
  return read;
}

// No name in a log has a comma or a line break in it, so quotation marks are decoration, and one that is not closed does no harm.
function unquoted(cell: string): string {
  return cell.replace(/^"(.*)"$/, '$1').trim();
}

type Columns = { names: readonly string[]; isAnki: boolean; isHeader: boolean };

/** Which column is which: by the first row, or, where that is an answer already, as Anki's database has them. */
function columnsIn(first: readonly string[], file: string): Columns {
  if (first.length >= ANKI.length && first.slice(0, ANKI.length).every((cell) => /^-?\d+$/.test(cell)))
    return { names: ANKI, isAnki: true, isHeader: false };
  const header = first.map((cell) => cell.toLowerCase());
  const names = header.map((each) => (USERS.includes(each) ? 'user' : each));
  const has = (...wanted: string[]) => wanted.every((each) => names.includes(each));
  if (has('user', 'item', 't', 'correct')) return { names, isAnki: false, isHeader: true };
  if (has('id', 'cid', 'ease')) return { names, isAnki: true, isHeader: true };
  throw new Error(`${file} has neither the columns user, item, t, correct nor those of Anki's review log: id, cid, ease`);
}

function keepFirst(seen: Map<string, Answer>, answer: Answer): void {
  const key = `${answer.user}\n${answer.item}\n${answer.day}`;
  const known = seen.get(key);
  if (!known || answer.at < known.at) seen.set(key, answer);
}

/** An answer, nothing where a row is none, or why it cannot be read. */
function answerIn({ names, isAnki }: Columns, cells: readonly string[]): Answer | string | undefined {
  const record = Object.fromEntries(names.map((each, i) => [each, cells[i]]));
  const read = (isAnki ? anki : timed).safeParse(record);
  if (!read.success) return read.error.issues[0]?.message ?? 'cannot be read';
  if ('item' in read.data) return answerAt(read.data.user, read.data.item, read.data.t, read.data.correct === 1);
  const { user, cid, id, ease, type } = read.data;
  return ease === 0 || type === 4 ? undefined : answerAt(user, cid, id, ease > 1);
}

function answerAt(user: string, item: string, at: number, right: boolean): Answer {
  return { user, item, at, right, day: Math.floor((at - DAY_STARTS_MS) / DAY_MS) };
}

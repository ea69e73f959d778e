import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { z } from 'zod';

/** The first answer of a day: days are counted from 1970, each from 04:00. */
export type Answer = { user: string; item: string; day: number; at: number; right: boolean };

const DAY_MS = 86_400_000;
const DAY_STARTS_MS = 4 * 3_600_000;

const timed = z.object({
  user: z.string().min(1),
  item: z.string().min(1),
  t: z.coerce.number().int(),
  correct: z.enum(['0', '1']),
});
// https://docs.ankiweb.net: ease 0 and type 4 are set by hand and are no answers; the id is the time in milliseconds.
const anki = z.object({
  ...{ id: z.coerce.number().int().positive(), cid: z.string().min(1), ease: z.coerce.number().int().min(0).max(4) },
  ...{ type: z.coerce.number().int().min(0).max(5).default(1), user: z.string().default('one') },
});

type Read = { answers: Answer[]; skipped: { line: number; why: string }[]; rows: number };

/** Reads a log of reviews as a stream: `user,item,t,correct` or the columns of Anki's review log. What cannot be read is listed with its line. */
export async function readRevlog(file: string): Promise<Read> {
  const rows = createReadStream(file).pipe(
    parse({
      columns: (names) => names.map((name: string) => name.trim().toLowerCase()),
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }),
  );
  const read: Read = { answers: [], skipped: [], rows: 0 };
  const seen = new Map<string, Answer>();
  for await (const { record, info } of rows) {
    read.rows++;
    const answer = answerIn(record);
    if (typeof answer === 'string') read.skipped.push({ line: info.lines, why: answer });
    else if (answer) keepFirst(seen, answer);
  }
  read.answers = [...seen.values()].sort((a, b) => a.at - b.at);
  return read;
}

function keepFirst(seen: Map<string, Answer>, answer: Answer): void {
  const key = `${answer.user} ${answer.item} ${answer.day}`;
  const known = seen.get(key);
  if (!known || answer.at < known.at) seen.set(key, answer);
}

function answerIn(record: unknown): Answer | string | undefined {
  const own = timed.safeParse(record);
  if (own.success) return answerAt(own.data.user, own.data.item, own.data.t, own.data.correct === '1');
  const theirs = anki.safeParse(record);
  if (!theirs.success) return own.error.issues[0]?.message ?? 'cannot be read';
  const { user, cid, id, ease, type } = theirs.data;
  return ease === 0 || type === 4 ? undefined : answerAt(user, cid, id, ease > 1);
}

function answerAt(user: string, item: string, at: number, right: boolean): Answer {
  return { user, item, at, right, day: Math.floor((at - DAY_STARTS_MS) / DAY_MS) };
}

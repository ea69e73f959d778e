import type { Column, Columns } from './csv-columns.ts';
import { type Key, readKey } from './csv-key.ts';
import { readNumber } from './csv-number.ts';
import type { Row } from './csv-table.ts';
import { textOf } from './html.ts';
import { asMarkdown } from './markdown-text.ts';

/** What a row makes, not checked yet and without an id; or why it makes nothing. */
export type RowItem = { item: Record<string, unknown>; id: string } | { reason: string };

export type RowContext = { columns: Columns; delimiter: string; topic: string };

export function itemOf(row: Row, context: RowContext): RowItem {
  const { columns } = context;
  const cell = (column: Column | undefined) => textOf(row.cells[column?.at ?? -1] ?? '');
  const empty = columns.prompt.find((part) => typeof part !== 'string' && cell(part) === '');
  if (empty !== undefined && typeof empty !== 'string') return { reason: emptiness(empty, row) };
  const prompt = columns.prompt
    .map((part) => (typeof part === 'string' ? part : cell(part)))
    .join('')
    .trim();
  if (cell(columns.answer) === '') return { reason: emptiness(columns.answer, row) };
  const body = bodyOf(cell, context);
  if ('reason' in body) return body;
  const source = cell(columns.source);
  return {
    id: cell(columns.id),
    item: {
      topic: topicOf(cell(columns.topic)) || context.topic,
      prompt: asMarkdown(prompt),
      ...body.fields,
      explanation: asMarkdown(cell(columns.explanation)),
      ...(URL.canParse(source) && { source }),
    },
  };
}

function emptiness(column: Column, row: Row): string {
  return row.cells[column.at] ? `"${column.name}" holds only pictures` : `"${column.name}" is empty`;
}

type Body = { fields: Record<string, unknown> } | { reason: string };
type Cell = (column: Column | undefined) => string;

const KINDS: readonly (readonly [kind: string, names: RegExp])[] = [
  ['multi-select', /^multi|multiple(answers?|response|select|correct)|checkbox/],
  ['single-choice', /choice|^single|^mcq?$|radio/],
  ['true-false', /^true|^boolean$|^tf$|^yesno$/],
  ['numeric', /^num/],
  ['short-text', /short|^text$|open|free|fill|typed|word/],
];

function bodyOf(cell: Cell, { columns, delimiter }: RowContext): Body {
  const named = cell(columns.kind)
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  // "multiple choice" is, almost everywhere, one of several.
  const kind = named === 'multiplechoice' ? 'single-choice' : KINDS.find(([, names]) => names.test(named))?.[0];
  if (named !== '' && kind === undefined)
    return { reason: `"${cell(columns.kind)}" is no kind of question that a table can hold` };
  const answer = cell(columns.answer);
  const wrong = columns.wrong.map(cell).filter(Boolean);
  const options = optionsOf(columns.options.map(cell));
  if (options.some(Boolean) && kind !== 'short-text' && kind !== 'numeric')
    return choice(readKey(answer, options), options, kind);
  if (wrong.length > 0) return choice({ places: [0] }, [answer, ...wrong], kind);
  if (kind === 'single-choice' || kind === 'multi-select') return { reason: 'has no options' };
  return open(answer, { kind, delimiter, unit: cell(columns.unit), tolerance: cell(columns.tolerance) });
}

// One column may hold them all.
function optionsOf(cells: readonly string[]): readonly string[] {
  return cells.length === 1 ? (cells[0] ?? '').split(/\s*[|;\n]\s*/).filter(Boolean) : cells;
}

function choice(key: Key, options: readonly string[], kind: string | undefined): Body {
  if ('reason' in key) return key;
  const several = key.places.length > 1;
  if (several && kind === 'single-choice') return { reason: 'names several answers to a single-choice question' };
  const given = options.flatMap((text, i) =>
    text === '' ? [] : [{ text: asMarkdown(text), ...(key.places.includes(i) && { correct: true }) }],
  );
  return { fields: { kind: several || kind === 'multi-select' ? 'multi-select' : 'single-choice', options: given } };
}

type Open = { kind: string | undefined; delimiter: string; unit: string; tolerance: string };

function open(answer: string, given: Open): Body {
  const { kind, delimiter, unit, tolerance } = given;
  const truth = readTruth(answer, kind === 'true-false');
  if (truth !== undefined && (kind === undefined || kind === 'true-false'))
    return { fields: { kind: 'true-false', answer: truth } };
  if (kind === 'true-false') return { reason: `the answer "${answer}" is neither true nor false` };
  const number = kind === 'short-text' ? undefined : readNumber(answer, delimiter);
  if (number && 'reason' in number) return number;
  if (!number && kind === 'numeric') return { reason: `the answer "${answer}" is not a number` };
  if (!number) return { fields: { kind: 'short-text', answers: variants(answer) } };
  const margin = readNumber(tolerance.replace(/^±\s*/, ''), delimiter);
  if (tolerance !== '' && (!margin || 'reason' in margin)) return { reason: `the tolerance "${tolerance}" is not a number` };
  const named = unit || number.unit;
  const room = margin && 'value' in margin ? { tolerance: margin.value } : {};
  return { fields: { kind: 'numeric', answer: number.value, ...room, ...(named && { unit: named }) } };
}

function readTruth(answer: string, isAsked: boolean): boolean | undefined {
  if (/^(?:true|wahr|richtig)$/i.test(answer) || (isAsked && /^(?:t|yes|y|1|ja)$/i.test(answer))) return true;
  return /^(?:false|falsch)$/i.test(answer) || (isAsked && /^(?:f|no|n|0|nein)$/i.test(answer)) ? false : undefined;
}

function variants(answer: string): string[] {
  return [...new Set(answer.split(/\s*[|;]\s*/).map((each) => each.replace(/\s+/g, ' ')))].filter(Boolean);
}

/** The first tag; Anki writes `Europe::Capitals` and joins words with underscores. */
function topicOf(cell: string): string {
  const isAnki = /::|_/.test(cell);
  const [first = ''] = cell.split(isAnki ? /[,;\s]+/ : /\s*[,;|\n]\s*/).filter(Boolean);
  const topic = isAnki ? (first.split('::').at(-1) ?? '').replaceAll('_', ' ') : first;
  return topic.length > 60 ? `${topic.slice(0, 59)}…` : topic;
}

import { createInterface } from 'node:readline';
import { z } from 'zod';
import { givesUp } from '../../src/domain/grade/normalise.ts';
import { BadUsage, type Command } from './command.ts';
import { flawOf } from './grade-flaws.ts';
import { type Answer, gradeKind, kindNamed, kindsNamed } from './grade-kinds.ts';

const textSchema = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const referenceSchema = z.union([textSchema, z.object({ text: textSchema }).transform(({ text }) => text)]);

// Gaps, steps and picks may be listed; who types them writes them one a line.
const listSchema = z.array(textSchema).transform((parts) => parts.join('\n'));

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  kind: z.string().default('short'),
  question: z.string().nullish(),
  references: z.union(
    [z.array(referenceSchema), referenceSchema.transform((reference) => [reference])],
    'give a list of accepted answers',
  ),
  answer: z.union([textSchema, listSchema], 'give the answer as text').nullish(),
  options: z.array(referenceSchema).nullish(),
  tolerance: z.coerce.number().nonnegative().nullish(),
  unit: z.string().nullish(),
});

export const grade: Command = {
  summary: 'mark answers: JSON lines in, JSON lines out',
  usage: `cairn grade < answers.jsonl

  Reads lines of JSON {"id","kind","question","references":[…],"answer"} and writes for each, in order,
  {"id","verdict":"correct|incorrect|unsure","p":0…1}, or {"id","error"} where the line cannot be read.
  Kinds: ${kindsNamed().join(', ')}. A numeric line may have "tolerance" and "unit", a choice "options".
  The references of a cloze are its gaps in their order ("offsite|off-site"), of an ordering its steps in the right order, of a
  matching its pairs ("left = right"), of a teach-back its key points; "options" are the steps, or the right sides, as they were lettered. A
  scenario is marked step by step: with "options" the references are the good choices, without them the key points of what is to be said. An answer in parts may be a list.`,

  async run(args, desk) {
    if (args.length > 0) throw new BadUsage('grade takes no arguments: it reads standard input');
    for await (const line of createInterface({ input: desk.input, crlfDelay: Number.POSITIVE_INFINITY })) {
      const json = line.replace(/^\uFEFF/, '').trim();
      if (json !== '') await desk.line(JSON.stringify(graded(json)));
    }
    return 0;
  },
};

function graded(json: string): object {
  const value = parsed(json);
  const line = lineSchema.safeParse(value);
  if (!line.success) return { id: idOf(value), error: value === undefined ? 'this is no JSON' : inWords(line.error) };
  const { id, question, references, answer, options, tolerance, unit } = line.data;
  const kind = kindNamed(line.data.kind);
  if (!kind) return { id, error: `"${line.data.kind}" is no kind: use ${kindsNamed().join(', ')}` };
  if (references.length === 0) return { id, error: 'references: needs at least one' };
  const given = {
    question: question ?? '',
    references,
    answer: answer ?? '',
    options: options ?? [],
    tolerance: tolerance ?? 0,
    unit: unit ?? undefined,
  };
  const flaw = flawOf(kind, given);
  return flaw ? { id, error: flaw } : { id, ...marked(kind, given) };
}

function marked(kind: string, answer: Answer): { verdict: string; p: number } {
  // Nobody is unsure about an empty answer.
  const isNothing = kind !== 'short' && (answer.answer.trim() === '' || givesUp(answer.answer));
  const { verdict, probability } = isNothing ? { verdict: 'incorrect', probability: 0 } : gradeKind(kind, answer);
  return { verdict, p: Math.round(probability * 1000) / 1000 };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function idOf(value: unknown): string | number | null {
  return z.object({ id: z.union([z.string(), z.number()]) }).safeParse(value).data?.id ?? null;
}

function inWords(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message)).join('; ');
}

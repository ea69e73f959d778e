import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** An answer to a question, as a person marked it. */
export type Marked = {
  set: string;
  subject: string;
  question: string;
  references: readonly string[];
  answer: string;
  right: boolean;
};

const PUBLIC = new URL('../../shared/data/grading/', import.meta.url);
const OWN = new URL('../test/fixtures/grading/', import.meta.url);

const rowSchema = z.object({
  dataset: z.string(),
  module: z.string().default(''),
  question: z.string(),
  references: z.array(z.object({ text: z.string() })),
  answer: z.string(),
  label: z.string().toLowerCase(),
});

/** Whether the answers that people marked are there: they are no part of the project. */
export function hasPublicSets(): boolean {
  return existsSync(PUBLIC);
}

export function publicSet(name: string): Marked[] {
  return read(new URL(`${name}.jsonl`, PUBLIC));
}

/** A few that we wrote ourselves. */
export function ownSet(): Marked[] {
  return read(new URL('sentences.jsonl', OWN));
}

function read(file: URL): Marked[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { dataset, module, question, references, answer, label } = rowSchema.parse(JSON.parse(line));
    const texts = references.map(({ text }) => text);
    return { set: dataset, subject: module, question, references: texts, answer, right: label === 'correct' };
  });
}

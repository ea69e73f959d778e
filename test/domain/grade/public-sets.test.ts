import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { gradeShortAnswer } from '../../../src/domain/grade/short-answer.ts';

// Answers that people have marked; they are not part of the project, and the test is skipped where they are absent.
const folder = new URL('../../../../shared/data/grading/', import.meta.url);

const rowSchema = z.object({
  question: z.string(),
  references: z.array(z.object({ text: z.string() })),
  answer: z.string(),
  label: z.string().toLowerCase(),
});

function tally(name: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of readFileSync(new URL(name, folder), 'utf8').trim().split('\n')) {
    const { question, references, answer, label } = rowSchema.parse(JSON.parse(line));
    const accepted = references.map(({ text }) => text);
    const key = `${gradeShortAnswer(answer, accepted, { question }).verdict}, marked ${label}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

describe.skipIf(!existsSync(folder))('sentences that people have marked', () => {
  it.each(['scientsbank.train.jsonl', 'scientsbank.unseen-answers.jsonl', 'beetle.train.jsonl', 'saf.english.train.jsonl'])(
    'in %s are hardly ever called wrong where they are right, and never right where they are wrong',
    (name) => {
      const counts = tally(name);
      const falselyWrong = counts['incorrect, marked correct'] ?? 0;
      expect(counts['correct, marked incorrect'] ?? 0).toBe(0);
      expect(falselyWrong).toBeLessThanOrEqual(0.2 * (counts['incorrect, marked incorrect'] ?? 0));
    },
  );
});

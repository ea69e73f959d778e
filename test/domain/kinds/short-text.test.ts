import { describe, expect, it } from 'vitest';
import { grade, itemSchema, modelAnswer } from '../../../src/domain/deck.ts';
import { shortText } from '../../../src/domain/kinds/short-text.ts';
import { verdictOf } from './replies.ts';

const body = { kind: 'short-text' as const, answers: ['idem*', 'idempotent', 'repeat-safe'] };

describe('a short text', () => {
  it.each([
    ['Idempotent', 'correct'],
    ['repeat safe', 'correct'],
    ['idempotency', 'correct'],
    ['commutative', 'incorrect'],
    ['', 'incorrect'],
    ['x'.repeat(40_000), 'incorrect'],
    ['safe', 'unsure'],
  ])('%.20j is %s', (text, expected) => {
    expect(verdictOf(shortText, body, text)).toBe(expected);
  });

  it('shows the first wording without wildcards as the answer', () => {
    expect(shortText.model(body)).toBe('idempotent');
  });

  it('takes no pick', () => {
    expect(shortText.grade(body, { type: 'picked', options: ['0'] }, { seed: '', progress: [] }).type).toBe('unclear');
  });

  it('knows the words of its question', () => {
    const item = itemSchema.parse({
      ...body,
      id: 'x',
      topic: 'APIs',
      prompt: 'What is the word for a request that is safe to repeat?',
    });
    const said = 'the word for a request that is safe to repeat is idempotent';
    expect(grade(item, { type: 'typed', text: said }, { seed: '', progress: [] })).toMatchObject({
      grade: { verdict: 'correct' },
    });
    expect(modelAnswer(item)).toBe('idempotent');
  });
});

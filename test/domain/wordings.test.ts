import { describe, expect, it } from 'vitest';
import { readDeck } from '../../adapters/content/yaml-deck.ts';
import { grade, type Item, itemSchema } from '../../src/domain/deck.ts';
import { questionOf } from '../../src/domain/dispute.ts';
import { asAsked, sameQuestion, wordingFor } from '../../src/domain/wordings.ts';

const item: Item = itemSchema.parse({
  id: 'refund-days',
  topic: 'Refunds',
  kind: 'numeric',
  prompt: 'How long is the refund window?',
  answer: 14,
  unit: 'days',
  wordings: ['Until which day after buying do we refund?', { prompt: 'How many weeks do we refund?', answer: 2, unit: 'weeks' }],
});

function deckWith(wordings: string): string {
  return `title: T
items:
  - id: one
    topic: A
    kind: single-choice
    prompt: Which?
    options: [{ text: this, correct: true }, { text: that, why: No. }]
    explanation: Because.
    wordings:
${wordings}`;
}

function messages(wordings: string): string[] {
  const read = readDeck(deckWith(wordings), 'deck.yaml');
  return 'errors' in read ? read.errors.map(({ line, message }) => `${line}: ${message}`) : [];
}

describe('a wording', () => {
  it('asks in its own words, with the answer of the item or its own', () => {
    expect(asAsked(item, 0).prompt).toBe('How long is the refund window?');
    expect(asAsked(item, 1)).toMatchObject({ prompt: 'Until which day after buying do we refund?', answer: 14 });
    const weeks = asAsked(item, 2);
    const outcome = grade(weeks, { type: 'typed', text: '2 weeks' }, { seed: 's', progress: [] });
    expect(outcome).toMatchObject({ type: 'graded', grade: { verdict: 'correct' } });
  });

  it('is a question of its own only where its answers are', () => {
    expect(questionOf(sameQuestion(item, 1))).toBe(questionOf(item));
    expect(questionOf(sameQuestion(item, 2))).not.toBe(questionOf(item));
  });

  it('has to make an item of its kind, and is told where not', () => {
    expect(messages('      - Which of the two?')).toEqual([]);
    expect(messages('      - { prompt: Which?, options: [{ text: this, correct: true }] }')).toHaveLength(1);
    expect(messages('      - { prompt: Which?, topic: B }')).toEqual([expect.stringContaining('keeps the item\'s "topic"')]);
    expect(messages('      - { prompt: Which?, colour: red }')).toEqual([expect.stringContaining('colour')]);
  });
});

describe('the choice of a wording', () => {
  it('takes what was met least often, and never the last one again', () => {
    expect(wordingFor(item, [0, 1], 's')).toBe(2);
    expect(wordingFor(item, [0, 1, 2, 2], 's')).not.toBe(2);
    expect(wordingFor({}, [0, 0], 's')).toBe(0);
  });

  it('is the same for the same seed, and differs between seeds', () => {
    const choices = Array.from({ length: 40 }, (_, i) => wordingFor(item, [0], `seed ${i}`));
    expect(choices).toEqual(Array.from({ length: 40 }, (_, i) => wordingFor(item, [0], `seed ${i}`)));
    expect(new Set(choices)).toEqual(new Set([1, 2]));
  });
});

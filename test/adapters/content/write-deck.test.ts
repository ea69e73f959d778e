import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeDeck } from '../../../adapters/content/write-deck.ts';
import { readDeck } from '../../../adapters/content/yaml-deck.ts';
import type { Deck, Item } from '../../../src/domain/deck.ts';

function deckOf(...items: Item[]): Deck {
  return { id: 'deck', title: 'A deck', description: '', language: 'en', items };
}

const item: Item = { id: 'one', topic: 'Topic', kind: 'short-text', prompt: 'Prompt?', answers: ['answer'], explanation: '' };

describe('a written deck', () => {
  it('keeps whether a language model may be asked', () => {
    const asks = { ...deckOf(item), externalModel: true };
    expect(readDeck(writeDeck(asks), 'deck.yaml')).toMatchObject({ deck: asks });
    expect(writeDeck(deckOf(item))).not.toContain('externalModel');
  });

  it('keeps what is said of reviews once where it is the deck’s, with each item where it is its own', () => {
    const reviewed = { ...item, required: true, reinforce: [2, 9], wordings: [{ prompt: 'In new words?' }] };
    const own = { ...item, id: 'two', required: false, reinforce: [] };
    const deck = { ...deckOf(reviewed, own), required: true, reinforce: [2, 9] };
    const text = writeDeck(deck);
    expect(readDeck(text, 'deck.yaml')).toEqual({ deck });
    expect(text.match(/required/g)).toHaveLength(2);
    expect(text.match(/reinforce/g)).toHaveLength(2);
  });

  it('reads as a person would write it', () => {
    const choice: Item = {
      explanation: 'Others are warned.',
      options: [
        { correct: true, text: 'Report it' },
        { text: 'No', why: 'It stays: unseen.' },
      ],
      prompt: 'What do you do first?',
      kind: 'single-choice',
      topic: 'Phishing',
      id: 'report',
    };
    const number: Item = {
      id: 'days',
      topic: 'Refunds',
      kind: 'numeric',
      prompt: 'How long?\nIn days.',
      answer: 14,
      tolerance: 0,
      unit: 'days',
      explanation: '',
    };
    expect(writeDeck(deckOf(choice, number))).toBe(`title: A deck
language: en
items:
  - id: report
    topic: Phishing
    kind: single-choice
    prompt: What do you do first?
    options:
      - text: Report it
        correct: true
      - text: No
        why: "It stays: unseen."
    explanation: Others are warned.

  - id: days
    topic: Refunds
    kind: numeric
    prompt: |-
      How long?
      In days.
    answer: 14
    unit: days
`);
  });

  it.each([
    'yes',
    '1',
    'null',
    '- a',
    '# a',
    'a: b',
    ' a ',
    '"',
    "'",
    '*a',
    '&a',
    '!a',
    '%',
    '@',
    'a\n\nb\n',
    'a\tb',
    'ä 日本 😀',
    '\\n',
    '{a}',
    '[a]',
    '|',
    '>',
    '~',
    '?',
    '\u0007',
    'x'.repeat(500),
  ])('reads back as it was with the text %j', (text) => {
    const deck = deckOf({ ...item, prompt: text, answers: [text], explanation: text });
    expect(readDeck(writeDeck(deck), 'deck.yaml')).toEqual({ deck });
  });

  it('reads back as it was for every sample deck', () => {
    const folder = new URL('../../../decks/', import.meta.url);
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
      const read = readDeck(readFileSync(new URL(file, folder), 'utf8'), file);
      expect('deck' in read && readDeck(writeDeck(read.deck), file)).toEqual(read);
    }
  });
});

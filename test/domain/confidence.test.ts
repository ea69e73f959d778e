import { describe, expect, it } from 'vitest';
import { confidenceIn, type Tally, telling } from '../../src/domain/confidence.ts';
import { type Item, itemSchema } from '../../src/domain/deck.ts';
import { stated } from '../../src/domain/stated.ts';

const showing = { seed: 'seed', progress: [] };
const common = { id: 'one', topic: 'Topic', prompt: 'Which?' };
const item = (body: object): Item => itemSchema.parse({ ...common, ...body });
const choice = item({ kind: 'single-choice', options: [{ text: 'Answer it' }, { text: 'Report it', correct: true }] });
const short = item({ kind: 'short-text', answers: ['idempotent'] });
const why = item({ kind: 'sentence', points: [{ text: 'The others are warned.' }, { text: 'The sender is blocked.' }] });

function read(of: Item, text: string): string {
  const { reply, confidence = 'unsaid' } = stated(of, { type: 'typed', text }, showing);
  return `${confidence}: ${reply.type === 'typed' ? reply.text : ''}`;
}

describe('an answer with words on how sure somebody is', () => {
  it.each([
    [choice, 'sure: b', 'sure: b'],
    [choice, 'Sure : B', 'sure: B'],
    [choice, 'guess b', 'guess: b'],
    [choice, 'I guess b', 'guess: b'],
    [choice, 'just a guess, report it', 'guess: report it'],
    [choice, 'b, fairly sure', 'fairly: b'],
    [choice, 'b (guess)', 'guess: b'],
    [choice, 'b - sure', 'sure: b'],
    [choice, "I'm pretty sure: b", 'fairly: b'],
    [choice, 'not sure, b', 'guess: b'],
    [choice, 'not sure but b', 'guess: b'],
    [choice, 'I am certain: report it', 'sure: report it'],
    [choice, 'fairly: b', 'fairly: b'],
    [choice, 'geraten: b', 'guess: b'],
    [choice, 'fairly sure b', 'fairly: b'],
    [choice, 'certain, b', 'sure: b'],
    [choice, 'sure b', 'sure: b'],
    [choice, 'b, fairly', 'fairly: b'],
    [choice, 'b', 'unsaid: b'],
    [short, 'guess idempotent', 'guess: idempotent'],
    [short, 'certain idempotent', 'unsaid: certain idempotent'],
    [short, 'fairly idempotent', 'unsaid: fairly idempotent'],
    [short, 'quite idempotent', 'unsaid: quite idempotent'],
    [short, 'sure: repeat-safe', 'sure: repeat-safe'],
    [short, 'guess: it is the same again and again', 'guess: it is the same again and again'],
    [why, 'sure: the others are warned', 'sure: the others are warned'],
    [
      why,
      'Sure, the others are warned and the sender is blocked',
      'unsaid: Sure, the others are warned and the sender is blocked',
    ],
    [why, 'I guess that the others hear of it', 'unsaid: I guess that the others hear of it'],
    [why, 'the others are warned (fairly sure)', 'fairly: the others are warned'],
  ])('%o %s is %s', (of, text, expected) => {
    expect(read(of, text)).toBe(expected);
  });

  it('is left whole where it is the answer itself', () => {
    expect(read(item({ kind: 'short-text', answers: ['fairly large'] }), 'fairly large')).toBe('unsaid: fairly large');
    expect(read(item({ kind: 'short-text', answers: ['guess: work'] }), 'guess: work')).toBe('unsaid: guess: work');
    const options = [{ text: 'Guess the price', correct: true }, { text: 'Ask' }];
    expect(read(item({ kind: 'single-choice', options }), 'guess the price')).not.toMatch(/^sure/);
  });

  it('is only in what was typed', () => {
    expect(stated(choice, { type: 'picked', options: ['0'] }, showing)).toEqual({ reply: { type: 'picked', options: ['0'] } });
  });

  it('is read in no time, however long it is', () => {
    const before = performance.now();
    for (const text of [
      ' '.repeat(4000),
      'sure '.repeat(800),
      '('.repeat(4000),
      'a, '.repeat(1300),
      `a${' '.repeat(40_000)}b`,
      'i '.repeat(2000),
    ])
      stated(short, { type: 'typed', text }, showing);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

describe('how sure, and nothing else', () => {
  it.each([
    ['sure', 'sure'],
    ["I'm sure!", 'sure'],
    ['fairly', 'fairly'],
    ['pretty sure', 'fairly'],
    ['a guess', 'guess'],
    ['Just guessing.', 'guess'],
    ['not sure', undefined],
    ['I am not sure', undefined],
    ['sure thing', undefined],
    ['', undefined],
  ])('%j is %j', (text, expected) => {
    expect(confidenceIn(text)).toBe(expected);
  });
});

describe('what confidence tells', () => {
  const tally = (confidence: Tally['confidence'], answers: number, right: number) => ({ confidence, answers, right });

  it('is told from twenty answers on, and of no handful', () => {
    expect(telling([tally('sure', 19, 18)])).toEqual([]);
    expect(telling([tally('guess', 4, 1), tally('sure', 16, 15)])).toEqual([tally('sure', 16, 15)]);
    expect(telling([tally('guess', 5, 1), tally('sure', 15, 15)])).toEqual([tally('sure', 15, 15), tally('guess', 5, 1)]);
  });
});

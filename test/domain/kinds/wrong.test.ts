import { describe, expect, it } from 'vitest';
import { afterComparing, deckSchema, grade, type Item } from '../../../src/domain/deck.ts';

const misconceptions = {
  honest: { name: 'A padlock means honest', correction: 'A padlock says nothing about honesty.' },
  other: { name: 'Another', correction: 'Not that.' },
};

function itemOf(body: object): Item {
  const items = [{ id: 'one', topic: 'T', prompt: 'What does a padlock mean?', ...body }];
  const [item] = deckSchema.parse({ title: 'T', misconceptions, items }).items;
  if (!item) throw new Error('no item');
  return item;
}

function gradeOf(body: object, text: string) {
  const outcome = grade(itemOf(body), { type: 'typed', text }, { seed: 's', progress: [] });
  if (outcome.type !== 'graded') throw new Error(`${text} is ${outcome.type}`);
  return outcome.grade;
}

const choice = {
  kind: 'single-choice',
  options: [
    { text: 'The line is private', correct: true },
    { text: 'The site is honest', why: 'Anybody can have one.', misconception: 'honest' },
    { text: 'The site is fast', why: 'It is not about that.' },
  ],
};
const several = {
  kind: 'multi-select',
  options: [
    { text: 'Nobody reads along', correct: true },
    { text: 'The site is honest', misconception: 'honest' },
    { text: 'The owner is known', misconception: 'other' },
  ],
};
const statement = { kind: 'true-false', answer: false, misconception: 'honest' };
const word = {
  kind: 'short-text',
  answers: ['private line', 'encryption'],
  wrong: [
    { text: 'honesty', misconception: 'honest' },
    { text: 'honest*site*', misconception: 'honest', why: 'Anybody can have one.' },
    { text: 'speed', why: 'It is not about that.' },
  ],
};
const gap = {
  kind: 'cloze',
  text: 'A padlock stands for a {{private}} line to {{anybody}}.',
  wrong: [{ gap: 2, text: 'honest*', misconception: 'honest' }],
};
const amount = { kind: 'numeric', answer: 14, unit: 'days', wrong: [{ answer: 30, misconception: 'other' }] };
const said = {
  kind: 'sentence',
  points: [{ text: 'Nobody can read along on the way.' }, { text: 'It tells nothing about the owner.' }],
  wrong: [{ text: '*honest*', misconception: 'honest' }],
};
const call = {
  kind: 'scenario',
  start: 'a',
  steps: {
    a: {
      says: 'It has a padlock.',
      options: [
        { text: 'Trust it', consequence: 'You do.', to: 'b', misconception: 'honest' },
        { text: 'Look at the address', consequence: 'You look.', to: 'good' },
      ],
    },
    b: { says: 'And now?', points: [{ text: 'I close it.' }], ways: [{ met: 0, consequence: 'Too late.', to: 'poor' }] },
  },
  endings: { good: { outcome: 'good', text: 'Well.' }, poor: { outcome: 'poor', text: 'Robbed.' } },
};

describe('a wrong answer names its misconception, and is told its correction', () => {
  const HONEST = 'A padlock says nothing about honesty.';
  it.each([
    ['an option', choice, 'the site is honest', ['honest'], `Anybody can have one.\n\n${HONEST}`],
    ['options', several, 'the site is honest; the owner is known', ['honest', 'other'], `${HONEST}\n\nNot that.`],
    ['a statement', statement, 'true', ['honest'], HONEST],
    ['words', word, 'Honesty!', ['honest'], HONEST],
    ['words with a slip', word, 'honsty', ['honest'], HONEST],
    ['a pattern', word, 'honest web site owner', ['honest'], `Anybody can have one.\n\n${HONEST}`],
    ['a gap', gap, 'private, honest people', ['honest'], HONEST],
    ['a number', amount, '30 days', ['other'], 'Not that.'],
    ['a number in another unit', amount, '720 hours', ['other'], 'Not that.'],
    ['a sentence', said, 'It means that the site is honest', ['honest'], HONEST],
  ])('%s', (_, body, text, shown, feedback) => {
    const { misconceptions: found, feedback: told } = gradeOf(body, text);
    expect(found).toEqual(shown);
    expect(told).toBe(feedback);
  });

  it('a choice of a scenario, told at its end', () => {
    const outcome = afterComparing(itemOf(call), 'I stay', false, { seed: 's', progress: ['0'] });
    expect(outcome).toMatchObject({ grade: { misconceptions: ['honest'], feedback: `Too late.\n\nRobbed.\n\n${HONEST}` } });
  });
});

describe('no misconception is named', () => {
  it.each([
    ['by the right option', choice, 'the line is private'],
    ['by a wrong option without one', choice, 'the site is fast'],
    ['by a right statement', statement, 'false'],
    ['by an unknown wrong answer', word, 'green'],
    ['by a wrong answer with a reason alone', word, 'speed'],
    ['by the words of a pattern in another order', word, 'a site that is honest'],
    ['by the right words', word, 'encryption'],
    ['by another number', amount, '29 days'],
    ['by a gap that is right', gap, 'private, anybody'],
    ['by a sentence that denies it', said, 'It does not mean that the site is honest'],
    ['by a sentence that is right', said, 'Nobody can read along on the way. It tells nothing about the owner.'],
  ])('%s', (_, body, text) => {
    expect(gradeOf(body, text).misconceptions).toBeUndefined();
  });

  it('where a sentence is right in part, it costs no more than the other part', () => {
    const { verdict, credit, misconceptions: found } = gradeOf(said, 'Nobody can read along on the way. The site is honest.');
    expect({ verdict, credit, found }).toEqual({ verdict: 'partly', credit: 0.5, found: ['honest'] });
  });
});

describe('a deck says so', () => {
  const issues = (body: object) => {
    const items = [{ id: 'one', topic: 'T', prompt: 'What?', ...body }];
    const { error } = deckSchema.safeParse({ title: 'T', misconceptions, items });
    return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  };

  it.each([
    ['an unknown misconception', { ...statement, misconception: 'nobody' }, 'items.0.misconception: "nobody" is not among'],
    [
      'a name that every object has',
      { ...statement, misconception: 'constructor' },
      'items.0.misconception: "constructor" is not',
    ],
    [
      'a right option with one',
      { ...choice, options: [{ text: 'A', correct: true, misconception: 'honest' }, { text: 'B' }] },
      'items.0.options.0.misconception: stands at a right option',
    ],
    [
      'wrong words that are right',
      { ...word, wrong: [{ text: 'encryption', why: '…' }] },
      'items.0.wrong.0.text: "encryption" is',
    ],
    ['wrong words without a word on them', { ...word, wrong: [{ text: 'speed' }] }, 'items.0.wrong.0: needs a "why"'],
    ['a wrong number that is right', { ...amount, wrong: [{ answer: 14, why: '…' }] }, 'items.0.wrong.0.answer: 14 is accepted'],
  ])('where there is %s', (_, body, message) => {
    expect(issues(body)?.join('\n')).toContain(message);
  });

  it('and takes an item’s own', () => {
    const own = { nobody: { name: 'Nobody', correction: 'Somebody.' } };
    expect(issues({ ...statement, misconception: 'nobody', misconceptions: own })).toBeUndefined();
  });
});

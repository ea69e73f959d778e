import { describe, expect, it } from 'vitest';
import { trueFalse } from '../../../src/domain/kinds/true-false.ts';

function said(text: string): string {
  const outcome = trueFalse.grade({ kind: 'true-false', answer: true }, { type: 'typed', text }, { seed: '', progress: [] });
  return outcome.type === 'graded' ? outcome.said : outcome.type;
}

describe('true or false, typed', () => {
  it.each([
    'true',
    'True.',
    'TRUE!!!',
    't',
    'yes',
    'y',
    'yep',
    'a',
    '1',
    'the first one',
    'correct',
    'that is right',
    'ja',
    'wahr',
    '👍',
  ])('%j means true', (text) => {
    expect(said(text)).toBe('True');
  });

  it.each([
    'I think it is true',
    'This statement is correct',
    'true, but not always',
    'definitely true',
    'true because it is not encrypted',
  ])('%j means true in a sentence', (text) => {
    expect(said(text)).toBe('True');
  });

  it.each(['false', 'f', 'no', 'nope', 'b', '2', 'wrong', 'incorrect', 'untrue', 'nein', 'falsch', '👎', 'no, it is false'])(
    '%j means false',
    (text) => {
      expect(said(text)).toBe('False');
    },
  );

  it.each([
    'not true',
    "isn't true",
    'it isnt true',
    "that's not right",
    'not correct',
    'stimmt nicht',
    'false because the token is true',
  ])('%j means false in a sentence', (text) => {
    expect(said(text)).toBe('False');
  });

  it.each([
    '',
    ' ',
    'maybe',
    'not',
    'never',
    'not sure',
    'not false',
    'no idea',
    'no idea, sorry',
    'true or false',
    'yes and no',
    'constructor',
    '__proto__',
    '😀',
    'x'.repeat(40_000),
    'true '.repeat(8_000),
  ])('%.30j cannot be told', (text) => {
    expect(said(text)).toBe('unclear');
  });
});

describe('true or false, picked', () => {
  it.each([
    [['true'], 'True'],
    [['false'], 'False'],
    [[], 'unclear'],
    [['true', 'false'], 'unclear'],
    [['0'], 'unclear'],
  ])('%j is %s', (options, expected) => {
    const outcome = trueFalse.grade(
      { kind: 'true-false', answer: true },
      { type: 'picked', options },
      { seed: '', progress: [] },
    );
    expect(outcome.type === 'graded' ? outcome.said : outcome.type).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { givesUp, normalise, wordsOf } from '../../../src/domain/grade/normalise.ts';

describe('the form in which wordings are compared', () => {
  it.each([
    ['  The  Quick,\tbrown\nfox! ', 'quick brown fox'],
    ['Café', 'cafe'],
    ['ＡＢＣ', 'abc'],
    ['1,000.50 €', '1000.50 €'],
    ['-3 to -5', '-3 to -5'],
    ['3-5', '3 5'],
    ['e-mail', 'e mail'],
    ['C++ and C#', 'c++ and c#'],
    ['#1', '1'],
    ['a', 'a'],
    ['an apple', 'apple'],
    ['vitamin A', 'vitamin a'],
    ['x. y. z.', 'x y z'],
    ['v1.2.3', 'v1.2.3'],
    ['й', 'й'],
    ['が', 'が'],
    ['한국', '한국'],
    ['😀', ''],
    ['__proto__', 'proto'],
  ])('%j is %j', (text, expected) => {
    expect(normalise(text)).toBe(expected);
  });

  it('of its words is the words', () => {
    expect(wordsOf('The end.')).toEqual(['end']);
    expect(wordsOf(' … ')).toEqual([]);
  });

  it('of its own outcome is the same', () => {
    for (const text of ["Don't panic!", 'C++ & C#', '50%', 'Größe 3,5 µm', 'the a an', '日本語。']) {
      expect(normalise(normalise(text))).toBe(normalise(text));
    }
  });
});

describe('giving up', () => {
  it.each([
    '?',
    '???',
    'idk',
    'IDK.',
    "I don't know",
    'I don’t know yet',
    'no idea',
    'sorry, no idea',
    'not sure',
    'pass',
    'weiß nicht',
  ])('%j says so', (text) => {
    expect(givesUp(text)).toBe(true);
  });

  it.each(['', 'know', 'no', 'not', 'password', 'I know', 'why?', 'do not know the sender'])('%j does not', (text) => {
    expect(givesUp(text)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { indexed, wordLikeness } from '../../../src/domain/grade/word-likeness.ts';

const likeness = (words: readonly string[], said: readonly string[]) => wordLikeness(words, indexed(said));

describe('how near words come to others', () => {
  it.each<[string[], string[], number, string]>([
    [['conductor'], ['conductor'], 1, 'the same word'],
    [['conductor'], ['conduct'], 14 / 18, 'seven of ten pairs of letters, and seven of eight'],
    [['conductor'], ['bulb', 'conduct'], 14 / 18, 'the nearest of several'],
    [['water', 'soil'], ['water'], (1 + 0) / 2, 'the average of the words'],
    [['salt'], ['boil'], 0, 'nothing in common'],
    [['salt'], [], 0, 'nothing said'],
    [[], ['salt'], 0, 'nothing wanted'],
    [['水分'], ['水分'], 1, 'any script'],
  ])('%j beside %j is %f: %s', (words, said, expected) => {
    expect(likeness(words, said)).toBeCloseTo(expected, 6);
  });
});

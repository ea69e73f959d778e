import { describe, expect, it } from 'vitest';
import { gradeInWords, gradeTicks } from '../../src/domain/compare.ts';
import { type Item, itemSchema } from '../../src/domain/deck.ts';
import { ticksIn } from '../../src/domain/ticks.ts';

describe('ticks in words', () => {
  it.each<[string, readonly number[] | undefined]>([
    ['1 2', [0, 1]],
    ['1 and 3', [0, 2]],
    ['3, 1', [0, 2]],
    ['1,2', [0, 1]],
    ['12', [0, 1]],
    ['1-3', [0, 1, 2]],
    ['2 to 3', [1, 2]],
    ['#2', [1]],
    ['2.', [1]],
    ['(1) and (2)', [0, 1]],
    ['the first', [0]],
    ['just the second one', [1]],
    ['I said the first and the last', [0, 2]],
    ['point 1', [0]],
    ['no. 2', [1]],
    ['said it (1)', [0]],
    ['one & three', [0, 2]],
    ['eins und drei', [0, 2]],
    ['All of them!', [0, 1, 2]],
    ['all', [0, 1, 2]],
    ['everything', [0, 1, 2]],
    ['all but 2', [0, 2]],
    ['all except the first', [1, 2]],
    ['none', []],
    ['None of these.', []],
    ['neither', []],
    ['no', []],
    ['nothing', []],
    ['0', []],
    ['4', undefined],
    ['1 and 4', undefined],
    ['yes', undefined],
    ['1, not 2', undefined],
    ['0 1', undefined],
    ['maybe', undefined],
    ['', undefined],
    ['1 '.repeat(5000), [0]],
    ['9'.repeat(4000), undefined],
  ])('%.30j of three is %j', (text, expected) => {
    expect(ticksIn(text, 3)).toEqual(expected);
  });
});

describe('the learner’s own mark', () => {
  const item = (points: string[]): Item =>
    itemSchema.parse({
      ...{ id: 'why', topic: 'Mail', prompt: 'Why?', kind: 'sentence', points: points.map((text) => ({ text })) },
    });
  const three = item(['First.', 'Second.', 'Third.']);

  it('follows from the ticks: all are right, some are partly right, none is not', () => {
    expect(gradeTicks(three, [0, 1, 2])).toMatchObject({ verdict: 'correct', credit: 1, missed: [] });
    expect(gradeTicks(three, [1])).toEqual({
      verdict: 'partly',
      credit: 1 / 3,
      matched: ['Second.'],
      missed: ['First.', 'Third.'],
    });
    expect(gradeTicks(three, [])).toMatchObject({ verdict: 'incorrect', credit: 0, matched: [] });
  });

  it('counts no tick twice, and none that is not there', () => {
    expect(gradeTicks(three, [1, 1, 7, -1, Number.NaN])).toMatchObject({ verdict: 'partly', credit: 1 / 3 });
  });

  it('of a single idea is yes or no', () => {
    const one = item(['Only.']);
    expect(gradeInWords(one, 'I did')).toMatchObject({ verdict: 'correct', matched: ['Only.'] });
    expect(gradeInWords(one, 'not quite')).toMatchObject({ verdict: 'incorrect' });
    expect(gradeInWords(one, 'hm')).toBe(undefined);
    expect(gradeInWords(three, 'yes')).toBe(undefined);
  });
});

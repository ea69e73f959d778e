import { describe, expect, it } from 'vitest';
import { multiSelect } from '../../../src/domain/kinds/multi-select.ts';
import { shuffled } from '../../../src/domain/kinds/options.ts';
import { singleChoice } from '../../../src/domain/kinds/single-choice.ts';
import { inOneWord, verdictOf } from './replies.ts';

const single = {
  kind: 'single-choice' as const,
  options: [
    { text: 'Delete it', why: 'The others are not warned.' },
    { text: 'Report it', correct: true as const },
    { text: 'Answer' },
  ],
};
const multi = {
  kind: 'multi-select' as const,
  options: [
    { text: 'Lock the screen', correct: true as const },
    { text: 'Share the password', why: 'A password is yours alone.' },
    { text: 'Report the loss', correct: true as const },
    { text: 'Wait a week' },
  ],
};

describe('the order of options', () => {
  it('is the same for the same seed, and not for every seed', () => {
    const texts = ['a', 'b', 'c', 'd'];
    const order = (seed: string) =>
      shuffled(texts, seed)
        .map((option) => option.id)
        .join('');
    expect(order('x')).toBe(order('x'));
    expect(new Set(['1', '2', '3', '4', '5', '6', '7', '8'].map(order)).size).toBeGreaterThan(3);
  });
});

describe('a single choice', () => {
  it.each([
    ['report it', 'correct'],
    ['Report', 'correct'],
    ['delete it', 'incorrect'],
    ['report it and delete it', 'unclear'],
    ['hm', 'unclear'],
  ])('%j is %s', (text, expected) => {
    expect(verdictOf(singleChoice, single, text)).toBe(expected);
  });

  it('takes a letter for the place in the order shown', () => {
    for (const seed of ['1', '2', '3', '4']) {
      const at = shuffled(
        single.options.map((option) => option.text),
        seed,
      ).findIndex((option) => option.id === '1');
      expect(verdictOf(singleChoice, single, 'abc'[at] ?? '', seed)).toBe('correct');
    }
  });

  it('says why the picked option is wrong', () => {
    const outcome = singleChoice.grade(single, { type: 'picked', options: ['0'] }, { seed: '', progress: [] });
    expect(outcome).toMatchObject({ said: 'Delete it', grade: { verdict: 'incorrect', feedback: 'The others are not warned.' } });
  });

  it.each([[[]], [['7']], [['constructor']], [['0', '1']]])('asks again for a pick of %j', (options) => {
    expect(inOneWord(singleChoice.grade(single, { type: 'picked', options }, { seed: '', progress: [] }))).toBe('unclear');
  });

  it('may not hold an option twice', () => {
    const twice = { ...single, options: [...single.options, { text: ' Answer' }] };
    expect(singleChoice.flaws(twice)).toEqual([{ path: ['options', 3, 'text'], message: 'says the same as option 3' }]);
    expect(singleChoice.flaws(single)).toEqual([]);
  });
});

describe('a multi-select', () => {
  it.each([
    ['lock the screen, report the loss', 'correct', 1],
    ['Lock the screen', 'partly', 0.5],
    ['lock the screen and share the password', 'incorrect', 0],
    ['all of them', 'incorrect', 0],
    ['wait a week', 'incorrect', 0],
  ])('%j is %s', (text, verdict, credit) => {
    const outcome = multiSelect.grade(multi, { type: 'typed', text }, { seed: 's', progress: [] });
    expect(outcome).toMatchObject({ type: 'graded', grade: { verdict, credit } });
  });

  it('names what was missed, and says why a pick was wrong', () => {
    const outcome = multiSelect.grade(multi, { type: 'picked', options: ['0', '1'] }, { seed: '', progress: [] });
    expect(outcome).toMatchObject({
      grade: { matched: ['Lock the screen'], missed: ['Report the loss'], feedback: 'A password is yours alone.' },
    });
  });

  it('asks again where nothing was picked', () => {
    expect(inOneWord(multiSelect.grade(multi, { type: 'picked', options: [] }, { seed: '', progress: [] }))).toBe('unclear');
    expect(verdictOf(multiSelect, multi, 'bad')).toBe('unclear');
    expect(verdictOf(multiSelect, multi, 'a or b')).toBe('unclear');
  });
});

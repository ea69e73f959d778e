import { describe, expect, it } from 'vitest';
import { letter } from '../../../src/domain/kinds/options.ts';
import { understood } from '../../../src/domain/kinds/typed-options.ts';

const MAIL = ['Answer and ask', 'Report it with the button', 'Delete it', 'Do not answer'];

/** The letters of the options that a reply means. */
function picks(text: string, texts: readonly string[] = MAIL): string {
  const shown = texts.map((each, i) => ({ id: `option-${i}`, text: each }));
  return understood(text, shown)
    .map((option) => letter(shown.indexOf(option)))
    .join('');
}

describe('a place', () => {
  it.each([
    ['b', 'B'],
    ['B', 'B'],
    ['B)', 'B'],
    ['(b)', 'B'],
    ['b.', 'B'],
    ['b!!!', 'B'],
    ['Ｂ', 'B'],
    ['a', 'A'],
    ['A.', 'A'],
    ['2', 'B'],
    ['#2', 'B'],
    ['2nd', 'B'],
    ['two', 'B'],
    ['one', 'A'],
    ['option one', 'A'],
    ['number two', 'B'],
    ['option b', 'B'],
    ['Answer: B', 'B'],
    ['the second one', 'B'],
    ['third', 'C'],
    ['the last one', 'D'],
    ['I think it is b', 'B'],
    ["I'd say b", 'B'],
    ["it's b, probably", 'B'],
    ['b and d', 'BD'],
    ['b, d', 'BD'],
    ['b & d', 'BD'],
    ['d b', 'BD'],
    ['bd', 'BD'],
    ['abc', 'ABC'],
    ['first and last', 'AD'],
    ['all of them', 'ABCD'],
  ])('%j means %s', (text, expected) => {
    expect(picks(text)).toBe(expected);
  });

  it.each(['e', '9', 'z', 'not b', 'everything but b', 'b or c', 'bad', 'dad', 'neither'])(
    '%j means none that can be told',
    (text) => {
      expect(picks(text)).toBe('');
    },
  );
});

describe('the words of an option', () => {
  it.each([
    ['Report it with the button', 'B'],
    ['report it with button.', 'B'],
    ['reprot it with the buton', 'B'],
    ['report it', 'B'],
    ['button', 'B'],
    ['b) Report it with the button', 'B'],
    ['I would answer and ask', 'A'],
    ['I would delete it', 'C'],
    ['do not answer', 'D'],
    ["don't answer", 'D'],
    ['dont answer', 'D'],
    ['Report it, delete it', 'BC'],
    ['report it and delete it', 'BC'],
  ])('%j means %s', (text, expected) => {
    expect(picks(text)).toBe(expected);
  });

  it.each([
    '',
    ' ',
    'it',
    'the',
    'with',
    '😀',
    'constructor',
    '__proto__',
    'toString',
    'I would never report it with the button',
    'something else',
    'no idea',
    'x'.repeat(40_000),
    'report it '.repeat(4_000),
  ])('are not in %.30j', (text) => {
    expect(picks(text)).toBe('');
  });

  it('count before their places', () => {
    const numbers = ['2', '4', '6', '8'];
    expect(picks('2', numbers)).toBe('A');
    expect(picks('4', numbers)).toBe('B');
    expect(picks('the second one', numbers)).toBe('B');
    expect(picks('3', numbers)).toBe('');
    expect(picks('14', ['3 days', '14 days', '30 days'])).toBe('B');
    expect(picks('3', ['14 days', '30 days', '3 days'])).toBe('C');
    expect(picks('first in', ['Last in, first out', 'First in, first out'])).toBe('B');
  });

  it('that are letters are nobody’s where they stand at another letter', () => {
    expect(picks('b', ['B', 'A', 'C'])).toBe('');
    expect(picks('c', ['B', 'A', 'C'])).toBe('C');
  });

  it('may be yes and no', () => {
    const answers = ['Yes, always', 'No', 'Only if the manager agrees'];
    expect(picks('yes', answers)).toBe('A');
    expect(picks('no', answers)).toBe('B');
    expect(picks('no idea what this is', answers)).toBe('');
    expect(picks('only if manager agrees', answers)).toBe('C');
  });

  it('are told apart by their signs and capitals', () => {
    expect(picks('a < b', ['a > b', 'a < b'])).toBe('B');
    expect(picks('git add -A', ['git add -a', 'git add -A'])).toBe('B');
    expect(picks('x y', ['x > y', 'x < y'])).toBe('');
  });

  it('may hold Markdown', () => {
    expect(picks('git revert', ['`git reset`', '`git revert`'])).toBe('B');
  });

  it('may be in any script', () => {
    expect(picks('東京', ['京都', '東京', '大阪'])).toBe('B');
    expect(picks('москва', ['Киев', 'Москва'])).toBe('B');
  });
});

import { expect, it } from 'vitest';
import type { Chart } from '../../src/letter.ts';
import { chart } from '../../src/views/words.ts';

const fine: Omit<Chart, 'type'> = {
  as: 'line',
  title: 'Weeks',
  labels: ['a', 'b'],
  series: [{ name: 'one', values: [1, 2] }],
  text: 'one, then two',
};
const many = (n: number) => Array.from({ length: n }, (_, i) => `week ${i}`);

it('is what every platform takes', () => {
  expect(
    chart({ ...fine, title: 'x'.repeat(50), labels: many(20), series: [{ name: 'y'.repeat(20), values: many(20).map(() => 1) }] })
      .type,
  ).toBe('chart');
});

it.each<[string, Partial<Chart>]>([
  ['a long title', { title: 'x'.repeat(51) }],
  ['a long label', { labels: ['a', 'x'.repeat(21)] }],
  ['too many labels', { labels: many(21), series: [{ name: 'one', values: many(21).map(() => 1) }] }],
  ['too many series', { series: many(4).map((name) => ({ name, values: [1, 2] })) }],
  [
    'two series of one name',
    {
      series: [
        { name: 'one', values: [1, 2] },
        { name: 'one', values: [3, 4] },
      ],
    },
  ],
  ['two labels that are the same', { labels: ['a', 'a'] }],
  ['a value too few', { series: [{ name: 'one', values: [1] }] }],
  ['no words', { text: '' }],
])('is not made with %s', (_, wrong) => {
  expect(() => chart({ ...fine, ...wrong })).toThrow();
});

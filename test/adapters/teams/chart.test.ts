import { expect, it } from 'vitest';
import { renderCard } from '../../../adapters/teams/render.ts';
import type { Chart } from '../../../src/letter.ts';
import { chartSchema } from '../../../src/letter.ts';
import { problemsOf } from '../../support/teams-cards.ts';
import { letter } from './letters.ts';

const right = { name: 'Right', values: [60, 80] };
const later = { name: 'Later', values: [50, 75] };
const drawn = (as: Chart['as'], ...series: Chart['series']) => {
  const block = chartSchema.parse({
    type: 'chart',
    as,
    title: 'Right, in %',
    labels: ['2 Nov', '9 Nov'],
    series,
    text: '6 of 10, then 8 of 10',
  });
  const card = renderCard(letter({ text: 'Your weeks', blocks: [block] }));
  expect(problemsOf(card)).toEqual([]);
  return card.body[0];
};
const fallback = { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: '6 of 10, then 8 of 10' }] };
const points = (...values: number[]) => [
  { x: '2 Nov', y: values[0] },
  { x: '9 Nov', y: values[1] },
];

it('lines have a legend each, and words where charts are not known', () => {
  expect(drawn('line', right, later)).toEqual({
    type: 'Chart.Line',
    title: 'Right, in %',
    data: [
      { legend: 'Right', values: points(60, 80) },
      { legend: 'Later', values: points(50, 75) },
    ],
    fallback,
  });
});

it('bars of one series stand alone, of several in groups', () => {
  expect(drawn('bar', right)).toEqual({ type: 'Chart.VerticalBar', title: 'Right, in %', data: points(60, 80), fallback });
  expect(drawn('bar', right, later)).toMatchObject({
    type: 'Chart.VerticalBar.Grouped',
    data: [{ legend: 'Right' }, { legend: 'Later' }],
  });
});

import type { Chart } from '../../src/letter.ts';
import type { Element, Room } from './render.ts';
import { plainElement } from './text.ts';

/** A chart, which Teams adds to the schema of cards; where it is not known, its words. */
export function chartElement({ as, title, labels, series, text }: Chart, { letters }: Room): Element {
  const points = (values: readonly number[]) => labels.map((x, i) => ({ x, y: values[i] ?? 0 }));
  const lines = series.map(({ name, values }) => ({ legend: name, values: points(values) }));
  const [only, ...others] = series;
  const shared = { title, fallback: plainElement(text, letters) };
  if (as === 'line') return { type: 'Chart.Line', data: lines, ...shared };
  if (only && others.length === 0) return { type: 'Chart.VerticalBar', data: points(only.values), ...shared };
  return { type: 'Chart.VerticalBar.Grouped', data: lines, ...shared };
}

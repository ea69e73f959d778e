import type cards from 'adaptivecards';
import type { BaseSerializationContext } from 'adaptivecards';
import { html } from 'htm/preact';
import { render } from 'preact';
import { Chart, type Drawn } from './chart.ts';
import { field, list, number, type Part, string } from './part.ts';

type Cards = typeof cards;

/** Teaches the renderer of cards the charts that Teams draws and that it does not know. */
export function addCharts({ CardElement, GlobalRegistry }: Cards): void {
  for (const type of ['Chart.Line', 'Chart.VerticalBar', 'Chart.VerticalBar.Grouped']) {
    class ChartElement extends CardElement {
      #source: Part;

      override getJsonTypeName(): string {
        return type;
      }

      protected override internalParse(source: object, context: BaseSerializationContext): void {
        super.internalParse(source, context);
        this.#source = source;
      }

      protected override internalRender(): HTMLElement {
        const place = document.createElement('div');
        render(html`<${Chart} ...${drawnFrom(this.#source)} />`, place);
        return place;
      }
    }
    GlobalRegistry.elements.register(type, ChartElement);
  }
}

function drawnFrom(source: Part): Drawn {
  const data = list(source, 'data');
  const isSingle = string(source, 'type') === 'Chart.VerticalBar';
  const lines = isSingle
    ? [{ name: '', points: data }]
    : data.map((each) => ({ name: string(each, 'legend'), points: list(each, 'values') }));
  return {
    as: string(source, 'type') === 'Chart.Line' ? 'line' : 'bar',
    title: string(source, 'title'),
    labels: (lines[0]?.points ?? []).map((point) => string(point, 'x')),
    series: lines.map(({ name, points }) => ({ name, values: points.map((point) => number(point, 'y')) })),
    text: list(field(source, 'fallback'), 'inlines')
      .map((run) => string(run, 'text'))
      .join(''),
  };
}

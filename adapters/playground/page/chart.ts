import { html } from 'htm/preact';

export type Drawn = {
  as: 'line' | 'bar';
  title: string;
  labels: string[];
  series: { name: string; values: number[] }[];
  /** What a screen reader says in its place. */
  text: string;
};

// As the drawing counts: it grows with the page.
const WIDTH = 420;
const HEIGHT = 150;
const LEFT = 34;
const TOP = 8;
const BOTTOM = 22;
const FOOT = HEIGHT - BOTTOM;
/** More labels than these would run into one another: then the first and the last stand for all. */
const MOST_LABELS = 7;

/** A small chart: told apart by dashes and shapes as well as by colour, and in words for who does not see it. */
export function Chart({ as, title, labels, series, text }: Drawn) {
  const top = roundedUp(Math.max(1, ...series.flatMap(({ values }) => values)));
  const y = (value: number) => FOOT - (value / top) * (FOOT - TOP);
  const step = (WIDTH - LEFT) / Math.max(1, labels.length);
  const x = (i: number) => LEFT + step * (i + 0.5);
  return html`
    <figure class="chart">
      <figcaption>${title}</figcaption>
      <svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${`${title}. ${text}`}>
        ${[0, top / 2, top].map(
          (value) => html`
            <line class="chart-grid" x1=${LEFT} x2=${WIDTH} y1=${y(value)} y2=${y(value)} />
            <text class="chart-label" x=${LEFT - 6} y=${y(value) + 4} text-anchor="end">${Number(value.toFixed(1))}</text>
          `,
        )}
        ${labels.map((label, i) => isShown(i, labels.length) && html`<text class="chart-label" x=${x(i)} y=${HEIGHT - 5} text-anchor="middle">${label}</text>`)}
        ${series.map(({ values }, nth) => (as === 'line' ? drawLine(values, nth, x, y) : drawBars(values, { nth, of: series.length, step }, x, y)))}
      </svg>
      ${series.length > 1 && html`<ul aria-hidden="true">${series.map(({ name }, nth) => html`<li><${Key} nth=${nth} /> ${name}</li>`)}</ul>`}
    </figure>
  `;
}

type Scale = (value: number) => number;

function drawLine(values: number[], nth: number, x: Scale, y: Scale) {
  const points = values.map((value, i) => `${x(i)},${y(value)}`).join(' ');
  return html`
    <g class="chart-series" data-nth=${nth}>
      <polyline points=${points} />
      ${values.map((value, i) => html`<circle cx=${x(i)} cy=${y(value)} r="3.5" />`)}
    </g>
  `;
}

function drawBars(values: number[], { nth, of, step }: { nth: number; of: number; step: number }, x: Scale, y: Scale) {
  const width = (step * 0.7) / of;
  const from = (i: number) => x(i) - step * 0.35 + width * nth;
  return html`
    <g class="chart-series" data-nth=${nth}>
      ${values.map((value, i) => html`<rect x=${from(i)} y=${y(value)} width=${width} height=${FOOT - y(value)} />`)}
    </g>
  `;
}

function Key({ nth }: { nth: number }) {
  return html`<svg viewBox="0 0 24 10" width="24" height="10"><g class="chart-series" data-nth=${nth}><polyline points="0,5 24,5" /></g></svg>`;
}

function isShown(i: number, of: number): boolean {
  return of <= MOST_LABELS || i === 0 || i === of - 1;
}

/** 1, 2 or 5 with noughts behind it. */
function roundedUp(value: number): number {
  const size = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((each) => each * size >= value) ?? 10) * size;
}

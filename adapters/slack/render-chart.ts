import type { types as slack } from '@slack/bolt';
import type { Block, Chart } from '../../src/letter.ts';
import { md } from '../../src/markdown.ts';

type Point = { label: string; value: number };

/** Slack's chart, which its own types do not know yet: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
type ChartBlock = {
  type: 'data_visualization';
  title: string;
  chart: {
    type: 'line' | 'bar';
    series: { name: string; data: Point[] }[];
    axis_config: { categories: string[] };
  };
};

export type SlackBlock = slack.KnownBlock | ChartBlock;

export function chartBlock({ as, title, labels, series }: Chart): ChartBlock {
  const data = (values: readonly number[]) => labels.map((label, i) => ({ label, value: values[i] ?? 0 }));
  return {
    type: 'data_visualization',
    title,
    chart: {
      type: as,
      series: series.map(({ name, values }) => ({ name, data: data(values) })),
      axis_config: { categories: [...labels] },
    },
  };
}

/** Blocks with so many charts at most; the others are told in words. */
export function withCharts(blocks: readonly Block[], most: number): Block[] {
  const places = blocks.flatMap(({ type }, i) => (type === 'chart' ? [i] : [])).slice(most);
  return blocks.map((block, i) =>
    block.type === 'chart' && places.includes(i) ? { type: 'text', text: md`${block.text}` } : block,
  );
}

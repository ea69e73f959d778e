import { afterEach, beforeEach, expect, test } from 'vitest';
import { renderMessage } from '../../../adapters/slack/render.ts';
import type { Outbound } from '../../../src/letter.ts';
import { chartSchema } from '../../../src/letter.ts';
import { md } from '../../../src/markdown.ts';
import { letter, type SlackApp, startSlackApp } from '../../support/slack-app.ts';
import { messageBlocks } from '../../support/slack-blocks.ts';

const weeks = chartSchema.parse({
  type: 'chart',
  as: 'line',
  title: 'Right at the first try, in %',
  labels: ['2 Nov', '9 Nov'],
  series: [
    { name: 'Right', values: [60, 80] },
    { name: 'Later', values: [50, 75] },
  ],
  text: 'Week of 2 Nov: 6 of 10 right; week of 9 Nov: 8 of 10 right',
});
const said: Outbound = { text: 'Your weeks', blocks: [{ type: 'text', text: md`Your weeks` }, weeks] };
const ana = { kind: 'member', member: 'U1' } as const;

let app: SlackApp;
beforeEach(async () => {
  app = await startSlackApp();
});
afterEach(() => app.stop());

test('a chart is a data visualization with a point for each label', () => {
  expect(renderMessage(letter(ana, said)).blocks[1]).toEqual({
    type: 'data_visualization',
    title: 'Right at the first try, in %',
    chart: {
      type: 'line',
      series: [
        {
          name: 'Right',
          data: [
            { label: '2 Nov', value: 60 },
            { label: '9 Nov', value: 80 },
          ],
        },
        {
          name: 'Later',
          data: [
            { label: '2 Nov', value: 50 },
            { label: '9 Nov', value: 75 },
          ],
        },
      ],
      axis_config: { categories: ['2 Nov', '9 Nov'] },
    },
  });
});

test('a message has two charts; a third is told in words', () => {
  const { blocks } = renderMessage(letter(ana, { text: 'Three', blocks: [weeks, weeks, weeks] }));
  expect(blocks.map(({ type }) => type)).toEqual(['data_visualization', 'data_visualization', 'section']);
  expect(messageBlocks.safeParse(blocks).success).toBe(true);
});

test('where the workspace has no charts yet, it is sent again with the words of the chart', async () => {
  app.slack.failNext('chat.postMessage', { error: 'invalid_blocks' });
  const ref = await app.connection.platform.post(letter(ana, said));
  const [message] = app.slack.messagesIn('U1');
  expect(message?.blocks.map(({ type }) => type)).toEqual(['section', 'section']);
  expect(JSON.stringify(message?.blocks)).toContain('8 of 10 right');
  app.slack.failNext('chat.update', { error: 'invalid_blocks' });
  await app.connection.platform.update(letter(ana, said, 'L2'), ref);
  expect(app.slack.messagesIn('U1')).toMatchObject([{ edits: 1, blocks: [{ type: 'section' }, { type: 'section' }] }]);
});

test('what is wrong otherwise is not sent again', async () => {
  app.slack.failNext('chat.postMessage', { error: 'invalid_blocks' });
  const plain = { text: 'No chart', blocks: [{ type: 'text' as const, text: md`No chart` }] };
  await expect(app.connection.platform.post(letter(ana, plain))).rejects.toMatchObject({ reason: 'refused' });
  expect(app.slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
});

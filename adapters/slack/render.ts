import type { types as slack } from '@slack/bolt';
import type { Block, Button, Letter } from '../../src/letter.ts';

import { limits } from './limits.ts';
import { cut, escaped } from './markup.ts';
import { chartBlock, type SlackBlock, withCharts } from './render-chart.ts';
import { inputBlocks, plainText } from './render-input.ts';
import { noteBlocks, textBlocks } from './render-text.ts';
import { withinLimits } from './within-limits.ts';

/** A letter as Slack shows it, within everything that Slack limits. */
export function renderMessage(letter: Letter, { charts } = { charts: limits.charts }): { text: string; blocks: SlackBlock[] } {
  const blocks = withCharts(letter.outbound.blocks, charts);
  return {
    text: cut(letter.outbound.text, limits.text, escaped),
    blocks: withinLimits(blocks.flatMap((block) => slackBlocks(block, letter.id))),
  };
}

function slackBlocks(block: Block, letter: string): SlackBlock[] {
  switch (block.type) {
    case 'text':
      return textBlocks(block.text);
    case 'note':
      return noteBlocks(block.text);
    case 'facts':
      return chunks(block.facts, limits.fields).map(factsSection);
    case 'divider':
      return [{ type: 'divider' }];
    case 'chart':
      return [chartBlock(block)];
    case 'input':
      return inputBlocks(block.input);
    case 'buttons':
      return chunks(block.buttons, limits.actionElements).map((buttons) => actions(buttons, letter));
  }
}

function factsSection(facts: readonly { label: string; value: string }[]): slack.SectionBlock {
  return {
    type: 'section',
    fields: facts.map(({ label, value }) => {
      const head = `*${cut(label, limits.field / 2, escaped)}*\n`;
      return { type: 'mrkdwn', text: head + cut(value, limits.field - head.length, escaped), verbatim: true };
    }),
  };
}

function actions(buttons: readonly Button[], letter: string): slack.ActionsBlock {
  return { type: 'actions', elements: buttons.map((button) => slackButton(button, letter)) };
}

function slackButton(button: Button, letter: string): slack.Button {
  return {
    type: 'button',
    action_id: `press:${button.id}`,
    value: `${letter}#${button.id}`,
    text: plainText(button.label, limits.button),
    ...(button.description ? { accessibility_label: cut(button.description, limits.button) } : {}),
    ...(button.primary ? { style: 'primary' } : {}),
  };
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

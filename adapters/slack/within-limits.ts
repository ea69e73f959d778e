import { limits } from './limits.ts';
import type { SlackBlock } from './render-chart.ts';

const shortened: SlackBlock = {
  type: 'context',
  elements: [{ type: 'mrkdwn', text: 'This message is longer than Slack can show; the rest was left out.', verbatim: true }],
};

/** Leaves out what exceeds a message, and says so. What can be pressed or filled in stays as long as anything can. */
export function withinLimits(blocks: readonly SlackBlock[]): SlackBlock[] {
  if (fits(blocks)) return [...blocks];
  const kept = new Set<SlackBlock>();
  for (const block of [...blocks.filter(isInteractive), ...blocks.filter((block) => !isInteractive(block))]) {
    if (!fits([...kept, block, shortened])) break;
    kept.add(block);
  }
  const cutAt = blocks.findIndex((block) => !kept.has(block));
  return [...blocks.slice(0, cutAt), shortened, ...blocks.slice(cutAt).filter((block) => kept.has(block))];
}

function fits(blocks: readonly SlackBlock[]): boolean {
  return blocks.length <= limits.blocks && weight(blocks) <= limits.characters;
}

function isInteractive(block: SlackBlock): boolean {
  return block.type === 'actions' || block.type === 'input';
}

// Slack does not say what it counts: all that is written in the blocks is on the safe side.
function weight(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, part: unknown) => sum + weight(part), 0);
}

import { expect } from 'vitest';
import { renderMessage } from '../../adapters/slack/render.ts';
import { renderActivity } from '../../adapters/teams/render.ts';
import type { Letter } from '../../src/letter.ts';
import { messageBlocks } from '../support/slack-blocks.ts';
import { elementsIn, problemsOf } from '../support/teams-cards.ts';

// A link of ours is the one thing that may stand in angle brackets; its address and its words hold none.
const LINK = /<(?:https?:\/\/|mailto:)[^<>|]*\|[^<>]*>/gi;

/** Every string that Slack reads as mrkdwn: those of mrkdwn objects, and the text of the message. */
function mrkdwnIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && value.type === 'mrkdwn' && 'text' in value ? [String(value.text)] : [];
  return [...own, ...Object.values(value).flatMap(mrkdwnIn)];
}

/** Nobody is mentioned, and no limit broken. */
export function expectHarmlessOnSlack(letter: Letter): void {
  const { text, blocks } = renderMessage(letter);
  for (const said of [text, ...mrkdwnIn(blocks)]) expect(said.replace(LINK, '')).not.toMatch(/[<>]/);
  expect(text.length).toBeLessThanOrEqual(4_000);
  expect(messageBlocks.safeParse(blocks).error?.issues).toBeUndefined();
}

/** Nobody is mentioned, nothing read as Markdown, every link leads to the web or a mailbox, and it is not too large. */
export function expectHarmlessOnTeams(letter: Letter): void {
  const activity = renderActivity(letter);
  expect(Buffer.byteLength(JSON.stringify(activity))).toBeLessThanOrEqual(28_000);
  expect(activity).not.toHaveProperty('entities');
  const card = activity.attachments?.[0]?.content;
  if (!card) expect(activity.textFormat).toBe('plain');
  expect(card ? problemsOf(card) : []).toEqual([]);
  const elements = elementsIn(card);
  expect(elements.filter(({ type }) => type === 'TextBlock' || type === 'FactSet' || type === 'Image')).toEqual([]);
  const links = elements.filter(({ type }) => type === 'Action.OpenUrl').map(({ url }) => String(url));
  expect(links.filter((link) => !/^(https?|mailto):/i.test(link))).toEqual([]);
}

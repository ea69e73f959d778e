import type { types as slack } from '@slack/bolt';
import { type Markdown, type Paragraph, parse, type Run } from '../../src/markdown.ts';
import { limits } from './limits.ts';
import { escaped, fitsMrkdwn, isWebLink, mrkdwn } from './markup.ts';

/** A text, cut between paragraphs or words into as many Slack blocks as it needs. */
export function textBlocks(text: Markdown): (slack.SectionBlock | slack.RichTextBlock)[] {
  return portions(text).map((portion) =>
    portion.every(isPlainEnough)
      ? { type: 'section', text: { type: 'mrkdwn', text: written(portion), verbatim: true } }
      : { type: 'rich_text', elements: richElements(portion) },
  );
}

/** Small print. What does not fit its one block is left out. */
export function noteBlocks(text: Markdown): slack.ContextBlock[] {
  const elements = portions(text).slice(0, limits.contextElements);
  if (elements.length === 0) return [];
  return [{ type: 'context', elements: elements.map((portion) => ({ type: 'mrkdwn', text: written(portion), verbatim: true })) }];
}

function portions(text: Markdown): Paragraph[][] {
  const shown = parse(text).filter((paragraph) => written([paragraph]).trim() !== '');
  return packed(shown.flatMap(shortened), (paragraphs) => written(paragraphs).length);
}

function written(paragraphs: readonly Paragraph[]): string {
  return paragraphs.map((paragraph, i) => (i === 0 ? '' : gap(paragraph)) + writtenAlone(paragraph)).join('');
}

function writtenAlone(paragraph: Paragraph): string {
  if (paragraph.type === 'code') return `\`\`\`\n${escaped(paragraph.text)}\n\`\`\``;
  const words = mrkdwn(paragraph.runs);
  return paragraph.type === 'entry' ? `${escaped(paragraph.marker)} ${words}` : words;
}

function gap(before: Paragraph): string {
  return before.type === 'paragraph' ? '\n\n' : '\n';
}

function isPlainEnough(paragraph: Paragraph): boolean {
  return paragraph.type === 'code' ? !paragraph.text.includes('```') : fitsMrkdwn(paragraph.runs);
}

function shortened(paragraph: Paragraph): Paragraph[] {
  if (written([paragraph]).length <= limits.section) return [paragraph];
  if (paragraph.type === 'code') {
    const parts = packed(pieces(paragraph.text), (texts) => written([{ type: 'code', text: texts.join('') }]).length);
    return parts.map((texts) => ({ type: 'code', text: texts.join('') }));
  }
  const runs = paragraph.runs.flatMap((run) => pieces(run.text).map((text): Run => ({ ...run, text })));
  const parts = packed(runs, (some) => written([{ ...paragraph, runs: some }]).length);
  return parts.map((some, i) => (i === 0 ? { ...paragraph, runs: some } : { type: 'paragraph', runs: some }));
}

// Short enough to stay within a section however much of it must be escaped.
function pieces(text: string): string[] {
  return text.match(/.{1,200}(?=\s|$)|.{1,200}/gsu) ?? [];
}

function packed<T>(items: readonly T[], size: (items: T[]) => number): T[][] {
  const packs: T[][] = [];
  for (const item of items) {
    const last = packs.at(-1);
    if (last && size([...last, item]) <= limits.section) last.push(item);
    else packs.push([item]);
  }
  return packs;
}

function richElements(paragraphs: readonly Paragraph[]): (slack.RichTextSection | slack.RichTextPreformatted)[] {
  const elements: (slack.RichTextSection | slack.RichTextPreformatted)[] = [];
  for (const paragraph of paragraphs) {
    const last = elements.at(-1);
    if (paragraph.type === 'code') {
      elements.push({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: paragraph.text }] });
    } else if (last?.type === 'rich_text_section') {
      last.elements.push({ type: 'text', text: gap(paragraph) }, ...richRuns(paragraph));
    } else {
      elements.push({ type: 'rich_text_section', elements: richRuns(paragraph) });
    }
  }
  return elements;
}

function richRuns(paragraph: Exclude<Paragraph, { type: 'code' }>): slack.RichTextElement[] {
  const runs: Run[] = paragraph.type === 'entry' ? [{ text: `${paragraph.marker} ` }, ...paragraph.runs] : paragraph.runs;
  return runs.filter((run) => run.text !== '').map(richRun);
}

function richRun(run: Run): slack.RichTextElement {
  const style = run.bold || run.italic || run.code ? { style: styleOf(run) } : {};
  if (run.link && isWebLink(run.link)) return { type: 'link', url: run.link, text: run.text, ...style };
  return { type: 'text', text: run.text, ...style };
}

function styleOf(run: Run): { bold?: boolean; italic?: boolean; code?: boolean } {
  return { ...(run.bold && { bold: true }), ...(run.italic && { italic: true }), ...(run.code && { code: true }) };
}

import { type Markdown, type Paragraph, parse, type Run } from '../../src/markdown.ts';
import type { Element } from './render.ts';

export type Look = { size?: 'Small'; isSubtle?: true; weight?: 'Bolder' };

// Of a run without text Teams shows nothing of the card.
const NOTHING = '–';

type Line = { runs: Run[]; opens: boolean };

/**
 * Text as rich text blocks, a line each. Never as a TextBlock or a Fact: those read Markdown again in what people wrote,
 * and phones show the backslashes that would prevent it.
 */
export function textElements(text: Markdown, letters: number, look: Look = {}): Element[] {
  return fitted(parse(text).flatMap(linesOf), letters).map(({ runs, opens }, i) => ({
    ...richText(runs, look),
    ...(i > 0 && { spacing: opens ? 'Small' : 'None' }),
  }));
}

export function plainElement(text: string, letters: number, look: Look = {}): Element {
  return richText([{ text: shortened(text, letters) || NOTHING }], look);
}

export function shortened(text: string, letters: number): string {
  // A cut must not leave half of a character that takes two.
  return text.length <= letters ? text : `${text.slice(0, letters).replace(/[\uD800-\uDBFF]$/, '')}… (shortened)`;
}

function richText(runs: readonly Run[], look: Look): Element {
  return { type: 'RichTextBlock', inlines: runs.map((run) => textRun(run, look)) };
}

function textRun({ text, bold, italic, code, link }: Run, look: Look): Element {
  return {
    type: 'TextRun',
    text: code ? unbroken(text) : text,
    ...look,
    ...(bold && { weight: 'Bolder' }),
    ...(italic && { italic: true }),
    ...(code && { fontType: 'Monospace' }),
    ...(link && /^(https?|mailto):/i.test(link) && URL.canParse(link) && { selectAction: { type: 'Action.OpenUrl', url: link } }),
  };
}

// A card runs spaces together; these stay.
function unbroken(code: string): string {
  return code.replaceAll('\t', '    ').replace(/^ +| {2,}/g, (spaces) => '\u00a0'.repeat(spaces.length));
}

function linesOf(paragraph: Paragraph): Line[] {
  if (paragraph.type === 'code') {
    return paragraph.text.split('\n').map((text, i) => ({ runs: [{ text: text || '\u00a0', code: true }], opens: i === 0 }));
  }
  const lines: Run[][] = [paragraph.type === 'entry' ? [{ text: `${paragraph.marker} ` }] : []];
  for (const run of paragraph.runs) {
    const [first = '', ...others] = run.text.split('\n');
    if (first) lines.at(-1)?.push({ ...run, text: first });
    lines.push(...others.map((text) => (text ? [{ ...run, text }] : [])));
  }
  return lines.filter((runs) => runs.length > 0).map((runs, i) => ({ runs, opens: i === 0 }));
}

function fitted(lines: readonly Line[], letters: number): Line[] {
  const fitting: Line[] = [];
  let left = letters;
  for (const { runs, opens } of lines) {
    const kept: Run[] = [];
    for (const run of runs) {
      if (run.text.length > left) return [...fitting, { runs: [...kept, { ...run, text: shortened(run.text, left) }], opens }];
      kept.push(run);
      left -= run.text.length;
    }
    fitting.push({ runs: kept, opens });
  }
  return fitting;
}

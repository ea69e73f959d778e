import type { Run } from '../../../src/markdown.ts';

/** A piece of Slack's mrkdwn as Slack would show it; `signal` is a mention that reaches people, and shows that escaping failed. */
export type SlackRun = Run & { strike?: boolean; signal?: boolean };

export type SlackLine = { type: 'code'; text: string } | { type: 'text' | 'quote'; runs: SlackRun[] };

const MARKS = [
  [/(?<![\p{L}\p{N}*])\*(?!\s)([^*\n]+)(?<!\s)\*(?![\p{L}\p{N}*])/u, { bold: true }],
  [/(?<![\p{L}\p{N}_])_(?!\s)([^_\n]+)(?<!\s)_(?![\p{L}\p{N}_])/u, { italic: true }],
  [/(?<![\p{L}\p{N}~])~(?!\s)([^~\n]+)(?<!\s)~(?![\p{L}\p{N}~])/u, { strike: true }],
] as const;

export function readMrkdwn(text: string): SlackLine[] {
  return text.split(/```\n?([\s\S]*?)\n?```/).flatMap((part, i): SlackLine[] => {
    if (i % 2 === 1) return [{ type: 'code', text: unescaped(part) }];
    const lines = part.replace(/^\n|\n$/g, '');
    return lines === '' && part !== text ? [] : lines.split('\n').map(readLine);
  });
}

function readLine(line: string): SlackLine {
  return line.startsWith('&gt;')
    ? { type: 'quote', runs: readRuns(line.slice(4).trim()) }
    : { type: 'text', runs: readRuns(line) };
}

/** Code and links first, since marks have no meaning inside them; then the marks, which count only around whole words. */
export function readRuns(text: string): SlackRun[] {
  return text.split(/(`[^`\n]+`|<[^<>\n]+>)/).flatMap((part, i): SlackRun[] => {
    if (i % 2 === 0) return readMarks(part);
    return part.startsWith('`') ? [{ text: unescaped(part.slice(1, -1)), code: true }] : [readReference(part.slice(1, -1))];
  });
}

function readReference(reference: string): SlackRun {
  const [target = '', label] = reference.split('|');
  if (/^[@#!]/.test(target)) return { text: unescaped(label ?? target.replace(/^!/, '@')), signal: true };
  return { text: unescaped(label ?? target), link: unescaped(target) };
}

function readMarks(text: string): SlackRun[] {
  for (const [mark, style] of MARKS) {
    const found = mark.exec(text);
    if (!found) continue;
    const inside = readMarks(found[1] ?? '').map((run) => ({ ...run, ...style }));
    return [...readMarks(text.slice(0, found.index)), ...inside, ...readMarks(text.slice(found.index + found[0].length))];
  }
  return text === '' ? [] : [{ text: unescaped(text) }];
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

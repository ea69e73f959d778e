import type { Run } from '../../src/markdown.ts';

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Takes the meaning from the three characters that Slack gives one, so that `<!channel>` and `<@U1>` stay text. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Reads what Slack made of a message back into what the person typed: entities, links, mentions. */
export function typed(text: string): string {
  return text
    .replace(/<([^<>]*)>/g, (_, reference: string) => named(reference))
    .replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity);
}

/** Writes runs in Slack's own markup, mrkdwn. */
export function mrkdwn(runs: readonly Run[]): string {
  return runs.map(styled).join('');
}

/**
 * Whether mrkdwn says what these runs say. It has no escape for its own marks, and knows styles only around whole words;
 * Slack's rich text has neither limit.
 */
export function fitsMrkdwn(runs: readonly Run[]): boolean {
  return runs.every((run, i) => {
    if (run.code ? run.text.includes('`') : /[*_~`]|^\s*>/m.test(run.text)) return false;
    const insideWord = /[\p{L}\p{N}]$/u.test(runs[i - 1]?.text ?? '') || /^[\p{L}\p{N}]/u.test(runs[i + 1]?.text ?? '');
    return !((run.bold || run.italic || run.code) && insideWord);
  });
}

/** Where a link may lead; anything else is shown as its text. For one address that it cannot read, Slack refuses the whole message. */
export function isWebLink(link: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(link) && link.length <= 2_000 && URL.canParse(link);
}

/** Shortens text to so many characters, as Slack counts them once the text is `written`; says so with an ellipsis. */
export function cut(text: string, most: number, written: (text: string) => string = (same) => same): string {
  const whole = written(text);
  if (whole.length <= most) return whole;
  const characters = Array.from(text);
  let shown = '';
  for (const character of characters) {
    const next = written(character);
    if (shown.length + next.length > most - 1) break;
    shown += next;
  }
  return `${shown.trimEnd()}…`;
}

// `@U1|ana`, `#C1|general`, `!subteam^S1|@support`, `http://example.org|example.org`
function named(reference: string): string {
  const [target = '', label] = reference.split('|');
  const sign = target[0] ?? '';
  if (!'@#!'.includes(sign) || sign === '') return label || target;
  if (sign === '!') return label || `@${target.slice(1)}`;
  return sign + (label || target.slice(1));
}

function styled(run: Run): string {
  if (run.link && isWebLink(run.link)) return `<${addressed(run.link)}|${escaped(run.text.replaceAll('\n', ' '))}>`;
  const marks = [run.bold ? '*' : '', run.italic ? '_' : '', run.code ? '`' : ''].join('');
  if (marks === '') return escaped(run.text);
  return run.text
    .split('\n')
    .map((line) => marked(line, marks))
    .join('\n');
}

// A mark next to a space is shown as it is, so spaces stay outside.
function marked(line: string, marks: string): string {
  const words = line.trim();
  if (words === '') return line;
  const closing = Array.from(marks).reverse().join('');
  return line.replace(words, () => marks + escaped(words) + closing);
}

function addressed(link: string): string {
  return escaped(link.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E'));
}

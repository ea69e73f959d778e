import { authored, md, plain } from '../../src/markdown.ts';

/** Plain text as the Markdown that says the same, with no more backslashes than it needs; code in backticks stays code. */
export function asMarkdown(text: string): string {
  if (plain(authored(text)) === text.replaceAll('`', '')) return text;
  const light = text.replace(/[\\`*_[\]<>&#~]/g, '\\$&');
  return plain(authored(light)) === text ? light : md`${text}`.md;
}

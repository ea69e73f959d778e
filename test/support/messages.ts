import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { idOf } from '../../src/phrase.ts';

/** Where our own words are composed. */
const FOLDERS = ['src/domain', 'src/views', 'src/engine'];

/** A message as it stands in a source, by what catalogues know it by. */
export type Found = { file: string; id: string };

const SOURCES = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => join(folder, name)),
);

/** Every message that the sources have, in their order. */
export function messagesInSources(): Found[] {
  return SOURCES.flatMap((file) => messagesIn(file, readFileSync(file, 'utf8')));
}

/** Text with letters in templates, and nouns that are counted. */
function messagesIn(file: string, source: string): Found[] {
  const ids: string[] = [];
  new Visitor({
    TaggedTemplateExpression({ tag, quasi }) {
      if (tag.type !== 'Identifier' || !TAGS.includes(tag.name)) return;
      const parts = quasi.quasis.map(({ value }) => value.cooked ?? '');
      if (hasWords(parts)) ids.push(idOf(parts));
    },
    CallExpression({ callee, arguments: [, one, many] }) {
      if (callee.type !== 'Identifier' || callee.name !== 'count') return;
      const noun = literal(one);
      if (noun !== undefined) ids.push(`{0, plural, one {# ${noun}} other {# ${literal(many) ?? `${noun}s`}}}`);
    },
  }).visit(parseSync(file, source).program);
  return [...new Set(ids)].map((id) => ({ file, id }));
}

const TAGS = ['md', 'phrase'];

function hasWords(parts: readonly string[]): boolean {
  return parts.some((part) => /\p{L}/u.test(part));
}

function literal(node: { type: string; value?: unknown } | undefined): string | undefined {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

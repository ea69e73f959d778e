import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import type { Rule } from '../../src/domain/achievements/rule.ts';
import type { TeamRule } from '../../src/domain/achievements/team-rule.ts';
import { idOf, shippedId } from '../../src/phrase.ts';
import { RULES, TEAM_RULES } from './rules.ts';

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

/** Every message that the sources have, in their order, and those of the achievements that we ship. */
export function messagesInSources(): Found[] {
  return [
    ...SOURCES.flatMap((file) => messagesIn(file, readFileSync(file, 'utf8'))),
    ...[...RULES, ...TEAM_RULES].flatMap(messagesOf),
  ];
}

function messagesOf({ family, title, about, next, praise }: Rule | TeamRule): Found[] {
  const texts = [title, about, next.why, next.label, ...praise.flatMap(({ one, other }) => [one, other])];
  return texts.map((text) => ({ file: `decks/achievements/${family}.yaml`, id: shippedId(text) }));
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
      // The domain counts without words.
      if (callee.type !== 'Identifier' || callee.name !== 'count' || file.startsWith('src/domain')) return;
      const noun = literal(one);
      if (noun !== undefined) ids.push(`{0, plural, one {# ${noun}} other {# ${literal(many) ?? `${noun}s`}}}`);
    },
  }).visit(parseSync(file, source).program);
  return [...new Set(ids)].map((id) => ({ file, id }));
}

const TAGS = ['md', 'phrase'];

function hasWords(parts: readonly string[]): boolean {
  return parts.some((part) => /[\p{L}“”]/u.test(part));
}

function literal(node: { type: string; value?: unknown } | undefined): string | undefined {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

// Words of commands, which are read in every language at once, and what only logs and operators read.
const NOT_SAID =
  /src\/engine\/(?:[a-z]+\/)?(?:commands|german-commands|understand|engine|replay|soon|replay-awards|replay-team|tick|tune|turn|cue|session)\.ts/;
const ELSEWHERE = ['count', 'witness', 'readGoal'];
// Names of languages in themselves, what the audit trail keeps, and what a diagnosis finds.
const KEPT = [
  ...['English', 'Deutsch', 'Français', 'Español', 'Italiano', 'Polski', 'Türkçe', 'Português'],
  ...['in part', 'too easy', 'too hard'],
];

/** Texts of views and engine that look like English and are in no template of ours. */
export function textsWithoutLanguage(): string[] {
  return SOURCES.filter((file) => !file.startsWith('src/domain') && !NOT_SAID.test(file)).flatMap((file) =>
    textsIn(file, readFileSync(file, 'utf8')),
  );
}

function textsIn(file: string, source: string): string[] {
  const texts: string[] = [];
  const passedOver: [number, number][] = [];
  new Visitor({
    TaggedTemplateExpression({ quasi }) {
      passedOver.push(...quasi.quasis.map(({ start, end }): [number, number] => [start - 1, end + 1]));
    },
    ImportDeclaration({ start, end }) {
      passedOver.push([start, end]);
    },
    CallExpression({ callee, start, end }) {
      const name = callee.type === 'Identifier' ? callee.name : source.slice(callee.start, callee.end);
      if (ELSEWHERE.includes(name) || /log\.(?:info|warn|error)$/.test(name)) passedOver.push([start, end]);
    },
    'Literal:exit'({ value, start, end }) {
      if (typeof value === 'string' && looksSaid(value) && !isWithin(start, end)) texts.push(`${file}: ${value}`);
    },
    TemplateElement({ value: { raw }, start, end }) {
      if (/\p{L}{2}.* | .*\p{L}{2}/u.test(raw) && !/\{0, plural|other \{#/.test(raw) && !isWithin(start, end))
        texts.push(`${file}: ${raw}`);
    },
  }).visit(parseSync(file, source).program);
  return texts;

  function isWithin(start: number, end: number): boolean {
    return passedOver.some(([from, until]) => from <= start && end <= until);
  }
}

function looksSaid(text: string): boolean {
  return !KEPT.includes(text) && /\p{L}{2}.* \S|^\p{Lu}\p{Ll}/u.test(text);
}

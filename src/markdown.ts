import { LRUCache } from 'lru-cache';
import type { Nodes, PhrasingContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { z } from 'zod';
import type { Language } from './domain/language.ts';
import { filled, type Phrase, phraseOf, saidIn, type Words } from './phrase.ts';

export const markdownSchema = z.object({ md: z.string() });

/**
 * Text in CommonMark. An object and not a string, so that what people wrote cannot pass for it. Our own words stand there in English, and `in` says them in
 * another language.
 */
export type Markdown = z.infer<typeof markdownSchema> & { in?(language: Language): string; number?: number };

/** A piece of text in one style: what the platforms have in common. */
export type Run = { text: string; bold?: boolean; italic?: boolean; code?: boolean; link?: string };

/** A paragraph, an entry of a list (its bullet or number as `marker`), or preformatted lines. */
export type Paragraph =
  | { type: 'paragraph'; runs: Run[] }
  | { type: 'entry'; marker: string; runs: Run[] }
  | { type: 'code'; text: string };

/** Takes text that is Markdown already: a deck's own, written by its author. */
export function authored(text: string): Markdown {
  return { md: text };
}

/** Builds Markdown from a template, by whose text catalogues know it: plain values are escaped, Markdown values stay as they are. */
export function md(parts: TemplateStringsArray, ...values: (Markdown | Words | number)[]): Markdown {
  return inAny((language) => filled(language, parts, values, saidSafely));
}

export function joined(pieces: readonly (Markdown | Words)[], separator: string): Markdown {
  return inAny((language) => pieces.map((piece) => saidSafely(language, piece)).join(separator));
}

/** Words that lead somewhere. */
export function link(words: Words, url: string): Markdown {
  return inAny((language) => `[${escaped(saidIn(language, words))}](${url})`);
}

/** Markdown in a language; what somebody wrote stays as it is. */
export function inLanguage(language: Language, text: Markdown): string {
  return text.in?.(language) ?? text.md;
}

function inAny(say: (language: Language) => string): Markdown {
  return { md: say('en'), in: say };
}

function saidSafely(language: Language, value: Markdown | Words | number): string {
  return typeof value === 'object' && 'md' in value ? inLanguage(language, value) : escaped(saidIn(language, value));
}

/** Markdown as words without formatting, for where there is none: labels, facts, what is read aloud. */
export function plainly(text: Markdown): Phrase {
  return phraseOf((language) => plain({ md: inLanguage(language, text) }));
}

/** What somebody without formatting reads: for notifications and screen readers. */
export function plain(text: Markdown): string {
  return parse(text)
    .map((paragraph) => {
      if (paragraph.type === 'code') return paragraph.text;
      const words = paragraph.runs.map((run) => run.text).join('');
      return paragraph.type === 'entry' ? `${paragraph.marker} ${words}` : words;
    })
    .join('\n');
}

// A list in a list, twenty deep: the reader calls itself for each, and thousands would end it.
const ENDLESSLY_NESTED = /^(?:[ \t]*(?:[-+*>]|\d{1,9}[.)])){20}/m;

/** Reads Markdown into the paragraphs that every renderer can show; what they cannot (HTML, images) becomes its text. */
export function parse({ md }: Markdown): readonly Paragraph[] {
  const known = read.get(md);
  if (known) return known;
  const paragraphs: Paragraph[] = ENDLESSLY_NESTED.test(md)
    ? [{ type: 'paragraph', runs: [{ text: md }] }]
    : fromMarkdown(md).children.flatMap((node) => paragraphsOf(node));
  read.set(md, paragraphs);
  return paragraphs;
}

// Questions, verdicts and labels come again and again, and each is read when it is composed and when it is rendered.
const read = new LRUCache<string, readonly Paragraph[]>({ max: 2_000 });

// CommonMark lets a backslash take the meaning from any ASCII punctuation; a line break of a person stays one, and
// what they indented does not become code.
function escaped(text: string): string {
  return text
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/[!-/:-@[-`{-~]/g, '\\$&')
    .replace(/\s*\n\s*/g, '\\\n');
}

function paragraphsOf(node: Nodes): Paragraph[] {
  switch (node.type) {
    case 'paragraph':
      return [{ type: 'paragraph', runs: runs(node.children) }];
    case 'heading':
      return [{ type: 'paragraph', runs: runs(node.children, { bold: true }) }];
    case 'list':
      return node.children.flatMap((item, i) => entry(item.children, node.ordered ? `${(node.start ?? 1) + i}.` : '•'));
    case 'code':
      return [{ type: 'code', text: node.value }];
    case 'html':
      return [{ type: 'paragraph', runs: [{ text: node.value }] }];
    case 'blockquote':
      return node.children.flatMap(paragraphsOf);
    default:
      return [];
  }
}

function entry(children: Nodes[], marker: string): Paragraph[] {
  return children
    .flatMap(paragraphsOf)
    .map((child, i) => (i === 0 && child.type === 'paragraph' ? { type: 'entry', marker, runs: child.runs } : child));
}

function runs(nodes: PhrasingContent[], style: Omit<Run, 'text'> = {}): Run[] {
  return nodes.flatMap((node): Run[] => {
    switch (node.type) {
      case 'text':
      case 'html':
        return [{ ...style, text: node.value }];
      case 'break':
        return [{ ...style, text: '\n' }];
      case 'inlineCode':
        return [{ ...style, code: true, text: node.value }];
      case 'strong':
        return runs(node.children, { ...style, bold: true });
      case 'emphasis':
        return runs(node.children, { ...style, italic: true });
      case 'link':
        return runs(node.children, { ...style, link: node.url });
      case 'image':
        return [{ ...style, text: node.alt ?? '' }];
      default:
        return [];
    }
  });
}

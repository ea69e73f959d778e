import { authored, plain } from '../../src/markdown.ts';

const TAGS =
  'a abbr audio b big blockquote body br center cite code dd del div dl dt em font h1 h2 h3 h4 h5 h6 head hr html i img ins kbd li mark meta ' +
  'object ol p param pre q s samp script small source span strike strong style sub sup svg table tbody td tfoot th thead title tr tt u ul var video';
const ATTRIBUTES = `(?:"[^"]*"|'[^']*'|[^"'<>])*`;

// Only names of HTML: in `List<String>` and "a <b" nothing is a tag.
const TAG = new RegExp(`</?(?:${TAGS.replaceAll(' ', '|')})(?:\\s${ATTRIBUTES})?/?>`, 'gi');
const BREAK = /<br\s*\/?>|<\/(?:p|div|li|tr|h[1-6]|dd|dt|blockquote|pre)>/gi;
const UNSEEN = /<!--.*?-->|<(script|style)\b[^>]*>.*?<\/\1>/gis;
const ENTITY = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/gi;

/** The text of a cell that may hold HTML, as a reader would see it; empty where there are only pictures. */
export function textOf(html: string): string {
  return html
    .replace(UNSEEN, '')
    .replace(BREAK, '\n')
    .replace(TAG, '')
    .replace(ENTITY, decoded)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

// Markdown has the same entities.
function decoded(entity: string): string {
  return plain(authored(entity));
}

import { html } from 'htm/preact';
import type { Paragraph, Run } from '../../../src/markdown.ts';

/** Text that the server has read from Markdown. Whatever people wrote arrives here as text and is drawn as text. */
export function Paragraphs({ of: paragraphs }: { of: Paragraph[] }) {
  return html`${paragraphs.map(draw)}`;
}

function draw(paragraph: Paragraph) {
  switch (paragraph.type) {
    case 'paragraph':
      return html`<p>${paragraph.runs.map(drawRun)}</p>`;
    case 'entry':
      return html`<p class="entry"><span class="marker">${paragraph.marker}</span> <span>${paragraph.runs.map(drawRun)}</span></p>`;
    case 'code':
      return html`<pre tabindex="0">${paragraph.text}</pre>`;
  }
}

function drawRun({ text, bold, italic, code, link }: Run) {
  let drawn: unknown = text;
  if (code) drawn = html`<code>${drawn}</code>`;
  if (italic) drawn = html`<em>${drawn}</em>`;
  if (bold) drawn = html`<strong>${drawn}</strong>`;
  return link !== undefined && isSafe(link)
    ? html`<a href=${link} target="_blank" rel="noopener noreferrer">${drawn}</a>`
    : drawn;
}

/** A link may lead to a page or a mailbox; it may not run anything here. */
export function isSafe(link: string): boolean {
  return ['http:', 'https:', 'mailto:'].includes(URL.parse(link)?.protocol ?? '');
}

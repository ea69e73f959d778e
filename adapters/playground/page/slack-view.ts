import { html } from 'htm/preact';
import { Chart, type Drawn } from './chart.ts';
import { isSafe } from './paragraphs.ts';
import { field, list, number, type Part, string } from './part.ts';
import { SlackInput } from './slack-input.ts';
import { readMrkdwn, type SlackLine, type SlackRun } from './slack-text.ts';

/** Block Kit drawn simply: enough to see what a message becomes, from what Slack would really get. */
export function SlackView({ payload }: { payload: unknown }) {
  const blocks = list(payload, 'blocks');
  return html`
    <figure class="elsewhere slack">
      <figcaption>A simple drawing of what Slack shows. Its buttons do nothing here.</figcaption>
      <div class="slack-message">
        <img class="slack-avatar" src="/playground/page/icon.svg" alt="" width="36" height="36" />
        <div class="slack-body">
          <p class="slack-by"><b>Cairn</b> <span class="slack-app">APP</span></p>
          ${blocks.length > 0 ? blocks.map(drawBlock) : drawLines(readMrkdwn(string(payload, 'text')))}
        </div>
      </div>
    </figure>
  `;
}

function drawBlock(block: Part) {
  switch (string(block, 'type')) {
    case 'section':
      return drawSection(block);
    case 'header':
      return html`<p class="slack-header">${string(field(block, 'text'), 'text')}</p>`;
    case 'context':
      return html`<div class="slack-context">${list(block, 'elements').map(drawText)}</div>`;
    case 'divider':
      return html`<hr />`;
    case 'actions':
      return html`<div class="slack-actions">${list(block, 'elements').map((element) => html`<${SlackInput} element=${element} />`)}</div>`;
    case 'input':
      return drawInput(block);
    case 'data_visualization':
      return html`<${Chart} ...${readChart(block)} />`;
    case 'rich_text':
      return list(block, 'elements').map(drawRich);
    default:
      return html`<p class="slack-unknown">A block of the type “${string(block, 'type')}”, see below.</p>`;
  }
}

function readChart(block: Part): Drawn {
  const chart = field(block, 'chart');
  const series = list(chart, 'series').map((each) => ({
    name: string(each, 'name'),
    values: list(each, 'data').map((point) => number(point, 'value')),
  }));
  const labels = list(list(chart, 'series')[0], 'data').map((point) => string(point, 'label'));
  const text = series.map(({ name, values }) => `${name}: ${values.join(', ')}`).join('. ');
  return { as: string(chart, 'type') === 'line' ? 'line' : 'bar', title: string(block, 'title'), labels, series, text };
}

function drawSection(block: Part) {
  const accessory = field(block, 'accessory');
  return html`
    <div class="slack-section">
      <div>
        ${drawText(field(block, 'text'))}
        ${list(block, 'fields').length > 0 && html`<div class="slack-fields">${list(block, 'fields').map((text) => html`<div>${drawText(text)}</div>`)}</div>`}
      </div>
      ${accessory !== undefined && html`<${SlackInput} element=${accessory} />`}
    </div>
  `;
}

function drawInput(block: Part) {
  return html`
    <div class="slack-input">
      <p>
        <b>${string(field(block, 'label'), 'text')}</b>
        ${field(block, 'optional') === true && html` <span class="slack-small">(optional)</span>`}
      </p>
      <${SlackInput} element=${field(block, 'element')} />
      <p class="slack-small">${string(field(block, 'hint'), 'text')}</p>
    </div>
  `;
}

/** A text object: plain text as it stands, mrkdwn with its marks. */
function drawText(text: Part) {
  const words = string(text, 'text');
  if (words === '') return null;
  return string(text, 'type') === 'mrkdwn' ? drawLines(readMrkdwn(words)) : html`<p>${words}</p>`;
}

function drawLines(lines: SlackLine[]) {
  return lines.map((line) => {
    if (line.type === 'code') return html`<pre>${line.text}</pre>`;
    return html`<p class=${line.type === 'quote' ? 'slack-quote' : ''}>${line.runs.length > 0 ? line.runs.map(drawRun) : '\u00a0'}</p>`;
  });
}

function drawRich(element: Part) {
  const runs = list(element, 'elements');
  switch (string(element, 'type')) {
    case 'rich_text_section':
      return html`<p>${runs.map((run) => drawRun(readRich(run)))}</p>`;
    case 'rich_text_preformatted':
      return html`<pre>${runs.map((run) => string(run, 'text'))}</pre>`;
    case 'rich_text_quote':
      return html`<p class="slack-quote">${runs.map((run) => drawRun(readRich(run)))}</p>`;
    case 'rich_text_list':
      return html`<ul>${runs.map((entry) => html`<li>${list(entry, 'elements').map((run) => drawRun(readRich(run)))}</li>`)}</ul>`;
    default:
      return html`<p class="slack-unknown">Rich text of the type “${string(element, 'type')}”, see below.</p>`;
  }
}

function readRich(element: Part): SlackRun {
  const type = string(element, 'type');
  const style = field(element, 'style');
  const marks = {
    bold: field(style, 'bold') === true,
    italic: field(style, 'italic') === true,
    code: field(style, 'code') === true,
  };
  if (type === 'text') return { text: string(element, 'text'), ...marks, strike: field(style, 'strike') === true };
  if (type === 'link') return { text: string(element, 'text') || string(element, 'url'), link: string(element, 'url'), ...marks };
  return { text: `@${string(element, 'range') || type}`, signal: true };
}

function drawRun({ text, bold, italic, strike, code, link, signal }: SlackRun) {
  let drawn: unknown = text;
  if (code) drawn = html`<code>${drawn}</code>`;
  if (strike) drawn = html`<s>${drawn}</s>`;
  if (italic) drawn = html`<em>${drawn}</em>`;
  if (bold) drawn = html`<strong>${drawn}</strong>`;
  if (signal) drawn = html`<mark>${drawn}</mark>`;
  return link !== undefined && isSafe(link)
    ? html`<a href=${link} target="_blank" rel="noopener noreferrer">${drawn}</a>`
    : drawn;
}

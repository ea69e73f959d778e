import { html } from 'htm/preact';
import { field, list, type Part, string } from './part.ts';

/** An interactive element of Block Kit, drawn as it looks before anybody touches it. */
export function SlackInput({ element }: { element: Part }) {
  const type = string(element, 'type');
  switch (type) {
    case 'button':
      return html`<span class="slack-button" data-style=${string(element, 'style')}>${string(field(element, 'text'), 'text')}</span>`;
    case 'plain_text_input':
      return html`<span class="slack-field" data-tall=${field(element, 'multiline') === true}>${string(element, 'initial_value')}</span>`;
    case 'timepicker':
      return html`<span class="slack-select">${string(element, 'initial_time') || 'Select a time'}</span>`;
    case 'radio_buttons':
    case 'checkboxes':
      return html`<span class="slack-options">${list(element, 'options').map((option) => drawOption(element, option))}</span>`;
    default:
      return html`<span class="slack-select">${chosen(element) || string(field(element, 'placeholder'), 'text') || 'Select…'}</span>`;
  }
}

function drawOption(element: Part, option: Part) {
  const value = string(option, 'value');
  const initial = [field(element, 'initial_option'), ...list(element, 'initial_options')];
  const marked = initial.some((other) => string(other, 'value') === value);
  const signs = string(element, 'type') === 'checkboxes' ? { on: '☑', off: '☐' } : { on: '◉', off: '○' };
  return html`<span>${marked ? signs.on : signs.off} ${string(field(option, 'text'), 'text')}</span>`;
}

function chosen(element: Part): string {
  const options = [field(element, 'initial_option'), ...list(element, 'initial_options')];
  const names = options.map((option) => string(field(option, 'text'), 'text')).filter((name) => name !== '');
  return [...names, ...list(element, 'initial_users').filter((user) => typeof user === 'string')].join(', ');
}

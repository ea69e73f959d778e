import { html } from 'htm/preact';
import { render } from 'preact';
import { App } from './app.ts';
import { readState } from './calls.ts';

const root = document.querySelector('#app');
if (!root) throw new Error('The page has no element for the app.');

try {
  render(html`<${App} state=${await readState()} />`, root);
} catch (error) {
  render(
    html`<p class="plain" role="alert">${error instanceof Error ? error.message : 'Cairn cannot be reached.'} Reload the page.</p>`,
    root,
  );
}

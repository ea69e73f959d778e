import { html } from 'htm/preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ShownEntry } from '../wire.ts';
import { Letter } from './letter.ts';
import { Menu } from './menu.ts';
import { authorName, type Model } from './model.ts';
import { hueOf } from './people.ts';
import type { Previewed } from './preview.ts';
import { timeOf } from './times.ts';

type Props = { entry: ShownEntry; model: Model; preview(of: Previewed): void };

export function Message({ entry, model, preview }: Props) {
  const { author, letter, text } = entry;
  const name = authorName(model, author);
  const { article, pressed } = useFocusAfterPress(letter?.id);
  return html`
    <article
      ref=${article}
      class="message"
      data-side=${author === model.member ? 'mine' : 'theirs'}
      data-aside=${entry.aside}
      data-thread=${entry.thread}
      tabindex="-1"
      aria-label=${`${name}, ${timeOf(entry.at)}`}
    >
      ${author !== model.member && html`<${Avatar} author=${author} name=${name} hue=${hueOf(model, author)} />`}
      <div class="bubble">
        <p class="by">
          <b>${author === model.member ? 'You' : name}</b> <time datetime=${entry.at}>${timeOf(entry.at)}</time>
          ${entry.aside && html`<span class="only">Only you see this</span>`}
          ${letter && html`<${Menu} choose=${(as: Previewed['as']) => preview({ letter: letter.id, as })} />`}
        </p>
        ${text !== undefined && html`<p class="said">${text}</p>`}
        ${entry.attachments && html`<p class="said attached">${entry.attachments === 1 ? 'with a file' : `with ${entry.attachments} files`}</p>`}
        ${letter && html`<${Letter} key=${letter.id} letter=${letter} member=${model.member} pressed=${pressed} />`}
      </div>
    </article>
  `;
}

function Avatar({ author, name, hue }: { author: string; name: string; hue: number }) {
  if (author === 'cairn') return html`<img class="avatar" src="/playground/page/icon.svg" alt="" width="32" height="32" />`;
  return html`<span class="avatar" aria-hidden="true" data-hue=${hue}>${name.slice(0, 1)}</span>`;
}

/** A pressed button may go away with its letter; who works by keyboard then stays at the message, not at the top of the page. */
function useFocusAfterPress(letter: string | undefined) {
  const article = useRef<HTMLElement>(null);
  const waiting = useRef(false);
  useLayoutEffect(() => {
    if (waiting.current && (document.activeElement === document.body || !document.activeElement)) article.current?.focus();
    waiting.current = false;
  }, [letter]);
  return {
    article,
    pressed: () => {
      waiting.current = true;
    },
  };
}

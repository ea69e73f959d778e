import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ShownEntry } from '../wire.ts';
import { say } from './calls.ts';
import { Message } from './message.ts';
import { entriesInView, type Model } from './model.ts';
import type { Previewed } from './preview.ts';
import { dayOf } from './times.ts';

const NEAR_PX = 80;

type Props = { model: Model; preview(of: Previewed): void };

/** The messages of one place as one member sees them. */
export function Conversation({ model, preview }: Props) {
  const entries = entriesInView(model);
  const { log, behind, toEnd, onScroll } = useEnd(entries, model.member);
  const loaded = model.loaded.includes(model.member);
  // Not live itself: a log that is would be read out as a whole with every change of person. What is new, `announced` says.
  return html`
    <div class="scroll">
      <div id="messages" class="log" role="log" aria-live="off" aria-labelledby=${`place-${model.place}`} tabindex="0" ref=${log} onScroll=${onScroll}>
        <div class="column">
          ${entries.map(
            (entry, i) => html`
            ${startsDay(entry, entries[i - 1]) && html`<h2 class="day" key=${`day-${entry.id}`}>${dayOf(entry.at)}</h2>`}
            <${Message} key=${entry.id} entry=${entry} model=${model} preview=${preview} />
          `,
          )}
          ${loaded && entries.length === 0 && html`<${Empty} model=${model} />`}
        </div>
      </div>
      ${behind && html`<button type="button" class="to-end" onClick=${toEnd}>New messages ↓</button>`}
    </div>
  `;
}

function startsDay(entry: ShownEntry, before: ShownEntry | undefined): boolean {
  return !before || dayOf(before.at) !== dayOf(entry.at);
}

/** Stays at the end while one reads there; further up it only says that something new has come. */
function useEnd(entries: readonly ShownEntry[], member: string) {
  const log = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [behind, setBehind] = useState(false);
  const last = entries.at(-1);

  function toEnd(): void {
    log.current?.scrollTo({ top: log.current.scrollHeight });
    atEnd.current = true;
    setBehind(false);
  }

  function onScroll(): void {
    const { current } = log;
    if (!current) return;
    atEnd.current = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR_PX;
    if (atEnd.current) setBehind(false);
  }

  useLayoutEffect(() => {
    if (last?.author === member || (atEnd.current && !isFillingIn(log.current))) toEnd();
    else setBehind(true);
  }, [last?.id]);

  useLayoutEffect(() => {
    const { current } = log;
    if (!current?.firstElementChild) return;
    // A letter that changed its height, or a keyboard that came up on a phone.
    const resized = new ResizeObserver(() => atEnd.current && !isFillingIn(current) && toEnd());
    for (const element of [current, current.firstElementChild]) resized.observe(element);
    return () => resized.disconnect();
  }, []);

  return { log, behind, toEnd, onScroll };
}

/** Who writes into a letter's field must not lose it from sight. */
function isFillingIn(log: HTMLElement | null): boolean {
  const { activeElement } = document;
  return activeElement?.matches('input, textarea') === true && log?.contains(activeElement) === true;
}

function Empty({ model }: { model: Model }) {
  const [asked, setAsked] = useState(false);
  const { member, place, channel } = model;
  if (place === 'channel') {
    return html`<div class="empty"><p>Nothing has been said in #${channel.name} yet. Everyone reads what you write here; Cairn hears what mentions it.</p></div>`;
  }
  async function quiz(): Promise<void> {
    if (asked) return;
    setAsked(true);
    // The button goes away with the first message; the focus stays where that comes.
    document.getElementById('messages')?.focus();
    await say({ event: crypto.randomUUID(), member, place, text: 'quiz', attachments: 0 }).catch(() => setAsked(false));
  }
  return html`
    <div class="empty">
      <img src="/playground/page/icon.svg" alt="" width="56" height="56" />
      <p>Cairn asks a few short questions a day, so that what you learn stays learned.</p>
      <button type="button" class="primary" aria-disabled=${asked} onClick=${quiz}>quiz</button>
    </div>
  `;
}

import { html } from 'htm/preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { say } from './calls.ts';
import type { Model } from './model.ts';

/** What was begun stays when one looks elsewhere; the event's id stays with it, so that trying again is the same event. */
type Draft = { text: string; files: string[]; event: string };

const drafts = new Map<string, Draft>();

export function Composer({ model }: { model: Model }) {
  const { draft, write, problem, sending, send } = useDraft(model);
  const field = useGrowing(draft.text);
  const hint = useId();
  const where = model.place === 'personal' ? 'Cairn' : `#${model.channel.name}`;

  function onKeyDown(event: KeyboardEvent): void {
    // While an input method composes a character, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void send();
  }

  return html`
    <form
      class="composer"
      onSubmit=${(event: Event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p class="problem" role="alert">${problem}</p>
      ${draft.files.length > 0 && html`<${Files} names=${draft.files} clear=${() => write({ files: [] })} />`}
      <div class="write">
        <${Attach} add=${(names: string[]) => write({ files: [...draft.files, ...names] })} />
        <textarea
          ref=${field}
          rows="1"
          aria-label=${`Message to ${where}`}
          aria-describedby=${hint}
          placeholder=${`Message ${where}`}
          value=${draft.text}
          onInput=${(event: InputEvent) => write({ text: (event.currentTarget as HTMLTextAreaElement).value })}
          onKeyDown=${onKeyDown}
        ></textarea>
        <button type="submit" class="primary" aria-label="Send message" aria-disabled=${sending}>Send</button>
      </div>
      <p class="hint" id=${hint}>
        ${model.place === 'channel' && 'In a channel Cairn hears what mentions it. '}Try: <kbd>${model.place === 'personal' ? 'quiz' : '@Cairn help'}</kbd> ${model.place === 'personal' && html`<kbd>help</kbd>${' '}`}
        <kbd>/cairn stats</kbd> <span class="keys">Enter sends, Shift + Enter makes a new line</span>
      </p>
    </form>
  `;
}

function useDraft({ member, place }: Model) {
  const key = `${member}/${place}`;
  const [draft, setDraft] = useState<Draft>(() => drafts.get(key) ?? emptyDraft());
  const [problem, setProblem] = useState('');
  const [sending, setSending] = useState(false);

  function keep(next: Draft): void {
    drafts.set(key, next);
    setDraft(next);
  }

  function write(change: Partial<Draft>): void {
    keep({ ...draft, ...change, event: crypto.randomUUID() });
  }

  async function send(): Promise<void> {
    const { text, files, event } = draft;
    if (sending || (text.trim() === '' && files.length === 0)) return;
    setSending(true);
    setProblem('');
    try {
      await say({ event, member, place, text, attachments: files.length });
      // What was written meanwhile is a message of its own.
      if (drafts.get(key) === draft) keep(emptyDraft());
    } catch (error) {
      setProblem(`Not sent, your words are still here. ${error instanceof Error ? error.message : ''}`);
    } finally {
      setSending(false);
    }
  }

  return { draft, write, problem, sending, send };
}

function emptyDraft(): Draft {
  return { text: '', files: [], event: crypto.randomUUID() };
}

/** The field grows with what is written, up to what its style allows. */
function useGrowing(text: string) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${field.current.scrollHeight + 2}px`;
  }, [text]);
  return field;
}

/** Nothing is uploaded: Cairn is only told that files came along, as on the real platforms. */
function Attach({ add }: { add(names: string[]): void }) {
  return html`
    <label class="attach" title="Attach files (only their number is sent)">
      <span class="for-screen-readers">Attach files (only their number is sent)</span>
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <path d="M6 10.5l4.6-4.6a2.4 2.4 0 0 1 3.4 3.4l-6 6a4 4 0 0 1-5.6-5.6L8.600 3.500" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
      </svg>
      <input
        type="file"
        multiple
        onChange=${(event: Event) => {
          const input = event.currentTarget as HTMLInputElement;
          add([...(input.files ?? [])].map((file) => file.name));
          input.value = '';
        }}
      />
    </label>
  `;
}

function Files({ names, clear }: { names: string[]; clear(): void }) {
  return html`
    <p class="files">
      <span>${names.join(', ')}</span>
      <button type="button" class="quiet" onClick=${clear}>Remove ${names.length === 1 ? 'the file' : `${names.length} files`}</button>
    </p>
  `;
}

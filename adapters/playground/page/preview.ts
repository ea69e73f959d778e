import { html } from 'htm/preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { readPayload } from './calls.ts';
import { SlackView } from './slack-view.ts';
import { moveByKey } from './tabs.ts';
import { TeamsView } from './teams-view.ts';

export type Previewed = { letter: string; as: 'slack' | 'teams' };

type Props = { of: Previewed; choose(of: Previewed): void; close(): void };

const NAMES = { slack: 'Slack', teams: 'Teams' } as const;

/** A letter as another platform gets it: drawn, and the true payload below. */
export function Preview({ of, choose, close }: Props) {
  const dialog = useModal();
  const { payload, problem } = usePayload(of);
  const View = of.as === 'slack' ? SlackView : TeamsView;
  const pick = (as: string) => choose({ ...of, as: as === 'teams' ? 'teams' : 'slack' });
  return html`
    <dialog ref=${dialog} class="preview" aria-label="This message elsewhere" onClose=${close} onClick=${closeFromOutside}>
      <div class="sheet">
        <div class="sheet-top">
          <div class="places" role="tablist" aria-label="Platform" onKeyDown=${(event: KeyboardEvent) => moveByKey(event, ['slack', 'teams'], of.as, pick)}>
            ${(['slack', 'teams'] as const).map(
              (as) => html`
                <button
                  key=${as}
                  type="button"
                  role="tab"
                  id=${`as-${as}`}
                  class="place"
                  data-tab=${as}
                  aria-selected=${as === of.as}
                  aria-controls="elsewhere"
                  tabindex=${as === of.as ? 0 : -1}
                  onClick=${() => pick(as)}
                >
                  As in ${NAMES[as]}
                </button>
              `,
            )}
          </div>
          <button type="button" class="quiet" onClick=${() => dialog.current?.close()}>Close</button>
        </div>
        <div class="sheet-body" id="elsewhere" role="tabpanel" aria-labelledby=${`as-${of.as}`} tabindex="0">
          <p class="problem" role="alert">${problem}</p>
          ${payload !== undefined && html`<${View} key=${of.as} payload=${payload} />`}
          ${payload !== undefined && html`<${Json} payload=${payload} />`}
        </div>
      </div>
    </dialog>
  `;
}

function useModal() {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  return dialog;
}

/** The sheet covers the dialog, so a click on the dialog itself is one on what lies behind. */
function closeFromOutside({ target, currentTarget }: MouseEvent): void {
  if (target === currentTarget && target instanceof HTMLDialogElement) target.close();
}

function usePayload({ letter, as }: Previewed) {
  const [read, setRead] = useState<{ as: string; payload?: unknown; problem?: string }>({ as });
  useEffect(() => {
    let current = true;
    readPayload(letter, as).then(
      (payload) => current && setRead({ as, payload }),
      (error: unknown) =>
        current && setRead({ as, problem: error instanceof Error ? error.message : 'The payload could not be read.' }),
    );
    return () => {
      current = false;
    };
  }, [letter, as]);
  return read.as === as ? read : { as, payload: undefined, problem: '' };
}

function Json({ payload }: { payload: unknown }) {
  const [copied, setCopied] = useState('');
  const text = JSON.stringify(payload, null, 2);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setCopied('Copied.');
    } catch {
      setCopied('The browser did not allow it; select the text instead.');
    }
  }
  return html`
    <section class="json" aria-label="Payload">
      <div class="json-top">
        <h3>The payload</h3>
        <span role="status">${copied}</span>
        <button type="button" class="quiet" onClick=${copy}>Copy JSON</button>
      </div>
      <pre tabindex="0">${text}</pre>
    </section>
  `;
}

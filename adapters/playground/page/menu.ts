import { html } from 'htm/preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Previewed } from './preview.ts';

const ITEMS = [
  { as: 'slack', label: 'As in Slack' },
  { as: 'teams', label: 'As in Teams' },
] as const;

/** How this message looks elsewhere. */
export function Menu({ choose }: { choose(as: Previewed['as']): void }) {
  const { open, setOpen, whole, button, onKeyDown } = useMenu();
  const id = useId();
  return html`
    <span class="menu" ref=${whole} onFocusOut=${(event: FocusEvent) => leaves(event) && setOpen(false)} onKeyDown=${onKeyDown}>
      <button
        ref=${button}
        type="button"
        class="more"
        aria-label="Look at this message elsewhere"
        title="Look at this message elsewhere"
        aria-haspopup="menu"
        aria-expanded=${open}
        aria-controls=${open ? id : undefined}
        onClick=${() => setOpen(!open)}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      ${
        open &&
        html`
        <span class="items" role="menu" id=${id} aria-label="Look at this message">
          ${ITEMS.map(
            ({ as, label }) => html`
              <button
                key=${as}
                type="button"
                role="menuitem"
                tabindex="-1"
                onClick=${() => {
                  // The dialog gives the focus back to where it was, and that has to be there still.
                  button.current?.focus();
                  setOpen(false);
                  choose(as);
                }}
              >
                ${label}
              </button>
            `,
          )}
        </span>
      `
      }
    </span>
  `;
}

function useMenu() {
  const [open, setOpen] = useState(false);
  const whole = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const items = () => [...(whole.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];

  useLayoutEffect(() => {
    if (!open) return;
    items()[0]?.focus();
    items().at(-1)?.scrollIntoView({ block: 'nearest' });
  }, [open]);

  function onKeyDown(event: KeyboardEvent): void {
    if (!open) return;
    if (event.key === 'Escape') {
      button.current?.focus();
      setOpen(false);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const all = items();
      const at = all.indexOf(document.activeElement as HTMLElement);
      all[(at + (event.key === 'ArrowDown' ? 1 : all.length - 1)) % all.length]?.focus();
    }
  }

  return { open, setOpen, whole, button, onKeyDown };
}

function leaves({ currentTarget, relatedTarget }: FocusEvent): boolean {
  return !(currentTarget instanceof Node && relatedTarget instanceof Node && currentTarget.contains(relatedTarget));
}

import { html } from 'htm/preact';
import { useRef, useState } from 'preact/hooks';
import type { ShownBlock, ShownButton, ShownLetter } from '../wire.ts';
import { press } from './calls.ts';
import { Chart } from './chart.ts';
import { InputField } from './input-field.ts';
import { Paragraphs } from './paragraphs.ts';
import { typedValues, type Values } from './values.ts';

type Props = { letter: ShownLetter; member: string; pressed(): void };

/** A letter of Cairn, drawn from its blocks. */
export function Letter({ letter, member, pressed }: Props) {
  const [values, write] = typedValues(letter, member);
  const { pressing, problem, pressButton } = usePressing(letter, member, values, pressed);
  const primary = letter.blocks
    .flatMap((block) => (block.type === 'buttons' ? block.buttons : []))
    .find((button) => button.primary);
  const draw = (block: ShownBlock) => {
    switch (block.type) {
      case 'text':
        return html`<${Paragraphs} of=${block.text} />`;
      case 'note':
        return html`<div class="note"><${Paragraphs} of=${block.text} /></div>`;
      case 'facts':
        return html`<dl class="facts">${block.facts.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
      case 'divider':
        return html`<hr />`;
      case 'chart':
        return html`<${Chart} ...${block} />`;
      case 'input':
        return html`<${InputField} input=${block.input} value=${values[block.input.id]} write=${write} enter=${() => primary && pressButton(primary)} />`;
      case 'buttons':
        return html`<${Buttons} buttons=${block.buttons} pressing=${pressing} press=${pressButton} />`;
    }
  };
  return html`
    <div class="letter">
      ${letter.blocks.length === 0 ? html`<p>${letter.text}</p>` : letter.blocks.map(draw)}
      <p class="problem" role="alert">${problem}</p>
    </div>
  `;
}

type ButtonsProps = { buttons: ShownButton[]; pressing: string | null; press(button: ShownButton): void };

function Buttons({ buttons, pressing, press }: ButtonsProps) {
  return html`
    <div class="buttons">
      ${buttons.map(
        (button) => html`
          <button
            key=${button.id}
            type="button"
            class=${button.primary ? 'primary' : 'secondary'}
            aria-label=${spoken(button)}
            title=${button.description}
            aria-disabled=${pressing !== null}
            data-pressing=${pressing === button.id}
            onClick=${() => press(button)}
          >
            ${button.label}
          </button>
        `,
      )}
    </div>
  `;
}

/** Who speaks to the page says what is seen on the button, so its name always begins with that. */
function spoken({ label, description }: ShownButton): string {
  if (description === undefined || description === label) return label;
  const rest = description.startsWith(label) ? description.slice(label.length) : description;
  return rest !== description && !/^[\p{L}\p{N}]/u.test(rest) ? description : `${label}: ${description}`;
}

function usePressing({ id: letter }: ShownLetter, member: string, values: Values, pressed: () => void) {
  const [pressing, setPressing] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  // A press that failed may have arrived all the same, so pressing again is the same event.
  const failed = useRef<{ button: string; event: string } | null>(null);
  async function pressButton({ id: button }: ShownButton): Promise<void> {
    if (pressing !== null) return;
    const event = failed.current?.button === button ? failed.current.event : crypto.randomUUID();
    setPressing(button);
    setProblem('');
    pressed();
    try {
      await press({ event, member, letter, button, values });
      failed.current = null;
    } catch (error) {
      failed.current = { button, event };
      setProblem(error instanceof Error ? error.message : 'That did not arrive; press it again.');
    } finally {
      setPressing(null);
    }
  }
  return { pressing, problem, pressButton };
}

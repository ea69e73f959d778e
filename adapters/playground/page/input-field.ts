import { html } from 'htm/preact';
import { useId } from 'preact/hooks';
import type { Input } from '../../../src/letter.ts';

type Value = string | string[];

type Props = { input: Input; value: Value | undefined; write(id: string, value: Value): void; enter(): void };

// A longer list of circles pushes the rest of the form off the screen.
const MOST_RADIOS = 5;

/** One input of a letter, with its label and hint. Enter in a field of one line presses the letter's first choice. */
export function InputField(props: Props) {
  const { input } = props;
  switch (input.as) {
    case 'line':
    case 'time':
      return html`<${Line} ...${props} />`;
    case 'lines':
      return html`<${Lines} ...${props} />`;
    case 'one-of':
      if (input.folded || input.options.length > MOST_RADIOS) return html`<${Select} ...${props} options=${input.options} />`;
      return html`<${Choices} ...${props} type="radio" options=${input.options} />`;
    case 'some-of':
    case 'people':
      return html`<${Choices} ...${props} type="checkbox" options=${input.options} />`;
  }
}

function Line({ input, value, write, enter }: Props) {
  const id = useId();
  return html`
    <div class="field">
      <${Label} input=${input} id=${id} />
      <input
        id=${id}
        type=${input.as === 'time' ? 'time' : 'text'}
        aria-describedby=${hintOf(input, id)}
        value=${value ?? ''}
        onInput=${(event: InputEvent) => write(input.id, (event.currentTarget as HTMLInputElement).value)}
        onKeyDown=${(event: KeyboardEvent) => {
          if (event.key !== 'Enter' || event.isComposing) return;
          event.preventDefault();
          enter();
        }}
      />
    </div>
  `;
}

function Lines({ input, value, write }: Props) {
  const id = useId();
  return html`
    <div class="field">
      <${Label} input=${input} id=${id} />
      <textarea
        id=${id}
        rows="3"
        aria-describedby=${hintOf(input, id)}
        value=${value ?? ''}
        onInput=${(event: InputEvent) => write(input.id, (event.currentTarget as HTMLTextAreaElement).value)}
      ></textarea>
    </div>
  `;
}

function Select({ input, value, write, options }: Props & { options: { value: string; label: string }[] }) {
  const id = useId();
  return html`
    <div class="field">
      <${Label} input=${input} id=${id} />
      <select
        id=${id}
        aria-describedby=${hintOf(input, id)}
        value=${value ?? ''}
        onChange=${(event: Event) => write(input.id, (event.currentTarget as HTMLSelectElement).value)}
      >
        ${value === undefined && html`<option value="">Choose…</option>`}
        ${options.map((option) => html`<option key=${option.value} value=${option.value}>${option.label}</option>`)}
      </select>
    </div>
  `;
}

type ChoicesProps = Props & { type: 'radio' | 'checkbox'; options: { value: string; label: string }[] };

function Choices({ input, value, write, type, options }: ChoicesProps) {
  const id = useId();
  const chosen = Array.isArray(value) ? value : value === undefined ? [] : [value];
  function pick(picked: string): void {
    const others = chosen.filter((other) => other !== picked);
    if (type === 'radio') write(input.id, picked);
    else write(input.id, others.length < chosen.length ? others : [...chosen, picked]);
  }
  return html`
    <fieldset class="field choices" aria-describedby=${hintOf(input, id)}>
      <legend><${Words} input=${input} /></legend>
      <${Hint} input=${input} id=${id} />
      ${options.map(
        (option) => html`
          <label key=${option.value} class="choice">
            <input type=${type} name=${id} value=${option.value} checked=${chosen.includes(option.value)} onChange=${() => pick(option.value)} />
            <span>${option.label}</span>
          </label>
        `,
      )}
    </fieldset>
  `;
}

function Label({ input, id }: { input: Input; id: string }) {
  return html`
    <label for=${id}><${Words} input=${input} /></label>
    <${Hint} input=${input} id=${id} />
  `;
}

function Words({ input }: { input: Input }) {
  return html`${input.label}${input.optional && html` <span class="optional">(optional)</span>`}`;
}

function Hint({ input, id }: { input: Input; id: string }) {
  return input.hint === undefined ? null : html`<span class="field-hint" id=${hintOf(input, id)}>${input.hint}</span>`;
}

function hintOf(input: Input, id: string): string | undefined {
  return input.hint === undefined ? undefined : `${id}-hint`;
}

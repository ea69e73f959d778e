import type { types as slack } from '@slack/bolt';
import type { Input } from '../../src/letter.ts';
import { limits } from './limits.ts';
import { cut } from './markup.ts';

type Choice = Extract<Input, { as: 'one-of' | 'some-of' }>;

/** An input, named by its id in the state that comes with a button; none where there is nothing to choose from. */
export function inputBlocks(input: Input): slack.InputBlock[] {
  const element = elementOf(input);
  if (!element) return [];
  return [
    {
      type: 'input',
      block_id: input.id,
      label: plainText(input.label, limits.inputLabel),
      ...(input.hint ? { hint: plainText(input.hint, limits.inputLabel) } : {}),
      optional: input.optional ?? false,
      element: { ...element, action_id: input.id },
    },
  ];
}

export function plainText(text: string, most: number): slack.PlainTextElement {
  return { type: 'plain_text', text: cut(text.trim() || '–', most), emoji: false };
}

function elementOf(input: Input): slack.InputBlockElement | undefined {
  switch (input.as) {
    case 'line':
    case 'lines':
      return {
        type: 'plain_text_input',
        multiline: input.as === 'lines',
        max_length: limits.inputText,
        ...(input.value ? { initial_value: input.value.slice(0, limits.inputText) } : {}),
      };
    case 'time':
      return { type: 'timepicker', ...(isTime(input.value) ? { initial_time: input.value } : {}) };
    case 'people': {
      const known = (input.value ?? []).filter((id) => /^[UW][A-Z0-9]{2,}$/.test(id));
      return { type: 'multi_users_select', ...(known.length > 0 ? { initial_users: known } : {}) };
    }
    case 'one-of':
      return oneOf(input);
    case 'some-of':
      return someOf(input);
  }
}

function oneOf(input: Extract<Choice, { as: 'one-of' }>): slack.InputBlockElement | undefined {
  const options = optionsOf(input);
  if (options.length === 0) return undefined;
  const initial = options.find((option) => option.value === input.value);
  const chosen = initial ? { initial_option: initial } : {};
  const type = options.length <= 5 && !input.folded ? 'radio_buttons' : 'static_select';
  return { type, options, ...chosen };
}

function someOf(input: Extract<Choice, { as: 'some-of' }>): slack.InputBlockElement | undefined {
  const options = optionsOf(input);
  if (options.length === 0) return undefined;
  const initial = options.filter((option) => input.value?.includes(option.value));
  const chosen = initial.length > 0 ? { initial_options: initial } : {};
  return options.length <= limits.boxes
    ? { type: 'checkboxes', options, ...chosen }
    : { type: 'multi_static_select', options, ...chosen };
}

// Where there are too many, what is chosen already stays among them. A value that is too long could not come back whole.
function optionsOf(input: Choice): (slack.PlainTextOption & { value: string })[] {
  const chosen: readonly string[] = typeof input.value === 'string' ? [input.value] : (input.value ?? []);
  const possible = input.options.filter((option) => option.value !== '' && option.value.length <= limits.optionValue);
  const kept = possible.filter((option) => chosen.includes(option.value)).slice(0, limits.selectOptions);
  const room = new Set(possible.filter((option) => !kept.includes(option)).slice(0, limits.selectOptions - kept.length));
  return possible
    .filter((option) => kept.includes(option) || room.has(option))
    .map((option) => ({ text: plainText(option.label, limits.option), value: option.value }));
}

function isTime(value: string | undefined): value is string {
  return value !== undefined && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
}

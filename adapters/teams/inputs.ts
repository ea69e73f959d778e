import type { Input, Recipient } from '../../src/letter.ts';
import { inputId } from './form.ts';
import type { Element, Room } from './render.ts';
import { plainElement, shortened } from './text.ts';

/** More choices than these are folded into a list that opens. */
const SHOWN_AT_ONCE = 7;

/** An input with its label, and its hint as small print where the input itself has no place for one. */
export function inputElements(input: Input, to: Recipient, room: Room): Element[] {
  const element = inputElement(input, to, room);
  if (!input.hint || element.type === 'Input.Text') return [element];
  return [element, { ...plainElement(input.hint, room.letters, { size: 'Small', isSubtle: true }), spacing: 'None' }];
}

function inputElement(input: Input, to: Recipient, room: Room): Element {
  const shared = {
    id: inputId(input),
    label: input.label,
    ...(!input.optional && { isRequired: true, errorMessage: `Please fill in: ${input.label}` }),
  };
  switch (input.as) {
    case 'line':
    case 'lines':
      return {
        type: 'Input.Text',
        ...shared,
        ...(input.as === 'lines' && { isMultiline: true }),
        ...(input.hint && { placeholder: input.hint }),
        ...(input.value && { value: input.value }),
      };
    case 'time':
      return { type: 'Input.Time', ...shared, ...(input.value && { value: input.value }) };
    case 'one-of':
      return {
        ...choiceSet(shared, input.options, input.value ? [input.value] : [], room),
        ...(input.folded && { style: 'compact', placeholder: 'Choose' }),
      };
    case 'some-of':
      return { ...choiceSet(shared, input.options, input.value ?? [], room), isMultiSelect: true };
    case 'people':
      return {
        ...choiceSet(shared, input.options, input.value ?? [], room),
        style: 'compact',
        isMultiSelect: true,
        placeholder: 'Type a name',
        'choices.data': { type: 'Data.Query', dataset: directory(to) },
      };
  }
}

type Option = { value: string; label: string };

function choiceSet(shared: object, options: readonly Option[], chosen: readonly string[], room: Room): Element {
  const isChosen = (option: Option) => chosen.includes(option.value);
  const shown = options.length <= room.options ? options : [...options].sort((a, b) => Number(isChosen(b)) - Number(isChosen(a)));
  return {
    type: 'Input.ChoiceSet',
    ...shared,
    style: options.length > SHOWN_AT_ONCE ? 'compact' : 'expanded',
    wrap: true,
    choices: shown.slice(0, room.options).map(({ value, label }) => ({ value, title: shortened(label, room.letters) })),
    ...(chosen.length > 0 && { value: chosen.join(',') }),
  };
}

// The people of the conversation in a channel; alone with the bot there are no others, so that it is all of the organisation's.
function directory(to: Recipient): string {
  return to.kind === 'channel' ? 'graph.microsoft.com/users?scope=currentContext' : 'graph.microsoft.com/users';
}

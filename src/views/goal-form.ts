import { GOAL_TYPES, type GoalType, type Terms } from '../domain/goals/goal.ts';
import { md } from '../markdown.ts';
import type { Input, Outbound } from '../outbound.ts';
import { button, buttons, message, note, text } from './words.ts';

const TYPES: Readonly<Record<GoalType, string>> = {
  recall: 'Recall it a day or more later',
  completion: 'Get through it, each right without a hint',
  accuracy: 'A share right at the first try',
  fluency: 'So many right in a row',
  speed: 'So many right within the minutes',
};

/** A goal's fields; `lead` says what is missing or wrong. */
export function goalForm(about: {
  scopes: readonly { value: string; label: string }[];
  chosen?: string | undefined;
  terms?: Partial<Terms> | undefined;
  lead?: string | undefined;
}): Outbound {
  const { scopes, chosen, terms = {}, lead } = about;
  const types = GOAL_TYPES.map((value) => ({ value, label: TYPES[value] }));
  const inputs: Input[] = [
    { ...{ as: 'one-of', id: 'scope', label: 'On what', options: [...scopes], folded: true }, ...(chosen && { value: chosen }) },
    { as: 'one-of', id: 'type', label: 'How I show it', options: types, value: terms.type ?? 'recall' },
    {
      ...{ as: 'line', id: 'items', label: 'How many questions', hint: 'Empty for as many as your days take', optional: true },
      value: terms.items === undefined ? '' : String(terms.items),
    },
    { as: 'line', id: 'due', label: 'By when', hint: 'Friday, 27 November, in 2 weeks', value: terms.dueOn ?? 'Friday' },
    {
      ...{ as: 'line', id: 'minutes', label: 'Minutes it may take', hint: '5 to 30', optional: true },
      value: terms.minutes === undefined ? '' : String(terms.minutes),
    },
  ];
  return message([
    text(lead === undefined ? md`**A goal**: small, and sure when it is done.` : md`${lead}`),
    ...inputs.map((input) => ({ type: 'input', input }) as const),
    buttons(
      button('set', 'Set it', { type: 'submit-goal' }, { primary: true }),
      button('plan', 'Plan a large one', { type: 'open-plan-form' }),
    ),
    note(md`Or in words: goal learn phishing by Friday.`),
  ]);
}

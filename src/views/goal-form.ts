import { GOAL_TYPES, type GoalType, type Terms } from '../domain/goals/goal.ts';
import { md } from '../markdown.ts';
import type { Input, Outbound } from '../outbound.ts';
import { type Phrase, phrase, type Words } from '../phrase.ts';
import { button, buttons, message, note, text } from './words.ts';

const TYPES: Readonly<Record<GoalType, Phrase>> = {
  recall: phrase`Recall it a day or more later`,
  completion: phrase`Get through it, each right without a hint`,
  accuracy: phrase`A share right at the first try`,
  fluency: phrase`So many right in a row`,
  speed: phrase`So many right within the minutes`,
};

/** A goal's fields; `lead` says what is missing or wrong. */
export function goalForm(about: {
  scopes: readonly { value: string; label: Words }[];
  chosen?: string | undefined;
  terms?: Partial<Terms> | undefined;
  lead?: Words | undefined;
}): Outbound {
  const { scopes, chosen, terms = {}, lead } = about;
  const types = GOAL_TYPES.map((value) => ({ value, label: TYPES[value] }));
  const inputs: Input[] = [
    {
      ...{ as: 'one-of', id: 'scope', label: phrase`On what`, options: [...scopes], folded: true },
      ...(chosen && { value: chosen }),
    },
    { as: 'one-of', id: 'type', label: phrase`How I show it`, options: types, value: terms.type ?? 'recall' },
    {
      ...{
        as: 'line',
        id: 'items',
        label: phrase`How many questions`,
        hint: phrase`Empty for as many as your days take`,
        optional: true,
      },
      value: terms.items === undefined ? '' : String(terms.items),
    },
    {
      as: 'line',
      id: 'due',
      label: phrase`By when`,
      hint: phrase`Friday, 27 November, in 2 weeks`,
      value: terms.dueOn ?? phrase`Friday`,
    },
    {
      ...{ as: 'line', id: 'minutes', label: phrase`Minutes it may take`, hint: phrase`5 to 30`, optional: true },
      value: terms.minutes === undefined ? '' : String(terms.minutes),
    },
  ];
  return message([
    text(lead === undefined ? md`**A goal**: small, and sure when it is done.` : md`${lead}`),
    ...inputs.map((input) => ({ type: 'input', input }) as const),
    buttons(
      button('set', phrase`Set it`, { type: 'submit-goal' }, { primary: true }),
      button('plan', phrase`Plan a large one`, { type: 'open-plan-form' }),
    ),
    note(md`Or in words: goal learn phishing by Friday.`),
  ]);
}

import { type Field, type Option, type Question, UNKNOWN } from '../domain/kinds/kind.ts';
import { letter } from '../domain/kinds/options.ts';
import type { FormValues } from '../events.ts';
import type { Intent } from '../intents.ts';
import { authored, joined, type Markdown, md, plain, plainly } from '../markdown.ts';
import type { Block, Button, Input } from '../outbound.ts';
import { phrase } from '../phrase.ts';
import { optionWords } from './own-words.ts';
import { button, buttons, cut, note, text } from './words.ts';

// A label of more than this is cut off on a phone: then the list has the words and the buttons the letters.
const LONGEST_LABEL = 12;
// Slack cuts the label of an option here.
const LONGEST_OPTION = 75;
// In lists that open the letter is enough: the words stand above, and eight such lists of them would be too long a message.
const LONGEST_FOLDED = 40;

type At = { session: string; position: number };
export type Form<T extends Question['form']['type']> = Extract<Question['form'], { type: T }>;

/** Where an answer goes, and beside it the button for a hint, if there is one; `filled` is what the fields hold already. */
export function answerForm({ form }: Question, at: At, hint: Button[], filled: FormValues = {}): Block[] {
  const others = [...hint, unsureButton(at)];
  switch (form.type) {
    case 'pick-one':
      return pickOne(form, at, others);
    case 'pick-some':
      return pickSome(form, at, others, filled);
    case 'fill-in':
      return fillIn(form, at, others, filled);
    case 'type':
      return [note(md`${form.hint}. Just type it.`), buttons(...others)];
  }
}

function unsureButton(at: At): Button {
  return button('give-up', phrase`Not sure`, { type: 'give-up', ...at }, { description: phrase`Not sure: show me the answer` });
}

export function hintButton(at: At, used: number): Button {
  const description = phrase`Hint: with one, the answer counts in part`;
  return button('hint', phrase`Hint`, { type: 'hint', ...at, used }, { sends: true, description });
}

function pickOne({ options }: Form<'pick-one'>, at: At, others: Button[]): Block[] {
  const isShort = isPlain(options);
  const picks = options.map((option, i) => {
    const intent: Intent = { type: 'answer', ...at, reply: { type: 'picked', options: [option.id] } };
    if (isShort) return button(`pick-${option.id}`, plainly(optionWords(option)), intent);
    const description = cut(phrase`${letter(i)}: ${plainly(optionWords(option))}`);
    return button(`pick-${option.id}`, letter(i), intent, { description });
  });
  if (isShort && others.length === 1) return [buttons(...picks, ...others)];
  return [...(isShort ? [] : [text(lettered(options))]), ...rows(picks), buttons(...others)];
}

// Slack and Teams wrap rows by themselves; more than five in one look like a wall.
function rows(picks: readonly Button[]): Block[] {
  return picks.length <= 5 ? [buttons(...picks)] : [buttons(...picks.slice(0, 4)), buttons(...picks.slice(4))];
}

function pickSome(form: Form<'pick-some'>, at: At, others: Button[], filled: FormValues): Block[] {
  return [...picks(form, filled), buttons(answerButton(at, { type: 'picked', options: [] }), ...others)];
}

/** What there is to tick. */
export function picks({ options }: Form<'pick-some'>, filled: FormValues = {}): Block[] {
  const choices = options.map((option, i) => ({ value: option.id, label: labelled(option, i) }));
  const isLong = isCut(options);
  const value = filled['options'];
  const input: Input = {
    as: 'some-of',
    id: 'options',
    label: phrase`Pick all that fit`,
    options: isLong ? choices.map((choice, i) => ({ ...choice, label: letter(i) })) : choices,
    ...(value && { value: [value].flat() }),
  };
  return [...(isLong ? [text(lettered(options))] : []), { type: 'input', input }];
}

function fillIn(form: Form<'fill-in'>, at: At, others: Button[], filled: FormValues): Block[] {
  return [...gaps(form, filled), buttons(answerButton(at, { type: 'filled', fields: {} }), ...others)];
}

/** What there is to fill in. */
export function gaps({ options, fields, hint }: Form<'fill-in'>, filled: FormValues = {}): Block[] {
  const list = options.length > 0 ? [text(lettered(options))] : [];
  const inputs = fields.map((field): Block => ({ type: 'input', input: inputOf(field, filled[field.id]) }));
  return [...list, ...inputs, note(md`${hint}.`)];
}

function inputOf({ id, label, text: about, options }: Field, value: FormValues[string] = ''): Input {
  const named = { id, label: about === undefined ? label : `${label}  ${plain(authored(about))}` };
  const held = typeof value === 'string' && value !== '' ? { value } : {};
  if (!options) return { ...named, as: 'line', ...held };
  const choices = options.map((option, i) => ({ value: option.id, label: shortened(labelled(option, i)) }));
  return { ...named, as: 'one-of', folded: true, options: [...choices, { value: UNKNOWN, label: phrase`Not sure` }], ...held };
}

function answerButton(at: At, reply: Extract<Intent, { type: 'answer' }>['reply']): Button {
  return button('answer', phrase`Answer`, { type: 'answer', ...at, reply }, { primary: true });
}

/** Whether the options' own words can be the labels of their buttons. */
export function isPlain(options: readonly Option[]): boolean {
  return options.every((option) => option.text.length <= LONGEST_LABEL && /^[\p{L}\p{N} ]+$/u.test(option.text));
}

function isCut(options: readonly Option[]): boolean {
  return options.some((option, i) => labelled(option, i).length > LONGEST_OPTION);
}

function labelled({ text: words }: Option, i: number): string {
  return `${letter(i)}  ${plain(authored(words))}`;
}

function shortened(label: string): string {
  return label.length <= LONGEST_FOLDED
    ? label
    : `${label
        .slice(0, LONGEST_FOLDED - 1)
        .trimEnd()
        .toWellFormed()}…`;
}

function lettered(options: readonly Pick<Option, 'id' | 'text'>[]): Markdown {
  return joined(
    options.map((option, i) => md`**${letter(i)}** ${optionWords(option)}`),
    '\n\n',
  );
}

/** What there is to choose from, in words: for when the form is gone, and for who hears it. */
export function choices({ form }: Question): Markdown[] {
  switch (form.type) {
    case 'pick-one':
    case 'pick-some':
      return [lettered(form.options)];
    case 'fill-in':
      return [about(form.fields), lettered(form.options)].filter(({ md: words }) => words !== '');
    case 'type':
      return [];
  }
}

/** The same where they are not the buttons themselves. */
export function choicesLeft(shown: Question): Markdown[] {
  const { form } = shown;
  return form.type === 'pick-one' && isPlain(form.options) ? [] : choices(shown);
}

function about(fields: readonly Field[]): Markdown {
  const named = fields.flatMap(({ label, text: words }) => (words === undefined ? [] : [md`**${label}** ${authored(words)}`]));
  return joined(named, '\n\n');
}

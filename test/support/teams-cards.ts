import { z } from 'zod';

/** An element of an Adaptive Card; whatever else it holds, elements below it included, is kept. */
export const elementSchema = z.looseObject({ type: z.string() });
export type CardElement = z.infer<typeof elementSchema>;

const KNOWN = new Set(
  `AdaptiveCard RichTextBlock TextRun TextBlock FactSet Table TableRow TableCell Container ColumnSet Column Image ActionSet
   Chart.Line Chart.VerticalBar Chart.VerticalBar.Grouped
   Input.Text Input.ChoiceSet Input.Time Input.Date Input.Number Input.Toggle
   Action.Execute Action.Submit Action.OpenUrl Action.ShowCard Action.ToggleVisibility Data.Query`.split(/\s+/),
);

/** The element and all below it, in the order in which they are read. */
export function elementsIn(value: unknown): CardElement[] {
  if (Array.isArray(value)) return value.flatMap(elementsIn);
  const element = elementSchema.safeParse(value).data;
  const below = typeof value === 'object' && value !== null ? Object.values(value).flatMap(elementsIn) : [];
  return element ? [element, ...below] : below;
}

/** The words that somebody sees on a card, a line for each text. */
export function textOn(card: unknown): string {
  return elementsIn(card)
    .flatMap((element) => {
      if (element.type === 'RichTextBlock') return [runsOf(element)];
      if (element.type.startsWith('Chart.')) return [String(element['title'])];
      return element.type.startsWith('Input.') && element['label'] ? [String(element['label'])] : [];
    })
    .join('\n');
}

function runsOf(block: CardElement): string {
  return elementsIn(block['inlines'])
    .map((run) => String(run['text']))
    .join('');
}

export function actionsOn(card: unknown): CardElement[] {
  return elementsIn(card).filter(({ type }) => type === 'Action.Execute');
}

export function inputsOn(card: unknown): CardElement[] {
  return elementsIn(card).filter(({ type }) => type.startsWith('Input.'));
}

/** What Teams would refuse or not show of a card. */
export function problemsOf(card: unknown): string[] {
  const root = elementSchema.safeParse(card).data;
  if (root?.type !== 'AdaptiveCard') return ['not an Adaptive Card'];
  const elements = elementsIn(card);
  const inputs = inputsOn(card).map((input) => String(input['id']));
  return [
    ...elements
      .filter(({ type, fallback }) => type.startsWith('Chart.') && !fallback)
      .map(({ type }) => `${type} has no fallback`),
    ...(root['version'] === '1.5' ? [] : [`version ${root['version']}`]),
    ...elements.filter(({ type }) => !KNOWN.has(type)).map(({ type }) => `unknown element ${type}`),
    ...inputs.filter((id, i) => inputs.indexOf(id) !== i).map((id) => `two inputs with the id ${id}`),
    ...actionsOn(card).flatMap((action) => (hasFallback(action) ? [] : [`${action['title']} has no fallback`])),
    ...elements
      .filter(({ type, actions }) => type === 'ActionSet' && elementsOf(actions) > 6)
      .map(() => 'more than six actions in a row'),
    ...elements.filter(({ type, text }) => type === 'TextRun' && !text).map(() => 'a run without text'),
  ];
}

function hasFallback(action: CardElement): boolean {
  return elementSchema.safeParse(action['fallback']).data?.type === 'Action.Submit';
}

function elementsOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

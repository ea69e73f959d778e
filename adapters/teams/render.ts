import type { Block, Button, Input, Letter } from '../../src/letter.ts';
import { md } from '../../src/markdown.ts';
import { chartElement } from './chart.ts';
import { inputId, type PressData } from './form.ts';
import { inputElements } from './inputs.ts';
import { plainElement, shortened, textElements } from './text.ts';

/** An Adaptive Card, as far as we need to know it. */
export type Card = { type: 'AdaptiveCard'; body: Element[]; [key: string]: unknown };
export type Element = { type: string; [key: string]: unknown };

/** How much is shown of what is long: letters of a text, entries of a list to choose from. */
export type Room = { letters: number; options: number };

/** Teams refuses a message above 28 KB; this leaves room for what is around the card: its summary alone may be 3,000 bytes, where each letter needs an escape. */
const MAX_BYTES = 24_000;
const SCANT: Room = { letters: 300, options: 10 };
const ROOMS: readonly Room[] = [
  { letters: 12_000, options: 150 },
  { letters: 3_000, options: 50 },
  { letters: 1_000, options: 25 },
  SCANT,
];

/** The renderers of Microsoft show five actions of a row, and may drop the rest. */
const BUTTONS_IN_A_ROW = 5;

/** What a letter looks like in Teams. What does not fit is shortened, and says so. */
export function renderCard(letter: Letter): Card {
  for (const room of ROOMS) {
    const card = cardOf(letter, letter.outbound.blocks, room);
    if (Buffer.byteLength(JSON.stringify(card)) <= MAX_BYTES) return card;
  }
  const buttons = letter.outbound.blocks.filter((block) => block.type === 'buttons');
  return cardOf(letter, [{ type: 'text', text: md`${letter.outbound.text}` }, ...buttons], SCANT);
}

/** The activity that says a letter: a card where it has blocks, else plain text. */
export function renderActivity(letter: Letter) {
  const { text, blocks } = letter.outbound;
  if (blocks.length === 0) return { type: 'message', textFormat: 'plain', text: shortened(text, 20_000) };
  return {
    type: 'message',
    summary: shortened(text, 500),
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: renderCard(letter) }],
  };
}

function cardOf(letter: Letter, blocks: readonly Block[], room: Room): Card {
  const text = shortened(letter.outbound.text, Math.min(room.letters, 2_000));
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.5',
    speak: text,
    fallbackText: text,
    body: blocks.flatMap((block, i) => {
      const elements = elementsOf(block, letter, form(blocks), room);
      return blocks[i - 1]?.type === 'divider' ? separated(elements) : elements;
    }),
  };
}

function separated([first, ...others]: Element[]): Element[] {
  return first ? [{ ...first, separator: true, spacing: 'Medium' }, ...others] : [];
}

function elementsOf(block: Block, letter: Letter, form: Form, room: Room): Element[] {
  switch (block.type) {
    case 'text':
      return textElements(block.text, room.letters);
    case 'note':
      return textElements(block.text, room.letters, { size: 'Small', isSubtle: true });
    case 'facts':
      return [table(block.facts, room)];
    case 'divider':
      return [];
    case 'chart':
      return [chartElement(block, room)];
    case 'input':
      return inputElements(form.isUnfinished ? { ...block.input, optional: true } : block.input, letter.to, room);
    case 'buttons':
      return rows(block.buttons.map((button) => action(button, letter.id, form)));
  }
}

type Form = {
  inputs: readonly Input[];
  sentBy(button: Button): boolean;
  /** It may be sent before it is filled in: then no field can be required, as Teams would hold the button up. */
  isUnfinished: boolean;
};

/** What a message asks to be filled in. The primary button sends it, and those that send what is there so far; where none is, every button does. */
function form(blocks: readonly Block[]): Form {
  const inputs = blocks.flatMap((block) => (block.type === 'input' ? [block.input] : []));
  const buttons = blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : []));
  const anyPrimary = buttons.some((button) => button.primary);
  const sentBy = (button: Button) => inputs.length > 0 && (!anyPrimary || button.primary === true || button.sends === true);
  return { inputs, sentBy, isUnfinished: buttons.some(({ sends }) => sends) };
}

function action(button: Button, letter: string, { inputs, sentBy }: Form): Element {
  const data: PressData = { letter, button: button.id, ...(sentBy(button) && { inputs: inputs.map(inputId) }) };
  const shared = {
    title: button.label,
    data,
    ...(button.description && { tooltip: button.description }),
    ...(button.primary && { style: 'positive' }),
    // A button that sends no form must not be held up by a field that is still empty.
    ...(inputs.length > 0 && !sentBy(button) && { associatedInputs: 'none' }),
  };
  return { type: 'Action.Execute', verb: 'press', ...shared, fallback: { type: 'Action.Submit', ...shared } };
}

function rows(actions: readonly Element[]): Element[] {
  return Array.from({ length: Math.ceil(actions.length / BUTTONS_IN_A_ROW) }, (_, row) => ({
    type: 'ActionSet',
    actions: actions.slice(row * BUTTONS_IN_A_ROW, (row + 1) * BUTTONS_IN_A_ROW),
  }));
}

function table(facts: readonly { label: string; value: string }[], { letters }: Room): Element {
  const cell = (element: Element) => ({ type: 'TableCell', items: [element] });
  return {
    type: 'Table',
    showGridLines: false,
    // The schema names it without the s, the renderers with it.
    firstRowAsHeader: false,
    firstRowAsHeaders: false,
    columns: [{ width: 1 }, { width: 2 }],
    rows: facts.map(({ label, value }) => ({
      type: 'TableRow',
      cells: [cell(plainElement(label, letters, { weight: 'Bolder' })), cell(plainElement(value, letters))],
    })),
  };
}

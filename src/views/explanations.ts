import { type Explanation, gradeByBuddy, type Tick, ticksFor } from '../domain/buddy.ts';
import { type Item, keyPoints, modelAnswer } from '../domain/deck.ts';
import { labelled } from '../domain/kinds/teach-back.ts';
import type { Member } from '../domain/member.ts';
import { authored, joined, type Markdown, md, plain } from '../markdown.ts';
import type { Block, Input, Outbound } from '../outbound.ts';
import { pointsInput } from './compare.ts';
import { settled } from './session.ts';
import { button, buttons, message, note, text } from './words.ts';

const TICK: Readonly<Record<Tick, string>> = { idea: 'The right idea', example: 'An example of it', not: 'What it is not' };

/** To the buddy: the question, what was explained, what the deck says, and up to three boxes. */
export function toRead(item: Item, { name }: Member, said: string, explanation: string): Outbound {
  const lead = md`**${name} explained something: does it hold?** Half a minute.`;
  const words = [md`${authored(item.prompt)}`, md`${name}: ${said}`, md`The deck says: ${authored(modelAnswer(item))}`];
  const asked = ticksFor(item);
  const input: Input = {
    ...{ as: 'some-of', id: 'ticks', label: 'What is in it', optional: true },
    options: asked.map((tick, i) => ({ value: tick, label: `${i + 1}  ${TICK[tick]}` })),
  };
  const line: Input = { as: 'line', id: 'note', label: `A line to ${name}`, optional: true };
  const how = md`Or say rate and the numbers (${asked.length > 1 ? 'rate 1 2' : 'rate 1'}), rate none, or not now.`;
  return message(
    [
      ...[lead, ...words].map(text),
      { type: 'input', input },
      { type: 'input', input: line },
      buttons(
        button('send', 'Send', { type: 'rate-explanation', explanation }, { primary: true }),
        button('not-now', 'Not now', { type: 'return-explanation', explanation }),
      ),
      note(how),
    ],
    [lead, ...words, md`${asked.map((tick, i) => `${i + 1} ${TICK[tick]}`).join(', ')}`, how].map(plain).join('\n'),
  );
}

export function thanked({ name }: Member): Outbound {
  return settled(`Sent to ${name}. Thank you: it helped to hear it from you.`);
}

/** In the place of what a buddy was given, and need not read any more. */
export function noMore(): Outbound {
  return settled('No need to read this one any more.');
}

const VERDICT = { correct: '✓ **Right**', partly: '◐ **Partly**', incorrect: '✗ **Not yet**', unsure: '' };

/** To the explainer: what their buddy found, with one thing to do next, and when it comes back. */
export function rated(item: Item, { ticks, note: added }: Explanation, back: string): Outbound {
  const lines = ticksFor(item).map((tick) =>
    ticks.includes(tick) ? md`- ✓ ${TICK[tick]}` : md`- Not yet: ${TICK[tick].toLowerCase()}`,
  );
  const found = authored(VERDICT[gradeByBuddy(item, ticks).verdict]);
  const blocks = [
    text(md`${found} · your buddy read what you explained.`),
    text(authored(item.prompt)),
    text(joined(lines, '\n')),
  ];
  if (added !== '') blocks.push(text(md`They add: “${added}”`));
  return message([...blocks, ...nextStep(item, ticks).map(text), note(md`${back}`)]);
}

function nextStep(item: Item, ticks: readonly Tick[]): Markdown[] {
  switch (ticksFor(item).find((tick) => !ticks.includes(tick))) {
    case 'idea':
      return [md`The idea, as the deck says it: ${authored(modelAnswer(item))}`];
    case 'example':
      return [md`Next time, give an example from your own work.`];
    case 'not':
      return [
        md`Next time, say this as well. ${item.kind === 'teach-back' && item.not ? authored(labelled(item.not.text)) : ''}`,
      ];
    default:
      return [];
  }
}

/** Nobody read it in time: the explainer compares. */
export function compareAlone(item: Item, said: string, explanation: string): Outbound {
  const { input, isLong, list } = pointsInput(keyPoints(item), []);
  const opening = [
    text(md`Your buddy could not read this one. Which of these did you say?`),
    text(authored(item.prompt)),
    text(md`You: ${said}`),
  ];
  const how = md`Or say: i said 1 2, i said all, i said none.`;
  const words = opening.flatMap((block) => (block.type === 'text' ? [block.text] : []));
  return message(
    [
      ...opening,
      ...(isLong ? [text(list)] : []),
      { type: 'input', input },
      note(how),
      buttons(button('done', 'Done', { type: 'compare-explanation', explanation }, { primary: true })),
    ],
    [...words, list, how].map(plain).join('\n'),
  );
}

/** In the news: there is a mark already, and it stays. */
export function unread(item: Item): Block[] {
  return [note(authored(item.prompt)), text(md`Your buddy could not read that one; its mark stays.`)];
}

/** In the news: the listener recalled it. */
export function stillKnown(item: Item): Block[] {
  return [
    note(authored(item.prompt)),
    text(md`✓ You explained that, and your buddy still knew it on a later day. That is yours too.`),
  ];
}

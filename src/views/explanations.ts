import { type Explanation, gradeByBuddy, type Tick, ticksFor } from '../domain/buddy.ts';
import { type Item, keyPoints, modelAnswer } from '../domain/deck.ts';
import { labelled } from '../domain/kinds/teach-back.ts';
import type { Member } from '../domain/member.ts';
import { authored, joined, type Markdown, md, plainly } from '../markdown.ts';
import type { Block, Input, Outbound } from '../outbound.ts';
import { type Phrase, phrase, type Words } from '../phrase.ts';
import { pointsInput } from './compare.ts';
import { pointWords } from './own-words.ts';
import { settled } from './session.ts';
import { button, buttons, listed, message, note, text } from './words.ts';

const TICK: Readonly<Record<Tick, Phrase>> = {
  idea: phrase`The right idea`,
  example: phrase`An example of it`,
  not: phrase`What it is not`,
};

const MISSING: Readonly<Record<Tick, Phrase>> = {
  idea: phrase`the right idea`,
  example: phrase`an example of it`,
  not: phrase`what it is not`,
};

/** To the buddy: the question, what was explained, what the deck says, and up to three boxes. */
export function toRead(item: Item, { name }: Member, said: string, explanation: string): Outbound {
  const lead = md`**${name} explained something: does it hold?** Half a minute.`;
  const words = [md`${authored(item.prompt)}`, md`${name}: ${said}`, md`The deck says: ${authored(modelAnswer(item))}`];
  const asked = ticksFor(item);
  const input: Input = {
    ...{ as: 'some-of', id: 'ticks', label: phrase`What is in it`, optional: true },
    options: asked.map((tick, i) => ({ value: tick, label: phrase`${i + 1}  ${TICK[tick]}` })),
  };
  const line: Input = { as: 'line', id: 'note', label: phrase`A line to ${name}`, optional: true };
  const how =
    asked.length > 1
      ? md`Or say rate and the numbers (rate 1 2), rate none, or not now.`
      : md`Or say rate and the number (rate 1), rate none, or not now.`;
  return message(
    [
      ...[lead, ...words].map(text),
      { type: 'input', input },
      { type: 'input', input: line },
      buttons(
        button('send', phrase`Send`, { type: 'rate-explanation', explanation }, { primary: true }),
        button('not-now', phrase`Not now`, { type: 'return-explanation', explanation }),
      ),
      note(how),
    ],
    listed(
      [...[lead, ...words].map(plainly), listed(asked.map((tick, i) => phrase`${i + 1} ${TICK[tick]}`)), plainly(how)],
      '\n',
    ),
  );
}

export function thanked({ name }: Member): Outbound {
  return settled(phrase`Sent to ${name}. Thank you: it helped to hear it from you.`);
}

/** In the place of what a buddy was given, and need not read any more. */
export function noMore(): Outbound {
  return settled(phrase`No need to read this one any more.`);
}

const VERDICT = {
  correct: md`✓ **Right** · your buddy read what you explained.`,
  partly: md`◐ **Partly** · your buddy read what you explained.`,
  incorrect: md`✗ **Not yet** · your buddy read what you explained.`,
  unsure: md`Your buddy read what you explained.`,
};

/** To the explainer: what their buddy found, with one thing to do next, and when it comes back. */
export function rated(item: Item, { ticks, note: added }: Explanation, back: Words): Outbound {
  const lines = ticksFor(item).map((tick) => (ticks.includes(tick) ? md`- ✓ ${TICK[tick]}` : md`- Not yet: ${MISSING[tick]}`));
  const blocks = [text(VERDICT[gradeByBuddy(item, ticks).verdict]), text(authored(item.prompt)), text(joined(lines, '\n'))];
  if (added !== '') blocks.push(text(md`They add: “${added}”`));
  return message([...blocks, ...nextStep(item, ticks).map(text), note(md`${back}`)]);
}

function nextStep(item: Item, ticks: readonly Tick[]): Markdown[] {
  switch (ticksFor(item).find((tick) => !ticks.includes(tick))) {
    case 'idea':
      return [md`The idea, as the deck says it: ${authored(modelAnswer(item))}`];
    case 'example':
      return [md`Next time, give an example from your own work.`];
    case 'not': {
      const not = item.kind === 'teach-back' && item.not ? [pointWords(labelled(item.not.text))] : [];
      return [joined([md`Next time, say this as well.`, ...not], ' ')];
    }
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
      buttons(button('done', phrase`Done`, { type: 'compare-explanation', explanation }, { primary: true })),
    ],
    listed([...words, list, how].map(plainly), '\n'),
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

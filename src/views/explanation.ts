import { type Item, modelAnswer } from '../domain/deck.ts';
import { type Explanation, gradeByTicks, TICK_NAMES, type Tick, ticksFor } from '../domain/explanation.ts';
import { authored, md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { button, buttons, message, note, sentence, text } from './words.ts';

const ASKED: Readonly<Record<Tick, string>> = {
  idea: 'The right idea',
  example: 'An example that fits',
  not: 'What it is not',
};

/** To the buddy: what a colleague explains, and the boxes for what it has. */
export function explanationToRead(item: Item, sent: { explainer: string; said: string; attempt: string }): Outbound {
  const { explainer, said, attempt } = sent;
  const options = ticksFor(item).map((tick, i) => ({ value: String(i), label: `${i + 1}  ${ASKED[tick]}` }));
  const typed = options.length === 1 ? 'heard all, or heard none' : 'heard 1 2, heard all, or heard none';
  return message([
    text(md`**${explainer} explains:** ${authored(item.prompt)}`),
    text(md`${said}`),
    note(md`For you to compare: ${authored(modelAnswer(item))}`),
    { type: 'input', input: { as: 'some-of', id: 'heard', label: 'What does it have?', options, optional: true } },
    buttons(
      button('rate', 'Send', { type: 'rate-explanation', explanation: attempt }, { primary: true }),
      button('pass', 'Not now', { type: 'pass-explanation', explanation: attempt }),
    ),
    note(md`Or say: ${typed}. It helps ${explainer}, and what you recall of it later counts for you both.`),
  ]);
}

export function stillWaiting(explainer: string): Outbound {
  return sentence(`An explanation of ${explainer} still waits for you, half a minute. Say heard all, heard 1 2, or not now.`);
}

export function thanked(explainer: string, heard: readonly Tick[]): Outbound {
  const found = heard.map((tick) => TICK_NAMES[tick].toLowerCase()).join(', ');
  return sentence(`Thank you. ${explainer} hears what you found${found ? `: ${found}` : ', and the model answer'}.`);
}

export function passed(): Outbound {
  return sentence('All right. Nothing is lost: your colleague compares it with the model answer.');
}

export function explanationSent(buddy: string): Outbound {
  return sentence(`Sent to ${buddy}. You hear what they found in it; nothing is lost meanwhile.`);
}

/** To the explainer: what the buddy found, and, where something was missing, the model answer. */
export function explanationMarked(item: Item, { heard }: Explanation, buddy: string): Outbound {
  const { verdict, matched, missed } = gradeByTicks(ticksFor(item), heard);
  const outcome = {
    correct: md`✓ **Right** · ${buddy} found all of it in your explanation.`,
    partly: md`◐ **Partly** · ${buddy} found: ${lower(matched)}. Not yet: ${lower(missed)}.`,
    incorrect: md`✗ **Not this time** · ${buddy} could not find the right idea in it.`,
    unsure: md``,
  };
  const model: Block[] = verdict === 'correct' ? [] : [text(md`Model answer: ${authored(modelAnswer(item))}`)];
  return message([note(authored(item.prompt)), text(outcome[verdict]), ...model]);
}

function lower(names: readonly string[]): string {
  return names.map((name) => name.toLowerCase()).join(', ');
}

/** What became of an explanation meanwhile, for the next session. */
export function explanationNews(item: Item, explanation: Explanation, buddy: string): Block[] {
  switch (explanation.state) {
    case 'marked':
      return explanationMarked(item, explanation, buddy).blocks;
    case 'matured':
      return [note(authored(item.prompt)), text(md`✓ ${buddy} still knew what you explained. It counts for your Teach-Back.`)];
    default:
      return [note(authored(item.prompt)), text(md`${buddy} did not get to your explanation. It comes again as a question.`)];
  }
}

/** In the place of what came from somebody who has erased their data. */
export function writerGone(): Outbound {
  return sentence('This is gone: whoever it came from has erased their data.');
}

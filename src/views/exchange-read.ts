import { modelAnswer, present } from '../domain/deck.ts';
import { type Clarity, itemOf, type Written } from '../domain/exchange.ts';
import type { Question, Verdict } from '../domain/kinds/kind.ts';
import { letter } from '../domain/kinds/options.ts';
import type { Member } from '../domain/member.ts';
import { authored, md, plain } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { type Phrase, phrase } from '../phrase.ts';
import { choices } from './answer-form.ts';
import { button, buttons, cut, message, note, text } from './words.ts';

/** To its reader. */
export function toAnswer(written: Written, { name }: Member): Outbound {
  const item = itemOf(written);
  const shown = present(item, { seed: written.id, progress: [] });
  return message([
    text(md`**${name} wrote one for you** · ${written.topic}`),
    text(authored(item.prompt)),
    ...choices(shown).map(text),
    ...answers(shown, written.id),
    note(md`For practice: it counts nowhere, and ${name} never reads your answer. Or type answer buddy: and your answer.`),
  ]);
}

function answers({ form }: Question, written: string): Block[] {
  const pass = button('pass', phrase`Not this one`, { type: 'return-written', written });
  if (form.type === 'pick-one') {
    const picks = form.options.map((option, i) => {
      const description = cut(`${letter(i)}: ${plain(authored(option.text))}`);
      return button(`pick-${option.id}`, letter(i), { type: 'answer-written', written, option: option.id }, { description });
    });
    return [buttons(...picks), buttons(pass)];
  }
  return [
    { type: 'input', input: { as: 'line', id: 'words', label: phrase`Your answer`, hint: phrase`A word or a few.` } },
    buttons(button('answer', phrase`Answer`, { type: 'answer-written', written }, { primary: true }), pass),
  ];
}

export function noMoreWritten(): Outbound {
  return message([text(md`No need to answer this one any more.`)]);
}

export function compareWritten(written: Written, said: string): Outbound {
  const { id } = written;
  return message([
    text(md`I could not match this to the right answer. Did you say the same?`),
    text(md`You: ${said}`),
    text(md`The right answer: ${authored(modelAnswer(itemOf(written)))}`),
    buttons(
      button('same', phrase`I said that`, { type: 'compare-written', written: id, same: true }, { primary: true }),
      button('other', phrase`Not quite`, { type: 'compare-written', written: id, same: false }),
    ),
    note(md`Or type same as mine, or not the same.`),
  ]);
}

const CLARITY_LABELS: readonly [Clarity, Phrase][] = [
  ['clear', phrase`Clear`],
  ['clearer', phrase`Could be clearer`],
  ['unclear', phrase`Not clear`],
];

/** The right answer and why, and how clear the question was. */
export function howClear(written: Written, verdict: Verdict, writer: string): Outbound {
  const item = itemOf(written);
  const rate = CLARITY_LABELS.map(([clarity, label]) =>
    button(clarity, label, { type: 'rate-written', written: written.id, clarity }, { sends: true }),
  );
  return message([
    text(verdict === 'correct' ? md`**Right.**` : md`**Not this time.**`),
    text(authored(item.prompt)),
    text(md`The right answer: ${authored(modelAnswer(item))}`),
    ...(item.explanation === '' ? [] : [text(authored(item.explanation))]),
    text(md`How clear was the question?`),
    {
      type: 'input',
      input: {
        ...{ as: 'some-of', id: 'tells', label: phrase`What ${writer} hears`, optional: true },
        options: [{ value: 'yes', label: phrase`How clear I found it` }],
      },
    },
    buttons(...rate),
    note(md`Without the tick ${writer} hears that it was answered. The deck's author reads how clear it was, not who said so.`),
  ]);
}

/** To its reader, who has rated it. */
export function thanks(writer: string, clarity: Clarity, tells: boolean): Outbound {
  if (!tells) return message([text(md`Thank you. ${writer} hears that it was answered, and no more.`)]);
  switch (clarity) {
    case 'clear':
      return message([text(md`Thank you. ${writer} hears that you found it clear.`)]);
    case 'clearer':
      return message([text(md`Thank you. ${writer} hears that it could be clearer.`)]);
    case 'unclear':
      return message([text(md`Thank you. ${writer} hears that it was not clear.`)]);
  }
}

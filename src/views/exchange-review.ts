import type { Clarity, Written } from '../domain/exchange.ts';
import { type Markdown, md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { phrase } from '../phrase.ts';
import { button, buttons, message, note, text } from './words.ts';

/** What waits for an author, one question at a time. Who wrote it is not said: it is the question that is judged. */
export function offered(written: Written, waiting: number, deck: string): Outbound {
  const { id } = written;
  return message([
    text(
      waiting === 1
        ? md`**A learner's question waits for your review.**`
        : md`**${waiting} questions of learners wait for your review.** The first:`,
    ),
    ...shown(written),
    note(md`For ${deck} · ${written.topic}`),
    ...(written.named ? [note(md`Its writer would like to be named.`)] : []),
    buttons(
      button('accept', phrase`Into the deck`, { type: 'review-written', written: id, accept: true }, { primary: true }),
      button('refuse', phrase`No, because …`, { type: 'open-written-refusal', written: id }),
    ),
  ]);
}

function shown({ question, answer, wrong, explanation, clarity }: Written): Block[] {
  return [
    text(md`${question}`),
    text(md`The right answer: ${answer}`),
    ...(wrong.length > 0 ? [text(md`Wrong: ${wrong.join('; ')}`)] : []),
    ...(explanation === '' ? [] : [text(md`Why: ${explanation}`)]),
    ...(clarity === undefined ? [] : [note(readAs(clarity))]),
  ];
}

function readAs(clarity: Clarity): Markdown {
  switch (clarity) {
    case 'clear':
      return md`Who answered it found it clear.`;
    case 'clearer':
      return md`Who answered it says that it could be clearer.`;
    case 'unclear':
      return md`Who answered it found it not clear.`;
  }
}

export function refusalOfWritten(written: Written): Outbound {
  const hint = phrase`Its writer reads it, without your name. It may stay empty.`;
  return message([
    ...shown(written),
    { type: 'input', input: { as: 'lines', id: 'reason', label: phrase`No, because`, hint, optional: true } },
    buttons(button('refuse', phrase`Say no`, { type: 'review-written', written: written.id, accept: false }, { primary: true })),
  ]);
}

export function nothingOffered(): Outbound {
  return message([text(md`No question of a learner waits for a review.`)]);
}

export function alreadyReviewed(): Outbound {
  return message([text(md`That one is decided already. Say review questions for what waits.`)]);
}

export function acceptedNow({ question }: Written, next: Outbound | undefined): Outbound {
  return message([text(md`In the deck from now on: “${question}”`), ...after(next)]);
}

export function refusedNow({ question }: Written, next: Outbound | undefined): Outbound {
  return message([text(md`Not taken: “${question}” Its writer is told kindly.`), ...after(next)]);
}

function after(next: Outbound | undefined): Block[] {
  return next ? [{ type: 'divider' }, ...next.blocks] : [];
}

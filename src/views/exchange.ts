import { modelAnswer, present } from '../domain/deck.ts';
import { type Clarity, type Draft, type Flaw, itemOf, LONGEST, MOST_WRONG_ANSWERS, type Written } from '../domain/exchange.ts';
import type { Question, Verdict } from '../domain/kinds/kind.ts';
import { letter } from '../domain/kinds/options.ts';
import type { Member } from '../domain/member.ts';
import { authored, type Markdown, md, plain } from '../markdown.ts';
import type { Block, Input, Outbound } from '../outbound.ts';
import { type Phrase, phrase } from '../phrase.ts';
import { choices } from './answer-form.ts';
import { button, buttons, cut, message, note, text } from './words.ts';

/** What a question is about. */
export type Place = { deck: string; topic: string };

// Slack takes no more options.
const MOST_PLACES = 100;

/** Beside what two partners hear of their match. */
export function writeForThem(member: string): Block {
  return buttons(button('write', phrase`Write a question for them`, { type: 'open-write', member }));
}

/** A question for a partner or a buddy, with what is there of it. */
export function writeForm(about: {
  readers: readonly Member[];
  reader: Member | undefined;
  places: readonly Place[];
  titles: ReadonlyMap<string, string>;
  draft: Partial<Draft>;
  lead?: Markdown;
}): Outbound {
  const { readers, reader, places, draft, lead } = about;
  if (places.length === 0) return message([text(md`You learn no deck in common. Say decks for what there is.`)]);
  const fields: Input[] = [...whoAndWhat(about), ...partsOf(draft)];
  const who = readers.length === 1 && readers[0] ? readers[0] : reader;
  return message([
    ...(lead === undefined ? [] : [text(lead)]),
    text(who ? md`**Write a question for ${who.name}.**` : md`**Write a question for a partner or buddy.**`),
    ...fields.map((input) => ({ type: 'input', input }) as const),
    buttons(button('send', phrase`Send`, { type: 'submit-written' }, { primary: true })),
    note(md`Once it is answered, an author looks at it: it may join the deck.`),
  ]);
}

function whoAndWhat({ readers, reader, places, titles, draft }: Parameters<typeof writeForm>[0]): Input[] {
  const people = readers.map(({ id, name }) => ({ value: id, label: name }));
  const several = new Set(places.map(({ deck }) => deck)).size > 1;
  const topics = places.slice(0, MOST_PLACES).map(({ deck, topic }) => {
    const label = several ? `${topic} (${titles.get(deck) ?? deck})` : topic;
    return { value: `${deck}/${topic}`, label: cut(label) };
  });
  const chosen = `${draft.deck}/${draft.topic}`;
  const value = topics.some((each) => each.value === chosen) ? { value: chosen } : {};
  const who: Input = {
    as: 'one-of',
    id: 'for',
    label: phrase`For`,
    folded: true,
    options: people,
    value: (reader ?? readers[0])?.id ?? '',
  };
  return [
    ...(people.length > 1 ? [who] : []),
    { as: 'one-of', id: 'topic', label: phrase`Topic`, folded: true, options: topics, ...value },
  ];
}

function partsOf({ question, answer, wrong, explanation, named }: Partial<Draft>): Input[] {
  const perLine = phrase`One a line. With some, it is a choice; without, the answer is typed.`;
  return [
    { as: 'lines', id: 'question', label: phrase`Question`, value: question ?? '' },
    { as: 'line', id: 'answer', label: phrase`Right answer`, hint: phrase`A word or a few.`, value: answer ?? '' },
    { as: 'lines', id: 'wrong', label: phrase`Wrong answers`, hint: perLine, optional: true, value: (wrong ?? []).join('\n') },
    { as: 'lines', id: 'explanation', label: phrase`Why`, optional: true, value: explanation ?? '' },
    {
      ...{ as: 'some-of', id: 'named', label: phrase`If it joins the deck`, optional: true, value: named ? ['yes'] : [] },
      options: [{ value: 'yes', label: phrase`Name me as its writer` }],
    },
  ];
}

export function whyNot(flaw: Flaw | 'open' | 'no-topic', { name }: Member): Markdown {
  switch (flaw) {
    case 'open':
      return md`Your last question for ${name} is still open. One at a time; undo write takes it back.`;
    case 'no-topic':
      return md`Choose a topic that you both learn.`;
    case 'no-question':
      return md`The question is missing.`;
    case 'no-answer':
      return md`The right answer needs a letter or a digit.`;
    case 'too-long':
      return md`That is too long: a question has up to ${LONGEST.question} characters, an answer ${LONGEST.answer}, the why ${LONGEST.explanation}.`;
    case 'too-many':
      return md`At most ${MOST_WRONG_ANSWERS} wrong answers, one a line.`;
    case 'same-answers':
      return md`Two of the answers say the same.`;
  }
}

export function nobodyToWriteFor(name?: string): Outbound {
  if (name !== undefined)
    return message([text(md`You can write for a study partner, or for a buddy who said yes. Say write for who that is.`)]);
  return message([text(md`You can write for a study partner, or for a buddy who said yes. Say partners, or my buddy is @NAME.`)]);
}

export function onItsWay({ id, question }: Written, { name }: Member): Outbound {
  return message([
    text(md`${name} gets it at the end of their next questions: “${question}”`),
    buttons(button('undo', phrase`Take it back`, { type: 'undo-written', written: id })),
  ]);
}

export function takenBack(): Outbound {
  return message([text(md`That question was taken back.`)]);
}

export function nothingToUndo(): Outbound {
  return message([text(md`No question of yours can be taken back: that works until it is answered.`)]);
}

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

/** To its writer, when they begin their next session. */
export function cameOfIt(written: Written, reader: string | undefined, deck: string): Block[] {
  const { state, question, reason } = written;
  switch (state) {
    case 'offered':
      return [text(answeredBy(written, reader)), note(md`An author of the deck looks at it now.`)];
    case 'accepted':
      return [text(md`Your question is in ${deck} now: “${question}” Thank you.`)];
    case 'refused':
      return [
        text(md`Thank you for your question “${question}” It does not join ${deck}.`),
        ...(reason === undefined ? [] : [text(md`Because: ${reason}`)]),
      ];
    case 'returned':
      return [text(md`Your question “${question}” did not come to be answered. Say write to send it to somebody else.`)];
    default:
      return [];
  }
}

/** As far as its reader lets them know; of what was answered nothing. */
function answeredBy({ question, tells, clarity }: Written, reader: string | undefined): Markdown {
  if (!tells || reader === undefined || clarity === undefined) return md`Your question was answered: “${question}”`;
  switch (clarity) {
    case 'clear':
      return md`${reader} answered your question and found it clear: “${question}”`;
    case 'clearer':
      return md`${reader} answered your question and says that it could be clearer: “${question}”`;
    case 'unclear':
      return md`${reader} answered your question and found it not clear: “${question}”`;
  }
}

/** Beneath the mark of an item that a learner wrote. */
export function writtenBy({ name }: Member): Block {
  return note(md`Written by ${name}.`);
}

import { type Draft, type Flaw, LONGEST, MOST_WRONG_ANSWERS, type Written } from '../domain/exchange.ts';
import type { Member } from '../domain/member.ts';
import { type Markdown, md } from '../markdown.ts';
import type { Block, Input, Outbound } from '../outbound.ts';
import { phrase } from '../phrase.ts';
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

import type { ChannelAnswer, ChannelQuestion, RevealFigures } from '../domain/channel-question.ts';
import { type Item, modelAnswer } from '../domain/deck.ts';
import type { Grade, Option, Question } from '../domain/kinds/kind.ts';
import { letter } from '../domain/kinds/options.ts';
import { SMALLEST_GROUP } from '../domain/week-figures.ts';
import { authored, joined, type Markdown, md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { phrase, type Words } from '../phrase.ts';
import { choicesLeft, isPlain } from './answer-form.ts';
import { answerWords, optionWords, saidWords } from './own-words.ts';
import { button, buttons, listed, message, note, text } from './words.ts';

/** The answer in the place of the question: how the group did, why, and the wrong choice that teaches most. Names are of those who agreed. */
export function reveal(
  item: Item,
  shown: Question,
  question: ChannelQuestion,
  { names, news }: { names: readonly string[]; news: readonly Block[] },
): Outbound {
  const { id, figures } = question;
  return message([
    text(md`**Revealed:** ${answerWords(item, modelAnswer(item))}`),
    text(authored(item.prompt)),
    ...choicesLeft(shown).map(text),
    ...(figures
      ? howTheyDid(figures, optionsOf(shown))
      : [note(md`Under ${SMALLEST_GROUP} answers it is not told how they fell.`)]),
    ...(item.explanation ? [text(authored(item.explanation))] : []),
    ...(names.length > 0 ? [text(md`Right, and glad to be named: ${listed(names)}.`)] : []),
    buttons(
      button(
        'why',
        phrase`Why`,
        { type: 'why-channel', question: id },
        { description: phrase`Why: your own answer, for you alone` },
      ),
      button('save', phrase`Save for me`, { type: 'save-item', question: id }),
    ),
    ...news,
  ]);
}

function optionsOf({ form }: Question): readonly Option[] {
  return form.type === 'pick-one' || form.type === 'pick-some' ? form.options : [];
}

function howTheyDid({ answered, right, spread, wrong }: RevealFigures, options: readonly Option[]): Block[] {
  const result = right * 2 > answered ? md`${right} of ${answered} had it.` : md`A hard one: it is worth reading why.`;
  const place = options.findIndex(({ id }) => id === wrong?.option);
  const nameOf = (option: Option, i: number) => (isPlain(options) ? optionWords(option) : letter(i));
  const chosenOf = new Map(spread.map(({ option, chosen }) => [option, chosen]));
  const fell = options.flatMap((option, i) =>
    chosenOf.has(option.id) ? md`${nameOf(option, i)} ${chosenOf.get(option.id) ?? 0}` : [],
  );
  return [
    text(result),
    ...(fell.length > 0 ? [text(joined(fell, ' · '))] : []),
    ...(wrong ? [text(whyNot(wrong.why, place))] : []),
  ];
}

function whyNot(why: string, place: number): Markdown {
  return place >= 0 ? md`Why not ${letter(place)}: ${authored(why)}` : md`The most useful wrong answer: ${authored(why)}`;
}

/** What somebody's own answer was worth, to them alone. */
export function whyYours(item: Item, own: { said: string; answer: ChannelAnswer; grade?: Grade } | undefined): Outbound {
  return message([
    ...(own ? [text(yourAnswer(saidWords(item, own.said), own.answer.verdict))] : [note(md`You gave no answer to this one.`)]),
    ...(own?.grade?.feedback && own.answer.verdict !== 'correct' ? [text(authored(own.grade.feedback))] : []),
    ...(own?.answer.verdict === 'correct' ? [] : [text(md`The answer is: ${answerWords(item, modelAnswer(item))}`)]),
    ...(item.explanation ? [text(authored(item.explanation))] : []),
    ...(item.source ? [note(md`More: ${item.source}`)] : []),
  ]);
}

function yourAnswer(said: Words | Markdown, verdict: ChannelAnswer['verdict']): Markdown {
  switch (verdict) {
    case 'correct':
      return md`✓ You said ${said}, which is right.`;
    case 'partly':
      return md`◐ You said ${said}, which is right in part.`;
    case 'incorrect':
      return md`✗ You said ${said}.`;
    case 'unsure':
      return md`You said ${said}; I am not sure whether that is the same.`;
  }
}

/** To who answered after the reveal. */
export function late(item: Item, own: { said: string; answer: ChannelAnswer; grade?: Grade }): Outbound {
  const told = note(
    md`It is revealed already: your answer counts for your own learning, as practice, and changes nothing there.`,
  );
  return message([told, ...whyYours(item, own).blocks]);
}

/** What was chosen about names. */
export function naming(yes: boolean): Outbound {
  if (!yes) return message([text(md`No reveal names you. Where one did, your name is gone from it.`)]);
  return message([
    text(md`From now on a reveal may name you when you are right; never when you are not.`),
    buttons(button('no-name', phrase`Take it back`, { type: 'name-me', yes: false })),
  ]);
}

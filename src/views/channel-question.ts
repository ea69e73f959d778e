import type { ChannelQuestion } from '../domain/channel-question.ts';
import type { Item } from '../domain/deck.ts';
import type { Question } from '../domain/kinds/kind.ts';
import { letter } from '../domain/kinds/options.ts';
import { SMALLEST_GROUP } from '../domain/week-figures.ts';
import type { Intent } from '../intents.ts';
import { authored, type Markdown, md, plainly } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { type Phrase, phrase, type Words } from '../phrase.ts';
import { choicesLeft, gaps, isPlain, picks } from './answer-form.ts';
import { optionWords } from './own-words.ts';
import { setting } from './question.ts';
import { button, buttons, clock, cut, message, note, text, whenDay } from './words.ts';

/** A question to a channel, with how many have answered, never who or what. */
export function channelQuestion(
  item: Item,
  shown: Question,
  question: ChannelQuestion,
  about: { answered: number; of: number; zone: string },
): Outbound {
  return message([
    text(heading(item, question, about.zone)),
    text(authored(item.prompt)),
    ...setting(shown),
    ...choicesLeft(shown).map(text),
    buttons(...answers(shown, question)),
    note(howMany(about)),
  ]);
}

/** When a question is revealed, as it is said at a time. */
export function revealTime({ revealAt }: Pick<ChannelQuestion, 'revealAt'>, said: Temporal.Instant, zone: string): Phrase {
  const reveals = revealAt.toZonedDateTimeISO(zone);
  const today = said.toZonedDateTimeISO(zone).toPlainDate();
  const at = clock(reveals.toPlainTime());
  return reveals.toPlainDate().equals(today) ? phrase`at ${at}` : phrase`${whenDay(reveals.toPlainDate(), today)} at ${at}`;
}

function heading(item: Item, question: ChannelQuestion, zone: string): Markdown {
  const time = revealTime(question, question.askedAt, zone);
  return md`**A question for all** · ${item.topic} · answer in private, revealed ${time} or when all have answered`;
}

/** One press where one option is the answer; for all others a form that its presser alone sees. */
function answers({ form }: Question, { id: question }: ChannelQuestion) {
  if (form.type !== 'pick-one') {
    const description = phrase`Answer in private`;
    return [button('answer', phrase`Answer`, { type: 'open-channel-answer', question }, { description })];
  }
  return form.options.map((option, i) => {
    const intent: Intent = { type: 'answer-channel', question, option: option.id };
    if (isPlain(form.options)) return button(`pick-${option.id}`, plainly(optionWords(option)), intent);
    const description = cut(phrase`${letter(i)}: ${plainly(optionWords(option))}`);
    return button(`pick-${option.id}`, letter(i), intent, { description });
  });
}

// Among fewer it would say who.
function howMany({ answered, of }: { answered: number; of: number }): Markdown {
  if (of < SMALLEST_GROUP) return md`Nobody sees who has answered, or what.`;
  return md`${answered} of ${of} have answered. Nobody sees who said what.`;
}

/** The form of an answer that is no single press, for its presser alone. */
export function channelAnswerForm(item: Item, shown: Question, question: string): Outbound {
  const send = button('answer', phrase`Answer`, { type: 'answer-channel', question }, { primary: true });
  return message([
    text(md`**Your answer, in private** · ${item.topic}`),
    text(authored(item.prompt)),
    ...setting(shown),
    ...inputs(shown),
    buttons(send),
  ]);
}

function inputs({ form }: Question): Block[] {
  switch (form.type) {
    case 'pick-one':
      return [];
    case 'pick-some':
      return picks(form);
    case 'fill-in':
      return gaps(form);
    case 'type':
      return [{ type: 'input', input: { as: 'line', id: 'words', label: phrase`Answer`, hint: form.hint } }];
  }
}

/** What became of somebody's answer, to them alone; the first time with the question whether a reveal may name them. */
export function kept(
  said: Words | Markdown,
  about: { isLast: boolean; isUnsure: boolean; isCounted: boolean; asksName: boolean },
): Outbound {
  const when = about.isLast
    ? md`Kept: ${said}. You were the last: the answer is in the channel now.`
    : md`Kept: ${said}. Only you see this; the answer comes when all have answered, or at its time.`;
  const unsure = md`I am not sure whether that is right, so it counts neither way. Look again when it is revealed.`;
  const elsewhere = md`You are not on this team: it counts for your own learning, not in the reveal.`;
  return message([
    text(when),
    ...(about.isUnsure ? [note(unsure)] : []),
    ...(about.isCounted ? [] : [note(elsewhere)]),
    ...(about.asksName ? askName() : []),
  ]);
}

function askName(): Block[] {
  return [
    note(md`May a reveal name you when you are right? I do not ask again; without a yes it never does.`),
    buttons(
      button('name-me', phrase`Name me when I am right`, { type: 'name-me', yes: true }),
      button('no-name', phrase`No names`, { type: 'name-me', yes: false }),
    ),
  ];
}

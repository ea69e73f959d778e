import {
  type ChannelAnswer,
  type ChannelQuestion,
  FEWEST_ANSWERS,
  mostChosenWrong,
  spreadOf,
} from '../domain/channel-question.ts';
import { type Item, modelAnswer } from '../domain/deck.ts';
import type { Option } from '../domain/kinds/kind.ts';
import { letter } from '../domain/kinds/options.ts';
import { authored, joined, type Markdown, md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { lettered } from './answer-form.ts';
import { button, buttons, clock, message, note, text, whenDay } from './words.ts';

/** A question to a channel, with how many have answered, never who or what. */
export function channelQuestion(
  item: Item,
  options: readonly Option[],
  question: ChannelQuestion,
  about: { answered: number; of: number; zone: string },
): Outbound {
  const reveals = question.revealAt.toZonedDateTimeISO(about.zone);
  const asked = question.askedAt.toZonedDateTimeISO(about.zone).toPlainDate();
  const day = reveals.toPlainDate().equals(asked) ? '' : `${whenDay(reveals.toPlainDate(), asked)} `;
  const time = `${day}at ${clock(reveals.toPlainTime())}`;
  const picks = options.map((option, i) =>
    button(
      `pick-${option.id}`,
      letter(i),
      { type: 'answer-channel', question: question.id, option: option.id },
      { description: `${letter(i)}: ${option.text}`.slice(0, 75) },
    ),
  );
  return message([
    text(md`**A question for all** · ${item.topic} · answer in private, revealed ${time} or when all have answered`),
    text(authored(item.prompt)),
    text(lettered(options)),
    buttons(...picks),
    note(md`${about.answered} of ${about.of} have answered. Nobody sees who said what.`),
  ]);
}

export function channelQuestionOver(item: Item, options: readonly Option[]): Outbound {
  return message([
    text(md`**A question for all** · ${item.topic} · revealed below`),
    text(authored(item.prompt)),
    text(lettered(options)),
  ]);
}

// Of fewer answers than this, counts by option would tell each of a few people what the others chose.
const SMALLEST_SPREAD = 5;

/**
 * The answer, how the group did, and the wrong choice that teaches most; no names. What few have answered is told only as far as it shows nobody's
 * wrong answer: how many were right, where most were.
 */
export function reveal(
  item: Item,
  options: readonly Option[],
  answers: readonly ChannelAnswer[],
  more: readonly Block[] = [],
): Outbound {
  const blocks: Block[] = [text(md`**Revealed:** ${authored(modelAnswer(item))}`), text(authored(item.prompt))];
  if (answers.length >= FEWEST_ANSWERS) blocks.push(text(resultLine(answers)));
  if (answers.length >= SMALLEST_SPREAD) blocks.push(text(spreadLine(options, answers)), ...instructive(item, options, answers));
  if (item.explanation) blocks.push(text(authored(item.explanation)));
  if (answers.length === 0) blocks.push(note(md`Nobody answered this time. That is fine; it comes again.`));
  else if (answers.length < FEWEST_ANSWERS)
    blocks.push(note(md`Too few answered to show how they chose (it needs ${FEWEST_ANSWERS}).`));
  return message([...blocks, ...more]);
}

function resultLine(answers: readonly ChannelAnswer[]): Markdown {
  const right = answers.filter((answer) => answer.correct).length;
  return right * 2 > answers.length ? md`${right} of ${answers.length} had it.` : md`A hard one: it is worth reading why.`;
}

function spreadLine(options: readonly Option[], answers: readonly ChannelAnswer[]): Markdown {
  const spread = spreadOf(answers);
  return joined(
    options.map((option, i) => md`${letter(i)} ${spread.get(option.id) ?? 0}`),
    ' · ',
  );
}

function instructive(item: Item, options: readonly Option[], answers: readonly ChannelAnswer[]): Block[] {
  const id = mostChosenWrong(answers);
  const place = options.findIndex((option) => option.id === id);
  const why = item.kind === 'single-choice' ? item.options[Number(id)]?.why : undefined;
  return why && place >= 0 ? [text(md`Why not ${letter(place)}: ${authored(why)}`)] : [];
}

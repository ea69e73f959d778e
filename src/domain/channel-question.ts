import { z } from 'zod';
import { type TeamNews, teamNewsSchema } from './achievements/team-news.ts';
import { grade, type Item, present, rubricOf } from './deck.ts';
import type { Grade, Question, Reply, Showing, Verdict } from './kinds/kind.ts';
import { optionsIn } from './kinds/typed-options.ts';
import { SMALLEST_GROUP } from './week-figures.ts';

/** A question that a channel got: everyone answers in private, and it is revealed when all have or at its time. */
export type ChannelQuestion = {
  id: string;
  team: string;
  deck: string;
  item: string;
  version: number;
  askedAt: Temporal.Instant;
  revealAt: Temporal.Instant;
  revealedAt?: Temporal.Instant;
  /** The letter in the channel. */
  letter: string;
  /** The team's award whose next action it is. */
  action?: { family: string; tier: number };
  /** When its message last said how many have answered. */
  countedAt?: Temporal.Instant;
  /** How people answered, and who of those that were right is named; of few answers neither. */
  figures?: RevealFigures;
  named: readonly string[];
  /** What its reveal told of the team's awards. */
  news?: readonly TeamNews[];
};

/** `late` came after the reveal: it counts for its member's learning alone. */
export type ChannelAnswer = { question: string; member: string; reply: Reply; verdict: Verdict; late: boolean };

const figuresSchema = z.object({
  answered: z.int(),
  right: z.int(),
  /** How many chose each option, where there are some and anybody was right. */
  spread: z.array(z.object({ option: z.string(), chosen: z.int() })),
  /** The wrong answer that teaches most: of those of which the author says why, the one that most gave. */
  wrong: z.object({ option: z.string().optional(), why: z.string() }).optional(),
});
export type RevealFigures = z.infer<typeof figuresSchema>;

export function readFigures(kept: unknown): RevealFigures {
  return figuresSchema.parse(kept);
}

export function readNews(kept: unknown): TeamNews[] {
  return z.array(teamNewsSchema).parse(kept);
}

/** Everybody is shown the same order of options. */
export function showingOf({ id }: { id: string }): Showing {
  return { seed: id, progress: [] };
}

/** How an item is answered in a channel; nothing of one that takes several steps, or an answer that is compared with a model. */
export function askedInChannel(item: Item, question: { id: string }): Question | undefined {
  const shown = present(item, showingOf(question));
  return shown.step === undefined && rubricOf(item) === undefined ? shown : undefined;
}

/** A reply as the options that it names, where there are some: what was typed is counted as what was pressed. */
export function asChosen(item: Item, question: { id: string }, reply: Reply): Reply {
  const { form } = present(item, showingOf(question));
  if (reply.type !== 'typed' || (form.type !== 'pick-one' && form.type !== 'pick-some')) return reply;
  const outcome = grade(item, reply, showingOf(question));
  const said = outcome.type === 'graded' ? form.options.filter(({ text }) => text === outcome.said) : [];
  const named = said.length > 0 ? said : optionsIn(reply, form.options);
  return { type: 'picked', options: named.map(({ id }) => id) };
}

/** How the answers fell; nothing of fewer than could hide one person's. */
export function figuresOf(item: Item, question: { id: string }, answers: readonly ChannelAnswer[]): RevealFigures | undefined {
  if (answers.length < SMALLEST_GROUP) return undefined;
  const { form } = present(item, showingOf(question));
  const options = form.type === 'pick-one' || form.type === 'pick-some' ? form.options.map(({ id }) => id) : [];
  const chosen = answers.flatMap(({ reply }) => (reply.type === 'picked' ? reply.options : []));
  const spread = options.map((option) => ({ option, chosen: chosen.filter((each) => each === option).length }));
  const wrong =
    options.length > 0
      ? wrongOption(item, question, spread)
      : wrongWords(answers.map(({ reply }) => marked(item, question, reply)));
  const right = answers.filter(({ verdict }) => verdict === 'correct').length;
  // Where nobody was right, how they fell would be everybody's wrong answer.
  return { answered: answers.length, right, spread: right > 0 ? spread : [], ...(wrong && { wrong }) };
}

function wrongOption(item: Item, question: { id: string }, spread: RevealFigures['spread']): RevealFigures['wrong'] {
  const [most] = spread
    .flatMap(({ option, chosen }) => {
      const found = marked(item, question, { type: 'picked', options: [option] });
      return chosen > 0 && found?.feedback ? [{ option, chosen, why: found.feedback }] : [];
    })
    .sort((a, b) => b.chosen - a.chosen);
  return most && { option: most.option, why: most.why };
}

// Whoever gave it typed their own words: only the author's are told.
function wrongWords(marks: readonly (Grade | undefined)[]): RevealFigures['wrong'] {
  const reasons = marks.flatMap((mark) => (mark?.verdict !== 'correct' && mark?.feedback ? [mark.feedback] : []));
  const [most] = [...Map.groupBy(reasons, (why) => why)].sort((a, b) => b[1].length - a[1].length);
  return most && { why: most[0] };
}

/** What a reply is worth; nothing of one that is no answer. */
export function marked(item: Item, question: { id: string }, reply: Reply): Grade | undefined {
  const outcome = grade(item, reply, showingOf(question));
  return outcome.type === 'graded' ? outcome.grade : undefined;
}

/** So many who were not wrong have to stay unnamed beside those who are named: else naming some would tell of the others. */
const LEAST_COVER = 2;

/**
 * Who is named in a reveal: who was right and agreed to it, where no names say of the rest that they were wrong. `waited` are all who could have
 * answered: who has not is cover as well.
 */
export function namedIn(answers: readonly ChannelAnswer[], waited: readonly string[], agreed: readonly string[]): string[] {
  if (answers.length < SMALLEST_GROUP) return [];
  const right = answers.flatMap(({ member, verdict }) => (verdict === 'correct' ? [member] : []));
  const named = right.filter((member) => agreed.includes(member));
  const silent = waited.filter((member) => !answers.some((answer) => answer.member === member));
  const cover = right.length - named.length + silent.length;
  return right.length === answers.length || cover >= LEAST_COVER ? named : [];
}

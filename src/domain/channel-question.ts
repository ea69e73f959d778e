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
};

export type ChannelAnswer = { question: string; member: string; option: string; correct: boolean };

/** Of fewer answers than this it is not shown how they fell. */
export const FEWEST_ANSWERS = 3;

/** How many chose each option, by its id. */
export function spreadOf(answers: readonly ChannelAnswer[]): Map<string, number> {
  const spread = new Map<string, number>();
  for (const answer of answers) spread.set(answer.option, (spread.get(answer.option) ?? 0) + 1);
  return spread;
}

/** The wrong option that most people chose, the one most worth explaining. */
export function mostChosenWrong(answers: readonly ChannelAnswer[]): string | undefined {
  const spread = spreadOf(answers.filter((answer) => !answer.correct));
  return [...spread].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0]?.[0];
}

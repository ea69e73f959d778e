import { type Attempt, isRecall } from '../attempt.ts';

/** Why a right answer counts for learning and for no achievement. */
export const REFUSALS = ['guess', 'fast', 'same-letter', 'revealed', 'copied'] as const;
export type Refusal = (typeof REFUSALS)[number];

// Reading runs at 200 to 300 words a minute (Brysbaert 2019), skimming at twice that; who answers in less than half of a skim has not read it.
const WORDS_A_SECOND = 20;
const SHORTEST_SECONDS = 0.8;
// With shuffled options, six right answers of four choices stand at one letter once in a thousand times.
export const RUN = 6;

/** What an answer was like, beside its place in the log. */
export type Manner = {
  /** How many words were to be read: question and options. */
  words: number;
  /** It was one press on one of several options. */
  isPicked: boolean;
  /** The learner's newest picks before it, the newest first. */
  picks: readonly Pick<Attempt, 'letter' | 'verdict'>[];
  /** What others have shown the learner of it: the answer itself, in a channel, or their own words, which these are. */
  shown?: Extract<Refusal, 'revealed' | 'copied'> | undefined;
};

export function refusalOf(
  attempt: Pick<Attempt, 'confidence' | 'askedAt' | 'answeredAt' | 'letter' | 'verdict'>,
  { words, isPicked, picks, shown }: Manner,
): Refusal | undefined {
  if (attempt.confidence === 'guess') return 'guess';
  const seconds = attempt.askedAt.until(attempt.answeredAt).total('seconds');
  if (isPicked && seconds < Math.max(SHORTEST_SECONDS, words / WORDS_A_SECOND)) return 'fast';
  const run = [attempt, ...picks.slice(0, RUN - 1)];
  const isRun = attempt.letter !== undefined && run.length === RUN && run.every(({ letter }) => letter === attempt.letter);
  const missed = run.filter(({ verdict }) => !isRecall(verdict)).length;
  if (isRun && missed * 2 >= RUN) return 'same-letter';
  return isRecall(attempt.verdict) ? shown : undefined;
}

/** What a rollout is looked at by. */
export const METRICS = ['24h', '7d', 'on-time'] as const;
export type Metric = (typeof METRICS)[number];

/** When its learners are asked what they make of it, and what they may say. */
export const ASKED = ['third', 'seventh'] as const;
export type Asked = (typeof ASKED)[number];
export const SAID = ['easy', 'right', 'hard'] as const;
type Said = (typeof SAID)[number];

/** A team's week with one subject, one metric and three families of achievements. */
export type Rollout = {
  id: string;
  team: string;
  deck: string;
  /** Left out for the whole deck. */
  topic?: string;
  metric: Metric;
  families: readonly string[];
  startedAt: Temporal.Instant;
  startsOn: Temporal.PlainDate;
  stoppedAt?: Temporal.Instant;
};

export type RolloutAnswer = { rollout: string; member: string; asked: Asked; said: Said; at: Temporal.Instant };

export const ROLLOUT_DAYS = 7;
export const ROLLOUT_FAMILIES = 3;
// So that nobody can be made out.
const FEWEST_ANSWERS = 5;
const THIRD = 3;

export function lastDayOf({ startsOn }: Rollout): Temporal.PlainDate {
  return startsOn.add({ days: ROLLOUT_DAYS - 1 });
}

/** Which of its days it is, from 1. */
export function dayOf({ startsOn }: Rollout, today: Temporal.PlainDate): number {
  return startsOn.until(today).days + 1;
}

export function isRunning(rollout: Rollout, today: Temporal.PlainDate): boolean {
  return !rollout.stoppedAt && Temporal.PlainDate.compare(today, lastDayOf(rollout)) <= 0;
}

/** What a learner is asked at the end of a session: from the third day on, and on the last on which they are there; `next` is their next working day. */
export function askedOn(rollout: Rollout, today: Temporal.PlainDate, next: Temporal.PlainDate): Asked | undefined {
  if (!isRunning(rollout, today)) return undefined;
  if (Temporal.PlainDate.compare(next, lastDayOf(rollout)) > 0) return 'seventh';
  return dayOf(rollout, today) >= THIRD ? 'third' : undefined;
}

/** How many said what at one time; of fewer than may be shown, how many there are. */
export type Opinion = { answers: number } | ({ answers: number } & Record<Said, number>);

export function opinionOf(answers: readonly RolloutAnswer[], asked: Asked): Opinion {
  const own = answers.filter((each) => each.asked === asked);
  if (own.length < FEWEST_ANSWERS) return { answers: own.length };
  const count = (said: Said) => own.filter((each) => each.said === said).length;
  return { answers: own.length, easy: count('easy'), right: count('right'), hard: count('hard') };
}

/** What most of them lean to at the end, where enough have said so. */
export function leaning(answers: readonly RolloutAnswer[]): 'too easy' | 'too hard' | undefined {
  const opinion = opinionOf(answers, 'seventh');
  if (!('easy' in opinion)) return undefined;
  if (opinion.easy * 2 > opinion.answers) return 'too easy';
  return opinion.hard * 2 > opinion.answers ? 'too hard' : undefined;
}

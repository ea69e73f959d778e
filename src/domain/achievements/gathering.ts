import { type Attempt, isRecall, isReturn } from '../attempt.ts';
import { asTheyStand } from '../correction.ts';
import type { LedgerEntry } from '../misconception.ts';
import { isTry } from './proof.ts';

/** What live saw of a team and is gone by now: who was there, the deck of then, a right key, answers, or items in their topics. */
export type Unseen = 'people' | 'deck' | 'key' | 'answers' | 'items';

/** Who of a team was there: when a question for all came (`asked`), or when it was looked at what the team has shown (`looked`). */
export type Roll = {
  id: string;
  team: string;
  why: 'asked' | 'looked';
  at: Temporal.Instant;
  people: readonly string[];
  /** What the team learned then. */
  deck?: string;
  /** Nobody who was on it has been erased since. */
  isWhole: boolean;
};

/** A question for all: of who was there, when those who answered and recalled something due on that day had begun. */
export type JointStart = { question: string; people: number; startedAfterMinutes: readonly number[] };

/** How much of a topic somebody knows by a family of theirs, and how much of it they have known and lost. */
export type TopicKnown = { member: string; family: string; deck: string; topic: string; known: number; lost: number };

/** A team at one time: who is there, and what is known of them by then. */
export type Gathering = {
  roll: Roll;
  day: Temporal.PlainDate;
  starts: readonly JointStart[];
  ledger: readonly LedgerEntry[];
  topics: readonly TopicKnown[];
};

/** How long after a question it is still looked at what came of it: a day is over by then wherever somebody lives, and a team is asked once a week at least. */
export const START_DAYS = 8;

/** What people answered, person by person: as it was given, and as it stands. */
export type PeoplesLog = {
  given: ReadonlyMap<string, readonly Attempt[]>;
  standing: ReadonlyMap<string, readonly Attempt[]>;
};

export function byPerson(log: readonly Attempt[]): PeoplesLog {
  const of = (all: readonly Attempt[]) => Map.groupBy(all, ({ member }) => member);
  return { given: of(log), standing: of(asTheyStand(log)) };
}

/** What came of a question: `log` holds what those who were there answered from its day on. */
export function startOf(
  { id, askedAt, deck, item }: { id: string; askedAt: Temporal.Instant; deck: string; item: string },
  people: readonly string[],
  { given, standing }: PeoplesLog,
): JointStart {
  const startedAfterMinutes = people.flatMap((member) => {
    const start = given.get(member)?.find((each) => isStart(each) && each.corrects === undefined);
    const hasRecalled = start && standing.get(member)?.some((each) => each.day.equals(start.day) && isDueRecall(each));
    return hasRecalled ? [askedAt.until(start.answeredAt).total('minutes')] : [];
  });
  return { question: id, people: people.length, startedAfterMinutes };

  function isStart(each: Attempt): boolean {
    return each.purpose === 'channel' && each.deck === deck && each.item === item && each.askedAt.equals(askedAt);
  }
}

function isDueRecall(attempt: Attempt): boolean {
  return isTry(attempt) && isReturn(attempt) && isRecall(attempt.verdict) && attempt.refused === undefined;
}

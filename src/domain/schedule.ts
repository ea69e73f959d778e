import { FSRS, Rating } from 'ts-fsrs';

/** What is known of one learner's memory of one item. */
export type Memory = {
  deck: string;
  item: string;
  /** FSRS: days until recall falls to 90 %, and difficulty from 1 to 10. */
  stability: number;
  difficulty: number;
  /** The learner's day of the last answer that counted. */
  lastDay: Temporal.PlainDate;
  dueDay: Temporal.PlainDate;
  seenAt: Temporal.Instant;
  reviews: number;
  /** The last answer that counted was a miss. */
  missed: boolean;
  /** Recalled at least once, unaided. */
  recalled: boolean;
};

// Default intervals reach half a year, too long for work that changes (science.md, "The scheduler").
const LONGEST_INTERVAL_DAYS = 90;
const HORIZON_DAYS = 30;

const fsrs = new FSRS({ enable_fuzz: false, maximum_interval: LONGEST_INTERVAL_DAYS, request_retention: 0.9 });

/**
 * The memory after an answer. Days are the learner's own: the library would count days of UTC. Only the first answer of a day counts; two grades
 * (recalled or not) predict as well as four.
 */
export function remember(
  item: { deck: string; item: string },
  before: Memory | undefined,
  recalled: boolean,
  at: { now: Temporal.Instant; day: Temporal.PlainDate },
): Memory {
  if (before && Temporal.PlainDate.compare(before.lastDay, at.day) >= 0) return { ...before, seenAt: at.now };
  const elapsed = before ? before.lastDay.until(at.day).days : 0;
  const state = fsrs.next_state(before ?? null, elapsed, recalled ? Rating.Good : Rating.Again);
  const interval = recalled ? fsrs.next_interval(state.stability, elapsed) : 1;
  return {
    deck: item.deck,
    item: item.item,
    stability: state.stability,
    difficulty: state.difficulty,
    lastDay: at.day,
    dueDay: at.day.add({ days: interval }),
    seenAt: at.now,
    reviews: (before?.reviews ?? 0) + 1,
    missed: !recalled,
    recalled: recalled || before?.recalled === true,
  };
}

/** What asking on a day adds to recall thirty days later: `R·f(H, S⁺) + (1−R)·f(H, S⁻) − f(t+H, S)` (science.md, "What to send under a daily budget"). */
export function gainOn(memory: Memory, day: Temporal.PlainDate): number {
  const elapsed = Math.max(1, memory.lastDay.until(day).days);
  const recall = fsrs.forgetting_curve(elapsed, memory.stability);
  const pass = fsrs.next_state(memory, elapsed, Rating.Good).stability;
  const fail = fsrs.next_state(memory, elapsed, Rating.Again).stability;
  const asked = recall * fsrs.forgetting_curve(HORIZON_DAYS, pass) + (1 - recall) * fsrs.forgetting_curve(HORIZON_DAYS, fail);
  return asked - fsrs.forgetting_curve(elapsed + HORIZON_DAYS, memory.stability);
}

import { FSRS, Rating } from 'ts-fsrs';
import { z } from 'zod';
import { daysBetween } from './days.ts';
import { calibrated } from './platt.ts';

/** What is known of one learner's memory of one item. */
export type Memory = {
  deck: string;
  item: string;
  /** FSRS: days until recall falls to 90 %, and difficulty from 1 to 10. */
  stability: number;
  difficulty: number;
  /** The learner's day of the last answer that counted. */
  lastDay: Temporal.PlainDate;
  /** When asking is worth a prompt again. */
  dueDay: Temporal.PlainDate;
  seenAt: Temporal.Instant;
  reviews: number;
  /** The last answer that counted was a miss. */
  missed: boolean;
  /** Recalled at least once, unaided. */
  recalled: boolean;
};

/** What a workspace's reviews prove of how memories behave: the parameters of FSRS-6, and how recall is to be read. */
export const tuningSchema = z.object({
  weights: z.array(z.number()).optional(),
  calibration: z.object({ slope: z.number(), offset: z.number() }).optional(),
  /** Of how many reviews, and the log loss on the newest of them, from a time on, beside that of FSRS with its own parameters. */
  measured: z
    .object({ reviews: z.number(), newest: z.number(), from: z.string(), loss: z.number(), fsrs: z.number() })
    .optional(),
  /** Not all memories have been made anew by these parameters yet. */
  behind: z.literal(true).optional(),
});
/** `bias` is the learner's own, on the logit: how much better they recall than foretold. */
export type Tuning = Readonly<z.infer<typeof tuningSchema>> & { bias?: number };

// Default intervals reach half a year, too long for work that changes (science.md, "The scheduler").
const LONGEST_INTERVAL_DAYS = 90;
const HORIZON_DAYS = 30;

const engines = new Map<string, FSRS>();

function engineFor({ weights }: Tuning): FSRS {
  const key = weights?.join(' ') ?? '';
  const known = engines.get(key);
  if (known) return known;
  const settings = { enable_fuzz: false, maximum_interval: LONGEST_INTERVAL_DAYS, request_retention: 0.9 };
  const made = new FSRS({ ...settings, ...(weights && { w: [...weights] }) });
  engines.set(key, made);
  return made;
}

/** One answer, as far as memory is concerned: `guess` is the chance to be right without knowing; `again`, that it was seen too shortly before to be a review. */
export type Review = { now: Temporal.Instant; day: Temporal.PlainDate; guess?: number | undefined; again?: boolean };

// Who flies east, or sits at four in the morning, has another day without a night between: that is the same evening's answer.
export const A_NIGHT_HOURS = 4;

/** Whether an answer is the first of its day to an item, with some hours since it was seen. */
export function isFirstOfDay(before: Memory | undefined, { now, day }: Pick<Review, 'now' | 'day'>): boolean {
  if (!before) return true;
  return Temporal.PlainDate.compare(before.lastDay, day) < 0 && before.seenAt.until(now).total('hours') >= A_NIGHT_HOURS;
}

/**
 * The memory after an answer. Days are the learner's own: the library would count days of UTC. Only the first answer of a day counts; two grades
 * (recalled or not) predict as well as four.
 */
export function remember(
  item: { deck: string; item: string },
  before: Memory | undefined,
  recalled: boolean,
  { now, day, guess = 0, again = false }: Review,
  tuning: Tuning = {},
): Memory {
  if (before && (again || Temporal.PlainDate.compare(before.lastDay, day) >= 0)) return { ...before, seenAt: now };
  const engine = engineFor(tuning);
  const elapsed = before ? daysBetween(before.lastDay, day) : 0;
  const state = stateAfter(engine, before, elapsed, recalled ? guess : undefined);
  const interval = recalled ? engine.next_interval(state.stability, elapsed) : 1;
  return {
    ...{ deck: item.deck, item: item.item, stability: state.stability, difficulty: state.difficulty },
    ...{ lastDay: day, dueDay: day.add({ days: interval }), seenAt: now, reviews: (before?.reviews ?? 0) + 1 },
    missed: !recalled,
    recalled: recalled || before?.recalled === true,
  };
}

type State = { stability: number; difficulty: number };

/** Who was right may have guessed: the two next states are mixed by `P(knew | right) = R / (R + (1 − R)·g)`. Without a guess, it was a miss. */
function stateAfter(engine: FSRS, before: Memory | undefined, elapsed: number, guess: number | undefined): State {
  const missed = () => engine.next_state(before ?? null, elapsed, Rating.Again);
  if (guess === undefined) return missed();
  const knew = engine.next_state(before ?? null, elapsed, Rating.Good);
  if (!before || guess === 0) return knew;
  const recall = engine.forgetting_curve(elapsed, before.stability);
  const [share, lucky] = [recall / (recall + (1 - recall) * guess), missed()];
  const mixed = (a: number, b: number) => share * a + (1 - share) * b;
  return { stability: mixed(knew.stability, lucky.stability), difficulty: mixed(knew.difficulty, lucky.difficulty) };
}

/** How likely an item is recalled on a day, 0 to 1, as FSRS has it. Not to be shown to anybody as retention (science.md, "The scheduler"). */
export function recallOn(memory: Memory, day: Temporal.PlainDate, tuning: Tuning = {}): number {
  return engineFor(tuning).forgetting_curve(Math.max(0, daysBetween(memory.lastDay, day)), memory.stability);
}

/** The same, as the workspace's reviews say that it is to be read. */
export function expectedOn(memory: Memory, day: Temporal.PlainDate, tuning: Tuning = {}): number {
  return asRead(recallOn(memory, day, tuning), tuning);
}

function asRead(recall: number, { calibration = { slope: 1, offset: 0 }, bias = 0 }: Tuning): number {
  if (calibration.slope === 1 && calibration.offset + bias === 0) return recall;
  return calibrated(recall, { slope: calibration.slope, offset: calibration.offset + bias });
}

/** What asking on a day adds to recall thirty days later: `R·f(H, S⁺) + (1−R)·f(H, S⁻) − f(t+H, S)` (science.md, "What to send under a daily budget"). */
export function gainOn(memory: Memory, day: Temporal.PlainDate, tuning: Tuning = {}): number {
  return gain(engineFor(tuning), memory, Math.max(1, daysBetween(memory.lastDay, day)), tuning);
}

function gain(engine: FSRS, state: State, elapsed: number, tuning: Tuning): number {
  const curve = (days: number, stability: number) => asRead(engine.forgetting_curve(days, stability), tuning);
  const recall = curve(elapsed, state.stability);
  const pass = engine.next_state(state, elapsed, Rating.Good).stability;
  const fail = engine.next_state(state, elapsed, Rating.Again).stability;
  const asked = recall * curve(HORIZON_DAYS, pass) + (1 - recall) * curve(HORIZON_DAYS, fail);
  return asked - curve(elapsed + HORIZON_DAYS, state.stability);
}

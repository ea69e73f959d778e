import { hash } from '../hash.ts';
import { type PolicyName, policies } from './policy.ts';
import { cloze, flashcard, type Truth } from './truth.ts';

export const TRUTHS = ['flashcard', 'cloze'] as const;
export type TruthName = (typeof TRUTHS)[number];

export type Trial = {
  learners: number;
  items: number;
  days: number;
  budget: number;
  /** About how many questions a week; without it, as many as the days take. */
  weekly?: number;
  policy: PolicyName;
  truth: TruthName;
  seed: string;
};

/** The share that is truly known, over learners, with its standard error. */
type Level = { day: number; recall: number; standardError: number };
export type Result = { promptsPerLearner: number; recall: readonly Level[] };

const MEASURED = [30, 60, 90, 120];
const WORKING_DAYS = [1, 2, 3, 4, 5];
const HORIZON_DAYS = 30;
// Everybody has the sixth week off.
const WEEK_OFF = 6;

/** Learners who are asked under a policy on working days, and what they then truly know. The same seed gives the same figures. */
export function simulate(trial: Trial): Result {
  return trial.truth === 'flashcard' ? run(trial, flashcard) : run(trial, cloze);
}

function run<State>(trial: Trial, truth: Truth<State>): Result {
  const measured = MEASURED.filter((day) => day <= trial.days);
  const learners = Array.from({ length: trial.learners }, (_, learner) => live(trial, truth, learner, measured));
  const recall = measured.map((day, i) => ({ day, ...meanOf(learners.map(({ levels }) => levels[i] ?? 0)) }));
  return {
    promptsPerLearner: meanOf(learners.map(({ prompts }) => prompts)).recall,
    recall,
  };
}

/** One learner's quarter: the share known at each measured day, before that day's questions. */
function live<State>(trial: Trial, truth: Truth<State>, learner: number, measured: readonly number[]) {
  const seed = `${trial.seed}/${learner}`;
  const states = Array.from({ length: trial.items }, (_, item) => truth.unmet(easeOf(trial.seed, learner, item)));
  const gain = (item: number, day: number) => gainIn(truth, states[item] as State, day);
  const wanted = { budget: trial.budget, weekly: trial.weekly, workingDays: WORKING_DAYS };
  const asker = policies[trial.policy]({ items: trial.items, wanted, seed, truth: { gain } });
  const levels: number[] = [];
  let prompts = 0;
  for (let day = 0; day <= trial.days; day++) {
    if (measured.includes(day)) levels.push(meanOf(states.map((state) => truth.recall(state, day))).recall);
    for (const item of isWorkingDay(day) ? asker.plan(day) : []) {
      const recalled = drawn(`${seed}/${item}/${day}`) < truth.recall(states[item] as State, day);
      states[item] = truth.asked(states[item] as State, day, recalled);
      asker.answered(item, day, recalled);
      prompts++;
    }
  }
  return { levels, prompts };
}

/** What asking truly adds to recall thirty days on. */
function gainIn<State>(truth: Truth<State>, state: State, day: number): number {
  const recall = truth.recall(state, day);
  const then = day + HORIZON_DAYS;
  const asked = (recalled: boolean) => truth.recall(truth.asked(state, day, recalled), then);
  return recall * asked(true) + (1 - recall) * asked(false) - truth.recall(state, then);
}

function isWorkingDay(day: number): boolean {
  return WORKING_DAYS.includes((day % 7) + 1) && Math.floor(day / 7) !== WEEK_OFF - 1;
}

const LEARNERS_DIFFER = 0.5;
const ITEMS_DIFFER = 0.6;

function easeOf(seed: string, learner: number, item: number): number {
  return LEARNERS_DIFFER * normal(`${seed}/learner ${learner}`) + ITEMS_DIFFER * normal(`${seed}/item ${item}`);
}

function drawn(name: string): number {
  return (hash(name) + 0.5) / 2 ** 32;
}

function normal(name: string): number {
  return Math.sqrt(-2 * Math.log(drawn(`${name}/a`))) * Math.cos(2 * Math.PI * drawn(`${name}/b`));
}

function meanOf(values: readonly number[]): { recall: number; standardError: number } {
  const n = Math.max(1, values.length);
  const recall = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - recall) ** 2, 0) / Math.max(1, n - 1);
  return { recall, standardError: Math.sqrt(variance / n) };
}

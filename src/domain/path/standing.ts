import { type Candidate, key } from '../pick.ts';
import { wilson } from '../statistics/interval.ts';
import { type Gate, itemsOf, type Module, type Path, STAGES, type Stage, type StageName } from './path.ts';

/** An unaided first answer of a day, so many hours after its item was last seen; without hours, to what was never seen (`test out`). The oldest come first. */
export type Recall = { deck: string; item: string; version: number; right: boolean; gapHours?: number };

/** How a learner stands with a stage: what the answers show, and what follows from them. */
export type Standing = {
  module: Module;
  stage: StageName;
  /** After how many days its items have to be known. */
  days: number;
  items: readonly Candidate[];
  /** The answers that count. */
  evidence: readonly Recall[];
  /** Of so many answers so many were right; with what bounds. */
  hits: number;
  answers: number;
  low: number;
  high: number;
  /** Shown by recall: what comes after it opens. */
  isHeld: boolean;
  /** Its items may be met. */
  isOpen: boolean;
};

// What was known last says more than what was not known once: of each item so many of its newest answers count.
const NEWEST = 2;
// A session may come an hour earlier than the last: a day less is as good as a week.
const LESS_DAYS = 1;

/** Every stage of a path, in its order. Stages of which nothing is asked in this workspace are passed over. */
export function standingsOf(path: Path, all: readonly Candidate[], recalls: readonly Recall[]): Standing[] {
  const shown = path.modules.flatMap((module) =>
    STAGES.flatMap((stage) => {
      const asks = module.stages[stage];
      const items = asks ? itemsOf(asks, all) : [];
      return asks && items.length > 0
        ? [{ module, stage, days: asks.days, items, ...evidence(asks, items, recalls, path.gate) }]
        : [];
    }),
  );
  return shown.map((each, i) => ({ ...each, isOpen: isOpen(each, shown[i - 1], shown) }));
}

type Shown = Omit<Standing, 'isOpen'>;

function evidence({ days }: Stage, items: readonly Candidate[], recalls: readonly Recall[], gate: Gate) {
  const after = (days - LESS_DAYS) * 24;
  const wanted = new Set(items.map(key));
  const late = recalls.filter((each) => wanted.has(key(each)) && (each.gapHours ?? Number.POSITIVE_INFINITY) >= after);
  const evidence = newestOf(late);
  const { hits, answers } = countOf(evidence);
  const { low, high } = answers > 0 ? wilson(hits, answers) : { low: 0, high: 1 };
  return { evidence, hits, answers, low, high, isHeld: wasShown(late, items.length, gate) };
}

/** Held from when the answers showed it until fewer are right than it takes: one slip does not close again what it has opened. */
function wasShown(late: readonly Recall[], items: number, gate: Gate): boolean {
  let isHeld = false;
  for (let upTo = 1; upTo <= late.length; upTo++) {
    const newest = newestOf(late.slice(0, upTo));
    const { hits, answers } = countOf(newest);
    // A few items that are known well say little of the others.
    const isBroad = new Set(newest.map(key)).size * 2 >= items;
    isHeld = isHeld ? hits >= gate.recall * answers : isBroad && opens({ hits, answers }, gate);
  }
  return isHeld;
}

function newestOf(answers: readonly Recall[]): Recall[] {
  return [...Map.groupBy(answers, key).values()].flatMap((each) => each.slice(-NEWEST));
}

function countOf(answers: readonly Recall[]): { hits: number; answers: number } {
  return { hits: answers.filter(({ right }) => right).length, answers: answers.length };
}

/** Whether so many answers are enough to say that a stage is held. */
export function opens({ hits, answers }: { hits: number; answers: number }, gate: Gate): boolean {
  return answers >= gate.answers && wilson(hits, answers).low >= gate.recall;
}

function isOpen({ module }: Shown, before: Shown | undefined, all: readonly Shown[]): boolean {
  if (before?.module.id === module.id) return before.isHeld;
  return Object.entries(module.needs).every(([id, stage]) => isHeld(all, id, stage));
}

/** What nothing is asked of here stands in nobody's way. */
export function isHeld(all: readonly Shown[], module: string, stage: StageName): boolean {
  return all.find((each) => each.module.id === module && each.stage === stage)?.isHeld ?? true;
}

/** Open and not held yet, the weakest first. */
export function inHand(standings: readonly Standing[]): Standing[] {
  return standings.filter((each) => each.isOpen && !each.isHeld).sort((a, b) => a.low - b.low);
}

/** What a stage still needs, were all of the next answers right. */
export function answersNeeded({ hits, answers }: Pick<Standing, 'hits' | 'answers'>, gate: Gate): number {
  let more = 0;
  while (!opens({ hits: hits + more, answers: answers + more }, gate)) more++;
  return more;
}

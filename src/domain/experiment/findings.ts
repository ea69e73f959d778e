import { FEWEST_LEARNERS } from '../evidence/retention.ts';
import { type Cluster, intervalOf, shareOf } from '../statistics/clusters.ts';
import { adjusted, differenceAtAnyTime, differenceOfMeans, type Outcome } from '../statistics/experiment.ts';
import type { Interval } from '../statistics/interval.ts';
import type { Phase } from './experiment.ts';

/** One who was assigned, as the analysis sees them: nobody's name. */
export type Participant = {
  heldOut: boolean;
  /** First answers of a day before the start, and those that were right. */
  before: Cluster;
  /** Checks a week after the item was last seen, since the start: those that are over, were answered, and were recalled. */
  week: { asked: number; answered: number; recalled: number };
  /** Pauses, or has left. */
  stopped: boolean;
  /** Wanted to have achievements all the same. */
  leftIt: boolean;
};

/** Those with achievements, or those without. Without `recall`, too few of them have answered. */
export type Side = {
  assigned: number;
  learners: number;
  recall?: Interval;
  /** Recall as if every check without an answer had been a miss. */
  worst?: number;
  answered?: Interval;
  stopped?: Interval;
  leftIt?: number;
};

/** With less without: by the sequence while it runs or where it was ended early, as both hold whenever one looks; else by the interval that was planned. */
type Difference = { method: 'sequence' | 'interval'; plain: Interval; adjusted: Interval };

/** Below so many on a side there is a range, and no verdict (science.md, "Sample"). */
export const FEWEST_FOR_VERDICT = 40;

export type Findings = {
  phase: Phase;
  with: Side;
  without: Side;
  difference?: Difference;
  verdict: 'better' | 'worse' | 'cannot tell yet';
  why?: 'nobody is shown' | 'too few' | 'holds zero';
  guardrails: { answered?: Interval; stopped?: Interval };
  /** Not planned for, so that what they show is a question, never an answer. */
  exploratory: { segment: Segment; difference?: Interval }[];
};

const SEGMENTS = ['strong', 'inconsistent', 'beginner'] as const;
type Segment = (typeof SEGMENTS)[number];

// What is known of somebody by fewer answers is chance; four in five is what the daily plan aims at.
const BEGINNER_BELOW = 20;
const STRONG_FROM = 0.8;

/** By what was there before the start: afterwards it may be the work of the experiment. */
function segmentOf({ before }: Participant): Segment {
  if (before.n < BEGINNER_BELOW) return 'beginner';
  return before.hits / before.n >= STRONG_FROM ? 'strong' : 'inconsistent';
}

/** What an experiment has shown up to now. Everybody counts on the side that they were assigned to. */
export function findingsOf(phase: Phase, people: readonly Participant[]): Findings {
  const sides = [people.filter(({ heldOut }) => !heldOut), people.filter(({ heldOut }) => heldOut)] as const;
  const [having, without] = sides.map(sideOf) as [Side, Side];
  const method = phase === 'ended' ? 'interval' : 'sequence';
  const difference = differenceIn(sides, method);
  return {
    ...{ phase, with: having, without, ...(difference && { difference }) },
    ...verdictOf(difference, Math.min(having.learners, without.learners)),
    guardrails: {
      ...differenceNamed('answered', sides.map(checks), method),
      ...differenceNamed('stopped', sides.map(stops), method),
    },
    exploratory: SEGMENTS.map((segment) => {
      const own = sides.map((side) => side.filter((each) => segmentOf(each) === segment));
      const found = differenceIn(own, method);
      return { segment, ...(found && { difference: found.adjusted }) };
    }),
  };
}

function verdictOf(difference: Difference | undefined, fewest: number): Pick<Findings, 'verdict' | 'why'> {
  if (!difference) return { verdict: 'cannot tell yet', why: 'nobody is shown' };
  if (fewest < FEWEST_FOR_VERDICT) return { verdict: 'cannot tell yet', why: 'too few' };
  const { low, high } = difference.adjusted;
  if (low > 0) return { verdict: 'better' };
  return high < 0 ? { verdict: 'worse' } : { verdict: 'cannot tell yet', why: 'holds zero' };
}

type People = readonly Participant[];

const recalls = (people: People): Cluster[] => clusters(people, ({ week }) => ({ hits: week.recalled, n: week.answered }));
const checks = (people: People): Cluster[] => clusters(people, ({ week }) => ({ hits: week.answered, n: week.asked }));
const stops = (people: People): Cluster[] => people.map(({ stopped }) => ({ hits: Number(stopped), n: 1 }));

function clusters(people: People, clusterOf: (each: Participant) => Cluster): Cluster[] {
  return people.map(clusterOf).filter(({ n }) => n > 0);
}

function sideOf(people: People): Side {
  const recall = recalls(people);
  return {
    ...{ assigned: people.length, learners: recall.length },
    ...shareNamed('recall', recall),
    ...(recall.length >= FEWEST_LEARNERS && { worst: worstOf(people) }),
    ...shareNamed('answered', checks(people)),
    ...shareNamed('stopped', stops(people)),
    ...(people.length >= FEWEST_LEARNERS && { leftIt: people.filter(({ leftIt }) => leftIt).length }),
  };
}

function worstOf(people: People): number {
  const sum = (of: (each: Participant) => number) => people.reduce((total, each) => total + of(each), 0);
  return sum(({ week }) => week.recalled) / sum(({ week }) => week.asked);
}

function shareNamed<K extends string>(name: K, of: readonly Cluster[]): { [_ in K]?: Interval } {
  return of.length < FEWEST_LEARNERS ? {} : ({ [name]: intervalOf(shareOf(of)) } as { [_ in K]: Interval });
}

function differenceNamed<K extends string>(name: K, sides: readonly Cluster[][], method: Difference['method']) {
  const [a = [], b = []] = sides;
  if (isTooFew(a, b)) return {};
  return { [name]: compare(method, ...pair([aroundShare(a), aroundShare(b)])) } as { [_ in K]: Interval };
}

function isTooFew(...sides: readonly (readonly unknown[])[]): boolean {
  return sides.some((side) => side.length < FEWEST_LEARNERS);
}

function differenceIn(sides: readonly People[], method: Difference['method']): Difference | undefined {
  const answering = sides.map((side) => side.filter(({ week }) => week.answered > 0));
  if (isTooFew(...answering)) return undefined;
  const usual = accuracyOf(answering.flat());
  const outcomes = answering.map((side): Outcome[] => {
    const after = aroundShare(recalls(side));
    return side.map(({ before }, i) => ({ before: before.n === 0 ? usual : before.hits / before.n, after: after[i] ?? 0 }));
  });
  return {
    method,
    plain: compare(method, ...pair(outcomes.map((side) => side.map(({ after }) => after)))),
    adjusted: compare(method, ...pair(adjusted(outcomes))),
  };
}

/**
 * A value for each learner, whose mean is the share of the group and whose variance is that of learners who differ: so a share is compared as means are, and can be
 * adjusted.
 */
function aroundShare(of: readonly Cluster[]): number[] {
  const { estimate, n } = shareOf(of);
  return of.map((each) => estimate + ((each.hits - estimate * each.n) * of.length) / n);
}

// Of whom nothing is known before, as much is expected as of all: that adjusts nothing.
function accuracyOf(people: People): number {
  const known = people.filter(({ before }) => before.n > 0);
  return known.length === 0 ? 0 : known.reduce((sum, { before }) => sum + before.hits / before.n, 0) / known.length;
}

function compare(method: Difference['method'], a: readonly number[], b: readonly number[]): Interval {
  const { estimate, low, high } = method === 'interval' ? differenceOfMeans(a, b) : differenceAtAnyTime(a, b);
  return { estimate, low: Math.max(-1, low), high: Math.min(1, high) };
}

function pair(of: readonly (readonly number[])[]): [readonly number[], readonly number[]] {
  return [of[0] ?? [], of[1] ?? []];
}

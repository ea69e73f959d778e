import type { Award } from '../achievements/award.ts';
import { type Attempt, isCheck, isRecall } from '../attempt.ts';
import { asTheyStand } from '../correction.ts';
import { dayAt } from '../rhythm.ts';
import { type Cluster, changeOf } from '../statistics/clusters.ts';
import { type Interval, meanOf, wilson } from '../statistics/interval.ts';
import type { ProbeRow } from './probe-row.ts';
import { FEWEST_LEARNERS } from './retention.ts';

/** What is held against what: so many weeks, and as many before. */
export const WEEKS = 4;
/** Who has tried so often in that time has had something to earn. */
export const TRIES = 20;
// More than this would be worth the while; what rules it out is flat.
const WORTHWHILE = 0.1;
// Where surely fewer than this earn anything, nobody is led on by it.
const FEW = 1 / 3;

/** Of each learner in one period: how often they answered from memory, and what they still knew of what they were checked on. */
export type Period = { recalls: ReadonlyMap<string, number>; kept: ReadonlyMap<string, Cluster> };

/** Whether achievements ask for enough. Too easy: more is done for them, and no more stays. Too hard: hardly anybody earns one. */
export type Diagnosis = {
  finding: 'unclear' | 'too easy' | 'too hard' | 'fitting';
  /** Who has answered in both periods, and who was checked in both. */
  learners: number;
  checked: number;
  /** Of those who had something to earn. */
  earned: { people: number; of: number };
  /** How many more a learner answered from memory than in the period before; left out of fewer learners than may be shown. */
  leading?: Interval;
  /** How much more of what was checked was still known. */
  lagging?: Interval;
};

export function diagnose(before: Period, now: Period, earned: Diagnosis['earned']): Diagnosis {
  const both = [...now.recalls].flatMap(([learner, n]) => {
    const earlier = before.recalls.get(learner);
    return earlier === undefined ? [] : [n - earlier];
  });
  const checked = [...now.kept.keys()].filter((learner) => before.kept.has(learner));
  const among = (kept: Period['kept']) => new Map([...kept].filter(([learner]) => checked.includes(learner)));
  const leading = both.length < FEWEST_LEARNERS ? undefined : meanOf(both);
  const lagging = checked.length < FEWEST_LEARNERS ? undefined : changeOf(among(before.kept), among(now.kept));
  return {
    ...{ finding: findingOf(leading, lagging, earned), learners: both.length, checked: checked.length, earned },
    ...(leading && { leading }),
    ...(lagging && { lagging }),
  };
}

function findingOf(
  leading: Interval | undefined,
  lagging: Interval | undefined,
  { people, of }: Diagnosis['earned'],
): Diagnosis['finding'] {
  if (of >= FEWEST_LEARNERS && wilson(people, of).high < FEW) return 'too hard';
  if (!leading || !lagging) return 'unclear';
  if (leading.low <= 0 || lagging.low > 0) return 'fitting';
  return lagging.high < WORTHWHILE ? 'too easy' : 'unclear';
}

/** The same from a log and its checks; items that go without review on purpose are left out. */
export function diagnosisIn(
  log: readonly Attempt[],
  rows: readonly ProbeRow[],
  { awards, now }: { awards: readonly Award[]; now: Temporal.Instant },
): Diagnosis {
  const today = dayAt(now, 'UTC');
  const [from, middle] = [today.subtract({ weeks: 2 * WEEKS }), today.subtract({ weeks: WEEKS })];
  const controls = new Set(rows.filter(({ arm }) => arm === 'control').map((row) => keyOf(row.learner, row)));
  const first = asTheyStand(log).filter((each) => each.firstOfDay && !controls.has(keyOf(each.member, each)));
  const since = (day: Temporal.PlainDate) => (each: { day: Temporal.PlainDate }) =>
    Temporal.PlainDate.compare(each.day, day) >= 0;
  const later = first.filter(since(middle));
  const earlier = first.filter((each) => since(from)(each) && !since(middle)(each));
  const tried = triesBy(later).filter(({ n }) => n >= TRIES);
  const earners = new Set(awards.filter(({ earnedOn: day }) => since(middle)({ day })).map(({ member }) => member));
  const earned = { people: tried.filter(({ member }) => earners.has(member)).length, of: tried.length };
  return diagnose(periodOf(earlier), periodOf(later), earned);
}

function periodOf(first: readonly Attempt[]): Period {
  const kept = new Map<string, Cluster>();
  for (const { member, verdict } of first.filter(({ purpose }) => purpose === 'probe')) {
    const { hits, n } = kept.get(member) ?? { hits: 0, n: 0 };
    kept.set(member, { hits: hits + (isRecall(verdict) ? 1 : 0), n: n + 1 });
  }
  return { recalls: new Map(triesBy(first).map(({ member, hits }) => [member, hits])), kept };
}

function triesBy(first: readonly Attempt[]): (Cluster & { member: string })[] {
  const own = first.filter(({ purpose, hints }) => !isCheck(purpose) && hints === 0);
  return [...Map.groupBy(own, ({ member }) => member)].map(([member, tries]) => ({
    ...{ member, n: tries.length, hits: tries.filter(({ verdict }) => isRecall(verdict)).length },
  }));
}

function keyOf(learner: string, { deck, item }: { deck: string; item: string }): string {
  return JSON.stringify([learner, deck, item]);
}

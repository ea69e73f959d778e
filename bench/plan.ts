import { continued } from '../src/domain/course.ts';
import { planDay } from '../src/domain/daily-plan.ts';
import { hash } from '../src/domain/hash.ts';
import { byMemory, type Known } from '../src/domain/pick.ts';
import { remember } from '../src/domain/schedule.ts';
import { type Bench, median, rounded, row } from './bench.ts';

const DAY = Temporal.PlainDate.from('2026-11-23');
const NOW = Temporal.Instant.from('2026-11-23T08:00:00Z');
const WANTED = { budget: 5, weekly: 20, workingDays: [1, 2, 3, 4, 5] };
const SIZES = [50, 500, 5_000];
// As many items in all of each size, so that none is favoured by the processor's caches.
const ITEMS = 30_000;
const LEARNERS = 10_000;

/** How long a learner's plan takes by the number of items, beside sorting as many numbers; and those of a whole workspace. */
export const plan: Bench = async ({ rounds, tell }) => {
  const learners = new Map(
    SIZES.map((size) => [size, Array.from({ length: ITEMS / size }, (_, i) => learner(size, `learner ${i}`))]),
  );
  for (const all of learners.values()) for (const known of all) planned(known);
  const times = new Map<number, number[]>(SIZES.map((size) => [size, []]));
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [size, all] of learners) {
      const took = msEach(all, planned);
      const sort = msEach(all, sorted);
      times.get(size)?.push(took);
      if (size === 500) ratios.push(took / sort);
      tell(`${size} items: ${rounded(took)} ms a plan, ${rounded(sort)} ms a sort`);
    }
  }
  const middle = (size: number) => median(times.get(size) ?? []);
  const figures = Object.fromEntries(SIZES.map((size) => [`ms${size}`, rounded(middle(size))]));
  return [
    row('plan', 'ms a plan of 500 items', { atMost: 2 }, [middle(500)], figures),
    row('plan', 'ten times the items, how many times the time (5,000 to 500)', { atMost: 12 }, [middle(5_000) / middle(500)]),
    row('plan', 'times a plain sort of 500 numbers', { atMost: 60 }, ratios),
    workspace(),
  ];
};

function workspace() {
  const anybody = Array.from({ length: LEARNERS }, () => learner(50, 'anybody'));
  return row('plan', 'seconds for 10,000 learners with 50 items each', { atMost: 20 }, [
    (msEach(anybody, planned) * LEARNERS) / 1000,
  ]);
}

function planned(known: Known): number {
  // A copy, as if it had just been read: nothing is remembered of it.
  return planDay({ ...known }, DAY, WANTED, byMemory).length;
}

function sorted({ memories }: Known): number {
  return memories.map(({ stability }) => stability).sort((a, b) => a - b).length;
}

// The system counts a thread's time in steps of some milliseconds: less than this would be too few of them.
const LEAST_MS = 200;

/** Milliseconds of this thread's processor time for one of them: what else the machine does would fall on the long plans, and hardly ever on the short ones. */
function msEach(all: readonly Known[], work: (known: Known) => unknown): number {
  const from = process.threadCpuUsage();
  let spent = 0;
  let rounds = 0;
  for (; spent < LEAST_MS; rounds++) {
    for (const known of all) work(known);
    const { user, system } = process.threadCpuUsage(from);
    spent = (user + system) / 1000;
  }
  return spent / rounds / all.length;
}

/** Somebody who has met nine in ten of so many items, each three times. */
function learner(size: number, seed: string): Known {
  const candidates = Array.from({ length: size }, (_, i) => ({
    deck: 'deck',
    item: `item-${i}`,
    version: 1,
    topic: `Topic ${i % 12}`,
  }));
  const met = candidates.filter(({ item }) => hash(`${seed}/${item}`) % 10 > 0).map((candidate) => answers(candidate, seed));
  return { candidates, memories: met.map(({ memory }) => memory), courses: met.map(({ course }) => course) };
}

function answers(item: Known['candidates'][number], seed: string) {
  const first = DAY.subtract({ days: 20 + (hash(`${seed}/${item.item}/first`) % 60) });
  let memory = remember(item, undefined, true, { now: NOW, day: first });
  let course = continued(undefined, { ...item, day: first, verdict: 'correct', firstOfDay: true });
  for (const days of [3, 10]) {
    const day = first.add({ days });
    const recalled = hash(`${seed}/${item.item}/${days}`) % 4 > 0;
    memory = remember(item, memory, recalled, { now: NOW, day });
    course = continued(course, { ...item, day, verdict: recalled ? 'correct' : 'incorrect', firstOfDay: true });
  }
  return { memory, course };
}

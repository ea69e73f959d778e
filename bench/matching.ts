import { hash } from '../src/domain/hash.ts';
import { arrange, type Groups, type Worth, worthOf } from '../src/domain/partners/arrange.ts';
import { type Candidate, topicKey, worthOfPairs } from '../src/domain/partners/fit.ts';
import { freeIn } from '../src/domain/partners/free.ts';
import { newSeeker, PARTS_OF_DAY } from '../src/domain/partners/partner.ts';
import { USUAL_HOURS } from '../src/domain/rhythm.ts';
import { type Bench, median, rounded, row } from './bench.ts';

const PEOPLE = 2_000;
const TOPICS = 12;
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Europe/Lisbon'];
const NOBODY = { avoided: [], past: [] };

/** A workspace of 2,000 that is matched, beside a greedy arrangement of the same people: the best pair that is left, again and again. */
export const matching: Bench = async ({ rounds, tell }) => {
  const [seconds, ratios, worths, left]: number[][] = [[], [], [], []];
  for (let round = 0; round < rounds; round++) {
    const week = Temporal.PlainDate.from('2026-11-23').add({ weeks: round });
    const people = Array.from({ length: PEOPLE }, (_, i) => candidate(`${round}-${i}`, week));
    const worth = worthOfPairs(people, { ...NOBODY, week });
    const ours = timed(() => arrange(PEOPLE, worth));
    const theirs = timed(() => greedy(PEOPLE, worth));
    seconds?.push(ours.seconds);
    ratios?.push(ours.seconds / theirs.seconds);
    const [fit, fitOfGreedy] = [fitOf(ours.groups, worth), fitOf(theirs.groups, worth)];
    worths?.push(fit / fitOfGreedy);
    left?.push(PEOPLE - ours.groups.flat().length);
    tell(
      `${PEOPLE} people: ${rounded(ours.seconds)} s, greedy ${rounded(theirs.seconds)} s; each ${rounded((2 * fit) / PEOPLE)}, ${rounded((2 * fitOfGreedy) / PEOPLE)}`,
    );
  }
  const alone = { peopleLeftOver: median(left ?? []) };
  return [
    row('matching', `seconds of the processor for ${PEOPLE} people`, { atMost: 5 }, seconds ?? []),
    row('matching', 'times the seconds of a greedy arrangement', { atMost: 15 }, ratios ?? []),
    row('matching', 'times what a greedy arrangement is worth', { atLeast: 1 }, worths ?? [], alone),
  ];
};

// Of what a pair is worth the part that says how well they fit; the rest says that they are new to each other.
const NEW = 18_000_000;

function fitOf(groups: Groups, worth: Worth): number {
  return worthOf(groups, (one, other) => worth(one, other) - NEW);
}

function timed(work: () => Groups): { groups: Groups; seconds: number } {
  const from = process.cpuUsage();
  const groups = work();
  return { groups, seconds: process.cpuUsage(from).user / 1_000_000 };
}

function candidate(id: string, week: Temporal.PlainDate): Candidate {
  const drawn = (what: string) => hash(`${id} ${what}`) / 2 ** 32;
  const zone = ZONES[Math.floor(drawn('zone') * ZONES.length)] ?? 'UTC';
  const parts = PARTS_OF_DAY.filter((part) => drawn(part) < 0.5);
  const seeker = { ...newSeeker(id, Temporal.Instant.fromEpochMilliseconds(0)), parts };
  const rhythm = { zone, workingDays: [1, 2, 3, 4, 5], sessionTime: new Temporal.PlainTime(9), hours: USUAL_HOURS, leaves: [] };
  const deck = `deck-${Math.floor(drawn('deck') * 3)}`;
  const topics = Array.from({ length: TOPICS }, (_, i) => [topicKey(deck, `topic-${i}`), drawn(`topic-${i}`)] as const);
  return { seeker, free: freeIn(week, rhythm, seeker, () => false), decks: [deck], topics: new Map(topics) };
}

function greedy(count: number, worth: Worth): Groups {
  const pairs: (readonly [one: number, other: number, worth: number])[] = [];
  for (let one = 0; one < count; one++)
    for (let other = 0; other < one; other++) {
      const value = worth(one, other);
      if (value > 0) pairs.push([one, other, value]);
    }
  const taken = new Set<number>();
  return pairs
    .sort((a, b) => b[2] - a[2])
    .flatMap(([one, other]) => {
      if (taken.has(one) || taken.has(other)) return [];
      taken.add(one).add(other);
      return [[one, other]];
    });
}

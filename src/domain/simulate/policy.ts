import { broughtBack, type Course, continued } from '../course.ts';
import { newItems, planDay } from '../daily-plan.ts';
import { daysBetween } from '../days.ts';
import { hash } from '../hash.ts';
import { byMemory } from '../pick.ts';
import { type Memory, remember } from '../schedule.ts';
import type { Wanted } from '../weekly.ts';
import { type Card, fixed, leitner, type Scheduler, sm2 } from './schedulers.ts';

/** What a policy asks one learner: the numbers of items on a day, and what it makes of an answer. */
export type Asker = {
  plan(day: number): readonly number[];
  answered(item: number, day: number, recalled: boolean): void;
};

/** What the truth alone knows; for the oracle. */
type Knows = { gain(item: number, day: number): number };

export type Setting = { items: number; wanted: Wanted; seed: string; truth: Knows };

export const POLICIES = ['cairn', 'fixed', 'leitner', 'sm2', 'fsrs', 'random', 'oracle'] as const;
export type PolicyName = (typeof POLICIES)[number];

export const policies: Readonly<Record<PolicyName, (setting: Setting) => Asker>> = {
  cairn,
  fixed: (setting) => whenDue(setting, fixed),
  leitner: (setting) => whenDue(setting, leitner),
  sm2: (setting) => whenDue(setting, sm2),
  fsrs,
  random,
  oracle,
};

const FIRST_DAY = Temporal.PlainDate.from('2026-01-05');
const NOON = FIRST_DAY.toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).toInstant();
const idOf = (item: number) => ({ deck: 'deck', item: String(item) });
const dates: Temporal.PlainDate[] = [];

function dateOf(day: number): Temporal.PlainDate {
  dates[day] ??= FIRST_DAY.add({ days: day });
  return dates[day];
}

/** The planner and the memory that ship. */
function cairn({ items, wanted }: Setting): Asker {
  const candidates = Array.from({ length: items }, (_, i) => ({ ...idOf(i), version: 1, topic: `Topic ${i % 6}` }));
  const memories = new Map<number, Memory>();
  const courses = new Map<number, Course>();
  return {
    plan(day) {
      const known = { candidates, memories: [...memories.values()], courses: [...courses.values()] };
      return planDay(known, dateOf(day), wanted, byMemory).map(({ item }) => Number(item));
    },
    answered(item, day, recalled) {
      const id = idOf(item);
      memories.set(item, remember(id, memories.get(item), recalled, { now: NOON, day: dateOf(day) }));
      const verdict = recalled ? 'correct' : 'incorrect';
      const course = continued(courses.get(item), { ...id, version: 1, day: dateOf(day), verdict, firstOfDay: true });
      // Who is simulated reads what an item that rests offers, and brings it back.
      courses.set(item, course.restsSince ? broughtBack(course) : course);
    },
  };
}

/** Asks what was met in an order of its own, and new items at the pace at which the planner takes them, so that orders are compared with orders. */
function inOwnOrder(
  { items, wanted }: Setting,
  ranked: (met: ReadonlySet<number>, day: number) => readonly number[],
  answered: Asker['answered'] = () => {},
): Asker {
  const met = new Set<number>();
  return {
    plan(day) {
      const reviews = ranked(met, day);
      const news = Array.from({ length: items }, (_, item) => item).filter((item) => !met.has(item));
      const taken = news.slice(0, newItems(wanted.budget, reviews.length, dateOf(day)));
      return [...reviews.slice(0, wanted.budget - taken.length), ...taken];
    },
    answered(item, day, recalled) {
      met.add(item);
      answered(item, day, recalled);
    },
  };
}

function sortedBy(items: Iterable<number>, worth: (item: number) => number): number[] {
  return [...items]
    .map((item) => ({ item, worth: worth(item) }))
    .sort((a, b) => b.worth - a.worth)
    .map(({ item }) => item);
}

/** What gains most, by the memory as it truly is. */
function oracle(setting: Setting): Asker {
  return inOwnOrder(setting, (met, day) => sortedBy(met, (item) => setting.truth.gain(item, day)));
}

function random(setting: Setting): Asker {
  return inOwnOrder(setting, (met, day) => sortedBy(met, (item) => hash(`${setting.seed}/${day}/${item}`)));
}

function fsrs(setting: Setting): Asker {
  const memories = new Map<number, Memory>();
  const due = (item: number) => daysBetween(FIRST_DAY, memories.get(item)?.dueDay ?? FIRST_DAY);
  return inOwnOrder(
    setting,
    (met, day) => oldestDue(met, due, day),
    (item, day, recalled) => {
      memories.set(item, remember(idOf(item), memories.get(item), recalled, { now: NOON, day: dateOf(day) }));
    },
  );
}

function whenDue(setting: Setting, next: Scheduler): Asker {
  const cards = new Map<number, Card>();
  const due = (item: number) => cards.get(item)?.due ?? 0;
  return inOwnOrder(
    setting,
    (met, day) => oldestDue(met, due, day),
    (item, day, recalled) => {
      cards.set(item, next(cards.get(item) ?? { first: day, due: day, interval: 0, ease: 2.5, times: 0 }, day, recalled));
    },
  );
}

function oldestDue(met: ReadonlySet<number>, dueOf: (item: number) => number, day: number): number[] {
  return sortedBy(
    [...met].filter((item) => dueOf(item) <= day),
    (item) => -dueOf(item),
  );
}

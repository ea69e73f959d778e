import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Course, continued } from '../../src/domain/course.ts';
import { planDay, worthAsking } from '../../src/domain/daily-plan.ts';
import { hash } from '../../src/domain/hash.ts';
import { byMemory, type Candidate, type Known, pickExtra, unseen, type Weigh } from '../../src/domain/pick.ts';
import { type Memory, recallOn, remember } from '../../src/domain/schedule.ts';
import { sizeOf, type Wanted } from '../../src/domain/weekly.ts';
import { cases } from '../property/cases.ts';

const MONDAY = Temporal.PlainDate.from('2026-11-23');
const NOON = Temporal.Instant.from('2026-11-23T12:00:00Z');
const candidates: Candidate[] = ['a1', 'a2', 'a3', 'b1', 'c1'].map((item) => ({
  deck: 'd',
  item,
  version: 1,
  topic: item.charAt(0),
}));

/** Answers so many days ago, the first one first; true is a recall. */
type History = { item: string; answers: readonly (readonly [ago: number, recalled: boolean])[] };

function known(histories: readonly History[], of: readonly Candidate[] = candidates): Known {
  const memories: Memory[] = [];
  const courses: Course[] = [];
  for (const { item, answers } of histories) {
    let [memory, course]: [Memory | undefined, Course | undefined] = [undefined, undefined];
    for (const [ago, recalled] of answers) {
      const day = MONDAY.subtract({ days: ago });
      memory = remember({ deck: 'd', item }, memory, recalled, { now: NOON, day });
      const verdict = recalled ? 'correct' : 'incorrect';
      course = continued(course, { deck: 'd', item, version: 1, day, verdict, firstOfDay: true });
    }
    if (memory && course) [memories.push(memory), courses.push(course)];
  }
  return { candidates: of, memories, courses };
}

const once = (item: string, ago: number, recalled: boolean): History => ({ item, answers: [[ago, recalled]] });

function wanting(budget: number, more: Partial<Wanted> = {}): Wanted {
  return { budget, workingDays: [1, 2, 3, 4, 5], ...more };
}

function plan(
  histories: readonly History[],
  budget: number,
  more: { of?: readonly Candidate[]; weekly?: number } = {},
): string[] {
  const prompts = planDay(
    known(histories, more.of),
    MONDAY,
    wanting(budget, more.weekly ? { weekly: more.weekly } : {}),
    byMemory,
  );
  return prompts.map((prompt) => `${prompt.item} ${prompt.purpose}`);
}

const many = Array.from({ length: 30 }, (_, i) => ({ deck: 'd', item: `i${i}`, version: 1, topic: `T${i % 4}` }));

describe('the plan of a day', () => {
  it('begins a deck in its order, a topic at a time', () => {
    expect(plan([], 3)).toEqual(['a1 new', 'a2 new', 'a3 new']);
    expect(plan([], 5)).toEqual(['a1 new', 'a2 new', 'a3 new', 'b1 new', 'c1 new']);
  });

  it('mixes the topics of which the basics are known, no two in a row', () => {
    const all = candidates.map(({ item }) => once(item, 30, true));
    const topics = plan(all, 5).map((each) => each.charAt(0));
    expect(topics.filter((topic, i) => topic === topics[i - 1])).toEqual([]);
    expect(topics.toSorted()).toEqual(['a', 'a', 'a', 'b', 'c']);
  });

  it('asks first what it gains most to ask, and keeps room for something new', () => {
    const reviews = [once('a1', 9, true), once('b1', 40, true), once('c1', 2, true)];
    expect(plan(reviews, 4).toSorted()).toEqual(['a1 review', 'a2 new', 'a3 new', 'b1 review']);
    expect(plan(reviews, 2)).toEqual(['a2 new', 'b1 review']);
  });

  it('never exceeds the budget, whatever has piled up', () => {
    const all = candidates.map((each) => once(each.item, 40, true));
    expect(plan(all, 2)).toHaveLength(2);
  });

  it('leaves alone what would gain hardly anything, and what was seen today', () => {
    expect(
      plan([...['a1', 'b1', 'c1'].map((item) => once(item, 1, true)), once('a2', 0, false), once('a3', 0, true)], 5),
    ).toEqual([]);
  });

  it('asks the day after it was missed', () => {
    expect(plan([once('a1', 1, false)], 1, { of: candidates.slice(0, 1) })).toEqual(['a1 review']);
  });

  it('leaves out what rests after three misses in a row', () => {
    const rests: History = {
      item: 'a1',
      answers: [
        [9, false],
        [8, false],
        [7, false],
      ],
    }; // prettier-ignore
    const almost: History = {
      item: 'b1',
      answers: [
        [9, false],
        [8, false],
        [7, true],
      ],
    }; // prettier-ignore
    expect(plan([rests, almost], 5).filter((each) => each.endsWith('review'))).toEqual(['b1 review']);
  });
});

describe('a single question a day', () => {
  const log = known([once('a1', 9, true), once('b1', 40, true)]);
  const asked = (days: number) => planDay(log, MONDAY.add({ days }), wanting(1), byMemory).map(({ purpose }) => purpose);

  it('is a review and something new by turns', () => {
    expect([0, 1, 2, 3, 4].map(asked)).toEqual([['new'], ['review'], ['new'], ['review'], ['new']]);
    expect([7, 8].map(asked)).toEqual([['review'], ['new']]);
  });

  it('is whichever there is, where there is one of them alone', () => {
    const all = known(candidates.map(({ item }) => once(item, 30, true)));
    for (const days of [0, 1]) {
      expect(planDay(all, MONDAY.add({ days }), wanting(1), byMemory)).toMatchObject([{ purpose: 'review' }]);
      expect(planDay(known([]), MONDAY.add({ days }), wanting(1), byMemory)).toMatchObject([{ purpose: 'new' }]);
    }
  });
});

describe('probes', () => {
  const reviews = ['a1', 'b1'].map((item) => once(item, 40, true));
  const purposes = (wanted: Wanted) =>
    planDay(known(reviews), MONDAY, wanted, byMemory)
      .map(({ purpose }) => purpose)
      .toSorted();

  it('take places of the day, and leave half of what is left to reviews', () => {
    expect(purposes(wanting(3))).toEqual(['new', 'new', 'review']);
    expect(purposes(wanting(3, { probes: 1 }))).toEqual(['new', 'review']);
    expect(purposes(wanting(3, { probes: 3 }))).toEqual([]);
  });

  it('count in a week’s number', () => {
    expect(purposes(wanting(5, { weekly: 10, probes: 1 }))).toHaveLength(1);
    expect(purposes(wanting(5, { weekly: 10, probes: 3 }))).toEqual([]);
  });
});

describe('what is required', () => {
  it('is met first, and comes before what gains more once it is due', () => {
    const of = candidates.map((each) => (each.item === 'c1' ? { ...each, required: true } : each));
    expect(plan([], 2, { of })[0]).toBe('c1 new');
    const reviews = [once('a1', 40, true), once('a2', 40, true), once('a3', 40, true), once('b1', 40, true), once('c1', 3, true)];
    expect(plan(reviews, 1)).not.toContain('c1 review');
    expect(plan(reviews, 1, { of })).toEqual(['c1 review']);
  });
});

describe('a week’s number', () => {
  const week = Array.from({ length: 20 }, (_, i) => once(`i${i}`, 30, true));

  it('is spread over the days of the week that are left', () => {
    expect(plan(week, 10, { of: many, weekly: 10 })).toHaveLength(2);
    const friday = MONDAY.add({ days: 4 });
    expect(planDay(known(week, many), friday, wanting(10, { weekly: 10 }), byMemory)).toHaveLength(10);
    const met = [...week.slice(7), ...Array.from({ length: 7 }, (_, i) => once(`i${i}`, -1, true))];
    expect(planDay(known(met, many), friday, wanting(10, { weekly: 10 }), byMemory)).toHaveLength(3);
  });

  it('is no reason to ask more a day than was wished', () => {
    expect(plan(week, 1, { of: many, weekly: 30 })).toHaveLength(1);
  });
});

describe('the dates of an item’s plan', () => {
  const of = candidates.slice(0, 2).map((each) => ({ ...each, topic: each.item }));

  it('are wishes: they bring an item back earlier than it is due', () => {
    const held: History = {
      item: 'a1',
      answers: [
        [7, true],
        [4, true],
      ],
    }; // prettier-ignore
    expect(plan([held], 1, { of: of.slice(0, 1) })).toEqual(['a1 review']);
    const unwished = of.slice(0, 1).map((each) => ({ ...each, reinforce: [30] }));
    expect(plan([held], 1, { of: unwished })).toEqual([]);
  });

  it('give way to what is about to be lost', () => {
    const held: History = {
      item: 'a1',
      answers: [
        [7, true],
        [4, true],
      ],
    }; // prettier-ignore
    expect(plan([held, once('a2', 60, true)], 1, { of })).toEqual(['a2 review']);
  });
});

describe('one likely success', () => {
  it('takes the place of the least of several that would all fail', () => {
    const hard: History[] = ['i0', 'i1', 'i2'].map((item) => once(item, 90, false));
    const likely: History = {
      item: 'i3',
      answers: [
        [30, true],
        [26, true],
        [12, true],
      ],
    }; // prettier-ignore
    const of = many.slice(0, 4).map((each) => ({ ...each, reinforce: [25] }));
    const { memories } = known([...hard, likely], of);
    expect(memories.map((memory) => recallOn(memory, MONDAY) > 0.9)).toEqual([false, false, false, true]);
    expect(plan(hard, 3, { of }).filter((each) => each.endsWith('review'))).toHaveLength(2);
    expect(plan([...hard, likely], 3, { of })).toContain('i3 review');
  });

  it('makes no day shorter than it would be', () => {
    const answer = fc.tuple(fc.integer({ min: 1, max: 120 }), fc.boolean());
    const log = fc.array(fc.array(answer, { maxLength: 3 }), { maxLength: many.length });
    fc.assert(
      fc.property(log, fc.integer({ min: 1, max: 10 }), (histories, budget) => {
        const answers = histories.map((each) => each.toSorted(([a], [b]) => b - a));
        const all = known(
          answers.map((each, i) => ({ item: `i${i}`, answers: each })),
          many,
        );
        const there = worthAsking(all, MONDAY, byMemory).length + unseen(all).length;
        const prompts = planDay(all, MONDAY, wanting(budget), byMemory);
        expect(new Set(prompts.map(({ item }) => item)).size).toBe(
          Math.min(there, sizeOf(MONDAY, wanting(budget), all.memories)),
        );
      }),
      cases({ few: 300, of100: 5 }),
    );
  });
});

describe('the same log', () => {
  it('gives the same plan, in whatever order it is read', () => {
    for (let seed = 0; seed < 200; seed++) {
      const histories = many
        .filter(({ item }) => hash(`${seed}/${item}`) % 3 > 0)
        .map(({ item }) => once(item, hash(`${seed}/${item}/ago`) % 90, hash(`${seed}/${item}/right`) % 2 === 0));
      const budget = 1 + (hash(`${seed}`) % 10);
      const told = plan(histories, budget, { of: many });
      expect(plan(histories.toReversed(), budget, { of: many })).toEqual(told);
      expect(told.length).toBeLessThanOrEqual(budget);
      expect(new Set(told.map((each) => each.split(' ')[0])).size).toBe(told.length);
    }
  });
});

describe('one more', () => {
  it('is a miss where misses are asked for, the weakest otherwise, something new where nothing else is', () => {
    const log = known([once('a1', 9, true), once('b1', 1, false)]);
    expect(pickExtra(log, MONDAY, 'misses', byMemory)?.item).toBe('b1');
    expect(pickExtra(known([once('a1', 9, true)]), MONDAY, 'misses', byMemory)?.item).toBe('a1');
    expect(pickExtra(known([]), MONDAY, 'weakest', byMemory)?.item).toBe('a1');
    expect(pickExtra(log, MONDAY, 'new', byMemory)?.item).toBe('a2');
  });

  it('is what gains most by what reviews have proven', () => {
    const log = known([once('a1', 9, true), once('b1', 30, true)]);
    const proven: Weigh = { ...byMemory, gain: ({ item }) => (item === 'a1' ? 0.5 : 0.1) };
    expect(pickExtra(log, MONDAY, 'weakest', byMemory)?.item).toBe('b1');
    expect(pickExtra(log, MONDAY, 'weakest', proven)?.item).toBe('a1');
  });

  it('is nothing where all has been seen today', () => {
    expect(pickExtra(known(candidates.map((each) => once(each.item, 0, true))), MONDAY, 'weakest', byMemory)).toBeUndefined();
  });
});

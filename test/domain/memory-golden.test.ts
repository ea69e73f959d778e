import { FSRS, Rating } from 'ts-fsrs';
import { describe, expect, it } from 'vitest';
import { dayAt } from '../../src/domain/rhythm.ts';
import { isFirstOfDay, type Memory, recallOn, remember } from '../../src/domain/schedule.ts';

const item = { deck: 'd', item: 'i' };
const START = Temporal.PlainDate.from('2026-01-05');
type Answered = readonly [daysSince: number, recalled: boolean];

/** The memories after each of some answers, with the days since the one before. */
function lived(answers: readonly Answered[], weights?: number[]): Memory[] {
  let [memory, day]: [Memory | undefined, Temporal.PlainDate] = [undefined, START];
  return answers.map(([days, recalled]) => {
    day = day.add({ days });
    memory = remember(item, memory, recalled, { now: day.toZonedDateTime('UTC').toInstant(), day }, weights ? { weights } : {});
    return memory;
  });
}

describe('published vectors of FSRS', () => {
  // github.com/open-spaced-repetition/ts-fsrs, __tests__/FSRS-6.test.ts, "first repeat".
  it.each([
    ['a miss', false, 0.212, 6.4133],
    ['a recall', true, 2.3065, 2.11810397],
  ])('the first answer, %s', (_, recalled, stability, difficulty) => {
    const [memory] = lived([[0, recalled]]);
    expect(memory?.stability).toBe(stability);
    expect(memory?.difficulty).toBeCloseTo(difficulty, 8);
  });

  // The same file, "ivl_history": what is recalled whenever FSRS asks. Its first step of minutes leaves the stability as it is; what it
  // does to the difficulty shows in a day of the fifth interval.
  it('the intervals of what is recalled each time', () => {
    const each = lived([0, 2, 11, 46].map((days) => [days, true]));
    expect(each.map(({ stability }) => Math.round(stability))).toEqual([2, 11, 46, 163]);
  });

  // github.com/open-spaced-repetition/fsrs-rs, src/inference.rs, `test_memo_state`: parameters of FSRS-5, filled up to those of FSRS-6.
  it('a miss and four recalls, with fitted parameters', () => {
    const weights = [
      ...[0.6845422, 1.6790825, 4.7349424, 10.042885, 7.4410233, 0.64219797, 1.071918, 0.0025195254, 1.432437, 0.1544],
      ...[0.8692766, 2.0696752, 0.0953, 0.2975, 2.4691248, 0.19542035, 3.201072, 0.18046261, 0.121442534, 0, 0.5],
    ];
    const answers: Answered[] = [1, 3, 8, 21].map((days) => [days, true]);
    const memory = lived([[0, false], ...answers], weights).at(-1);
    expect(memory?.stability).toBeCloseTo(31.722992, 4);
    expect(memory?.difficulty).toBeCloseTo(7.382128, 4);
  });

  // The same file, `test_next_interval`: after how many days a memory with a stability of one day is recalled with 30, 40 … 90 %.
  it.each([
    [2508, 0.3],
    [387, 0.4],
    [90, 0.5],
    [27, 0.6],
    [9, 0.7],
    [3, 0.8],
    [1, 0.9],
  ])('the forgetting curve after %i days is %d', (days, recall) => {
    const [memory] = lived([[0, true]]) as [Memory];
    const around = [days - 0.5, days + 0.5].map((each) => new FSRS({}).forgetting_curve(each, 1));
    expect(around[0]).toBeGreaterThan(recall);
    expect(around[1]).toBeLessThan(recall);
    expect(recallOn({ ...memory, stability: 1 }, memory.lastDay.add({ days }))).toBeCloseTo(recall, 1);
  });
});

describe('golden histories', () => {
  // By ts-fsrs 5.4.2 `next_state` with its default parameters: stability and difficulty after the last answer.
  it.each<[string, Answered[], number, number]>([
    ['five recalls', [0, 1, 3, 8, 21].map((days) => [days, true]), 111.68680699, 2.09058635],
    ['a miss, then four recalls', [0, 1, 3, 8, 21].map((days, i) => [days, i > 0]), 53.18990014, 6.36862734],
  ])('%s', (_, answers, stability, difficulty) => {
    const memory = lived(answers).at(-1);
    expect(memory?.stability).toBeCloseTo(stability, 6);
    expect(memory?.difficulty).toBeCloseTo(difficulty, 6);
  });

  it('of every pattern of six answers are those of ts-fsrs, given the days', () => {
    const days = [0, 1, 2, 5, 13, 40];
    for (let pattern = 0; pattern < 64; pattern++) {
      const answers = days.map((each, i): Answered => [each, (pattern & (1 << i)) > 0]);
      const theirs = answers.reduce<{ stability: number; difficulty: number } | null>(
        (state, [elapsed, recalled]) => new FSRS({}).next_state(state, elapsed, recalled ? Rating.Good : Rating.Again),
        null,
      );
      const { stability, difficulty } = lived(answers).at(-1) as Memory;
      expect({ stability, difficulty }).toEqual(theirs);
    }
  });
});

/** Recalls at instants, each in the zone in which the learner was then. */
function recalledAt(...answers: readonly (readonly [at: string, zone: string])[]): Memory {
  return answers.reduce<Memory | undefined>((memory, [at, zone]) => {
    const now = Temporal.Instant.from(at);
    const when = { now, day: dayAt(now, zone) };
    return remember(item, memory, true, { ...when, again: !isFirstOfDay(memory, when) });
  }, undefined) as Memory;
}

describe('the days between two answers', () => {
  const apart = (days: number) =>
    lived(
      days === 0
        ? [[0, true]]
        : [
            [0, true],
            [days, true],
          ],
    ).at(-1)?.stability;

  it.each([
    [
      'four minutes apart across midnight of UTC',
      0,
      '2026-11-02T23:58:00Z',
      'Europe/London',
      '2026-11-03T00:02:00Z',
      'Europe/London',
    ],
    ['across midnight of the learner', 0, '2026-11-02T14:58:00Z', 'Asia/Tokyo', '2026-11-02T15:02:00Z', 'Asia/Tokyo'],
    [
      'on one day of UTC and two of the learner',
      1,
      '2026-11-02T02:00:00Z',
      'America/Los_Angeles',
      '2026-11-02T18:00:00Z',
      'America/Los_Angeles',
    ],
    ['late in the evening, and early the next morning', 1, '2026-11-02T22:30:00Z', 'UTC', '2026-11-03T06:30:00Z', 'UTC'],
    ['minutes before four in the morning, and minutes after', 0, '2026-11-03T03:58:00Z', 'UTC', '2026-11-03T04:02:00Z', 'UTC'],
    [
      'over the night that is an hour shorter',
      1,
      '2026-03-28T08:00:00Z',
      'Europe/Berlin',
      '2026-03-29T07:00:00Z',
      'Europe/Berlin',
    ],
    [
      'over the night that is an hour longer',
      1,
      '2026-10-24T07:00:00Z',
      'Europe/Berlin',
      '2026-10-25T08:00:00Z',
      'Europe/Berlin',
    ],
    [
      'over a fortnight with daylight saving in it',
      14,
      '2026-03-20T08:00:00Z',
      'Europe/Berlin',
      '2026-04-03T07:00:00Z',
      'Europe/Berlin',
    ],
    ['in the hour that comes twice', 0, '2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-25T01:30:00Z', 'Europe/Berlin'],
    [
      'flying west over the date line, on the day that comes twice',
      0,
      '2026-11-03T00:00:00Z',
      'Asia/Tokyo',
      '2026-11-03T18:00:00Z',
      'America/Los_Angeles',
    ],
    ['flying west, on the day after', 1, '2026-11-03T00:00:00Z', 'Asia/Tokyo', '2026-11-04T18:00:00Z', 'America/Los_Angeles'],
    [
      'an hour later by the watch, and a day by the calendar in the east',
      0,
      '2026-11-03T05:00:00Z',
      'America/Los_Angeles',
      '2026-11-03T06:00:00Z',
      'Asia/Tokyo',
    ],
    ['flying east, after a night', 1, '2026-11-03T00:00:00Z', 'America/New_York', '2026-11-03T09:00:00Z', 'Europe/London'],
    ['in Samoa, where a day was left out', 2, '2011-12-29T20:00:00Z', 'Pacific/Apia', '2011-12-30T20:00:00Z', 'Pacific/Apia'],
  ])('%s: %i', (_, days, at, zone, later, there) => {
    expect(recalledAt([at, zone], [later, there]).stability).toBe(apart(days));
  });
});

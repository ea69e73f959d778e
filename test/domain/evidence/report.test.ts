import { default_w } from 'ts-fsrs';
import { describe, expect, it } from 'vitest';
import type { Award } from '../../../src/domain/achievements/award.ts';
import type { Attempt } from '../../../src/domain/attempt.ts';
import { itemsIn } from '../../../src/domain/evidence/items.ts';
import { onTimeIn } from '../../../src/domain/evidence/on-time.ts';
import { practiceIn } from '../../../src/domain/evidence/practice.ts';
import type { ProbeRow } from '../../../src/domain/evidence/probe-row.ts';
import { type Report, reportOf } from '../../../src/domain/evidence/report.ts';
import { effectIn, retentionIn } from '../../../src/domain/evidence/retention.ts';
import { flawsIn, linesOf } from '../../../src/domain/evidence/words.ts';
import { report } from '../../../src/views/report.ts';
import { attemptOn } from '../../support/attempts.ts';

const SINCE = Temporal.PlainDate.from('2026-09-01');
const people = (count: number) => Array.from({ length: count }, (_, i) => `p${i}`);

function rows(count: number, more: Partial<ProbeRow> & Pick<ProbeRow, 'outcome'>): ProbeRow[] {
  const what = { deck: 'd', item: 'i', topic: 't', horizon: '24h', arm: 'both' } as const;
  return people(count).map((learner) => ({ ...what, learner, ...(more.outcome !== 'missing' && { elapsedHours: 24 }), ...more }));
}

function answer(member: string, item: string, day: number, verdict: Attempt['verdict'], more: Partial<Attempt> = {}): Attempt {
  const place = day === 0 ? ({ purpose: 'new' } as const) : ({ purpose: 'review', gapHours: day * 24 } as const);
  return attemptOn(SINCE.add({ days: day }), { id: `${member}${item}${day}`, member, item, ...place, verdict, ...more });
}

function told(report: Report): string {
  return linesOf(report)
    .map(({ label, value, meaning }) => `${label}: ${value}. ${meaning}`)
    .join('\n');
}

describe('recall of a group', () => {
  it('is a share of what was answered, with what it would be if every silence were a miss', () => {
    const all = [
      ...rows(8, { outcome: 'recalled' }),
      ...rows(8, { outcome: 'missed', item: 'j' }),
      ...rows(4, { outcome: 'missing', item: 'k' }),
    ];
    expect(retentionIn(all)[0]).toMatchObject({
      horizon: '24h',
      asked: 20,
      answered: 16,
      learners: 8,
      medianHours: 24,
      worst: 0.4,
    });
    expect(retentionIn(all)[0]).toHaveProperty('share.estimate', 0.5);
  });

  it('is not told of fewer than eight, and leaves out those who are not reviewed on purpose', () => {
    expect(retentionIn(rows(7, { outcome: 'recalled' }))[0]).toEqual({ horizon: '24h', learners: 7 });
    expect(retentionIn(rows(9, { outcome: 'recalled', arm: 'control' }))[0]).toEqual({ horizon: '24h', learners: 0 });
  });

  it('is held against theirs after a week', () => {
    const week = { horizon: '7d' } as const;
    const reviewed = rows(10, { ...week, outcome: 'recalled' });
    const unreviewed = [
      ...rows(10, { ...week, outcome: 'missed', arm: 'control' }),
      ...rows(10, { ...week, outcome: 'recalled', arm: 'control', item: 'j' }),
    ];
    expect(effectIn([...reviewed, ...unreviewed]).difference?.estimate).toBeCloseTo(0.5);
    expect(effectIn([...reviewed, ...unreviewed.slice(0, 7)])).toEqual({ reviewed: 10, unreviewed: 7 });
  });
});

describe('what leads to it', () => {
  it('counts unaided recalls, and misses that were right on a later day', () => {
    const log = [
      answer('a', 'i', 0, 'incorrect'),
      answer('a', 'i', 0, 'correct', { id: 'again', firstOfDay: false, purpose: 'correction' }),
      answer('a', 'i', 2, 'incorrect'),
      answer('a', 'i', 3, 'correct'),
      answer('a', 'i', 9, 'incorrect'),
      answer('a', 'j', 0, 'incorrect'),
      answer('b', 'i', 4, 'correct'),
      ...people(6).map((person) => answer(person, 'j', 0, 'correct', { hints: 1 })),
    ];
    expect(practiceIn(log)).toMatchObject({
      learners: 8,
      recalls: 2,
      misses: 4,
      corrected: 2,
      reviews: 4,
      fresh: 8,
      confidence: [],
    });
  });

  it('says of seven people that they are seven', () => {
    expect(practiceIn(people(7).map((person) => answer(person, 'i', 0, 'incorrect')))).toEqual({ learners: 7 });
  });

  it('is counted of all the answers of a large workspace', () => {
    const log = Array.from({ length: 120_000 }, (_, i) =>
      answer(`p${i % 400}`, `i${Math.floor(i / 4_000)}`, Math.floor(i / 400) % 80, 'incorrect', { id: `a${i}` }),
    );
    expect(practiceIn(log)).toMatchObject({ learners: 400, recalls: 0, misses: 120_000, corrected: 0 });
  });
});

describe('reviews on time', () => {
  // What is missed is due the next day; what is known at first, by FSRS's own parameters, after two.
  const each = (
    count: number,
    ...answers: readonly (readonly [day: number, verdict: Attempt['verdict'], more?: Partial<Attempt>])[]
  ) => people(count).flatMap((person) => answers.map(([day, verdict, more]) => answer(person, 'i', day, verdict, more)));

  it('are those at most three days after the item was due', () => {
    const found = onTimeIn(each(8, [0, 'incorrect'], [4, 'incorrect'], [9, 'incorrect'], [10, 'correct']));
    expect(found).toMatchObject({ learners: 8, reviews: 24, share: { estimate: 2 / 3 } });
  });

  it('have an interval over learners, who differ', () => {
    const late = each(8, [0, 'incorrect'], [9, 'incorrect']);
    const punctual = late.map((one) =>
      one.member < 'p4' ? one : { ...one, day: one.purpose === 'new' ? one.day : SINCE.add({ days: 1 }) },
    );
    const found = onTimeIn(punctual);
    expect(found).toHaveProperty('share.estimate', 0.5);
    expect(found).toHaveProperty('share.low', expect.closeTo(0.053, 3));
  });

  it.each([
    [
      'came before its day',
      [
        [0, 'correct'],
        [1, 'correct'],
      ],
    ],
    [
      'was a check',
      [
        [0, 'incorrect'],
        [7, 'correct', { purpose: 'probe' }],
      ],
    ],
    [
      'was a second answer of a day',
      [
        [0, 'incorrect'],
        [1, 'correct', { firstOfDay: false }],
      ],
    ],
    [
      'was to an item met before the log begins',
      [
        [3, 'incorrect'],
        [4, 'correct'],
      ],
    ],
    [
      'is not marked',
      [
        [0, 'incorrect'],
        [1, 'unsure'],
      ],
    ],
  ] as const)('count nothing that %s', (_, answers) => {
    expect(onTimeIn(each(8, ...answers))).toEqual({ learners: 0 });
  });

  it('go by the marks as they stand, and by the parameters of the workspace', () => {
    const log = each(8, [0, 'incorrect'], [1, 'correct']);
    expect(onTimeIn(log)).toMatchObject({ reviews: 8 });
    const rulings = log.flatMap((one): Attempt[] =>
      one.purpose === 'new' ? [{ ...one, id: `r${one.id}`, corrects: one.id, verdict: 'correct' }] : [],
    );
    expect(onTimeIn([...log, ...rulings])).toEqual({ learners: 0 });
    const known = each(8, [0, 'correct'], [5, 'correct']);
    expect(onTimeIn(known)).toMatchObject({ reviews: 8 });
    const lasting = default_w.map((weight, i) => (i === 2 ? 20 : weight));
    expect(onTimeIn(known, { weights: lasting })).toEqual({ learners: 0 });
  });

  it('are not told of seven', () => {
    const log = [...each(7, [0, 'incorrect'], [1, 'correct']), answer('p7', 'i', 0, 'correct')];
    expect(practiceIn(log)).toMatchObject({ learners: 8, onTime: { learners: 7 } });
    expect(told(reportOf(SINCE, [], log))).toContain(
      'Reviews on time: cannot tell yet. 7 people have answered what was due again; 1 more is',
    );
  });

  it('are told with what they are of', () => {
    const found = told(reportOf(SINCE, [], each(8, [0, 'incorrect'], [4, 'incorrect'], [9, 'correct'])));
    expect(found).toContain(
      'Reviews on time: 50% (50% to 50%). Of 16 answers to what was due again, by 8 people, those at most 3 days after that day.',
    );
  });
});

describe('an item', () => {
  it('that almost everybody knows, that nobody learns, or that misleads, is told apart', () => {
    const log = people(24).flatMap((person, n) => {
      const isGood = n % 2 === 0;
      return [
        answer(person, 'known', 0, 'correct'),
        answer(person, 'stuck', 0, n % 3 === 0 ? 'correct' : 'incorrect'),
        answer(person, 'stuck', 5, 'incorrect'),
        answer(person, 'misleads', 0, isGood ? 'incorrect' : 'correct'),
        ...['x', 'y', 'z'].map((item) => answer(person, item, 0, isGood ? 'correct' : 'incorrect')),
      ];
    });
    const flaws = new Map(itemsIn(log).map(({ item, flaw }) => [item, flaw]));
    expect(flaws.get('known')).toBe('known before');
    expect(flaws.get('stuck')).toBe('not learned');
    expect(flaws.get('misleads')).toBe('misleads');
    expect(flaws.get('x')).toBeUndefined();
    expect(itemsIn(log.filter(({ member }) => member < 'p15'))).toHaveLength(0);
    expect(flawsIn(itemsIn(log)).join('\n')).toContain(
      'd/known: almost everybody knows it at the first try: it teaches nothing (100% of 24 people',
    );
  });
});

describe('a first try', () => {
  const firstTries = (log: readonly Attempt[]) => itemsIn(log).map(({ item, learners, easy }) => ({ item, learners, easy }));

  it('is none of who met the item before the log begins', () => {
    const met = people(8).flatMap((person) => [answer(person, 'i', 0, 'incorrect'), answer(person, 'i', 5, 'correct')]);
    const known = ['q', 'r'].map((person) => answer(person, 'i', 0, 'correct', { purpose: 'review', gapHours: 240 }));
    expect(firstTries([...known, ...met])).toEqual([{ item: 'i', learners: 8, easy: 0 }]);
    expect(firstTries([...known, ...met.filter(({ member }) => member !== 'p7')])).toEqual([]);
  });

  it('is the first in time, also where a ruling on it came after the second', () => {
    const log = people(8).flatMap((person) => [answer(person, 'i', 0, 'incorrect'), answer(person, 'i', 5, 'incorrect')]);
    const rulings = log.flatMap((each): Attempt[] =>
      each.purpose === 'new'
        ? [{ ...each, id: `r${each.id}`, corrects: each.id, verdict: 'correct', answeredAt: each.answeredAt.add({ hours: 240 }) }]
        : [],
    );
    expect(firstTries([...log, ...rulings])).toEqual([{ item: 'i', learners: 8, easy: 1 }]);
  });
});

describe('a report in words', () => {
  it('says of each figure what it means, and where it cannot tell, what is missing', () => {
    const empty = told(reportOf(SINCE, [], []));
    expect(told(reportOf(SINCE, rows(1, { outcome: 'missed' }), []))).toContain(
      '1 person has answered a check; 7 more are needed',
    );
    expect(told(reportOf(SINCE, rows(7, { outcome: 'missed' }), []))).toContain(
      '7 people have answered a check; 1 more is needed',
    );
    const week = (arm: 'both' | 'control', count: number) => rows(count, { outcome: 'missed', horizon: '7d', arm });
    expect(told(reportOf(SINCE, [...week('both', 8), ...week('control', 7)], []))).toContain(
      'to compare; 1 more person is needed.',
    );
    expect(empty).toContain('Still known a day later: cannot tell yet. 0 people have answered a check; 8 more are needed');
    expect(empty).toContain('Nothing is counted of fewer than 8 people.');
    const found = reportOf(
      SINCE,
      rows(12, { outcome: 'recalled' }),
      people(9).map((person) => answer(person, 'i', 0, 'correct')),
    );
    expect(told(found)).toMatch(
      /Still known a day later: 100% \(100% to 100%\)\. 12 of 12 checks answered, by 12 people, half of them within 24 hours/,
    );
    expect(told(found)).toContain('Answered from memory: 9 times.');
    expect(JSON.stringify(found)).not.toContain('p3');
  });

  it('says what became of the next steps of awards, of eight people or more, and draws what are shares', () => {
    const award = (member: string, action: Award['action']): Award => ({
      ...({ member, family: 'error-fixer', tier: 0, state: 'held', announced: true, action } as const),
      ...{ earnedAt: Temporal.Instant.from('2026-11-23T09:00:00Z'), earnedOn: SINCE },
      offeredAt: Temporal.Instant.from(member === 'p8' ? '2026-11-24T09:00:00.001Z' : '2026-11-24T09:00:00Z'),
    });
    const now = Temporal.Instant.from('2026-12-01T09:00:00Z');
    const some = (n: number) => people(n).map((person, i) => award(person, i < 5 ? 'done' : i < 6 ? 'declined' : 'offered'));
    const log = people(9).map((person) => answer(person, 'i', 0, 'correct'));
    expect(told(reportOf(SINCE, [], log, { awarded: { awards: some(7), now } }))).not.toContain('Next steps');
    const found = reportOf(
      SINCE,
      [...rows(12, { outcome: 'recalled' }), ...rows(12, { outcome: 'missed', horizon: '7d' })],
      log,
      { awarded: { awards: some(9), now } },
    );
    expect(told(found)).toContain('Next steps of awards: 5 (56%) of 9 done, 1 (11%) put off, 2 (22%) ignored, 1 still open.');
    const charts = report('the team', found).blocks.filter((block) => block.type === 'chart');
    expect(charts).toMatchObject([{ as: 'bar', series: [{ values: [100, 0] }] }]);
    expect(charts[0]?.type === 'chart' && String(charts[0].text)).toContain('Still known a week later: 0%');
  });
});

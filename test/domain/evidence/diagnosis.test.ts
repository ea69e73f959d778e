import { describe, expect, it } from 'vitest';
import type { Award } from '../../../src/domain/achievements/award.ts';
import { retuned } from '../../../src/domain/achievements/retune.ts';
import type { Attempt } from '../../../src/domain/attempt.ts';
import { type Diagnosis, diagnose, diagnosisIn, type Period } from '../../../src/domain/evidence/diagnosis.ts';
import { diagnosisLine } from '../../../src/domain/evidence/words.ts';
import { attemptOn } from '../../support/attempts.ts';
import { RULES } from '../../support/rules.ts';
import { seeded } from '../../support/seeded.ts';

/** Learners who each recalled so much, and knew so many of ten checks. */
function period(recalls: readonly number[], known: readonly number[]): Period {
  const named = <T>(values: readonly T[]) => new Map(values.map((value, i) => [`p${i}`, value]));
  return { recalls: named(recalls), kept: named(known.map((hits) => ({ hits, n: 10 }))) };
}
const MANY = { people: 8, of: 8 };
const KNOWN = [7, 8, 6, 7, 8, 7, 6, 7];
const DONE = [20, 25, 18, 30, 22, 19, 24, 21];
const MORE = DONE.map((n, i) => n + 8 + (i % 3));

function told(found: Diagnosis) {
  const { label, value, meaning } = diagnosisLine(found);
  return { label: String(label), value: String(value), meaning: String(meaning) };
}

describe('the diagnosis', () => {
  it('is "too easy" where more is done and no more stays, and says so with its numbers', () => {
    const found = diagnose(period(DONE, KNOWN), period(MORE, KNOWN), MANY);
    expect(found).toMatchObject({ finding: 'too easy', learners: 8, checked: 8, lagging: { estimate: 0 } });
    expect(told(found)).toEqual({
      label: 'Do achievements ask for enough',
      value: 'no, they are too easy',
      meaning:
        'In the last 4 weeks 8 people answered +8.9 times each from memory (+8.2 to +9.6) beside the 4 before. What they still knew a day or more later changed by 0 points (0 to 0), of 8 people. 8 of 8 people who tried 20 times or more in 4 weeks earned something.',
    });
  });

  it('is no complaint where more stays, or where no more is done', () => {
    const better = KNOWN.map((n) => n + 2);
    expect(diagnose(period(DONE, KNOWN), period(MORE, better), MANY).finding).toBe('fitting');
    expect(diagnose(period(DONE, KNOWN), period(DONE, KNOWN), MANY).finding).toBe('fitting');
  });

  it('cannot be told where ten points more are not ruled out, or of fewer than eight people', () => {
    const mixed = [9, 6, 8, 6, 9, 7, 5, 8];
    expect(diagnose(period(DONE, KNOWN), period(MORE, mixed), MANY).finding).toBe('unclear');
    const seven = diagnose(period(DONE.slice(0, 7), KNOWN), period(MORE, KNOWN), MANY);
    expect(seven).toMatchObject({ finding: 'unclear', learners: 7 });
    expect(told(seven)).toMatchObject({
      value: 'cannot tell yet',
      meaning: expect.stringContaining('7 people have answered; 8 are needed.'),
    });
    expect(diagnose(period(DONE, KNOWN.slice(0, 7)), period(MORE, KNOWN), MANY)).toMatchObject({
      finding: 'unclear',
      checked: 7,
    });
  });

  it('is "too hard" where hardly anybody who tries earns anything', () => {
    const finding = (people: number, of: number) => diagnose(period(DONE, KNOWN), period(MORE, KNOWN), { people, of }).finding;
    expect([finding(0, 8), finding(0, 7), finding(1, 8), finding(3, 20), finding(2, 20)]).toEqual([
      ...['too hard', 'too easy', 'too easy', 'too easy', 'too hard'],
    ]);
    expect(told(diagnose(period(DONE, KNOWN), period(DONE, KNOWN), { people: 0, of: 8 })).meaning).toBe(
      '0 of 8 people who tried 20 times or more in 4 weeks earned something.',
    );
  });

  it('is taken from a log: four weeks beside four, checks apart, without what goes without review', () => {
    const now = Temporal.Instant.from('2026-11-25T12:00:00Z');
    const of = (day: string, more: Partial<Attempt>) =>
      attemptOn(Temporal.PlainDate.from(day), { verdict: 'correct', purpose: 'review', ...more });
    const log = Array.from({ length: 8 }, (_, i) => `p${i}`).flatMap((member) => [
      of('2026-09-29', { member, id: `${member}0`, item: 'too-early' }),
      of('2026-09-30', { member, id: `${member}1`, item: 'a' }),
      of('2026-10-27', { member, id: `${member}2`, item: 'a', purpose: 'probe', verdict: 'incorrect' }),
      of('2026-10-28', { member, id: `${member}3`, item: 'a' }),
      of('2026-10-28', { member, id: `${member}4`, item: 'b' }),
      of('2026-10-29', { member, id: `${member}5`, item: 'b', hints: 1 }),
      of('2026-11-24', { member, id: `${member}6`, item: 'a', purpose: 'probe' }),
      of('2026-11-24', { member, id: `${member}7`, item: 'control', purpose: 'probe', verdict: 'incorrect' }),
    ]);
    const rows = Array.from({ length: 8 }, (_, i) => ({
      ...{ learner: `p${i}`, deck: log[0]?.deck ?? '', item: 'control', topic: 't' },
      ...({ horizon: '7d', arm: 'control', outcome: 'missed' } as const),
    }));
    const award = { member: 'p0', earnedOn: Temporal.PlainDate.from('2026-11-20') } as Award;
    expect(diagnosisIn(log, rows, { awards: [award], now })).toMatchObject({
      ...{ finding: 'fitting', learners: 8, checked: 8, earned: { people: 0, of: 0 } },
      ...{ leading: { estimate: 1 }, lagging: { estimate: 1 } },
    });
  });

  /** How often each finding comes up in so many simulated groups of twenty people with twenty checks in each period. */
  function simulated(gain: { recalls: number; kept: number }, people = 20): Record<string, number> {
    const chance = seeded(7);
    const found: Record<string, number> = {};
    for (let i = 0; i < 2000; i++) {
      const levels = Array.from({ length: people }, () => ({ does: 20 + 20 * chance(), knows: 0.55 + 0.35 * chance() }));
      const lived = (more: { recalls: number; kept: number }): Period => ({
        recalls: new Map(levels.map(({ does }, j) => [`p${j}`, does * (0.7 + 0.6 * chance()) + more.recalls])),
        kept: new Map(
          levels.map(({ knows }, j) => [
            `p${j}`,
            { hits: Array.from({ length: 20 }, () => chance() < knows + more.kept).filter(Boolean).length, n: 20 },
          ]),
        ),
      });
      const { finding } = diagnose(lived({ recalls: 0, kept: 0 }), lived(gain), { people: people / 2, of: people });
      found[finding] = (found[finding] ?? 0) + 1 / 2000;
    }
    return found;
  }

  it('cries wolf in few groups in which nothing has changed, or in which as much more stays as is worth the while, and finds what is there', () => {
    const [nothing, both, easy] = [
      simulated({ recalls: 0, kept: 0 }),
      simulated({ recalls: 10, kept: 0.1 }),
      simulated({ recalls: 10, kept: 0 }),
    ];
    expect(nothing['too easy'] ?? 0).toBeLessThan(0.04);
    expect(both['too easy'] ?? 0).toBeLessThan(0.04);
    expect(easy['too easy'] ?? 0).toBeGreaterThan(0.6);
  });
});

describe('what is proposed', () => {
  const awards = [
    'first-recall',
    'first-recall',
    'first-recall',
    'day-return',
    'day-return',
    'day-return',
    'day-return',
    'steady',
    'steady',
  ];
  const given = { rules: RULES, files: RULES, awards: awards.map((family) => ({ family })) };

  it('is half as much again of the families that gave most, as far as their bounds go', () => {
    expect(retuned('too easy', given)).toEqual([
      { family: 'day-return', counts: [1, 15, 60] },
      { family: 'first-recall', counts: [1, 15, 45] },
    ]);
    const steady = { ...given, awards: Array.from({ length: 3 }, () => ({ family: 'steady' })) };
    expect(retuned('too easy', steady)).toEqual([{ family: 'steady', counts: [3, 14, 20] }]);
  });

  it('is a third less of the first families that gave nothing', () => {
    expect(retuned('too hard', given).map(({ family }) => family)).not.toContain('first-recall');
    expect(retuned('too hard', { ...given, awards: [] })[0]).toEqual({ family: 'first-recall', counts: [1, 7, 20] });
    expect(retuned('too hard', given)).toHaveLength(3);
  });

  it('is nothing where nothing was found', () => {
    expect([retuned('fitting', given), retuned('unclear', given)]).toEqual([[], []]);
  });
});

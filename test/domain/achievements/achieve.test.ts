import { describe, expect, it } from 'vitest';
import { achieve, awardsAfter, type Standing, shown } from '../../../src/domain/achievements/achieve.ts';
import type { Award } from '../../../src/domain/achievements/award.ts';
import { asGiven } from '../../../src/domain/achievements/moment.ts';
import { isProof, type Moment, type Proof } from '../../../src/domain/achievements/proof.ts';
import type { Rule } from '../../../src/domain/achievements/rule.ts';
import type { Attempt } from '../../../src/domain/attempt.ts';
import { attemptOn } from '../../support/attempts.ts';
import { RULES, ruleCalled } from '../../support/rules.ts';

const DAY = Temporal.PlainDate.from('2026-11-23');
const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z');
const days = (asked: readonly string[], kept: number, isFree = (_: string) => false) => ({
  ...{ asked, isFree, isKept: (day: string) => asked.indexOf(day) < kept },
});
const NOTHING: Standing = { proofs: 0, here: undefined, tries: '', days: days([], 0), awards: [] };
const WHO = { member: 'ana', now: NOW, day: DAY, strength: undefined, others: [], loss: 'lapsed' } as const;

type Past = Exclude<Moment['before'], undefined>;
const KNOWN: Past = { missed: false, recalled: true, wordings: [0] };
const MISSED: Past = { missed: true, recalled: false, wordings: [0] };

function moment(more: Partial<Attempt>, { before, kind = 'short-text', today }: Partial<Moment> = {}): Moment {
  const attempt = attemptOn(DAY, { verdict: 'correct', ...more });
  return { attempt, kind, topic: 'Topic', before, today: today ?? [{ attempt, topic: 'Topic' }] };
}

const proves = (family: string, of: Moment) => isProof(ruleCalled(family), of);

describe('what an answer proves', () => {
  it.each([
    ['first-recall', {}, { before: undefined }, true],
    ['first-recall', {}, { before: MISSED }, true],
    ['first-recall', {}, { before: KNOWN }, false],
    ['first-recall', { verdict: 'incorrect' }, {}, false],
    ['first-recall', { verdict: 'partly' }, {}, false],
    ['first-recall', { firstOfDay: false }, {}, false],
    ['first-recall', { purpose: 'probe' }, {}, false],
    ['first-recall', { purpose: 'replay' }, {}, false],
    ['first-recall', { refused: 'guess' }, {}, false],
    ['first-recall', { refused: 'fast' }, {}, false],
    ['error-fixer', { gapHours: 24 }, { before: MISSED }, true],
    ['error-fixer', { gapHours: 24 }, { before: KNOWN }, false],
    ['day-return', { gapHours: 18 }, { before: KNOWN }, true],
    ['day-return', { gapHours: 17.9 }, { before: KNOWN }, false],
    ['day-return', {}, {}, false],
    ['week-return', { gapHours: 144 }, { before: KNOWN }, true],
    ['week-return', { gapHours: 143 }, { before: KNOWN }, false],
    ['transfer', { gapHours: 48, wording: 2 }, { before: KNOWN }, true],
    ['transfer', { gapHours: 48 }, { before: KNOWN }, false],
    ['transfer', { gapHours: 48, wording: 2 }, { before: MISSED }, false],
    ['after-a-gap', { gapHours: 504 }, { before: KNOWN }, true],
    ['after-a-gap', { gapHours: 480 }, { before: KNOWN }, false],
    ['used-in-context', { gapHours: 24 }, { before: KNOWN, kind: 'sentence' }, true],
    ['used-in-context', { gapHours: 24 }, { before: KNOWN, kind: 'short-text' }, false],
    ['teach-back', { gapHours: 24 }, { before: KNOWN, kind: 'teach-back' }, false],
    ['accuracy-recovered', { gapHours: 24 }, { before: MISSED }, false],
  ] as const)('%s by %o of an item that was %o: %s', (family, attempt, about, expected) => {
    expect(proves(family, moment(attempt, about))).toBe(expected);
  });

  const of = (topic: string, more: Partial<Attempt> = {}) => ({
    topic,
    attempt: attemptOn(DAY, { id: topic, verdict: 'correct', gapHours: 24, ...more }),
  });

  it('a day with three topics mixed, four in five of them right', () => {
    const three = [of('a'), of('b'), of('c')];
    const wrong = (topic: string) => of(topic, { verdict: 'incorrect' });
    expect(proves('mixed-review', moment({}, { today: three }))).toBe(true);
    expect(proves('mixed-review', moment({}, { today: [of('a'), of('b'), of('b')] }))).toBe(false);
    expect(proves('mixed-review', moment({}, { today: [...three, wrong('d')] }))).toBe(false);
    expect(proves('mixed-review', moment({}, { today: [...three, of('a'), wrong('d')] }))).toBe(true);
    expect(proves('mixed-review', moment({}, { today: [of('a'), of('b'), of('c', { refused: 'fast' })] }))).toBe(false);
  });

  it('a day with three recalled, one of them a review', () => {
    const fresh = attemptOn(DAY, { id: 'n', verdict: 'correct' });
    const news = [1, 2].map(() => ({ topic: 'a', attempt: fresh }));
    expect(proves('rounds', moment({}, { today: [...news, of('a')] }))).toBe(true);
    expect(proves('rounds', moment({}, { today: [...news, ...news] }))).toBe(false);
  });
});

describe('a standing', () => {
  const rule = ruleCalled('day-return');
  const recall = moment({ id: 'r1', gapHours: 24 }, { before: KNOWN });
  const miss = moment({ id: 'm1', gapHours: 24, verdict: 'incorrect' }, { before: KNOWN });
  const proof: Proof = { family: 'day-return', subject: 'd/i', attempt: 'r1', deck: 'd', item: 'i', version: 1, day: DAY };

  it('counts each thing once, by its newest proof', () => {
    const once = achieve(rule, NOTHING, recall);
    expect(once).toMatchObject({ proofs: 1, here: proof, tries: '1' });
    const twice = achieve(rule, once, moment({ id: 'r2', gapHours: 24 }, { before: KNOWN }));
    expect(twice).toMatchObject({ proofs: 1, here: { ...proof, attempt: 'r2' }, tries: '11' });
  });

  it('loses a proof to a miss, and has it back by the next recall', () => {
    const lapsed = achieve(rule, achieve(rule, NOTHING, recall), miss);
    expect(lapsed).toMatchObject({ proofs: 0, here: { ...proof, lapsedBy: 'm1' }, tries: '10' });
    const back = achieve(rule, lapsed, moment({ id: 'r3', gapHours: 24 }, { before: MISSED }));
    expect(back).toMatchObject({ proofs: 1, here: { attempt: 'r3' } });
    expect(back.here?.lapsedBy).toBeUndefined();
  });

  it('has it back as well where the miss was none after all', () => {
    const lapsed = achieve(rule, achieve(rule, NOTHING, recall), { ...miss, attempt: { ...miss.attempt, gapHours: 5 } });
    expect(lapsed.proofs).toBe(0);
    const ruled = moment({ id: 'c1', corrects: 'm1', gapHours: 5 }, { before: KNOWN });
    expect(achieve(rule, lapsed, ruled)).toMatchObject({ proofs: 1 });
  });

  it('keeps what a family without a lapse has shown', () => {
    const first = ruleCalled('first-recall');
    const standing = achieve(first, NOTHING, moment({ id: 'r1' }));
    expect(achieve(first, standing, miss).proofs).toBe(1);
  });

  it('is not touched by a probe, a guess or a second answer of the day', () => {
    for (const more of [{ purpose: 'probe' }, { firstOfDay: false }] as const)
      expect(achieve(rule, NOTHING, moment({ ...more, gapHours: 24 }, { before: KNOWN }))).toEqual(NOTHING);
    expect(achieve(rule, NOTHING, moment({ refused: 'guess', gapHours: 24 }, { before: KNOWN }))).toEqual(NOTHING);
  });
});

const award = (family: string, tier: number, more: Partial<Award> = {}): Award => ({
  ...{ member: 'ana', family, tier, earnedAt: NOW, earnedOn: DAY.subtract({ days: 1 }) },
  ...({ state: 'held', announced: true, action: 'offered' } as const),
  ...more,
});

describe('an award', () => {
  const of = (rule: Rule, standing: Partial<Standing>, who: Partial<Parameters<typeof awardsAfter>[2]> = {}) =>
    awardsAfter(rule, { ...NOTHING, ...standing }, { ...WHO, ...who }).map(({ tier, state }) => `${tier} ${state}`);

  it.each(
    RULES.flatMap((rule) =>
      (['starter', 'standard', 'mastery'] as const).map((tier, i) => ({ family: rule.family, tier, i, rule })),
    ),
  )('$family, $tier, is given at its threshold and not one below', ({ rule, tier, i }) => {
    const { count, of: window, right } = rule.tiers[tier] as { count: number; of?: number; right?: number };
    const others = rule.opens ? [award(rule.opens.family, 2)] : [];
    const awards = Array.from({ length: i }, (_, below) => award(rule.family, below));
    const standing = (n: number, hits = window ?? 0): Partial<Standing> => ({
      awards,
      proofs: n,
      tries: right === undefined ? '' : `${'0'.repeat((window ?? 0) - hits)}${'1'.repeat(hits)}`,
      days: days(right !== undefined || !window ? [] : Array.from({ length: window }, (_, day) => `${day}`), n),
    });
    expect(of(rule, standing(count), { others })).toEqual([`${i} held`]);
    expect(of(rule, standing(count - 1), { others }).filter((each) => each === `${i} held`)).toEqual([]);
    if (right === undefined || window === undefined) return;
    expect(of(rule, standing(count, Math.ceil(right * window)), { others })).toEqual([`${i} held`]);
    expect(of(rule, standing(count, Math.ceil(right * window) - 1), { others })).toEqual([]);
  });

  const rule = ruleCalled('error-fixer');

  it('rises one tier a day, however much has been shown', () => {
    expect(of(rule, { proofs: 40 })).toEqual(['0 held']);
    expect(of(rule, { proofs: 40, awards: [award('error-fixer', 0, { earnedOn: DAY })] })).toEqual([]);
    expect(of(rule, { proofs: 40, awards: [award('error-fixer', 0)] })).toEqual(['1 held']);
  });

  it('of days passes over free ones on which nothing was shown, as the streak does', () => {
    const steady = ruleCalled('steady');
    const asked = ['tue', 'mon', 'sun', 'sat', 'fri', 'thu', 'wed'];
    const isKept = (day: string) => ['tue', 'sat', 'wed'].includes(day);
    const on = (free: readonly string[]) => of(steady, { days: { asked, isKept, isFree: (day) => free.includes(day) } });
    expect(on([])).toEqual([]);
    expect(on(['sat', 'sun'])).toEqual([]);
    expect(on(['sun', 'thu', 'fri'])).toEqual(['0 held']);
  });

  it('follows how well somebody does, within the bounds that its author set', () => {
    const awards = [award('error-fixer', 0)];
    expect(of(rule, { proofs: 3, awards }, { strength: 0.5 })).toEqual(['1 held']);
    expect(of(rule, { proofs: 4, awards }, { strength: 0.75 })).toEqual([]);
    expect(of(rule, { proofs: 5, awards }, { strength: 0.95 })).toEqual([]);
    expect(of(rule, { proofs: 6, awards }, { strength: 0.95 })).toEqual(['1 held']);
  });

  it('rests when more than a fifth of what it was given for has slipped, and comes back', () => {
    const awards = [award('day-return', 0), award('day-return', 1)];
    const returns = ruleCalled('day-return');
    expect(of(returns, { proofs: 8, awards })).toEqual([]);
    expect(of(returns, { proofs: 7, awards })).toEqual(['1 lapsed']);
    const rests = [award('day-return', 0), award('day-return', 1, { state: 'lapsed' })];
    expect(of(returns, { proofs: 9, awards: rests })).toEqual([]);
    expect(of(returns, { proofs: 10, awards: rests })).toEqual(['1 held']);
  });

  it('is withdrawn, also of a family that does not lapse, where what proved it was not right', () => {
    const first = ruleCalled('first-recall');
    expect(of(first, { proofs: 0, awards: [award('first-recall', 0)] })).toEqual([]);
    expect(of(first, { proofs: 0, awards: [award('first-recall', 0)] }, { loss: 'withdrawn' })).toEqual(['0 withdrawn']);
  });

  it('of an advanced family waits until that opens', () => {
    const transfer = ruleCalled('transfer');
    expect(of(transfer, { proofs: 1 }, { others: [award('day-return', 0)] })).toEqual([]);
    expect(of(transfer, { proofs: 1 }, { others: [award('day-return', 1, { state: 'lapsed' })] })).toEqual([]);
    expect(of(transfer, { proofs: 1 }, { others: [award('day-return', 1)] })).toEqual(['0 held']);
  });
});

describe('what a learner is shown', () => {
  it('is five families at most, what is mastered makes place for more', () => {
    const families = (awards: readonly Award[]) => shown(RULES, awards).map(({ family }) => family);
    expect(families([])).toEqual(['first-recall', 'error-fixer', 'day-return', 'teach-back', 'steady']);
    const advanced = [award('first-recall', 2), award('day-return', 2), award('error-fixer', 2)];
    expect(families(advanced)).toEqual(['week-return', 'teach-back', 'steady', 'accuracy-recovered', 'rounds']);
  });
});

describe('the first mark of an answer that nobody had marked', () => {
  const unmarked = attemptOn(DAY, { id: 'u1', verdict: 'unsure', gapHours: 24 });

  it('counts as the answer itself: a try of its own, right or wrong', () => {
    const rule = ruleCalled('day-return');
    const standing: Standing = { ...NOTHING, tries: '110' };
    const marked = (verdict: 'correct' | 'incorrect') => {
      const mark = attemptOn(DAY, { id: 'c1', corrects: 'u1', verdict, gapHours: 24, grader: 'buddy' });
      return achieve(rule, standing, moment(asGiven([unmarked, mark], mark), { before: KNOWN })).tries;
    };
    expect([marked('correct'), marked('incorrect')]).toEqual(['1101', '1100']);
  });
});

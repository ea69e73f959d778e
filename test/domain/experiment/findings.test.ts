import { describe, expect, it } from 'vitest';
import { type Phase, peopleNeeded } from '../../../src/domain/experiment/experiment.ts';
import { type Findings, findingsOf, type Participant } from '../../../src/domain/experiment/findings.ts';
import type { Interval } from '../../../src/domain/statistics/interval.ts';
import { distributions, ICC } from '../../support/distributions.ts';

const { chance, learner, hits } = distributions(20_261_125);

// One in five goes without, and half is recalled without achievements.
const PLAN = { share: 0.2, recall: 0.5, effect: 0.1 };
const NEEDED = peopleNeeded(PLAN);
// Of these, nine in ten are answered: about ten a learner, as the plan reckons.
const CHECKS = 11;

type Person = Participant & { recalls: number };

/** People whose practice before tells of their recall after, as learners' does. */
function people(size: number, effect: number): Person[] {
  return Array.from({ length: size }, (_, i) => {
    const own = learner(PLAN.recall);
    const heldOut = i % (1 / PLAN.share) === 0;
    // Nobody recalls more than all: who is in the middle gains most, and the mean is the effect.
    const recalls = heldOut ? own : own + (4 * effect * own * (1 - own)) / (1 - ICC);
    return {
      heldOut,
      before: { hits: hits(30, own), n: 30 },
      week: { asked: 0, answered: 0, recalled: 0 },
      stopped: false,
      leftIt: false,
      recalls,
    };
  });
}

/** Some more checks have come in, of which one in ten was not answered. */
function checked(checks: number, { recalls, week, ...person }: Person): Person {
  const answered = hits(checks, 0.9);
  const more = {
    asked: week.asked + checks,
    answered: week.answered + answered,
    recalled: week.recalled + hits(answered, recalls),
  };
  return { ...person, recalls, week: more };
}

const atTheEnd = (size: number, effect: number) =>
  findingsOf(
    'ended',
    people(size, effect).map((each) => checked(CHECKS, each)),
  );
const share = (hold: () => boolean, draws: number) => Array.from({ length: draws }, hold).filter(Boolean).length / draws;
const isSure = (found: Interval | undefined) => found !== undefined && (found.low > 0 || found.high < 0);
const width = ({ low, high }: Interval) => high - low;

function sure(found: Findings): Interval {
  if (!found.difference) throw new Error('no difference is shown');
  return found.difference.adjusted;
}

describe('an experiment, simulated', () => {
  it('that shows nothing cries wolf in about 5 of 100 cases at its end', () => {
    const alarms = share(() => atTheEnd(NEEDED.plain, 0).verdict !== 'cannot tell yet', 800);
    expect(alarms).toBeGreaterThan(0.03);
    expect(alarms).toBeLessThan(0.07);
  });

  it('that shows nothing cries wolf in fewer than 5 of 100 cases where somebody looks all the time', () => {
    const alarms = share(() => {
      let group = people(NEEDED.plain, 0);
      const begins = group.map(() => Math.floor(chance() * 10));
      for (let look = 0; look < 20; look++) {
        group = group.map((each, i) => (look >= (begins[i] ?? 0) && chance() < 0.7 ? checked(1, each) : each));
        if (isSure(findingsOf('running', group).difference?.adjusted)) return true;
      }
      return false;
    }, 400);
    expect(alarms).toBeLessThan(0.05);
  });

  it('that looks all the time by the interval of the end would cry wolf often', () => {
    const alarms = share(() => {
      let group = people(NEEDED.plain, 0);
      for (let look = 0; look < 20; look++) {
        group = group.map((each) => (chance() < 0.5 ? checked(1, each) : each));
        if (isSure(findingsOf('ended', group).difference?.plain)) return true;
      }
      return false;
    }, 200);
    expect(alarms).toBeGreaterThan(0.1);
  });

  it('of so many people as were planned finds what is there in about 80 of 100 cases, and with half as many when adjusted', () => {
    const plain = share(() => (atTheEnd(NEEDED.plain, PLAN.effect).difference?.plain.low ?? 0) > 0, 400);
    expect(plain).toBeGreaterThan(0.74);
    expect(plain).toBeLessThan(0.88);
    const adjusted = share(() => sure(atTheEnd(NEEDED.adjusted, PLAN.effect)).low > 0, 400);
    expect(NEEDED.adjusted / NEEDED.plain).toBeLessThan(0.55);
    expect(adjusted).toBeGreaterThan(0.74);
    expect(adjusted).toBeLessThan(0.88);
  });

  it('is told more narrowly as it is adjusted by practice before, and finds the truth', () => {
    const found = Array.from({ length: 100 }, () => atTheEnd(NEEDED.plain, PLAN.effect));
    const narrower = found.map(({ difference }) => (difference ? width(difference.adjusted) / width(difference.plain) : 1));
    expect(narrower.reduce((sum, each) => sum + each, 0) / narrower.length).toBeLessThan(0.85);
    const mean = found.reduce((sum, each) => sum + sure(each).estimate, 0) / found.length;
    expect(mean).toBeGreaterThan(0.08);
    expect(mean).toBeLessThan(0.12);
  });
});

describe('what is told of an experiment', () => {
  const of = (size: number, phase: Phase, more: Partial<Participant> = {}) =>
    findingsOf(
      phase,
      people(size, 0.4).map((each) => ({ ...checked(CHECKS, each), ...more })),
    );

  it('is a verdict from 40 people with answers on a side, and a range below', () => {
    expect(of(200, 'ended')).toMatchObject({ verdict: 'better', without: { learners: 40 } });
    expect(of(190, 'ended')).toMatchObject({ verdict: 'cannot tell yet', why: 'too few', difference: { method: 'interval' } });
  });

  it('is by the interval at the planned end alone, and by the sequence until then and after an early end', () => {
    expect(of(200, 'running').difference?.method).toBe('sequence');
    expect(of(200, 'ended early').difference?.method).toBe('sequence');
    expect(of(200, 'ended').difference?.method).toBe('interval');
  });

  it('is nothing of fewer than eight people', () => {
    const found = of(35, 'ended');
    expect(found).toMatchObject({ verdict: 'cannot tell yet', why: 'nobody is shown', guardrails: {} });
    expect(found.without).toEqual({ assigned: 7, learners: 7 });
    expect(found).not.toHaveProperty('difference');
  });

  it('names segments by what was there before, where there are eight on each side', () => {
    const found = of(200, 'ended', { before: { hits: 19, n: 19 } });
    const shown = found.exploratory.filter(({ difference }) => difference).map(({ segment }) => segment);
    expect(shown).toEqual(['beginner']);
    const strong = of(200, 'ended', { before: { hits: 24, n: 30 } }).exploratory.find(({ difference }) => difference);
    expect(strong?.segment).toBe('strong');
    const weak = of(200, 'ended', { before: { hits: 23, n: 30 } }).exploratory.find(({ difference }) => difference);
    expect(weak?.segment).toBe('inconsistent');
  });

  it('guards how many answer and how many stop', () => {
    const group = people(200, 0).map((each) => checked(CHECKS, each));
    const silent = group.map((each) => (each.heldOut ? each : { ...each, week: { ...each.week, asked: each.week.asked * 2 } }));
    expect(findingsOf('ended', silent).guardrails.answered?.high).toBeLessThan(-0.3);
    const gone = group.map((each, i) => ({ ...each, stopped: each.heldOut && i % 2 === 0 }));
    expect(findingsOf('ended', gone).guardrails.stopped?.estimate).toBe(-0.5);
    expect(findingsOf('ended', gone).without.stopped?.estimate).toBe(0.5);
  });

  it('counts who left the comparison where the lot put them', () => {
    const group = people(200, 0.4).map((each) => ({ ...checked(CHECKS, each), leftIt: each.heldOut }));
    expect(findingsOf('ended', group)).toMatchObject({
      without: { assigned: 40, leftIt: 40 },
      with: { assigned: 160, leftIt: 0 },
    });
  });
});

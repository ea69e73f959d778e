import { describe, expect, it } from 'vitest';
import { assign, drawn, type Experiment, peopleNeeded, phaseOf, spanOf } from '../../../src/domain/experiment/experiment.ts';
import { learnersNeeded } from '../../../src/domain/statistics/experiment.ts';

const MONDAY = Temporal.Instant.from('2026-11-23T08:00:00Z');
const plan: Experiment = { id: 'e1', salt: 'salt', share: 0.15, days: 56, recall: 0.6, effect: 0.05, plannedAt: MONDAY };
const TEAMS = [3, 5, 7, 8, 12, 40, 125].map((size, i) => ({ size, team: `t${i}` }));
const people = TEAMS.flatMap(({ size, team }) => Array.from({ length: size }, (_, i) => ({ member: `${team}-${i}`, team })));
const salts = Array.from({ length: 2_000 }, (_, i) => `salt-${i}`);
const heldOut = (salt: string, share = 0.15) => assign({ ...plan, salt, share }, people).filter((each) => each.heldOut);

describe('the lot', () => {
  it.each([0.1, 0.15, 0.2])('holds out of every team, and of all, a share of %d to within one person', (share) => {
    for (const salt of salts.slice(0, 100)) {
      const found = heldOut(salt, share);
      expect(Math.abs(found.length - share * people.length)).toBeLessThan(1);
      for (const { size, team } of TEAMS) {
        const own = found.filter(({ member }) => member.startsWith(`${team}-`)).length;
        expect(Math.abs(own - share * size)).toBeLessThan(1);
      }
    }
  });

  it('gives everybody the same chance, also in small teams, and who comes later', () => {
    const times = Map.groupBy(
      salts.flatMap((salt) => heldOut(salt)),
      ({ member }) => member,
    );
    for (const { member } of people) expect((times.get(member)?.length ?? 0) / salts.length).toBeCloseTo(0.15, 1);
    const small = people.filter(({ team }) => team === 't0');
    const mean = small.reduce((sum, { member }) => sum + (times.get(member)?.length ?? 0), 0) / small.length / salts.length;
    expect(mean).toBeGreaterThan(0.13);
    expect(mean).toBeLessThan(0.17);
    const later = salts.filter((salt) => drawn({ ...plan, salt }, 'zoe')).length / salts.length;
    expect(later).toBeGreaterThan(0.13);
    expect(later).toBeLessThan(0.17);
  });

  it('follows from the salt alone, in whatever order people are named', () => {
    const sorted = (found: readonly { member: string; heldOut: boolean }[]) =>
      found.toSorted((a, b) => (a.member < b.member ? -1 : 1));
    expect(sorted(assign(plan, people.toReversed()))).toEqual(sorted(assign(plan, people)));
    expect(heldOut('salt-1')).not.toEqual(heldOut('salt-2'));
  });
});

describe('an experiment', () => {
  it('runs from its start to its horizon, and ends by itself', () => {
    const started = { ...plan, startedAt: MONDAY };
    const last = MONDAY.add({ hours: 24 * 56 });
    expect(phaseOf(plan, last)).toBe('planned');
    expect(phaseOf(started, last.subtract({ seconds: 1 }))).toBe('running');
    expect(phaseOf(started, last)).toBe('ended');
    expect(phaseOf({ ...started, stoppedAt: MONDAY }, last)).toBe('ended early');
    expect(phaseOf({ ...plan, stoppedAt: MONDAY }, last)).toBe('withdrawn');
  });

  it('counts what came in up to its end, or up to now', () => {
    const started = { ...plan, startedAt: MONDAY };
    const day = (n: number) => MONDAY.add({ hours: 24 * n });
    expect(spanOf(plan, day(3))).toBeUndefined();
    expect(String(spanOf(started, day(3))?.until)).toBe(String(day(3)));
    expect(String(spanOf(started, day(99))?.until)).toBe(String(day(56)));
    expect(String(spanOf({ ...started, stoppedAt: day(9) }, day(99))?.until)).toBe(String(day(9)));
  });

  it('takes more people the smaller the share that goes without', () => {
    const each = learnersNeeded({ from: 0.6, to: 0.65 });
    expect(peopleNeeded({ ...plan, share: 0.5 }).plain).toBe(2 * each);
    expect(peopleNeeded(plan)).toEqual({ plain: 1185, adjusted: 621 });
    expect(peopleNeeded({ ...plan, share: 0.1 }).plain).toBeGreaterThan(1185);
  });
});

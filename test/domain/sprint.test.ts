import { describe, expect, it } from 'vitest';
import type { Attempt, Purpose } from '../../src/domain/attempt.ts';
import { checkOf, jointItems, openCheck, outcomeOf, ownResult, phaseOn, type Sprint } from '../../src/domain/sprint.ts';
import { pairsOf } from '../../src/domain/sprint-pairs.ts';
import { attemptOn } from '../support/attempts.ts';
import { everyKind, refunds } from '../support/decks.ts';

const MONDAY = Temporal.PlainDate.from('2026-11-30');
const day = (after: number) => MONDAY.add({ days: after });
const topic = refunds.items.filter((item) => item.topic === 'Refunds').map((item) => ({ version: 1, item }));
const pairs = pairsOf(topic, 'seed');
const sprint: Sprint = {
  ...{ id: 's1', team: 't1', deck: 'refunds', topic: 'Refunds', startsOn: MONDAY, pairs },
  ...({ state: 'running', forAll: true, counted: 0, letter: 'l1' } as const),
};

/** Answers of a member to a check, so many of them right. */
function answers(member: string, phase: 'before' | 'after', right: number): Attempt[] {
  return checkOf(sprint, member, phase).map(({ item, purpose }, i) =>
    attemptOn(day(phase === 'before' ? 0 : 7), {
      ...{ id: `${member}-${phase}-${i}`, member, deck: 'refunds', item, purpose: purpose as Purpose },
      verdict: i < right ? 'correct' : 'incorrect',
    }),
  );
}

describe('what the checks of a sprint ask', () => {
  it('is each item in two wordings, or two that are alike; what stands alone, or is marked by oneself, is left out', () => {
    expect(pairs).toHaveLength(4);
    expect(pairs.filter(({ one, other }) => one.item === other.item && one.wording !== other.wording)).toHaveLength(3);
    expect(pairs.flatMap(({ one, other }) => [one.item, other.item])).not.toContain('days');
    const byOneself = everyKind.items.filter(({ kind }) => ['sentence', 'teach-back', 'scenario'].includes(kind));
    expect(
      pairsOf(
        [...byOneself, ...byOneself].map((item) => ({ version: 1, item })),
        'seed',
      ),
    ).toEqual([]);
  });

  it('pairs what was right as often, whatever its kind', () => {
    const alone = topic.filter(({ item }) => !item.wordings);
    const known = (shares: Record<string, number>) =>
      pairsOf(
        alone.map((each) => ({ ...each, ...(shares[each.item.id] !== undefined && { right: shares[each.item.id] as number }) })),
        'seed',
      ).map(({ one, other }) => [one.item, other.item].sort());
    expect(known({ 'item-4': 0.3, 'item-5': 0.8, days: 0.35 })).toEqual([['days', 'item-4']]);
    expect(known({ 'item-4': 0.2, 'item-5': 0.8, days: 0.5 })).toEqual([]);
  });

  it('comes in other words after than before for everybody, and in either order for about half', () => {
    const people = Array.from({ length: 40 }, (_, i) => `person-${i}`);
    const firsts = people.map((person) => {
      const [before, after] = [checkOf(sprint, person, 'before'), checkOf(sprint, person, 'after')];
      for (const [i, prompt] of before.entries())
        expect([prompt.item, prompt.wording]).not.toEqual([after[i]?.item, after[i]?.wording]);
      return before[0]?.wording;
    });
    const own = firsts.filter((wording) => wording === 0).length;
    expect(own).toBeGreaterThan(10);
    expect(own).toBeLessThan(30);
  });

  it('is asked from the first day to the fourth, and from a week later on of who answered before', () => {
    expect([-1, 0, 3, 4, 6, 7, 8].map((after) => phaseOn(sprint, day(after)))).toEqual([
      ...[undefined, 'before', 'before', undefined, undefined, 'after', 'after'],
    ]);
    expect(openCheck(sprint, 'ana', day(0), [])).toHaveLength(4);
    expect(openCheck(sprint, 'ana', day(1), answers('ana', 'before', 1).slice(0, 3))).toHaveLength(1);
    expect(openCheck(sprint, 'ana', day(7), [])).toEqual([]);
    expect(openCheck(sprint, 'ana', day(7), answers('ana', 'before', 1).slice(0, 3))).toHaveLength(3);
  });
});

it('the days between have the same two questions for all, and all of the topic in turn', () => {
  const items = topic.map(({ item }) => ({ item: item.id }));
  const week = [1, 2, 3, 4].map((after) => jointItems(sprint, items, day(after)).map(({ item }) => item));
  expect(week.map((two) => two.length)).toEqual([2, 2, 2, 2]);
  expect(new Set(week.slice(0, 3).flat()).size).toBe(6);
  expect([0, 7].map((after) => jointItems(sprint, items, day(after)))).toEqual([[], []]);
});

describe('the outcome', () => {
  const own = (member: string, before: number, after: number) =>
    [member, ownResult(sprint, member, [...answers(member, 'before', before), ...answers(member, 'after', after)])] as const;

  it('is each with themselves, with a range, of five people or more', () => {
    const people = [own('ana', 1, 3), own('ben', 0, 4), own('cem', 2, 3), own('dia', 1, 4), own('eve', 2, 4)];
    expect(outcomeOf(new Map(people.slice(0, 4)))).toEqual({ people: 4, of: 4 });
    const outcome = outcomeOf(new Map(people));
    expect(outcome).toMatchObject({ people: 5, of: 5, before: 0.3, after: 0.9 });
    // A paired t interval of the differences 2, 4, 1, 3 and 2 of 4: .6 ± 2.776 · .1275.
    expect(outcome.change?.estimate).toBeCloseTo(0.6, 6);
    expect(outcome.change?.low).toBeCloseTo(0.2461, 3);
    expect(outcome.change?.high).toBeCloseTo(0.9539, 3);
  });

  it('leaves out who missed a check, and what was seen earlier that day', () => {
    const spoilt = answers('fay', 'after', 4).map((each) => ({ ...each, firstOfDay: false }));
    expect(ownResult(sprint, 'fay', [...answers('fay', 'before', 1), ...spoilt]).before.n).toBe(0);
    const five = ['ana', 'ben', 'cem', 'dia', 'eve'].map((member) => own(member, 1, 2));
    const missed = ['gus', ownResult(sprint, 'gus', answers('gus', 'after', 4))] as const;
    expect(outcomeOf(new Map([...five, missed]))).toMatchObject({ people: 5, of: 6, before: 0.25, after: 0.5 });
  });
});

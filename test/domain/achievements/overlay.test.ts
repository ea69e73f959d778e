import { describe, expect, it } from 'vitest';
import { awardsAfter, shown } from '../../../src/domain/achievements/achieve.ts';
import {
  boundsOf,
  type Counts,
  countsOf,
  type FamilyChange,
  rulesAt,
  rulesIn,
  rulesOverTime,
  takenBack,
  tunedTo,
  wrongTier,
} from '../../../src/domain/achievements/overlay.ts';
import type { WorkspaceId } from '../../../src/events.ts';
import { RULES, ruleCalled } from '../../support/rules.ts';

const at = (day: number) => Temporal.Instant.from('2026-11-23T09:00:00Z').add({ hours: 24 * day });
const change = (family: string, day: number, more: Partial<FamilyChange> = {}): FamilyChange => ({
  ...{ family, since: at(day), off: false, ...more },
});
const here = (changes: readonly FamilyChange[], day: number, family: string) => {
  const rule = rulesAt(RULES, changes, at(day)).find((each) => each.family === family);
  if (!rule) throw new Error(`no family ${family}`);
  return rule;
};

describe('the thresholds of a workspace', () => {
  const stricter = [change('day-return', 2, { counts: [1, 15, 60] })];

  it('hold from their time on, for their family alone, and what follows strength keeps its distance', () => {
    expect(countsOf(here(stricter, 1, 'day-return'))).toEqual([1, 10, 40]);
    expect(countsOf(here(stricter, 2, 'day-return'))).toEqual([1, 15, 60]);
    const fixer = here([change('error-fixer', 2, { counts: [1, 8, 20] })], 2, 'error-fixer');
    expect(ruleCalled('error-fixer').tiers.standard).toEqual({ count: 5, from: 3, to: 6 });
    expect(fixer.tiers.standard).toEqual({ count: 8, from: 5, to: 10, easiest: 3 });
    expect(here(stricter, 2, 'first-recall')).toBe(ruleCalled('first-recall'));
    const over = rulesOverTime(RULES, stricter);
    expect([0, 1, 2, 9].map((day) => over(at(day)))).toEqual([0, 1, 2, 9].map((day) => rulesAt(RULES, stricter, at(day))));
  });

  it('take nothing away that was given by easier ones, and ask for more next time', () => {
    const given = { member: 'ana', family: 'day-return', state: 'held', announced: true, action: 'done' } as const;
    const award = { ...given, tier: 1, earnedAt: at(1), earnedOn: Temporal.PlainDate.from('2026-11-24') };
    const standing = {
      proofs: 8,
      here: undefined,
      tries: '',
      days: { asked: [], isFree: () => false, isKept: () => false },
      awards: [award],
    };
    const who = { member: 'ana', now: at(3), day: Temporal.PlainDate.from('2026-11-26'), strength: undefined, others: [award] };
    const settled = (proofs: number) =>
      awardsAfter(here(stricter, 3, 'day-return'), { ...standing, proofs }, { ...who, loss: 'lapsed' }).map(
        ({ tier, state }) => `${tier} ${state}`,
      );
    expect(settled(8)).toEqual([]);
    expect(settled(6)).toEqual(['1 lapsed']);
    const fresh = (proofs: number, changes: readonly FamilyChange[]) =>
      awardsAfter(here(changes, 3, 'first-recall'), { ...standing, proofs, awards: [] }, { ...who, loss: 'lapsed' }).length;
    const two = [change('first-recall', 2, { counts: [2, 15, 40] })];
    expect([fresh(1, []), fresh(1, two), fresh(2, two)]).toEqual([1, 0, 1]);
  });

  it.each<[Counts, string | undefined]>([
    [[1, 10, 40], undefined],
    [[1, 5, 20], undefined],
    [[3, 30, 120], undefined],
    [[4, 30, 120], 'starter'],
    [[0, 10, 40], 'starter'],
    [[1, 4, 40], 'standard'],
    [[1, 31, 120], 'standard'],
    [[1, 25, 25], 'mastery'],
    [[1, 10, 121], 'mastery'],
  ])('%j of the 24-Hour Return: wrong is %s', (counts, wrong) => {
    expect(wrongTier(ruleCalled('day-return'), counts)).toBe(wrong);
  });

  it('of days ask for no more of them than are looked at', () => {
    expect(boundsOf(ruleCalled('steady')).map(({ most }) => most)).toEqual([5, 14, 20]);
  });

  it('that are those of the file are the file’s', () => {
    expect(tunedTo(ruleCalled('day-return'), [1, 10, 40], false, at(1))).toEqual(change('day-return', 1));
  });
});

describe('a family that is off', () => {
  const off = [change('day-return', 2, { off: true })];

  it('gives nothing new, is not shown, and opens what waited for it', () => {
    const enough = {
      proofs: 5,
      here: undefined,
      tries: '',
      days: { asked: [], isFree: () => false, isKept: () => false },
      awards: [],
    };
    const who = { member: 'ana', day: Temporal.PlainDate.from('2026-11-26'), strength: undefined, others: [] };
    const given = (day: number) => awardsAfter(here(off, day, 'day-return'), enough, { ...who, now: at(day), loss: 'lapsed' });
    expect([given(1).length, given(3).length]).toEqual([1, 0]);
    expect(shown(rulesAt(RULES, off, at(3)), []).map(({ family }) => family)).not.toContain('day-return');
    expect(ruleCalled('transfer').opens?.family).toBe('day-return');
    expect(here(off, 3, 'transfer')).not.toHaveProperty('opens');
  });
});

describe('what is taken back', () => {
  const changes = [
    change('day-return', 1, { counts: [1, 12, 50] }),
    change('day-return', 2, { counts: [1, 15, 60] }),
    change('steady', 2, { off: true }),
  ];

  it('is the last change with all that came with it, once', () => {
    const back = [change('day-return', 5, { counts: [1, 12, 50] }), change('steady', 5)];
    expect(takenBack(changes, at(5))).toEqual(back);
    expect(takenBack([...changes, change('steady', 3)], at(5), String(at(2)))).toEqual(back.slice(0, 1));
    expect(takenBack(changes, at(5), String(at(1)))).toEqual([]);
    expect(takenBack([], at(5))).toEqual([]);
  });
});

describe('a family of one workspace', () => {
  it('is there alone, and what opens with it as well', () => {
    const own = { ...ruleCalled('steady'), family: 'own', workspaces: ['slack:T1' as const] };
    const opened = { ...ruleCalled('steady'), family: 'opened', opens: { family: 'own', tier: 'starter' as const } };
    const names = (workspace: WorkspaceId) => rulesIn(workspace, [...RULES, own, opened]).map(({ family }) => family);
    expect(names('slack:T1')).toEqual(expect.arrayContaining(['own', 'opened', 'steady']));
    expect(names('slack:T2')).toEqual(RULES.map(({ family }) => family));
  });
});

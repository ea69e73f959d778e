import { describe, expect, it } from 'vitest';
import {
  byPerson,
  type Gathering,
  type JointStart,
  startOf,
  type TopicKnown,
} from '../../../src/domain/achievements/gathering.ts';
import { TIERS } from '../../../src/domain/achievements/rule.ts';
import {
  lookAt,
  proofsAfter,
  type TeamAward,
  type TeamProof,
  teamAwardsAfter,
} from '../../../src/domain/achievements/team-achieve.ts';
import type { Attempt } from '../../../src/domain/attempt.ts';
import type { LedgerEntry, Standing } from '../../../src/domain/misconception.ts';
import { attemptAt } from '../../support/attempts.ts';
import { TEAM_RULES, teamRuleCalled } from '../../support/rules.ts';

const AT = Temporal.Instant.from('2026-11-24T15:00:00Z');
const DAY = Temporal.PlainDate.from('2026-11-24');
const people = (n: number) => Array.from({ length: n }, (_, i) => `p${i + 1}`);

function gathering(n: number, more: Partial<Gathering> = {}): Gathering {
  const roll = { id: 'look', team: 't', why: 'looked', at: AT, people: people(n), isWhole: true } as const;
  return { roll, day: DAY, starts: [], ledger: [], topics: [], ...more };
}

/** The levels that a look shows of a family. */
const levels = (family: string, of: Gathering) => proofsAfter(teamRuleCalled(family), [], of).map(({ level }) => level);

describe('a question for all, of ten who were there', () => {
  const start = (...after: number[]): JointStart => ({ question: 'q', people: 10, startedAfterMinutes: after });
  const of = (...after: number[]) => levels('quick-start', gathering(12, { starts: [start(...after)] }));
  const times = (n: number, minutes: number) => Array.from({ length: n }, () => minutes);

  it.each([
    ['half within ten minutes', times(5, 10), [0]],
    ['fewer than half', times(4, 1), []],
    ['half, one a little later', [...times(4, 10), 10.1], []],
    ['four in five within five minutes', times(8, 5), [1]],
    ['fewer than four in five', times(7, 5), [0]],
    ['four in five, one a little later', [...times(7, 5), 5.1], [0]],
    ['all within a minute', times(10, 1), [2]],
    ['all, one a little later', [...times(9, 1), 1.1], [1]],
    ['all but one', times(9, 1), [1]],
  ])('%s', (_, after, expected) => {
    expect(of(...after)).toEqual(expected);
  });

  it('under five it takes all who were there, and more than one', () => {
    const among = (there: number, began: number) =>
      levels('quick-start', gathering(12, { starts: [{ question: 'q', people: there, startedAfterMinutes: times(began, 10) }] }));
    expect([among(4, 3), among(4, 4), among(2, 1), among(2, 2), among(1, 1)]).toEqual([[], [0], [], [0], []]);
  });
});

describe('who has begun with a question for all', () => {
  const ASKED = Temporal.Instant.from('2026-11-24T10:00:00Z');
  const question = { id: 'q', askedAt: ASKED, deck: 'd', item: 'i' };
  const pressed = (more: Partial<Attempt> = {}) =>
    attemptAt(ASKED.add({ minutes: 3 }), {
      ...{ id: 'c', member: 'p1', deck: 'd', item: 'i', purpose: 'channel', askedAt: ASKED, verdict: 'incorrect' },
      ...more,
    });
  const recalled = (more: Partial<Attempt> = {}) =>
    attemptAt(ASKED.add({ hours: 4 }), {
      ...{ id: 'r', member: 'p1', deck: 'd', item: 'j', purpose: 'review', verdict: 'correct', gapHours: 18 },
      ...more,
    });
  const began = (...log: Attempt[]) => startOf(question, ['p1', 'p2'], byPerson(log)).startedAfterMinutes;

  it('answered, right or wrong, and recalled something due on that day, before or after', () => {
    expect(began(pressed(), recalled())).toEqual([3]);
    expect(began(recalled({ answeredAt: ASKED.subtract({ hours: 1 }) }), pressed())).toEqual([3]);
    expect(began(pressed({ verdict: 'correct', gapHours: 48 }))).toEqual([3]);
    expect(startOf(question, ['p1', 'p2'], byPerson([])).people).toBe(2);
  });

  it.each([
    ['the press alone', [pressed()]],
    ['a press, and a miss', [pressed(), recalled({ verdict: 'incorrect' })]],
    ['a press, and something seen on the same day', [pressed(), recalled({ gapHours: 17 })]],
    ['a press, and something new', [pressed(), attemptAt(ASKED, { member: 'p1', verdict: 'correct' })]],
    ['a press, and a check', [pressed(), recalled({ purpose: 'probe' })]],
    ['a press, and what was refused', [pressed(), recalled({ refused: 'copied' })]],
    ['a press, and a recall on the next day', [pressed(), recalled({ day: DAY.add({ days: 1 }) })]],
    ['a recall alone', [recalled()]],
    ['the answer to another question', [pressed({ askedAt: ASKED.add({ hours: 1 }) }), recalled()]],
    ['a colleague’s recall', [pressed(), recalled({ member: 'p2' })]],
    ['somebody who was not waited for', [pressed({ member: 'p9' }), recalled({ member: 'p9' })]],
  ])('%s is no start', (_, log) => {
    expect(began(...log)).toEqual([]);
  });

  it('a miss that was ruled to have been right counts', () => {
    const miss = recalled({ verdict: 'incorrect' });
    expect(began(pressed(), miss, recalled({ id: 'k', corrects: 'r', grader: 'ruling' }))).toEqual([3]);
  });
});

describe('a misconception that several put right', () => {
  const entry = (member: string, standing: Standing, daysAgo = 1): LedgerEntry => ({
    ...{ member, deck: 'd', misconception: 'm', standing, items: ['i'], version: 1, times: 1 },
    ...{ sinceDay: DAY, since: AT.subtract({ minutes: Math.round(daysAgo * 1440) }) },
  });
  const of = (n: number, ...ledger: LedgerEntry[]) => levels('put-right-together', gathering(n, { ledger }));
  const three = [entry('p1', 'held'), entry('p2', 'verified'), entry('p3', 'held', 28)];

  it('is put right by three who hold it, of five or more', () => {
    expect(of(5, ...three)).toEqual([2]);
    expect(of(4, ...three)).toEqual([]);
    expect(of(5, ...three.slice(1))).toEqual([]);
  });

  it.each([
    ['was right on the same day alone', entry('p3', 'corrected')],
    ['relapsed', entry('p3', 'relapsed')],
    ['put it right too long ago', entry('p3', 'held', 28.1)],
    ['is not there', entry('p9', 'held')],
    ['put another one right', { ...entry('p3', 'held'), misconception: 'n' }],
  ])('the third does not count who %s', (_, third) => {
    expect(of(5, ...three.slice(0, 2), third)).toEqual([]);
  });

  it('takes two more people than it is about, so that nobody can tell who', () => {
    const rule = teamRuleCalled('put-right-together');
    const four = { ...rule, evidence: { of: 'team', shows: 'correction', people: 4, days: 28 } } as const;
    const ledger = people(4).map((member) => entry(member, 'held'));
    expect(proofsAfter(four, [], gathering(5, { ledger }))).toEqual([]);
    expect(proofsAfter(four, [], gathering(6, { ledger }))).toHaveLength(1);
  });
});

describe('a topic that a team holds', () => {
  const known = (member: string, items = 3, lost = 0): TopicKnown => ({
    ...{ member, family: 'week-return', deck: 'd', topic: 'Refunds', known: items, lost },
  });
  const by = (n: number, ...topics: TopicKnown[]) => levels('collective-mastery', gathering(n, { topics }));
  const all = (n: number) => people(n).map((member) => known(member));

  it('is held by four in five, and at the highest tier by all', () => {
    expect([by(5, ...all(4)), by(5, ...all(3)), by(5, ...all(5)), by(10, ...all(8)), by(10, ...all(7))]).toEqual([
      [1],
      [],
      [2],
      [1],
      [],
    ]);
  });

  it('is known by who knows three questions of it, and four in five of those that they knew', () => {
    const last = (items: number, lost: number) => by(5, ...all(3), known('p4', items, lost));
    expect([last(2, 0), last(3, 0), last(4, 1), last(3, 1)]).toEqual([[], [1], [1], []]);
  });

  it('counts who is there alone, and the family that is asked for', () => {
    expect(by(5, ...all(3), known('p9'))).toEqual([]);
    expect(by(5, ...all(3), { ...known('p4'), family: 'day-return' })).toEqual([]);
  });

  it('takes all of a team under five', () => {
    expect([by(4, ...all(3)), by(4, ...all(4)), by(1, ...all(1))]).toEqual([[], [2], []]);
  });

  const rule = teamRuleCalled('collective-mastery');
  const proven = proofsAfter(rule, [], gathering(10, { topics: all(10) }));
  const later = (n: number, knowing: number) =>
    proofsAfter(rule, proven, gathering(n, { topics: people(n).map((member, i) => known(member, i < knowing ? 3 : 0)) }))[0];

  it('is lost once fewer than half hold it, and comes back; in a team under five nothing is lost', () => {
    expect([later(10, 5)?.lapsed, later(10, 4)?.lapsed, later(4, 1)?.lapsed]).toEqual([false, true, false]);
    const [lost] = [later(10, 4)].flatMap((each) => each ?? []);
    const back = (knowing: number) => proofsAfter(rule, lost ? [lost] : [], gathering(10, { topics: all(knowing) }))[0]?.lapsed;
    expect([back(7), back(8)]).toEqual([true, false]);
  });
});

describe('a team’s award', () => {
  const proofs = (family: string, n: number, more: Partial<TeamProof> = {}): TeamProof[] =>
    Array.from({ length: n }, (_, i) => ({
      ...{ family, subject: `s${i}`, level: 2, roll: 'look', people: 8, day: DAY, lapsed: false },
      ...more,
    }));
  const award = (family: string, tier: number, more: Partial<TeamAward> = {}): TeamAward => ({
    ...{ family, tier, earnedAt: AT, earnedOn: DAY.subtract({ days: 1 }) },
    ...({ state: 'held', announced: true, action: 'offered' } as const),
    ...more,
  });
  const told = (awards: readonly TeamAward[]) => awards.map(({ tier, state }) => `${tier} ${state}`);
  const given = (family: string, own: TeamProof[], awards: TeamAward[]) =>
    told(teamAwardsAfter(teamRuleCalled(family), own, awards, gathering(8)));

  it.each(
    TEAM_RULES.flatMap((rule) => TIERS.map((tier, i) => ({ family: rule.family, tier, i, count: rule.tiers[tier].count }))),
  )('$family, $tier, is given at $count and not one below', ({ family, i, count }) => {
    const below = Array.from({ length: i }, (_, tier) => award(family, tier));
    expect(given(family, proofs(family, count), below)).toEqual([...told(below), `${i} held`]);
    expect(given(family, proofs(family, count - 1), below)).not.toContain(`${i} held`);
    if (i > 0) expect(given(family, proofs(family, count, { level: i - 1 }), below)).not.toContain(`${i} held`);
  });

  it.each([
    ['quick-start', [1, 3, 3]],
    ['put-right-together', [1, 3, 6]],
    ['collective-mastery', [1, 3, 3]],
  ])('%s asks for %o', (family, counts) => {
    expect(TIERS.map((tier) => teamRuleCalled(family).tiers[tier].count)).toEqual(counts);
  });

  it('rises one tier a day', () => {
    const today = award('quick-start', 0, { earnedOn: DAY });
    expect(given('quick-start', proofs('quick-start', 9), [])).toEqual(['0 held']);
    expect(given('quick-start', proofs('quick-start', 9), [today])).toEqual(['0 held']);
  });

  it('of mastery rests when too little of it is left, and comes back; others keep theirs', () => {
    const family = 'collective-mastery';
    const lapsed = proofs(family, 1, { lapsed: true });
    expect(given(family, lapsed, [award(family, 0)])).toEqual(['0 lapsed']);
    expect(given(family, proofs(family, 1), [award(family, 0, { state: 'lapsed' })])).toEqual(['0 held']);
    expect(
      given(
        family,
        proofs(family, 2),
        [0, 1].map((tier) => award(family, tier)),
      ),
    ).toEqual(['0 held', '1 lapsed']);
    expect(given('quick-start', [], [award('quick-start', 0)])).toEqual(['0 held']);
  });

  it('comes of one look after the other, family by family', () => {
    const start: JointStart = { question: 'q', people: 5, startedAfterMinutes: [1, 1, 1, 1, 1] };
    const shown = lookAt(TEAM_RULES, { proofs: [], awards: [] }, gathering(5, { starts: [start] }));
    expect(shown.awards).toEqual([
      { family: 'quick-start', tier: 0, earnedAt: AT, earnedOn: DAY, state: 'held', announced: false, action: 'offered' },
    ]);
    const [kept] = shown.proofs;
    expect(kept).toEqual({ family: 'quick-start', subject: 'q', level: 2, roll: 'look', people: 5, day: DAY, lapsed: false });
    expect(lookAt(TEAM_RULES, shown, gathering(5))).toEqual(shown);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askDay } from '../../../src/domain/partners/ask-day.ts';
import type { Candidate } from '../../../src/domain/partners/fit.ts';
import { firstInCommon, freeIn, inCommon } from '../../../src/domain/partners/free.ts';
import { matchesOf } from '../../../src/domain/partners/match.ts';
import { type Avoided, agreeing, declining, type Match, newSeeker, type Seeker } from '../../../src/domain/partners/partner.ts';
import { type Rhythm, USUAL_HOURS } from '../../../src/domain/rhythm.ts';
import { cases } from '../../property/cases.ts';

const WEEK = Temporal.PlainDate.from('2026-11-23');
const NOW = Temporal.Instant.from('2026-11-23T08:00:00Z');

function rhythmIn(zone: string, more: Partial<Rhythm> = {}): Rhythm {
  const usual = { workingDays: [1, 2, 3, 4, 5], sessionTime: Temporal.PlainTime.from('09:00'), hours: USUAL_HOURS, leaves: [] };
  return { zone, ...usual, ...more };
}

const seekerOf = (member: string, more: Partial<Seeker> = {}): Seeker => ({ ...newSeeker(member, NOW), ...more });
const freeOf = (rhythm: Rhythm, more: Partial<Seeker> = {}) => freeIn(WEEK, rhythm, seekerOf('x', more), () => false);

function candidate(member: string, more: Partial<Candidate> & { languages?: readonly string[] } = {}): Candidate {
  const { languages = [], ...rest } = more;
  return {
    seeker: seekerOf(member, { languages }),
    free: freeOf(rhythmIn('Europe/Berlin')),
    decks: ['d'],
    topics: new Map(),
    ...rest,
  };
}

function matched(candidates: readonly Candidate[], about: { avoided?: readonly Avoided[]; past?: readonly Match[] } = {}) {
  return matchesOf(candidates, { week: WEEK, avoided: [], past: [], topicsIn: () => ['alpha', 'beta', 'gamma'], ...about });
}

const names = (matches: readonly Pick<Match, 'partners'>[]) =>
  matches
    .map(({ partners }) =>
      partners
        .map(({ member }) => member)
        .toSorted()
        .join(' '),
    )
    .toSorted();

function past(weeksAgo: number, ...groups: string[]): Match[] {
  return groups.map((group, i) => ({
    ...{ id: `${weeksAgo}-${i}`, week: WEEK.subtract({ weeks: weeksAgo }), state: 'over', deck: 'd', topics: [] },
    partners: group.split(' ').map((member) => ({ member, answer: 'no' })),
  }));
}

describe('a week is matched', () => {
  it('so that who is firm on something goes with who is not, both ways', () => {
    const [firm, weak] = [1, 0];
    const topics = (refunds: number, escalations: number) =>
      new Map([
        ['d\nrefunds', refunds],
        ['d\nescalations', escalations],
      ]);
    const found = matched([
      candidate('ana', { topics: topics(firm, weak) }),
      candidate('ben', { topics: topics(firm, weak) }),
      candidate('cem', { topics: topics(weak, firm) }),
      candidate('dot', { topics: topics(weak, firm) }),
    ]);
    expect(found).toHaveLength(2);
    for (const { partners, topics: told } of found) {
      expect(partners.map(({ explains }) => explains).toSorted()).toEqual(['escalations', 'refunds']);
      expect(told.toSorted()).toEqual(['escalations', 'refunds']);
    }
  });

  it('by deck, language and hours in common; of topics that nobody knows yet the first are named', () => {
    expect(names(matched([candidate('ana'), candidate('ben', { decks: ['other'] })]))).toEqual([]);
    expect(names(matched([candidate('ana', { languages: ['English'] }), candidate('ben', { languages: ['Polski'] })]))).toEqual(
      [],
    );
    const inTokyo = candidate('ben', { free: freeOf(rhythmIn('Asia/Tokyo')) });
    const early = candidate('ana', { free: freeOf(rhythmIn('Europe/Berlin'), { parts: ['afternoon'] }) });
    expect(names(matched([early, inTokyo]))).toEqual([]);
    expect(matched([candidate('ana'), candidate('ben')])[0]?.topics).toEqual(['alpha', 'beta']);
    const three = ['ana', 'ben', 'cem'].map((member) => candidate(member));
    expect(matched(three)[0]?.topics).toEqual(['alpha', 'beta', 'gamma']);
    const [knows, asks] = [new Map([['d\nbeta', 1]]), new Map([['d\nbeta', 0]])];
    expect(matched([candidate('ana', { topics: knows }), candidate('ben', { topics: asks })])[0]?.topics).toEqual([
      'beta',
      'alpha',
    ]);
  });

  it('without repeats while they can be avoided, and then with whom it is longest ago', () => {
    const four = ['ana', 'ben', 'cem', 'dot'].map((member) => candidate(member));
    const twoWeeks = [...past(1, 'ana ben', 'cem dot'), ...past(2, 'ana cem', 'ben dot')];
    expect(names(matched(four, { past: twoWeeks }))).toEqual(['ana dot', 'ben cem']);
    const all = [...twoWeeks, ...past(3, 'ana dot', 'ben cem')];
    expect(names(matched(four, { past: all }))).toEqual(['ana dot', 'ben cem']);
    expect(names(matched(four.slice(0, 2), { past: past(1, 'ana ben') }))).toEqual(['ana ben']);
  });

  it('never with who is avoided, and with nobody twice in eight weeks while avoidable, whoever they are', () => {
    const people = fc.integer({ min: 2, max: 10 }).chain((count) =>
      fc.record({
        count: fc.constant(count),
        avoided: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 4 }),
        weeks: fc.integer({ min: 1, max: 8 }),
      }),
    );
    const check = ({ count, avoided: pairs, weeks }: { count: number; avoided: [number, number][]; weeks: number }) => {
      const candidates = Array.from({ length: count }, (_, i) => candidate(`p${i}`));
      const avoided = pairs.filter(([a, b]) => a !== b).map(([a, b]) => ({ member: `p${a}`, other: `p${b}` }));
      let before: Match[] = [];
      for (let i = 0; i < weeks; i++) {
        const found = matched(candidates, { avoided, past: before });
        for (const { partners } of found)
          for (const { member } of partners)
            for (const { member: other } of partners)
              expect(avoided.some((each) => each.member === member && each.other === other)).toBe(false);
        const met = new Set(before.flatMap(({ partners }) => names([{ partners }])));
        // With so many people and so few weeks there is always somebody new: of n even people, n − 1 rounds.
        const isAvoidable = avoided.length === 0 && count % 2 === 0 && i === 1 && count > 2;
        if (isAvoidable) for (const each of names(found)) expect(met.has(each)).toBe(false);
        before = [...before, ...found.map((match, j) => ({ ...match, id: `${i} ${j}` }))].map((match) => ({
          ...match,
          week: match.week.subtract({ weeks: 1 }),
        }));
      }
    };
    fc.assert(fc.property(people, check), cases({ few: 100, of100: 1 }));
  });
});

describe('hours in common', () => {
  it('are those of both, on their working days from Tuesday on, within what they chose', () => {
    const berlin = freeOf(rhythmIn('Europe/Berlin'), { days: [2], parts: ['morning'] });
    expect(inCommon(berlin, berlin)).toBe(6);
    expect(firstInCommon(WEEK, [berlin, freeOf(rhythmIn('Europe/Lisbon'))])?.toString()).toBe('2026-11-24T08:00:00Z');
    expect(inCommon(freeOf(rhythmIn('Europe/Berlin', { workingDays: [1] })), berlin)).toBe(0);
    const leaves = [{ from: WEEK, until: WEEK.add({ days: 2 }) }];
    expect(inCommon(freeOf(rhythmIn('Europe/Berlin', { leaves })), berlin)).toBe(0);
  });

  it('hold in zones of half hours and beyond the date line', () => {
    expect(firstInCommon(WEEK, [freeOf(rhythmIn('Asia/Kolkata'))])?.toString()).toBe('2026-11-24T02:30:00Z');
    expect(firstInCommon(WEEK, [freeOf(rhythmIn('Pacific/Kiritimati'))])?.toString()).toBe('2026-11-23T18:00:00Z');
    expect(firstInCommon(WEEK, [freeOf(rhythmIn('Pacific/Pago_Pago'))])?.toString()).toBe('2026-11-24T19:00:00Z');
  });
});

describe('what the people of a match say', () => {
  const match = (...members: string[]): Match => ({
    ...{ id: 'm', week: WEEK, state: 'proposed', deck: 'd', topics: [] },
    partners: members.map((member) => ({ member, answer: 'waiting' })),
  });

  it('agrees where all say yes; a no ends two, and leaves two of three', () => {
    expect(agreeing(match('ana', 'ben'), 'ana').state).toBe('proposed');
    expect(agreeing(agreeing(match('ana', 'ben'), 'ana'), 'ben').state).toBe('agreed');
    expect(declining(agreeing(match('ana', 'ben'), 'ana'), 'ben').state).toBe('over');
    const three = agreeing(agreeing(match('ana', 'ben', 'cem'), 'ana'), 'ben');
    expect(three.state).toBe('proposed');
    expect(declining(three, 'cem').state).toBe('agreed');
  });

  it('is asked about on a day that is not busy, if there is one', () => {
    const tuesday = Temporal.PlainDate.from('2026-11-24');
    expect(askDay(tuesday, (day) => day.dayOfWeek !== 5)?.toString()).toBe('2026-11-27');
    expect(askDay(tuesday, () => true)).toBeUndefined();
  });
});

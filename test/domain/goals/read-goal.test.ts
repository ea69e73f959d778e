import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn } from '../../../src/domain/day-words.ts';
import { GOAL_TYPES, neededFor, type Terms } from '../../../src/domain/goals/goal.ts';
import { flawIn, isVague, readGoal, sharpened } from '../../../src/domain/goals/read-goal.ts';
import type { Scope } from '../../../src/domain/goals/scope.ts';
import { LANGUAGES } from '../../../src/domain/language.ts';
import { newMember } from '../../../src/domain/member.ts';
import { wordingOf } from '../../../src/views/goal-words.ts';
import { cases } from '../../property/cases.ts';

// A Tuesday.
const TODAY = Temporal.PlainDate.from('2026-11-24');
const SCOPES: readonly Scope[] = [
  { deck: 'customer-conversations', name: 'Customer conversations', items: 24, known: 0 },
  { deck: 'customer-conversations', topic: 'Objections and closing', name: 'Objections and closing', items: 10, known: 0 },
  { deck: 'customer-conversations', topic: 'Listening', name: 'Listening', items: 6, known: 0 },
  { deck: 'customer-conversations', topic: 'Tier 2', name: 'Tier 2', items: 9, known: 0 },
  { deck: 'security-awareness', name: 'Security awareness', items: 30, known: 12 },
  { deck: 'security-awareness', topic: 'Phishing', name: 'Phishing', items: 8, known: 8 },
];
const PHISHING = SCOPES.find(({ name }) => name === 'Phishing') as Scope;
const ana = { ...newMember('ana', { name: 'Ana' }, 'UTC'), budget: 3 };
const calendar = { today: TODAY, rhythm: ana, isHoliday: () => false };
const read = (words: string) => readGoal(words, SCOPES, TODAY);

describe('the day that words name', () => {
  it.each([
    ['by Friday', '2026-11-27'],
    ['by next Friday', '2026-12-04'],
    ['until tomorrow', '2026-11-25'],
    ['before 2026-12-18', '2026-12-18'],
    ['by the 18th of December', '2026-12-18'],
    ['by Friday 18 December', '2026-12-18'],
    ['by 3 March', '2027-03-03'],
    ['in 2 weeks', '2026-12-08'],
    ['by the end of the week', '2026-11-27'],
    ['by tuesday', '2026-12-01'],
    ['by yesterday', '2026-11-23'],
  ])('%s', (words, day) => {
    expect(dayIn(`learn it ${words}`, TODAY).day?.toString()).toBe(day);
  });

  it.each(['learn it', 'on 31 November', 'in a row', 'sun and moon'])('is none in: %s', (words) => {
    expect(dayIn(words, TODAY).day).toBeUndefined();
  });
});

describe('a goal in words', () => {
  it('that is vague becomes specific and measurable: the articles’ example', () => {
    const draft = read('learn the objection handling cards by Friday');
    expect(isVague(draft)).toBe(true);
    expect(draft).toMatchObject({ scope: { topic: 'Objections and closing' } });
    const terms = sharpened({ ...draft, scope: SCOPES[1] as Scope }, calendar);
    // Four days of three questions, each asked twice.
    expect(terms).toMatchObject({ type: 'recall', items: 6, share: 0.85, minutes: 8, dueOn: '2026-11-27' });
    expect(String(wordingOf(terms, 'Objections and closing'))).toBe(
      'Recall 5 of 6 questions on “Objections and closing” a day or more later, by Friday 27 November, about 8 minutes',
    );
  });

  it.each([
    ['recall 8 of 10 objection questions by Friday, 10 minutes', { type: 'recall', items: 10, share: 0.8, minutes: 10 }],
    ['finish 5 phishing questions tomorrow', { type: 'completion', items: 5 }],
    ['5 phishing questions within 10 minutes', { type: 'speed', items: 5, minutes: 10 }],
    ['4 in a row on listening', { type: 'fluency', items: 4 }],
    ['20 answers on security awareness, 90% right', { type: 'accuracy', items: 20, share: 0.9 }],
    ['learn tier 2', { scope: { name: 'Tier 2' } }],
    ['remember all of phishing, 90 minutes', { type: 'recall', items: 8, minutes: 30 }],
  ])('%s', (words, expected) => {
    expect(read(words)).toMatchObject(expected);
  });

  it('takes no number of a name for a measure', () => {
    expect(read('learn tier 2 by Friday').items).toBeUndefined();
  });

  it.each(['get better', 'learn Spanish by Friday', ''])('about nothing that is asked here: %s', (words) => {
    expect(read(words).scope).toBeUndefined();
  });

  it('is said back in words that set the same goal', () => {
    const terms: fc.Arbitrary<{ terms: Terms; scope: Scope }> = fc
      .record({
        scope: fc.constantFrom(...SCOPES),
        type: fc.constantFrom(...GOAL_TYPES),
        items: fc.integer({ min: 1, max: 60 }),
        minutes: fc.integer({ min: 5, max: 30 }),
        days: fc.integer({ min: 1, max: 300 }),
      })
      .map(({ scope, type, items, minutes, days }) => ({
        scope,
        terms: {
          ...{ deck: scope.deck, type, items, share: 0.85, minutes, startsOn: TODAY.toString() },
          ...{ dueOn: TODAY.add({ days }).toString(), priority: 'should' as const },
        },
      }));
    fc.assert(
      fc.property(terms, fc.constantFrom(...LANGUAGES), ({ terms: { type, items, minutes, dueOn }, scope }, language) => {
        const said = { deck: scope.deck, type, items, share: 0.85, minutes, dueOn };
        const again = read(wordingOf(said, scope.name).in(language).toLowerCase());
        expect(again).toMatchObject({ scope: { name: scope.name }, type, items, minutes });
        expect(again.dueOn?.toString()).toBe(dueOn);
        expect(neededFor({ type, items, share: again.share ?? 0.85 })).toBe(neededFor(said));
        expect(isVague(again)).toBe(false);
      }),
      cases({ few: 200, of100: 2 }),
    );
  });

  it('that cannot be reached says why', () => {
    const terms = sharpened({ ...read('recall 10 phishing questions by Friday'), scope: PHISHING }, calendar);
    expect(String(flawIn(terms, PHISHING, TODAY))).toBe('“Phishing” has 8 questions: choose as many or fewer.');
    const tonight = sharpened({ ...read('recall 5 phishing questions today'), scope: PHISHING }, calendar);
    expect(String(flawIn(tonight, PHISHING, TODAY))).toContain('needs a day');
    expect(String(flawIn({ ...tonight, dueOn: '2026-11-23' }, PHISHING, TODAY))).toContain('has passed');
  });
});

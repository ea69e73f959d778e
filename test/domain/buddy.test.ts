import { describe, expect, it } from 'vitest';
import { creditAfter, type Explanation, gradeByBuddy, patience, type Tick, ticksFor } from '../../src/domain/buddy.ts';
import { type Item, itemSchema, keyPoints } from '../../src/domain/deck.ts';
import { newMember } from '../../src/domain/member.ts';
import { explained, simpleDeck } from '../support/decks.ts';

const [full] = explained.items as [Item];
const plain = itemSchema.parse({
  ...{ id: 'one', topic: 'APIs', kind: 'teach-back', prompt: 'Why?', points: [{ text: 'It is safe.' }, { text: 'It is fast.' }] },
});
const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z');

describe('what a buddy ticks', () => {
  it('is what the item asks for, the idea always', () => {
    expect(ticksFor(full)).toEqual(['idea', 'example', 'not']);
    expect(ticksFor(plain)).toEqual(['idea']);
    expect(ticksFor(simpleDeck('basics', 1).items[0] as Item)).toEqual([]);
  });

  it.each<[Tick[], string, number]>([
    [['idea', 'example', 'not'], 'correct', 1],
    [['idea', 'not'], 'partly', 2 / 3],
    [['idea'], 'partly', 1 / 3],
    [['example', 'not'], 'incorrect', 0],
    [[], 'incorrect', 0],
  ])('%j is %s', (ticks, verdict, credit) => {
    const grade = gradeByBuddy(full, ticks);
    expect(grade).toMatchObject({ verdict, credit });
    expect([...grade.matched, ...grade.missed].sort()).toEqual([...keyPoints(full)].sort());
  });

  it('of an item that asks for the idea alone is all or nothing', () => {
    expect(gradeByBuddy(plain, ['idea'])).toEqual({ verdict: 'correct', credit: 1, matched: keyPoints(plain), missed: [] });
    expect(gradeByBuddy(plain, ['example', 'not'])).toMatchObject({ verdict: 'incorrect', matched: [] });
  });
});

describe('the credit for an explanation', () => {
  const heard: Explanation = {
    ...{ attempt: 'a1', explainer: 'ana', buddy: 'ben', deck: 'd', item: 'i', version: 1, state: 'rated', open: false },
    ...{
      givenAt: NOW,
      reminded: false,
      ticks: ['idea'],
      note: '',
      ratedAt: NOW,
      told: true,
      credit: 'pending',
      creditTold: false,
    },
  };
  const creditLater = (hours: number, answer: Partial<Parameters<typeof creditAfter>[1]>, from = heard) =>
    creditAfter(from, { firstOfDay: true, verdict: 'correct', ...answer }, NOW.add({ hours }));

  it.each([
    ['a day later, where it was never asked before', 24, {}, 'matured'],
    ['a day later', 24, { gapHours: 24 }, 'matured'],
    ['on the same day', 3, {}, 'pending'],
    ['a day later, and again on that day', 24, { firstOfDay: false, gapHours: 1 }, 'pending'],
    ['a day later, seen an hour before', 24, { gapHours: 1 }, 'pending'],
    ['a guess', 24, { confidence: 'guess' }, 'pending'],
    ['a miss', 24, { verdict: 'incorrect' }, 'lapsed'],
    ['in part', 24, { verdict: 'partly' }, 'lapsed'],
    ['a miss on the same day', 3, { verdict: 'incorrect' }, 'pending'],
    ['after a hundred days', 2400, {}, 'lapsed'],
  ] as const)('%s', (_, hours, answer, credit) => {
    expect(creditLater(hours, answer).credit).toBe(credit);
  });

  it('is given once', () => {
    const matured = creditLater(24, {});
    expect(matured.maturedAt).toEqual(NOW.add({ hours: 24 }));
    expect(creditLater(48, { verdict: 'incorrect' }, matured)).toBe(matured);
    const none: Explanation = { ...heard, credit: 'none' };
    expect(creditLater(24, {}, none)).toBe(none);
  });
});

it('a buddy is reminded on their next working day, and waited for until the third', () => {
  const ben = newMember('ben', { name: 'Ben', zone: 'Europe/Berlin' }, 'UTC');
  const friday = Temporal.Instant.from('2026-11-27T10:00:00Z');
  const { remindAt, returnAt } = patience(friday, ben, (day) => day.toString() === '2026-12-01');
  expect([remindAt, returnAt].map(String)).toEqual(['2026-11-30T08:00:00Z', '2026-12-03T08:00:00Z']);
  const never = patience(friday, { ...ben, workingDays: [] }, () => false);
  expect(String(never.returnAt)).toBe('2026-11-30T10:00:00Z');
});

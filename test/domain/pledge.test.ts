import { describe, expect, it } from 'vitest';
import { doneOf, type Pledge, pledgeToday, readPledge, settledPledge } from '../../src/domain/pledge.ts';
import { attemptAt } from '../support/attempts.ts';

const MONDAY = Temporal.PlainDate.from('2026-11-23');
const at = (instant: string) => Temporal.Instant.from(instant);
const pledge: Pledge = {
  ...{ id: 'p', team: 't', deck: 'd', topic: 'Refunds', items: 2, told: 0, counted: 5, letter: 'l' },
  ...({ madeAt: at('2026-11-23T08:00:00Z'), dueAt: at('2026-11-27T15:00:00Z'), state: 'on' } as const),
};

describe('the words of a pledge', () => {
  const about = {
    topics: new Map([
      ['Late refunds', 6],
      ['Phishing', 3],
    ]),
    today: MONDAY,
  };

  it.each([
    ['recall 3 of late refunds by Friday', { topic: 'Late refunds', items: 3, dueOn: '2026-11-27' }],
    ['all recall 5 questions on Late Refunds', { topic: 'Late refunds', items: 5, dueOn: '2026-11-27' }],
    ['phishing by 2 dec', { topic: 'Phishing', items: 3, dueOn: '2026-12-02' }],
    ['3 zu late refunds bis Freitag', { topic: 'Late refunds', items: 3, dueOn: '2026-11-27' }],
    ['phishing bis zum 2. dez', { topic: 'Phishing', items: 3, dueOn: '2026-12-02' }],
  ])('%s', (words, expected) => {
    const wish = readPledge(words, about);
    expect({ ...wish, dueOn: String(wish?.dueOn) }).toEqual(expected);
  });

  it.each(['4 of phishing', '0 of phishing', 'cooking by Friday', 'phishing by 24 dec', 'phishing by whenever'])(
    'are none: %s',
    (words) => expect(readPledge(words, about)).toBeUndefined(),
  );

  it('on a Friday mean the next one', () => {
    const today = Temporal.PlainDate.from('2026-11-27');
    expect(String(readPledge('phishing', { ...about, today })?.dueOn)).toBe('2026-12-04');
  });
});

it('what counts is right at the first try of a day, without a hint, of another question, in its time', () => {
  const items = new Set(['a', 'b', 'c', 'e', 'f']);
  const one = (id: string, more: object) => attemptAt(at('2026-11-24T09:00:00Z'), { id, item: id, verdict: 'correct', ...more });
  const nothing = [
    one('b', { hints: 1 }),
    one('c', { firstOfDay: false }),
    one('a', { id: 'a0', refused: 'guess' }),
    one('x', {}),
    one('e', { askedAt: at('2026-11-23T07:00:00Z') }),
    one('f', { askedAt: at('2026-11-27T15:00:01Z') }),
    one('a', { id: 'a2', member: 'ben' }),
  ];
  expect(doneOf(pledge, 'ana', nothing, items)).toBe(0);
  expect(doneOf(pledge, 'ana', [...nothing, one('a', {}), one('a', { id: 'a3' })], items)).toBe(1);
  expect(doneOf(pledge, 'ana', [one('a', {}), one('b', {}), one('c', {})], items)).toBe(2);
});

it('is kept by all, over where one has not, and ended where fewer than five are left', () => {
  const states = [
    [5, 5],
    [4, 5],
    [4, 4],
    [0, 0],
  ].map(([done = 0, of = 0]) => settledPledge(pledge, { done, of }).state);
  expect(states).toEqual(['kept', 'over', 'ended', 'ended']);
  expect(pledgeToday(pledge, { done: 1, of: 4 }).state).toBe('ended');
  expect(pledgeToday({ ...pledge, state: 'gathering' }, { done: 1, of: 4 }).state).toBe('gathering');
  expect(pledgeToday({ ...pledge, state: 'gathering' }, { done: 1, of: 5 })).toMatchObject({ state: 'on', told: 1, counted: 5 });
});

import { expect, it } from 'vitest';
import { withOwed } from '../../src/domain/owed.ts';
import type { Prompt, Session } from '../../src/domain/session.ts';

const DAY = Temporal.PlainDate.from('2026-11-23');
const candidate = (item: string) => ({ deck: 'd', item, version: 2, topic: 't' });
const prompt = (item: string, purpose: Prompt['purpose']): Prompt => ({ deck: 'd', item, version: 1, purpose, progress: [] });
const left: Session = {
  ...{ id: 's', member: 'ana', day: DAY, status: 'over', planned: true, position: 2 },
  prompts: [
    prompt('asked', 'correction'),
    prompt('b', 'new'),
    prompt('c', 'new'),
    prompt('owed', 'correction'),
    prompt('rests', 'correction'),
  ],
};
const known = {
  candidates: ['a', 'b', 'c', 'owed', 'asked', 'rests'].map(candidate),
  courses: [{ deck: 'd', item: 'rests', startedOn: DAY, misses: 3, restsSince: DAY }],
};

it('what was said to come again and was not asked comes first, as it is by now, and the day is no longer for it', () => {
  const plan = [prompt('a', 'new'), prompt('b', 'new'), prompt('c', 'new')];
  expect(withOwed(plan, left, known).map(({ item, purpose, version }) => `${item} ${purpose} ${version}`)).toEqual([
    'owed review 2',
    'a new 1',
    'b new 1',
  ]);
});

it('what is planned anyway comes once', () => {
  expect(withOwed([prompt('a', 'new'), prompt('owed', 'review')], left, known).map(({ item }) => item)).toEqual(['owed', 'a']);
});

import { describe, expect, it } from 'vitest';
import { hasMoreHints, hintsShown, withHints } from '../../src/domain/hints.ts';
import type { Grade, Verdict } from '../../src/domain/kinds/kind.ts';
import { answered, type Session } from '../../src/domain/session.ts';
import { hinted } from '../support/decks.ts';

const [item] = hinted.items;
if (!item) throw new Error('the deck is empty');

function grade(verdict: Verdict, credit: number): Grade {
  return { verdict, credit, matched: [], missed: [] };
}

describe('hints', () => {
  it('are shown one by one, to the last', () => {
    expect(hintsShown(item, 0)).toEqual([]);
    expect(hintsShown(item, 1)).toEqual(['It is Latin.']);
    expect(hasMoreHints(item, 1)).toBe(true);
    expect(hasMoreHints(item, 2)).toBe(false);
    expect(hasMoreHints({ ...item, hints: undefined }, 0)).toBe(false);
  });

  it.each<[Verdict, number, number, Verdict, number]>([
    ['correct', 1, 0, 'correct', 1],
    ['correct', 1, 1, 'partly', 1 / 2],
    ['correct', 1, 2, 'partly', 1 / 3],
    ['partly', 0.5, 1, 'partly', 1 / 4],
    ['incorrect', 0, 2, 'incorrect', 0],
  ])('%s worth %d with %d of them is %s worth %d', (verdict, credit, used, after, worth) => {
    expect(withHints(grade(verdict, credit), used)).toMatchObject({ verdict: after, credit: worth });
  });

  it('are all to be asked for again when a missed question comes again', () => {
    const prompt = { deck: 'hinted', item: item.id, version: 1, purpose: 'new' as const, progress: [], hints: 2 };
    const session: Session = {
      id: 's',
      member: 'ana',
      day: Temporal.PlainDate.from('2026-11-23'),
      status: 'open',
      planned: true,
      prompts: [prompt],
      position: 0,
    };
    const [first, again] = answered(session, grade('incorrect', 0)).prompts;
    expect(first).toMatchObject({ hints: 2, result: 'missed' });
    expect(again).toEqual({ deck: 'hinted', item: item.id, version: 1, purpose: 'correction', progress: [] });
  });
});

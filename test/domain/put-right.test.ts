import { expect, it } from 'vitest';
import type { Attempt } from '../../src/domain/attempt.ts';
import { lastPutRight } from '../../src/domain/put-right.ts';
import { attemptOn } from '../support/attempts.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const [mon, tue, wed, thu] = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'];

function answer(on: string, item: string, verdict: Attempt['verdict']): Attempt {
  return attemptOn(day(on), { id: `${on}/${item}`, item, verdict });
}

it('is what was missed and is right since, the last of them', () => {
  const log = [
    answer(mon, 'a', 'incorrect'),
    answer(mon, 'b', 'partly'),
    answer(tue, 'b', 'correct'),
    answer(wed, 'a', 'correct'),
  ];
  expect(lastPutRight(log)).toEqual({ deck: 'd', item: 'a', version: 1, missedOn: day(mon), rightSince: day(wed) });
});

it('stays from the day on which it was put right, however often it is right after that', () => {
  const log = [answer(mon, 'a', 'incorrect'), answer(tue, 'a', 'correct'), answer(wed, 'a', 'correct')];
  expect(lastPutRight(log)).toMatchObject({ rightSince: day(tue) });
});

it('is nothing that slipped again', () => {
  const slipped = [answer(mon, 'a', 'incorrect'), answer(tue, 'a', 'correct'), answer(wed, 'a', 'incorrect')];
  expect(lastPutRight(slipped)).toBeUndefined();
  expect(lastPutRight([...slipped, answer(thu, 'a', 'correct')])).toMatchObject({ missedOn: day(wed), rightSince: day(thu) });
});

it('is nothing where nothing was missed', () => {
  expect(lastPutRight([answer(mon, 'a', 'correct')])).toBeUndefined();
});

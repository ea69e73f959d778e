import { describe, expect, it } from 'vitest';
import { letterOf, wordsIn } from '../../../src/domain/achievements/moment.ts';
import { type Manner, type Refusal, refusalOf } from '../../../src/domain/achievements/refusal.ts';
import type { Attempt } from '../../../src/domain/attempt.ts';
import { attemptAt } from '../../support/attempts.ts';
import { chanceOf } from '../../support/seeded.ts';

const ASKED = Temporal.Instant.from('2026-11-23T09:00:00Z');
const FORTY_WORDS: Manner = { words: 40, isPicked: true, picks: [] };

function answered(seconds: number, more: Partial<Attempt> = {}): Attempt {
  const answeredAt = ASKED.add({ milliseconds: Math.round(seconds * 1000) });
  return { ...attemptAt(ASKED, { verdict: 'correct', letter: 1, ...more }), answeredAt };
}

describe('why a right answer earns nothing', () => {
  it.each([
    [1.9, 'fast'],
    [2, undefined],
    [600, undefined],
  ] as const)('a press after %d seconds for forty words: %s', (seconds, refusal) => {
    expect(refusalOf(answered(seconds), FORTY_WORDS)).toBe(refusal);
  });

  it('a few words take their time to be seen as well', () => {
    const few: Manner = { words: 3, isPicked: true, picks: [] };
    expect(refusalOf(answered(0.7), few)).toBe('fast');
    expect(refusalOf(answered(0.8), few)).toBeUndefined();
  });

  it('what was typed took longer than reading, whatever the clock says', () => {
    expect(refusalOf(answered(0), { words: 40, isPicked: false, picks: [] })).toBeUndefined();
  });

  it('a guess says of itself that it proves nothing', () => {
    expect(refusalOf(answered(20, { confidence: 'guess' }), FORTY_WORDS)).toBe('guess');
  });

  it.each(['revealed', 'copied'] as const)('what was %s is nobody’s own; a miss says that by itself', (shown) => {
    expect(refusalOf(answered(20), { ...FORTY_WORDS, shown })).toBe(shown);
    expect(refusalOf(answered(20, { verdict: 'incorrect' }), { ...FORTY_WORDS, shown })).toBeUndefined();
  });

  it('six in a row at one letter, half of them wrong', () => {
    const picks = (letters: string, right: string) =>
      [...letters].map((letter, i) =>
        answered(9, { letter: Number(letter), verdict: right[i] === '1' ? 'correct' : 'incorrect' }),
      );
    const of = (letters: string, right: string) =>
      refusalOf(answered(9), { words: 20, isPicked: true, picks: picks(letters, right) });
    expect(of('11111', '01010')).toBe('same-letter');
    expect(of('11111', '01110')).toBeUndefined();
    expect(of('11211', '00000')).toBeUndefined();
    expect(of('1111', '0000')).toBeUndefined();
  });
});

/** Two hundred picks of somebody, over as many days; options are shuffled each time. */
function refusals(who: {
  seconds: (i: number) => number;
  letter: (right: number, i: number) => number;
}): Map<Refusal | undefined, number> {
  const found = new Map<Refusal | undefined, number>();
  const picks: Attempt[] = [];
  for (let i = 0; i < 200; i++) {
    const right = Math.floor(chanceOf(5, 'place', i) * 4);
    const letter = who.letter(right, i);
    const attempt = answered(who.seconds(i), { letter, verdict: letter === right ? 'correct' : 'incorrect' });
    const refused = refusalOf(attempt, { words: 30, isPicked: true, picks: picks.slice(0, 5) });
    picks.unshift(attempt);
    if (attempt.verdict === 'correct') found.set(refused, (found.get(refused) ?? 0) + 1);
  }
  return found;
}

describe('over two hundred questions', () => {
  const knows = (share: number) => (right: number, i: number) =>
    chanceOf(6, 'knows', i) < share ? right : Math.floor(chanceOf(7, 'else', i) * 4);

  it.each([
    ['somebody slow', { seconds: () => 90, letter: knows(0.7) }],
    [
      'somebody who reads with effort, and is right as often as not',
      { seconds: (i: number) => 40 + (i % 50), letter: knows(0.5) },
    ],
    ['somebody who has just begun and mostly guesses', { seconds: () => 15, letter: knows(0.1) }],
    ['a fast expert', { seconds: (i: number) => 2 + (i % 3), letter: knows(0.97) }],
  ])('%s loses nothing', (_, who) => {
    expect([...refusals(who).keys()]).toEqual([undefined]);
  });

  it('who presses what comes first earns nothing', () => {
    expect([...refusals({ seconds: () => 0.6, letter: () => 0 }).keys()]).toEqual(['fast']);
  });

  it('who waits and presses one letter earns nothing but for the first five', () => {
    const found = refusals({ seconds: () => 10, letter: () => 2 });
    expect(found.get('same-letter')).toBeGreaterThan(30);
    expect(found.get(undefined) ?? 0).toBeLessThan(6);
  });
});

describe('the letter of an answer', () => {
  const options = [{ id: '2' }, { id: '0' }, { id: '1' }];

  it.each([
    [{ type: 'picked', options: ['0'] }, 1],
    [{ type: 'picked', options: ['0', '1'] }, undefined],
    [{ type: 'picked', options: ['7'] }, undefined],
    [{ type: 'typed', text: ' C) ' }, 2],
    [{ type: 'typed', text: 'd' }, undefined],
    [{ type: 'typed', text: 'because' }, undefined],
    [{ type: 'filled', fields: {} }, undefined],
  ] as const)('%o is at %s', (reply, place) => {
    expect(letterOf({ reply: reply as Attempt['reply'] }, options)).toBe(place);
  });

  it('is none where there is nothing to choose among', () => {
    expect(letterOf({ reply: { type: 'typed', text: 'a' } }, [])).toBeUndefined();
  });

  it('words to be read are those of the question and of its options', () => {
    expect(wordsIn({ prompt: 'What do you do  first?' }, [{ text: 'Answer it' }, { text: 'Report it' }])).toBe(9);
  });
});

import { describe, expect, it } from 'vitest';
import { type CheckInEntry, shareOf, themesOf } from '../../src/domain/check-in.ts';
import { streakOf } from '../../src/domain/streak.ts';

const day = (n: number) => Temporal.PlainDate.from('2026-11-23').subtract({ days: n });

const noLeave = () => false;

describe('the streak', () => {
  it('leaves out a day that became one of leave, unless something was recalled on it', () => {
    const isLeave = (each: Temporal.PlainDate) => Temporal.PlainDate.compare(each, day(1)) >= 0;
    expect(streakOf([day(0), day(1), day(2)], [day(1), day(2)], isLeave)).toEqual({ days: 2, of: 2 });
  });

  it('is a share of the last twenty days asked, and breaks at nothing', () => {
    const asked = Array.from({ length: 30 }, (_, i) => day(i));
    const recalled = asked.filter((_, i) => i !== 3 && i !== 7 && i !== 19);
    expect(streakOf(asked, recalled, noLeave)).toEqual({ days: 17, of: 20 });
  });

  it('of a beginner counts the days there were, and what was recalled unasked does not add', () => {
    expect(streakOf([day(0), day(1)], [day(1), day(5)], noLeave)).toEqual({ days: 1, of: 2 });
    expect(streakOf([], [], noLeave)).toEqual({ days: 0, of: 0 });
  });
});

describe('themes', () => {
  const entry = (member: string, hurdles: string): CheckInEntry => ({
    checkIn: 'c',
    member,
    did: '',
    hurdles,
    success: '',
    next: '',
    named: false,
    at: Temporal.Instant.fromEpochMilliseconds(0),
  });

  it('are words that a group of people used, however often one of them did', () => {
    const entries = [
      entry('ana', 'importer importer importer, and the router'),
      entry('ben', 'The Importer!'),
      entry('cem', 'router about the importer'),
      entry('dia', 'about'),
    ];
    expect(themesOf(entries)).toEqual([{ word: 'importer', people: 3 }]);
  });

  it('are none where nobody shares a word', () => {
    expect(themesOf([entry('ana', 'importer'), entry('ben', 'router')])).toEqual([]);
  });
});

describe('a group’s recall', () => {
  it('is shown from three people on', () => {
    expect(shareOf({ people: 2, answers: 20, recalled: 10 })).toBeUndefined();
    expect(shareOf({ people: 3, answers: 20, recalled: 15 })).toBe(0.75);
    expect(shareOf({ people: 0, answers: 0, recalled: 0 })).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { isCopy } from '../../../src/domain/achievements/copy.ts';

const READ = 'Doing it twice leaves all as it was after one time.';
const USUAL = ['Repeating it changes nothing more than doing it the first time did.'];

describe('words that somebody was given to read', () => {
  it.each([
    ['the same', READ, true],
    ['in another case and with other marks', 'DOING it twice — leaves all as it was, after one time!', true],
    ['with words around them', `Well, I think: ${READ} Yes.`, true],
    ['most of them', 'Doing it twice leaves all as it was', true],
    ['seven of them', 'Doing it twice leaves all as it', false],
    ['the same idea in own words', 'Whoever does it again finds that all is as it was after one time.', false],
    ['something short', 'all as it was', false],
  ])('%s: %s: %s', (_, said, expected) => {
    expect(isCopy(said, READ, USUAL)).toBe(expected);
  });

  it('are nobody’s own where they are the usual words, or so few that two people choose the same', () => {
    expect(isCopy(USUAL[0] ?? '', USUAL[0] ?? '', USUAL)).toBe(false);
    expect(isCopy('it is idempotent', 'it is idempotent', USUAL)).toBe(false);
  });
});

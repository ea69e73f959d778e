import { describe, expect, it } from 'vitest';
import { countsOf, type Evidence, type LedgerEntry, ledgerOf, noted } from '../../src/domain/misconception.ts';

const at = (time: string) => Temporal.Instant.from(`2026-11-${time}:00Z`);

/** An answer such as "23T09 wrong" or "24T09 right": of ana, to the item that stands after it. */
function attempt(words: string): Evidence {
  const [time = '', what, item = 'padlock'] = words.split(' ');
  const answeredAt = at(`${time}:00`);
  return {
    member: 'ana',
    deck: 'security',
    item,
    version: 1,
    verdict: what === 'right' ? 'correct' : what === 'partly' ? 'partly' : 'incorrect',
    answeredAt,
    day: Temporal.PlainDate.from(`2026-11-${time.slice(0, 2)}`),
    misconceptions: what === 'wrong' ? ['honest'] : [],
  };
}

const verification = (time: string) => ({
  ...{ member: 'ana', deck: 'security', misconception: 'honest' },
  ...{ at: at(`${time}:00`), day: Temporal.PlainDate.from(`2026-11-${time.slice(0, 2)}`) },
});

describe('the ledger', () => {
  it.each([
    ['nothing', [], undefined],
    ['a wrong answer that is unknown', ['23T09 unknown'], undefined],
    ['right from the start', ['23T09 right'], undefined],
    ['wrong', ['23T09 wrong'], 'seen'],
    ['wrong twice', ['23T09 wrong', '24T09 wrong'], 'seen'],
    ['wrong, then wrong in another way', ['23T09 wrong', '23T10 unknown'], 'seen'],
    ['wrong, then partly right', ['23T09 wrong', '24T10 partly'], 'seen'],
    ['wrong, then another item right', ['23T09 wrong', '23T10 right reply-to'], 'seen'],
    ['wrong, then right', ['23T09 wrong', '23T10 right'], 'corrected'],
    ['wrong, then right on a later day', ['23T09 wrong', '25T10 right'], 'corrected'],
    ['right twice on one day', ['23T09 wrong', '23T10 right', '23T11 right'], 'corrected'],
    ['right again on a later day', ['23T09 wrong', '23T10 right', '24T10 right'], 'held'],
    ['right again and again', ['23T09 wrong', '23T10 right', '24T10 right', '26T10 right'], 'held'],
    ['wrong on two items, right on the first', ['23T09 wrong', '23T10 wrong reply-to', '24T10 right'], 'corrected'],
    ['corrected, then wrong', ['23T09 wrong', '23T10 right', '24T10 wrong'], 'relapsed'],
    ['held, then wrong on another item', ['23T09 wrong', '23T10 right', '24T10 right', '26T10 wrong reply-to'], 'relapsed'],
    ['relapsed, then right', ['23T09 wrong', '23T10 right', '24T10 wrong', '24T11 right'], 'corrected'],
    ['relapsed twice', ['23T09 wrong', '23T10 right', '24T10 wrong', '25T10 wrong'], 'relapsed'],
  ])('after %s', (_, answers, standing) => {
    expect(ledgerOf(answers.map(attempt))[0]?.standing).toBe(standing);
  });

  it.each([
    ['held', ['23T09 wrong', '23T10 right', '24T10 right'], 'verified'],
    ['only seen', ['23T09 wrong'], 'seen'],
    ['only corrected', ['23T09 wrong', '23T10 right'], 'corrected'],
    ['verified, then right again', ['23T09 wrong', '23T10 right', '24T10 right', '27T10 right'], 'verified'],
    ['verified, then wrong', ['23T09 wrong', '23T10 right', '24T10 right', '27T10 wrong'], 'relapsed'],
  ])('after a lead has resolved what was %s', (_, answers, standing) => {
    expect(ledgerOf(answers.map(attempt), [verification('25T09')])[0]?.standing).toBe(standing);
  });

  it('counts how often it was seen, where, and since when it stands as it does', () => {
    const answers = ['23T09 wrong', '23T10 wrong reply-to', '24T09 right', '26T09 wrong'].map(attempt);
    expect(ledgerOf(answers)).toEqual([
      {
        ...{ member: 'ana', deck: 'security', misconception: 'honest', standing: 'relapsed', version: 1, times: 3 },
        ...{ items: ['reply-to', 'padlock'], sinceDay: Temporal.PlainDate.from('2026-11-26'), since: at('26T09:00') },
      },
    ]);
  });

  it('is the same kept up answer by answer, and made again from the log in any order', () => {
    const answers = ['23T09 wrong', '23T10 right', '24T10 right', '26T10 wrong reply-to', '27T10 right'].map(attempt);
    let kept: readonly LedgerEntry[] = [];
    for (const each of answers) kept = noted(kept, each).length > 0 ? noted(kept, each) : kept;
    expect(ledgerOf(answers.toReversed())).toEqual(kept);
  });

  it('keeps members, decks and misconceptions apart', () => {
    const ana = attempt('23T09 wrong');
    const others = [
      { ...ana, member: 'ben' },
      { ...ana, deck: 'refunds' },
      { ...ana, misconceptions: ['other'] },
      { ...attempt('23T10 right'), member: 'ben' },
    ];
    expect(
      ledgerOf([ana, ...others])
        .map(({ standing }) => standing)
        .sort(),
    ).toEqual(['corrected', 'seen', 'seen', 'seen']);
  });
});

describe('the counts of a group', () => {
  const people = (n: number, answers = ['23T09 wrong']) =>
    Array.from({ length: n }, (_, i) => answers.map((words) => ({ ...attempt(words), member: `member-${i}` }))).flat();

  it.each([
    [0, []],
    [4, []],
    [5, [5]],
    [9, [9]],
  ])('of %i people', (n, counts) => {
    expect(countsOf(ledgerOf(people(n))).map((each) => each.people)).toEqual(counts);
  });

  it('say only whether most are over it', () => {
    const held = people(3, ['23T09 wrong', '23T10 right', '24T10 right']);
    expect(countsOf(ledgerOf([...people(6), ...held]))[0]?.mostHoldIt).toBe(false);
    expect(countsOf(ledgerOf([...people(5), ...held]))[0]?.mostHoldIt).toBe(true);
    expect(JSON.stringify(countsOf(ledgerOf(people(6))))).not.toContain('member-');
  });
});

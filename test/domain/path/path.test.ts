import { describe, expect, it } from 'vitest';
import { mapOf } from '../../../src/domain/path/map.ts';
import { askable, builtNow } from '../../../src/domain/path/next-items.ts';
import { answersNeeded, inHand, type Recall, type Standing, standingsOf } from '../../../src/domain/path/standing.ts';
import { sampleOf } from '../../../src/domain/path/test-out.ts';
import type { Candidate } from '../../../src/domain/pick.ts';
import { seller } from '../../support/paths.ts';

const NOW = Temporal.Instant.from('2026-11-23T08:00:00Z');
const WEEK = 7 * 24;
const items = (deck: string, number = 4): Candidate[] =>
  Array.from({ length: number }, (_, i) => ({ deck, item: `item-${i + 1}`, version: 1, topic: 'Topic' }));
const ALL = [...items('first'), ...items('second'), ...items('third')];

function recall(deck: string, item: number, right = true, gapHours: number | undefined = WEEK): Recall {
  return { deck, item: `item-${item}`, version: 1, right, ...(gapHours !== undefined && { gapHours }) };
}

function stand(recalls: readonly Recall[], all = ALL): Standing[] {
  return standingsOf(seller, all, recalls);
}

const held = (standings: readonly Standing[]) =>
  standings.filter((each) => each.isHeld).map(({ module, stage }) => `${module.id} ${stage}`);
const open = (standings: readonly Standing[]) =>
  standings.filter((each) => each.isOpen).map(({ module, stage }) => `${module.id} ${stage}`);

describe('a stage', () => {
  it('is held once four of four were known a week later: then at least half of it is known, says the interval', () => {
    const three = [1, 2, 3].map((item) => recall('first', item));
    expect(held(stand(three))).toEqual([]);
    const four = stand([...three, recall('first', 4)]);
    expect(held(four)).toEqual(['basics foundation']);
    expect(four[0]?.low).toBeCloseTo(0.5101, 4);
    expect(open(four)).toEqual(['basics foundation', 'basics application', 'talks foundation']);
  });

  it('is not held by a share that a few answers cannot prove', () => {
    const recalls = [recall('first', 1), recall('first', 2), recall('first', 3), recall('first', 4, false)];
    expect(held(stand(recalls))).toEqual([]);
    expect(answersNeeded({ hits: 3, answers: 4 }, seller.gate)).toBe(4);
    expect(held(stand([...recalls, ...[1, 2, 3, 4].map((item) => recall('first', item))]))).toEqual(['basics foundation']);
  });

  it('is not held by what was seen five days before, nor by the same two of its items', () => {
    expect(held(stand([1, 2, 3, 4].map((item) => recall('first', item, true, 5 * 24))))).toEqual([]);
    const two = [1, 1, 2, 2].map((item) => recall('first', item));
    const many = [...items('first', 5), ...items('second'), ...items('third')];
    expect(held(stand(two, many))).toEqual([]);
  });

  it('is not lost by a slip, but where fewer than half of the newest answers are right; then what comes after it waits', () => {
    const right = [1, 2, 3, 4].map((item) => recall('first', item));
    const wrong = [1, 2, 3].map((item) => recall('first', item, false));
    expect(open(stand([...right, ...wrong]))).toContain('basics application');
    const others = [1, 2].map((item) => recall('first', item, false));
    expect(open(stand([...right, ...wrong, ...others]))).toEqual(['basics foundation']);
    const again = [1, 2, 3, 4].map((item) => recall('first', item));
    expect(open(stand([...right, ...wrong, ...others, ...again, ...again]))).toContain('basics application');
  });

  it('of which nothing is asked here stands in nobody’s way', () => {
    expect(open(stand([], [...items('second'), ...items('third')]))).toEqual(['basics application', 'talks foundation']);
  });
});

describe('what may be met', () => {
  const foundation = [1, 2, 3, 4].map((item) => recall('first', item));
  const seen = (...keys: string[]) => new Set(keys);

  it('is new items of one open stage, what was met before, and the learner’s own decks', () => {
    const own = items('own', 1);
    const about = { all: [...ALL, ...own], seen: seen('second/item-1'), chosen: seen('own') };
    expect(askable(stand([]), about).map(({ deck, item }) => `${deck}/${item}`)).toEqual([
      ...[1, 2, 3, 4].map((item) => `first/item-${item}`),
      'second/item-1',
      'own/item-1',
    ]);
    // What is being built comes back a week after it was seen, but for what its author says.
    const asked = { all: [...ALL.slice(1), { ...ALL[0], reinforce: [1] } as Candidate], seen: seen(), chosen: seen() };
    expect(askable(stand([]), asked).map(({ item, reinforce = [] }) => [item, reinforce[0]])).toEqual([
      ...[2, 3, 4].map((item) => [`item-${item}`, 3]),
      ['item-1', 1],
    ]);
  });

  it('is of the weakest stage first', () => {
    const standings = stand([...foundation, recall('second', 1), recall('second', 2)]);
    expect(inHand(standings).map(({ module, stage }) => `${module.id} ${stage}`)).toEqual([
      'talks foundation',
      'basics application',
    ]);
    expect(builtNow(standings, seen())?.module.id).toBe('talks');
    // With nothing new left there, the other goes on.
    const third = items('third').map(({ deck, item }) => `${deck}/${item}`);
    expect(builtNow(standings, seen(...third))?.stage).toBe('application');
  });
});

describe('a test', () => {
  const [foundation] = stand([]);
  const about = { seen: new Map<string, Temporal.Instant>(), seed: 'ana/2026-11-23', now: NOW };

  it('asks a sample that is the same for the same learner and day', () => {
    const many = { items: items('first', 12) };
    const sample = sampleOf(many, seller.gate, about);
    expect(sample).toHaveLength(8);
    expect(sampleOf(many, seller.gate, about)).toEqual(sample);
    expect(sampleOf(many, seller.gate, { ...about, seed: 'ben/2026-11-23' })).not.toEqual(sample);
  });

  it('leaves out what was seen in the last days, and is none where too little is left to prove anything', () => {
    if (!foundation) throw new Error('there is no stage');
    expect(sampleOf(foundation, seller.gate, about)).toHaveLength(4);
    const seen = new Map([['first/item-1', NOW.subtract({ hours: 24 })]]);
    expect(sampleOf(foundation, seller.gate, { ...about, seen })).toBeUndefined();
    const long = new Map([['first/item-1', NOW.subtract({ hours: 150 })]]);
    expect(sampleOf(foundation, seller.gate, { ...about, seen: long })).toHaveLength(4);
  });
});

it('the map counts days from the beginning, and what is held of each milestone', () => {
  const standings = stand([1, 2, 3, 4].map((item) => recall('first', item)));
  const markers = mapOf(seller, Temporal.PlainDate.from('2026-11-23'), standings);
  expect(markers.map(({ title, on, held, of }) => [title, on.toString(), held, of])).toEqual([
    ['Arrived', '2026-12-22', 1, 1],
    ['Ready', '2027-02-20', 0, 2],
  ]);
});

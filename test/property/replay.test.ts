import { describe, expect, it } from 'vitest';
import { replayMember } from '../../src/engine/quiz/replay.ts';
import { useDatabase } from '../support/database.ts';
import { explained, mistakenDeck, simpleDeck } from '../support/decks.ts';
import { RULES } from '../support/rules.ts';
import { chanceOf } from '../support/seeded.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();
const PEOPLE = ['ada', 'ana', 'ben'];
const zones = { ada: 'UTC', ana: 'America/Los_Angeles', ben: 'Asia/Tokyo' };
const SAYINGS = [
  'yes it is',
  'no it is not',
  'yes it is',
  'no it is not',
  'quiz',
  'quiz',
  'quiz',
  'more',
  'not sure',
  'i was right',
  'all',
  '1',
  'ask my lead',
  'the same again',
  'the same again',
  'the same again',
  'send to my buddy',
  'my buddy is @ben',
  'my buddy is @ana',
  'i will help',
  'send to my buddy',
  'rate all',
  'rate none',
  'i said 1',
];
const CHANGES = [
  'thresholds first recall 1 5 15',
  'thresholds 24-hour return 2 5 30',
  'thresholds steady 2 8 12',
  'family off 24-hour return',
  'family on 24-hour return',
  'undo thresholds',
];
const PLACES = ['Asia/Tokyo', 'America/Los_Angeles', 'Pacific/Apia', 'UTC'];

function pick<T>(from: readonly T[], ...of: (string | number)[]): T {
  const found = from[Math.floor(chanceOf(11, ...of) * from.length)];
  if (found === undefined) throw new Error('there is nothing to pick');
  return found;
}

/** Weeks of people who answer at all hours, fly around the world, dispute what they got wrong, are ruled on, and read what others explain. */
async function live(world: MemoryWorld, seed: number): Promise<void> {
  for (const person of PEOPLE) await world.say(person, 'hello');
  for (const person of PEOPLE) await world.say(person, 'learn explained');
  for (let i = 0; i < 320; i++) {
    const person = pick(PEOPLE, seed, 'who', i);
    await world.say(person, pick(SAYINGS, seed, 'what', i));
    if (chanceOf(11, seed, 'rules', i) < 0.1) {
      await world.say('ada', 'skip');
      await world.say('ada', pick(['accept no it is not', 'accept once no it is not', 'refuse no it is not'], seed, 'ruling', i));
    }
    if (chanceOf(11, seed, 'changes', i) < 0.04) await world.say('ada', pick(CHANGES, seed, 'change', i));
    if (chanceOf(11, seed, 'flies', i) < 0.1) await world.say(person, `settings zone ${pick(PLACES, seed, 'to', i)}`);
    if (chanceOf(11, seed, 'later', i) < 0.4) await world.advance(`PT${1 + Math.floor(chanceOf(11, seed, 'hours', i) * 40)}H`);
  }
}

function inOrder<T extends { deck: string; item: string }>(all: readonly T[]): T[] {
  return all.toSorted((a, b) => `${a.deck}/${a.item}`.localeCompare(`${b.deck}/${b.item}`));
}

/** Three days on which the only item is missed. */
async function missUntilItRests(world: MemoryWorld): Promise<void> {
  for (let day = 0; day < 3; day++) {
    for (const words of ['quiz', 'no it is not', 'no it is not']) await world.say('ana', words);
    await world.advance('P1D');
  }
}

describe('the log of answers', () => {
  it.each([1, 2, 3, 4])('alone makes the memories and the ledger that people lived with: seed %i', async (seed) => {
    const world = openMemoryWorld({ db: database(), decks: [mistakenDeck('basics', 4), explained], zones });
    await live(world, seed);
    const found = await world.store.within(WORKSPACE, async (records) => {
      const all = [];
      for (const person of PEOPLE)
        all.push(...(await replayMember(records, person, { mend: false, tuning: {}, rules: RULES, isHoliday: () => false })));
      return { all, answers: (await records.attempts.since(PEOPLE, Temporal.PlainDate.from('2026-01-01'))).length };
    });
    expect(found.answers).toBeGreaterThan(20);
    expect(found.all).toEqual([]);
  });

  it('mends what was kept otherwise', async () => {
    const world = openMemoryWorld({ db: database(), decks: [mistakenDeck('basics', 4)], zones });
    await live(world, 9);
    const kept = () => world.store.within(WORKSPACE, ({ memories }) => memories.of('ana'));
    const before = await kept();
    const again = await world.store.within(WORKSPACE, async (records) => {
      for (const memory of before) await records.memories.save('ana', { ...memory, stability: 99, missed: !memory.missed });
      return replayMember(records, 'ana', { mend: true, tuning: {}, rules: RULES, isHoliday: () => false });
    });
    expect(again).toHaveLength(before.length);
    expect(await kept()).toEqual(before);
  });

  it('gives back memories and courses of which nothing is left', async () => {
    const world = openMemoryWorld({ db: database(), decks: [mistakenDeck('basics', 4)], zones });
    await live(world, 5);
    const kept = () =>
      world.store.within(WORKSPACE, async ({ memories, courses }) => {
        const all = await Promise.all(PEOPLE.map(async (who) => [await memories.of(who), await courses.of(who)] as const));
        return all.map(([remembered, taken]) => [inOrder(remembered), inOrder(taken)]);
      });
    const before = await kept();
    expect(before.flat(2).length).toBeGreaterThan(10);
    for (const table of ['memory', 'course'] as const) await database().deleteFrom(table).execute();
    await world.store.within(WORKSPACE, async (records) => {
      expect([...(await records.attempts.learners())]).toEqual(PEOPLE);
      for (const person of PEOPLE)
        await replayMember(records, person, { mend: true, tuning: {}, rules: RULES, isHoliday: () => false });
    });
    expect(await kept()).toEqual(before);
  });

  it('leaves a course that is kept as it is: somebody wanted the item back', async () => {
    const world = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 1)], zones: { ana: 'UTC' } });
    await missUntilItRests(world);
    await world.say('ana', 'resume item-1');
    const course = () => world.store.within(WORKSPACE, ({ courses }) => courses.get('ana', { deck: 'basics', item: 'item-1' }));
    expect(await course()).toMatchObject({ misses: 0 });
    const replay = () =>
      world.store.within(WORKSPACE, (records) =>
        replayMember(records, 'ana', { mend: true, tuning: {}, rules: RULES, isHoliday: () => false }),
      );
    expect(await replay()).toEqual([]);
    expect(await course()).not.toHaveProperty('restsSince');
    await database().deleteFrom('course').execute();
    expect(await replay()).toMatchObject([
      { what: 'basics/item-1', kept: 'nothing', replayed: expect.stringMatching(/rests since/) },
    ]);
    expect(await course()).toHaveProperty('restsSince');
  });
});

import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin; the question for all comes on Tuesday at 11:00 there, which is 19:00 in Tokyo.
const MONDAY = '2026-11-23T08:00:00Z';
const TUESDAY = '2026-11-24T10:00:00Z';
const REVEAL = '2026-11-24T15:00:00Z';
const CHANNEL = '#support';
const PEOPLE = ['ana', 'ben', 'cem', 'dua', 'lea'];
const zones = {
  ...Object.fromEntries(PEOPLE.map((person) => [person, 'Europe/Berlin'])),
  ben: 'Asia/Tokyo',
};

/** A team whose people all missed the first question on Monday, so that it is due on Tuesday. */
async function begin(): Promise<MemoryWorld> {
  const world = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 12)], start: MONDAY, zones });
  await world.say('lea', 'team', CHANNEL);
  const form = (await world.messages('lea')).at(-1);
  if (!form) throw new Error('no form');
  await world.press('lea', form, 'Set up', { people: PEOPLE });
  for (const person of PEOPLE)
    for (const words of ['quiz', 'no it is not', 'yes it is', 'yes it is', 'yes it is']) await world.say(person, words);
  return world;
}

async function answers(world: MemoryWorld, people: readonly string[]): Promise<void> {
  for (const person of people) {
    const question = (await world.messages(person, CHANNEL)).findLast(({ buttons }) => buttons.includes('A'));
    const line = question?.text.split('\n').find((each) => each.trim().endsWith('yes it is'));
    if (!question || !line) throw new Error('no question for all');
    world.pass('PT10S');
    await world.press(person, question, line.trim().charAt(0), {}, CHANNEL);
  }
}

const told = async (world: MemoryWorld) =>
  (await world.messages('ana', CHANNEL)).findLast(({ text }) => text.startsWith('Revealed'))?.text ?? '';

describe('a question for all', () => {
  it('waits for nobody who is on leave, paused, or outside of their hours', async () => {
    const world = await begin();
    await world.say('dua', 'away 3 days');
    await world.say('lea', 'pause');
    await world.moveTo(TUESDAY);
    await answers(world, ['ana', 'cem']);
    await world.moveTo(REVEAL);
    const rolls = await database()
      .selectFrom('roll')
      .select(['why', 'member_id'])
      .orderBy('taken_at')
      .orderBy('member_id')
      .execute();
    expect(rolls.map((row) => `${row.why} ${row.member_id}`)).toEqual([
      ...['asked ana', 'asked cem'],
      ...['looked ana', 'looked ben', 'looked cem'],
    ]);
    expect(await told(world)).toContain('Quick Start, starter, for the team.');
  });

  it('waits for who is there, answered or not', async () => {
    const world = await begin();
    await world.say('lea', 'pause');
    await world.moveTo(TUESDAY);
    await answers(world, ['ana', 'cem']);
    await world.moveTo(REVEAL);
    expect(await told(world)).toContain('Revealed');
    expect(await told(world)).not.toContain('Quick Start');
  });
});

describe('what a reveal told of the team', () => {
  it('stays in it when somebody takes their name out', async () => {
    const world = await begin();
    await world.say('ana', 'name me');
    await world.moveTo(TUESDAY);
    await answers(world, PEOPLE);
    const reveal = async () => (await world.messages('lea', CHANNEL)).findLast(({ text }) => text.startsWith('Revealed'));
    const before = await reveal();
    expect(before?.text).toContain('glad to be named: Ana.');
    expect(before?.text).toContain('Quick Start, starter, for the team.');
    await world.say('ana', 'do not name me');
    expect((await reveal())?.text).not.toContain('Ana');
    expect((await reveal())?.text).toContain('Quick Start, starter, for the team.');
    expect((await reveal())?.buttons).toEqual(before?.buttons);
  });
});

describe('while an experiment keeps achievements from one of them', () => {
  it('the channel is told of none; it is when that has ended', async () => {
    const world = await begin();
    const plan = {
      id: 'e1',
      salt: 's',
      share: 15,
      days: 28,
      recall: 0.6,
      effect: 0.1,
      plannedAt: world.now(),
      startedAt: world.now(),
    };
    const assignedAt = world.now();
    await world.store.within(WORKSPACE, async ({ experiments }) => {
      await experiments.save(plan);
      await experiments.assign(
        'e1',
        PEOPLE.map((member) => ({ member, heldOut: member === 'dua', assignedAt })),
      );
    });
    await world.moveTo(TUESDAY);
    await answers(world, ['ana', 'cem', 'dua', 'lea']);
    await world.moveTo(REVEAL);
    expect(await told(world)).toContain('Revealed');
    expect(await told(world)).not.toContain('Quick Start');
    await world.store.within(WORKSPACE, ({ experiments }) => experiments.save({ ...plan, stoppedAt: world.now() }));
    await world.moveTo('2026-11-26T10:00:00Z');
    await world.moveTo('2026-11-26T15:00:00Z');
    expect(await told(world)).toContain('Quick Start, starter, for the team.');
  });
});

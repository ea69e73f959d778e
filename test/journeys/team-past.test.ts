import { expect, it } from 'vitest';
import { replayTeam } from '../../src/engine/achievements/replay-team.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { RULES, TEAM_RULES } from '../support/rules.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin; the question for all comes on Tuesday at 11:00 there.
const MONDAY = '2026-11-23T08:00:00Z';
const TUESDAY = '2026-11-24T10:00:00Z';
const REVEAL = '2026-11-24T15:00:00Z';
const CHANNEL = '#support';
const PEOPLE = ['ana', 'ben', 'cem', 'dua', 'eva', 'flo', 'lea'];
const zones = Object.fromEntries(PEOPLE.map((person) => [person, 'Europe/Berlin']));

async function begin(): Promise<MemoryWorld> {
  const decks = [simpleDeck('basics', 12), simpleDeck('more', 12)];
  const world = openMemoryWorld({ db: database(), decks, start: MONDAY, zones });
  await world.say('lea', 'team', CHANNEL);
  const form = (await world.messages('lea')).at(-1);
  if (!form) throw new Error('no form');
  await world.press('lea', form, 'Set up', { people: PEOPLE, deck: 'basics' });
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

async function replay(world: MemoryWorld) {
  return world.store.within(WORKSPACE, async (records) => {
    const [team] = await records.teams.all();
    return team && replayTeam(records, team, { mend: true, rules: RULES, teamRules: TEAM_RULES });
  });
}

const awards = () => database().selectFrom('team_award').select(['family', 'tier']).execute();

it('what a team has not reached it does not reach by erasing somebody who was there', async () => {
  const world = await begin();
  await world.moveTo(TUESDAY);
  await answers(world, ['ana', 'ben', 'cem']);
  await world.moveTo(REVEAL);
  expect(await awards()).toEqual([]);
  expect(await replay(world)).toEqual({ differences: [] });
  await world.say('dua', 'erase my data');
  const asked = (await world.messages('dua')).at(-1);
  if (asked) await world.press('dua', asked, 'Erase everything');
  expect(await replay(world)).toEqual({ differences: [], unseen: 'people' });
  expect(await awards()).toEqual([]);
});

it('what a team reached with another deck is not weighed by the one that it has now', async () => {
  const world = await begin();
  await world.moveTo(TUESDAY);
  await answers(world, ['ana', 'ben', 'cem', 'dua']);
  await world.moveTo(REVEAL);
  expect(await awards()).toEqual([{ family: 'quick-start', tier: 0 }]);
  await world.store.within(WORKSPACE, async ({ teams }) => {
    for (const team of await teams.all()) await teams.save({ ...team, deck: 'more' });
  });
  expect(await replay(world)).toEqual({ differences: [], unseen: 'deck' });
  expect(await awards()).toEqual([{ family: 'quick-start', tier: 0 }]);
});

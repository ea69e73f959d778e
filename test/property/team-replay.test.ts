import { describe, expect, it } from 'vitest';
import { replayTeam } from '../../src/engine/achievements/replay-team.ts';
import type { Records } from '../../src/ports/store.ts';
import { useDatabase } from '../support/database.ts';
import { mistakenDeck } from '../support/decks.ts';
import { RULES, TEAM_RULES } from '../support/rules.ts';
import { chanceOf } from '../support/seeded.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();
const PEOPLE = ['ana', 'ben', 'cem', 'dua', 'eva', 'lea'];
const zones = Object.fromEntries(PEOPLE.map((person) => [person, person === 'eva' ? 'Asia/Kolkata' : 'Europe/Berlin']));
const CHANNEL = '#support';
const WEEKS = 7;

async function begin(people: readonly string[]): Promise<MemoryWorld> {
  const world = openMemoryWorld({ db: database(), decks: [mistakenDeck('basics', 9)], zones });
  await world.say('lea', 'team', CHANNEL);
  const form = (await world.messages('lea')).at(-1);
  if (!form) throw new Error('no form');
  await world.press('lea', form, 'Set up', { people: [...people] });
  return world;
}

/** Somebody's day: some of it right, now and then more, a leave or a dispute. */
async function live(world: MemoryWorld, person: string, ...of: (string | number)[]): Promise<void> {
  const chance = (what: string) => chanceOf(17, ...of, person, what);
  if (chance('off') < 0.08) return;
  if (chance('away') < 0.02) await world.say(person, 'away 3 days');
  await world.say(person, 'quiz');
  const missing = chance('wrong') < 0.25 ? 1 : 0;
  for (let i = 0; i < missing; i++) await world.say(person, 'no it is not');
  if (missing > 0 && chance('insists') < 0.2) await world.say(person, 'i was right');
  for (let i = 0; i < 4; i++) await world.say(person, 'yes it is');
  if (person === 'lea' && chance('rules') < 0.3) await world.say(person, 'accept once no it is not');
  if (chance('more') < 0.5) for (const words of ['more', 'yes it is']) await world.say(person, words);
}

async function answerForAll(world: MemoryWorld, person: string, ...of: (string | number)[]): Promise<void> {
  const question = (await world.messages(person, CHANNEL)).findLast(({ text }) => text.includes('A question for all'));
  if (!question || question.buttons.length === 0 || chanceOf(17, ...of, person, 'skips') < 0.1) return;
  world.pass(`PT${5 + Math.floor(chanceOf(17, ...of, person, 'after') * 50)}S`);
  const option = chanceOf(17, ...of, person, 'right') < 0.8 ? 'yes it is' : 'no it is not';
  const line = question.text.split('\n').find((each) => each.trim().endsWith(option));
  await world.press(person, question, line?.trim().charAt(0) ?? 'A', {}, CHANNEL);
}

/** Weeks of a team: sessions each working day, questions for all on Tuesdays and Thursdays, a summary on Fridays. */
async function liveTogether(world: MemoryWorld, people: readonly string[], seed: number): Promise<void> {
  const monday = Temporal.PlainDate.from('2026-11-23');
  for (let day = 0; day < WEEKS * 7; day++) {
    const date = monday.add({ days: day });
    if (date.dayOfWeek > 5) continue;
    for (const hour of ['08', '10', '14', '15']) {
      if (day > 0 || hour !== '08') await world.moveTo(`${date}T${hour}:00:00Z`);
      if (hour === '10') for (const person of people) await answerForAll(world, person, seed, day);
      const isTheirs = (person: string) => chanceOf(17, seed, day, person, 'early') < 0.5 === (hour === '08');
      if (hour === '08' || hour === '14') for (const person of people.filter(isTheirs)) await live(world, person, seed, day);
    }
  }
}

const within = <T>(world: MemoryWorld, work: (records: Records, team: string) => Promise<T>) =>
  world.store.within(WORKSPACE, async (records) => work(records, (await records.teams.all())[0]?.id ?? ''));

async function replay(world: MemoryWorld, mend = false) {
  return within(world, async (records, id) => {
    const team = await records.teams.get(id);
    return team ? replayTeam(records, team, { mend, rules: RULES, teamRules: TEAM_RULES }) : undefined;
  });
}

const shown = (world: MemoryWorld) => within(world, (records, team) => records.teamAwards.shown(team));

/** While questions are retired, and once old answers are not kept any more, what a team has stays as it is. */
async function leavesWhatCannotBeSeen(world: MemoryWorld): Promise<void> {
  const kept = await shown(world);
  world.setDecks([mistakenDeck('basics', 6)]);
  await world.say('ana', 'hello');
  expect(await replay(world, true)).toEqual({
    differences: [],
    unseen: 'items',
  });
  world.setDecks([mistakenDeck('basics', 9)]);
  await world.say('ana', 'hello');
  expect(await replay(world)).toEqual({ differences: [] });
  await database().deleteFrom('attempt').where('answered_at', '<', Temporal.Instant.from('2026-12-07T00:00:00Z')).execute();
  expect(await replay(world, true)).toEqual({ differences: [], unseen: 'answers' });
  expect(await shown(world)).toEqual(kept);
}

describe('the log, with who was there when', () => {
  it.each([
    [1, ['collective-mastery', 'put-right-together', 'quick-start']],
    [2, ['put-right-together', 'quick-start']],
  ])('alone makes what a team has shown, and its awards: seed %i', async (seed, families) => {
    const world = await begin(PEOPLE);
    await liveTogether(world, PEOPLE, seed);
    const kept = await shown(world);
    expect([...new Set(kept.awards.map(({ family }) => family))]).toEqual(families);
    expect(await replay(world)).toEqual({ differences: [] });
    await within(world, ({ teamAwards }, team) => teamAwards.forget(team));
    expect((await replay(world, true))?.differences).not.toEqual([]);
    const made = await shown(world);
    expect(made.proofs).toEqual(kept.proofs);
    expect(made.awards.map(({ family, tier, earnedAt, state }) => [family, tier, String(earnedAt), state])).toEqual(
      kept.awards.map(({ family, tier, earnedAt, state }) => [family, tier, String(earnedAt), state]),
    );
    await leavesWhatCannotBeSeen(world);
  });
});

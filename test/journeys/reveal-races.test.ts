import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPostgres } from '../../adapters/postgres/open.ts';
import type { Records } from '../../src/ports/store.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { startPostgres } from '../support/real-postgres.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const MONDAY = '2026-11-23T08:00:00Z';
const CHANNEL = '#support';
const PEOPLE = ['ana', 'ben', 'lea'];

/** A server of its own, as what happens at once shows only there. */
let server: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
const database = useDatabase(() => openPostgres(server.url));

async function begin(): Promise<MemoryWorld> {
  const zones = Object.fromEntries(PEOPLE.map((person) => [person, 'Europe/Berlin']));
  const world = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 3)], start: MONDAY, zones });
  await world.say('lea', 'team', CHANNEL);
  const form = (await world.messages('lea')).at(-1);
  if (!form) throw new Error('no form');
  await world.press('lea', form, 'Set up', { people: PEOPLE });
  return world;
}

/** A reveal that is under way: what it has begun to write nobody sees yet, while somebody says something; then it ends. */
async function whileRevealing(
  world: MemoryWorld,
  { begins, ends }: { begins: (records: Records, team: string) => Promise<void>; ends?: (records: Records) => Promise<void> },
  says: () => Promise<void>,
): Promise<void> {
  let saying = Promise.resolve();
  await world.store.within(WORKSPACE, async (records) => {
    await begins(records, (await records.teams.all())[0]?.id ?? '');
    let isSaid = false;
    saying = says().finally(() => {
      isSaid = true;
    });
    const waiting = sql<{ n: number }>`select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'`;
    while (!isSaid && (await waiting.execute(database())).rows[0]?.n === 0);
    await ends?.(records);
  });
  await saying;
}

it('who takes back their name while a question is revealed is not named', async () => {
  const world = await begin();
  await world.say('ana', 'name me');
  await world.say('lea', 'ask', CHANNEL);
  const { question_id: id } = await database().selectFrom('channel_question').select('question_id').executeTakeFirstOrThrow();
  await whileRevealing(
    world,
    {
      begins: async ({ channelQuestions }) => void (await channelQuestions.get(id)),
      ends: async ({ channelQuestions }) => {
        const question = await channelQuestions.get(id);
        if (question) await channelQuestions.save({ ...question, revealedAt: world.now(), named: ['ana'] });
      },
    },
    () => world.say('ana', 'do not name me'),
  );
  expect(await database().selectFrom('channel_question').select('named').execute()).toEqual([{ named: [] }]);
});

it('an award that a reveal tells is not told again by a summary beside it', async () => {
  const world = await begin();
  const award = { family: 'quick-start', tier: 0, earnedAt: world.now(), earnedOn: Temporal.PlainDate.from('2026-11-23') };
  const given = { ...award, state: 'held', action: 'offered' } as const;
  await world.store.within(WORKSPACE, async ({ teams, teamAwards }) => {
    for (const { id } of await teams.all()) await teamAwards.saveAward(id, { ...given, announced: false });
  });
  await whileRevealing(
    world,
    {
      begins: async ({ teams, teamAwards }, team) => {
        await teams.get(team);
        await teamAwards.saveAward(team, { ...given, announced: true });
      },
    },
    () => world.say('lea', 'summary', CHANNEL),
  );
  const told = (await world.messages('ana', CHANNEL)).at(-1)?.text;
  expect(told).toContain('week 48');
  expect(told).not.toContain('Quick Start');
});

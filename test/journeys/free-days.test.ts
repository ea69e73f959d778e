import { expect, it } from 'vitest';
import { replayMember } from '../../src/engine/quiz/replay.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { RULES } from '../support/rules.ts';
import { openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();

it('who narrows their working days has not kept those that they missed before, live or replayed', async () => {
  const zones = { ana: 'Europe/Berlin' };
  const world = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 12)], start: '2026-11-23T08:00:00Z', zones });
  const recalls = async () => {
    for (const words of ['quiz', 'yes it is', 'yes it is', 'yes it is']) await world.say('ana', words);
  };
  const steady = () => database().selectFrom('award').select('tier').where('family', '=', 'steady').execute();
  const works = (workingDays: number[]) =>
    world.store.within(WORKSPACE, async ({ members }) => {
      for (const member of await members.all(['ana'])) await members.save({ ...member, workingDays });
    });
  await recalls();
  await world.moveTo('2026-11-24T09:00:00Z');
  await recalls();
  for (const day of ['25', '26', '27']) await world.moveTo(`2026-11-${day}T09:00:00Z`);
  await works([1, 2]);
  await world.moveTo('2026-11-30T09:00:00Z');
  await recalls();
  expect(await steady()).toEqual([]);
  await world.say('ana', 'stats');
  expect((await world.messages('ana')).at(-1)?.text).toMatch(/3 of .*6|6.*3/);
  const differences = await world.store.within(WORKSPACE, async (records) =>
    replayMember(records, 'ana', { mend: false, tuning: {}, rules: RULES, isHoliday: () => false }),
  );
  expect(differences).toEqual([]);
  // What comes after the change counts by what holds since.
  const rows = await database().selectFrom('session').select(['day', 'free']).orderBy('day').execute();
  expect(rows.map(({ free }) => free)).toEqual([false, false, false, false, false, false]);
});

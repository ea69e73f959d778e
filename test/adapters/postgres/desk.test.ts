import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseCheck } from '../../../adapters/doctor/database.ts';
import { examinePostgres } from '../../../adapters/postgres/examine.ts';
import { lookAtLetters, queueAgain } from '../../../adapters/postgres/letter-desk.ts';
import { openPostgres } from '../../../adapters/postgres/open.ts';
import { openStore } from '../../../adapters/postgres/store.ts';
import { newTeam } from '../../../src/domain/team.ts';
import type { Letter, Recipient } from '../../../src/letter.ts';
import { startPostgres } from '../../support/real-postgres.ts';

const NOW = Temporal.Instant.from('2026-11-23T08:00:00Z');
const HERE = 'slack:T1';

let server: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

it('a server is looked at and left as it is, before and after its migrations', async () => {
  const look = () => examinePostgres(server.url);
  const early = ['0001_first', '0002_durable', '0003_fair_alarms', '0004_hints', '0005_disputes'];
  const pending = [
    ...early,
    '0006_confidence',
    '0007_misconceptions',
    '0008_external_model',
    '0009_buddies',
    '0010_unsure',
    '0011_memory',
    '0013_probes',
    '0015_daily_plan',
    '0016_calendars',
    '0017_experiment',
    '0018_goals',
    '0019_paths',
    '0020_proofs',
    '0021_dashboard',
    '0022_week',
    '0023_team_families',
    '0025_families',
    '0026_rollout',
    '0027_foretold',
    '0028_partners',
    '0030_channel_answers',
    '0031_sprints',
    '0032_pledges',
    '0033_leaderboards',
    '0034_languages',
    '0035_exchange',
    '0037_as_it_was',
    '0038_counted',
  ];
  expect(await look()).toMatchObject({ version: expect.stringMatching(/^\d+/), pending });
  expect(await look()).toMatchObject({ pending });
  await (await openPostgres(server.url)).destroy();
  expect(await look()).toMatchObject({ pending: [], failedLetters: 0 });
});

it('clocks that are half a minute apart are a failure', async () => {
  const { now: theirs } = await examinePostgres(server.url);
  const levelAt = async (ahead: string) => {
    const config = { databaseUrl: server.url, dataDir: './data' };
    const findings = await databaseCheck({ config, now: () => theirs.add(ahead) }).look(new AbortController().signal);
    return findings.find(({ what }) => /clock/.test(what))?.level;
  };
  expect(await levelAt('PT1H')).toBe('fail');
  expect(await levelAt('-PT15S')).toBe('warn');
});

it('letters that are queued again make their channel and their workspace reachable, and those of others stay as they are', async () => {
  const db = await openPostgres(server.url);
  const store = openStore(db);
  const team = { ...newTeam('t1', { id: 'C1', name: '#support' }, 'basics', 'UTC'), unreachable: 'is_archived' };
  const letter = (id: string, to: Recipient): Letter => ({
    id,
    workspace: HERE,
    to,
    outbound: { text: '', blocks: [] },
    purpose: id,
  });
  await store.within(HERE, async (records) => {
    await records.workspace.save({ ...(await records.workspace.get()), unreachable: 'account_inactive' });
    await records.teams.save(team);
    await records.teams.save({ ...team, id: 't2', channel: 'C2' });
    const letters = [letter('l1', { kind: 'channel', channel: 'C1' }), letter('l2', { kind: 'channel', channel: 'C2' })];
    await records.letters.add(letters, NOW, 'me');
  });
  const given = ['l1', 'l2'].map((id) => ({ id, tries: 3, repeats: 1, state: 'failed' as const, reason: `${id}: is_archived` }));
  await store.outbox.settle(HERE, 'me', given);
  expect((await lookAtLetters(db, 'failed', {}, 1)).total).toBe(2);

  expect(await queueAgain(db, { workspace: HERE, letters: ['l1'] })).toBe(1);
  const kept = await store.within(HERE, async (records) => ({
    workspace: (await records.workspace.get()).unreachable,
    teams: (await records.teams.all()).map(({ id, unreachable }) => [id, unreachable]),
  }));
  expect(kept.workspace).toBeUndefined();
  expect(new Map(kept.teams.map(([id, reason]) => [id, reason]))).toEqual(
    new Map([
      ['t1', undefined],
      ['t2', 'is_archived'],
    ]),
  );
  const { letters } = await lookAtLetters(db, 'waiting', {}, 10);
  expect(letters).toMatchObject([
    { letter: 'l1', state: 'queued', tries: 0, reason: null, to: { kind: 'channel', channel: 'C1' } },
  ]);
  expect(await queueAgain(db, { since: Temporal.PlainDate.from('2026-11-24') })).toBe(0);
  expect(await queueAgain(db, {})).toBe(1);
  await db.destroy();
});

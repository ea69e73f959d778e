import { setTimeout as pause } from 'node:timers/promises';
import { writeDeck } from '../test/support/crowd.ts';
import { startPostgres } from '../test/support/real-postgres.ts';
import { spawnSlackServer } from '../test/support/slack-server/remote.ts';
import { alternate, type Bench, median, rounded, row } from './bench.ts';
import { memoryMb, startSystem } from './system.ts';

const IDLE_SECONDS = 10;

/** How long until the first healthy answer, and how much memory a process needs that has nothing to do: Cairn on Slack beside bare Bolt. */
export const start: Bench = async ({ rounds, tell }) => {
  const [server, slack, decks] = await Promise.all([startPostgres(), spawnSlackServer(), writeDeck(50)]);
  const env = {
    ...{ SLACK_BOT_TOKEN: 'xoxb-T0START', SLACK_SIGNING_SECRET: 'the-secret-of-the-bench', SLACK_API_URL: slack.url },
    ...{ DATABASE_URL: server.url, DECKS_DIR: decks, DATA_DIR: decks },
  };
  const measured = { cairn: { ms: [] as number[], mb: [] as number[] }, bolt: { ms: [] as number[], mb: [] as number[] } };
  try {
    // The first round makes the tables, and fills the caches of the disk.
    await alternate(['cairn', 'bolt'] as const, rounds + 1, async (name, round) => {
      const system = await startSystem(name, env);
      if (round > 0) await pause(IDLE_SECONDS * 1_000);
      const mb = await memoryMb(system.pid);
      await system.stop();
      tell(`round ${round}, ${name}: healthy after ${system.readyMs.toFixed()} ms, ${mb.toFixed()} MB`);
      if (round === 0) return;
      measured[name].ms.push(system.readyMs);
      measured[name].mb.push(mb);
    });
  } finally {
    await slack.stop();
    await server.stop();
  }
  const { cairn, bolt } = measured;
  const seconds = { startMs: rounded(median(cairn.ms)), boltStartMs: rounded(median(bolt.ms)) };
  const memory = { memoryMb: rounded(median(cairn.mb)), boltMemoryMb: rounded(median(bolt.mb)) };
  return [
    row(
      'start',
      'first healthy answer on PostgreSQL, of 2 s',
      { atMost: 1 },
      cairn.ms.map((ms) => ms / 2_000),
      seconds,
    ),
    row(
      'start',
      'idle memory, against bare Bolt',
      { atMost: 1.5 },
      cairn.mb.map((mb, i) => mb / (bolt.mb[i] ?? Number.NaN)),
      memory,
    ),
  ];
};

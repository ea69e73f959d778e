import { ANSWER, seedCrowd, writeDeck } from '../test/support/crowd.ts';
import { startPostgres } from '../test/support/real-postgres.ts';
import { spawnSlackServer } from '../test/support/slack-server/remote.ts';
import { alternate, type Bench, median, percentile, type Row, rounded, row } from './bench.ts';
import { type Job, type Result, startLoad } from './load.ts';
import { installPeers } from './peers.ts';
import { databaseMs, memoryMb, newDatabase, processorMs, type System, startSystem } from './system.ts';

const TEAM = 'T0REPLY';
const SECRET = 'the-secret-of-the-bench';
const ZONE = 'Europe/Berlin';
/** In each round so many people, all of them new, answer so often. */
const PEOPLE = 400;
const TIMES = 3;
const HALF_LOAD_SECONDS = 5;

type Measured = { result: Result; half: Result; processorMs: number; databaseMs: number };

/** Signed answers to questions, until they are durable and graded and their feedback was seen: Cairn beside peers that say as much for less. */
export const reply: Bench = async ({ rounds, tell }) => {
  await installPeers(tell);
  const [server, slack, decks] = await Promise.all([startPostgres(), spawnSlackServer({ zone: ZONE }), writeDeck(50)]);
  const load = startLoad();
  const env = { SLACK_BOT_TOKEN: `xoxb-${TEAM}`, SLACK_SIGNING_SECRET: SECRET, SLACK_API_URL: slack.url, DECKS_DIR: decks };
  const systems: System[] = [
    await startSystem('cairn', { ...env, DATABASE_URL: server.url, DATA_DIR: decks }),
    await startSystem('bolt', env),
    await startSystem('chat', { ...env, DATABASE_URL: await newDatabase(server.url, 'chat') }),
  ];
  const measured = new Map<string, Measured[]>(systems.map(({ name }) => [name, []]));
  try {
    // The first round is for warming up.
    await alternate(systems, rounds + 1, async (system, round) => {
      const job = {
        url: system.url,
        slack: slack.url,
        secret: SECRET,
        team: TEAM,
        text: ANSWER,
        times: TIMES,
        answer: '✓ Right',
      };
      const newcomers = async (name: string, count: number) => {
        if (system.name === 'cairn') await open({ ...job, url: system.url }, name, count);
        return Array.from({ length: count }, (_, i) => `U${name}${i + 1}`);
      };
      const people = await newcomers(`R${round}${system.name.toUpperCase()}X`, PEOPLE);
      const before = [await processorMs(system.pid), await databaseMs(server.url)] as const;
      const result = await load.run({ ...job, people, pace: { inFlight: 16 } });
      const used = {
        processorMs: ((await processorMs(system.pid)) - before[0]) / result.answered,
        databaseMs: ((await databaseMs(server.url)) - before[1]) / result.answered,
      };
      const perSecond = perSecondOf(result) / 2;
      const some = await newcomers(`H${round}${system.name.toUpperCase()}X`, Math.ceil(perSecond * HALF_LOAD_SECONDS));
      const half = await load.run({ ...job, people: some, times: 1, pace: { perSecond } });
      await slack.reset();
      tell(`round ${round}, ${system.name}: ${describe(result, half)}`);
      tell(`  of processor an answer: ${used.processorMs.toFixed(2)} ms, and ${used.databaseMs.toFixed(2)} ms of the database`);
      if (round > 0) measured.get(system.name)?.push({ result, half, ...used });
    });
    const memory = Object.fromEntries(
      await Promise.all(systems.map(async ({ name, pid }) => [`${name}Mb`, Math.round(await memoryMb(pid))])),
    );
    return rowsOf(measured, memory);
  } finally {
    load.stop();
    await Promise.all(systems.map((system) => system.stop()));
    await slack.stop();
    await server.stop();
  }

  // Cairn's questions have to be asked before they can be answered.
  async function open(job: Omit<Job, 'people' | 'pace'>, name: string, count: number): Promise<void> {
    await seedCrowd(server.url, { workspace: `slack:${TEAM}`, zone: ZONE, name: `U${name}`, count, budget: 10 });
    const people = Array.from({ length: count }, (_, i) => `U${name}${i + 1}`);
    const asked = await load.run({ ...job, people, times: 1, text: 'quiz', answer: 'Which stone', pace: { inFlight: 16 } });
    if (asked.answered < count) throw new Error(`only ${asked.answered} of ${count} questions were asked`);
  }
};

function perSecondOf(result: Result): number {
  return result.answered / result.seconds;
}

function describe(result: Result, half: Result): string {
  const lost = result.sent - result.answered;
  return [
    `${perSecondOf(result).toFixed()} answered/s${lost > 0 ? ` (${lost} never)` : ''}`,
    `acknowledged p50 ${percentile(result.acknowledgedMs, 0.5).toFixed()} ms, p99 ${percentile(result.acknowledgedMs, 0.99).toFixed()} ms`,
    `at half load p99 ${percentile(half.acknowledgedMs, 0.99).toFixed()} ms`,
  ].join(', ');
}

function rowsOf(measured: ReadonlyMap<string, readonly Measured[]>, memory: object): Row[] {
  const of = (name: string) => measured.get(name) ?? [];
  const speeds = (name: string) => of(name).map(({ result }) => perSecondOf(result));
  const figures = (name: string) => ({
    [`${name}PerSecond`]: rounded(median(speeds(name))),
    [`${name}P99Ms`]: rounded(median(of(name).map(({ result }) => percentile(result.acknowledgedMs, 0.99)))),
    [`${name}AnsweredP99Ms`]: rounded(median(of(name).map(({ result }) => percentile(result.answeredMs, 0.99)))),
    [`${name}ProcessorMs`]: rounded(median(of(name).map(({ processorMs }) => processorMs))),
    [`${name}DatabaseMs`]: rounded(median(of(name).map(({ databaseMs }) => databaseMs))),
    [`${name}Lost`]: of(name).reduce((sum, { result }) => sum + result.sent - result.answered, 0),
  });
  const against = (peer: string) => speeds('cairn').map((speed, i) => speed / (speeds(peer)[i] ?? Number.NaN));
  const halves = of('cairn').map(({ half }) => percentile(half.acknowledgedMs, 0.99));
  return [
    row('reply', 'answered/s, against bare Bolt', { atLeast: 1 / 3 }, against('bolt'), {
      ...figures('cairn'),
      ...figures('bolt'),
      ...memory,
    }),
    row('reply', 'answered/s, against chat on PostgreSQL', { atLeast: 2 }, against('chat'), {
      ...figures('cairn'),
      ...figures('chat'),
    }),
    row(
      'reply',
      'p99 of the acknowledgement at half load, of 100 ms',
      { atMost: 1 },
      halves.map((ms) => ms / 100),
      { halfLoadP99Ms: rounded(median(halves)) },
    ),
  ];
}

import { ANSWER, noonZone, seedCrowd, writeDeck } from '../test/support/crowd.ts';
import { startPostgres } from '../test/support/real-postgres.ts';
import { spawnSlackServer } from '../test/support/slack-server/remote.ts';
import { type Bench, median, rounded, row } from './bench.ts';
import { startLoad } from './load.ts';
import { memoryMb, startSystem } from './system.ts';

const TEAM = 'T0SOAK';
const SECRET = 'the-secret-of-the-bench';
/** In each slice so many people say `quiz` and answer twice, and as many others are due. */
const PEOPLE = 20;
const SLICE_SECONDS = 10;

type Sample = { minute: number; mb: number; heapMb?: number };

/** Mixed load at a fixed, moderate speed for minutes: the memory of Cairn stays flat. */
export const soak: Bench = async ({ minutes, tell }) => {
  const zone = noonZone(Temporal.Now.instant());
  const [server, slack, decks] = await Promise.all([startPostgres(), spawnSlackServer({ zone }), writeDeck(50)]);
  const load = startLoad();
  const cairn = await startSystem('cairn', {
    ...{ SLACK_BOT_TOKEN: `xoxb-${TEAM}`, SLACK_SIGNING_SECRET: SECRET, SLACK_API_URL: slack.url },
    ...{ DATABASE_URL: server.url, DECKS_DIR: decks, DATA_DIR: decks },
  });
  const samples: Sample[] = [];
  let lost = 0;
  try {
    for (let slice = 0; slice < (minutes * 60) / SLICE_SECONDS; slice++) {
      const from = performance.now();
      const alarms = { from: Temporal.Now.instant(), overMs: SLICE_SECONDS * 1_000 };
      await seedCrowd(server.url, { workspace: `slack:${TEAM}`, name: `UDUE${slice}X`, count: PEOPLE, zone, alarms });
      await seedCrowd(server.url, { workspace: `slack:${TEAM}`, name: `UANS${slice}X`, count: PEOPLE, zone });
      const people = Array.from({ length: PEOPLE }, (_, i) => `UANS${slice}X${i + 1}`);
      const job = {
        url: cairn.url,
        slack: slack.url,
        secret: SECRET,
        team: TEAM,
        people,
        pace: { perSecond: (PEOPLE * 4) / SLICE_SECONDS },
      };
      const steps = [
        { ...job, text: 'quiz', answer: 'Which stone', times: 1 },
        { ...job, text: ANSWER, answer: '✓ Right', times: 1 },
        { ...job, text: ANSWER, answer: '✓ Right', times: 1 },
      ];
      for (const step of steps) {
        const result = await load.run(step);
        lost += result.sent - result.answered;
      }
      await slack.reset();
      const sample = { minute: (slice * SLICE_SECONDS) / 60, mb: await memoryMb(cairn.pid), ...(await heapOf(cairn.url)) };
      samples.push(sample);
      const heap = sample.heapMb === undefined ? '' : `, heap ${sample.heapMb.toFixed()} MB`;
      if (slice % 6 === 0) tell(`minute ${sample.minute.toFixed()}: ${sample.mb.toFixed()} MB${heap}`);
      await new Promise((resolve) => setTimeout(resolve, SLICE_SECONDS * 1_000 - (performance.now() - from)));
    }
  } finally {
    load.stop();
    await cairn.stop();
    await slack.stop();
    await server.stop();
  }
  const half = samples.slice(Math.floor(samples.length / 2));
  const growth = 1 + (slopeOf(half) * (half.length - 1)) / median(half.map(({ mb }) => mb));
  const slope = {
    mbAMinute: rounded((slopeOf(half) * 60) / SLICE_SECONDS),
    firstMb: rounded(samples[0]?.mb ?? 0),
    lastMb: rounded(samples.at(-1)?.mb ?? 0),
    heapsMb: [samples[0], samples.at(-1)].map((sample) => Math.round(sample?.heapMb ?? 0)),
  };
  return [
    row('soak', 'memory at the end of the last half, against its beginning', { atMost: 1.05 }, [growth], {
      ...slope,
      lost,
      minutes,
    }),
  ];
};

/** The growth from one sample to the next, by least squares. */
function slopeOf(samples: readonly Sample[]): number {
  const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [(samples.length - 1) / 2, meanOf(samples.map(({ mb }) => mb))];
  const products = samples.map(({ mb }, i) => (i - x) * (mb - y));
  const squares = samples.map((_, i) => (i - x) ** 2);
  return meanOf(products) / meanOf(squares);
}

/** The heap in use, where the metrics tell. */
async function heapOf(url: string): Promise<{ heapMb?: number }> {
  const response = await fetch(`${url}/metrics`);
  const found = /^\w*nodejs_heap_size_used_bytes (\S+)$/m.exec(await response.text());
  return found ? { heapMb: Number(found[1]) / 2 ** 20 } : {};
}

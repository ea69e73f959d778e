import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { noonZone, seedCrowd, writeDeck } from '../test/support/crowd.ts';
import { startPostgres } from '../test/support/real-postgres.ts';
import type { Stats } from '../test/support/slack-server/ledger.ts';
import { leastSeconds } from '../test/support/slack-server/limits.ts';
import { spawnSlackServer } from '../test/support/slack-server/remote.ts';
import { type Bench, median, type Row, rounded, row } from './bench.ts';
import { startConnector } from './connector.ts';
import { newDatabase, startSystem } from './system.ts';

const MESSAGES = 10_000;
/** Cairn keeps to 3.9 a second and workspace by itself, so that the speed without limits needs more workspaces to show. */
const LIMITED = { workspaces: 50, limits: true };
const UNLIMITED = { workspaces: 250, limits: false };
const TEAMS_MESSAGES = 1_500;
const STUCK_MS = 60_000;

type Sent = { seconds: number; posted: number; refused: number };
type World = { server: string; decks: string; tell: (line: string) => void };

/** Questions of a morning, all due at once: Slack with and without its limits, and Teams with its own. */
export const fanout: Bench = async ({ rounds, tell }) => {
  const [server, decks] = await Promise.all([startPostgres(), writeDeck(10)]);
  const world = { server: server.url, decks, tell };
  const [limited, unlimited, teams]: [Sent[], Sent[], Sent[]] = [[], [], []];
  try {
    for (let round = 0; round < rounds; round++) {
      limited.push(await throughSlack(world, `limited${round}`, LIMITED));
      unlimited.push(await throughSlack(world, `unlimited${round}`, UNLIMITED));
      teams.push(await throughTeams(world, `teams${round}`));
    }
  } finally {
    await server.stop();
  }
  return rowsOf(limited, unlimited, teams);
};

function rowsOf(limited: readonly Sent[], unlimited: readonly Sent[], teams: readonly Sent[]): Row[] {
  const least = leastSeconds(MESSAGES / LIMITED.workspaces);
  const speeds = (sent: readonly Sent[]) => sent.map(({ posted, seconds }) => posted / seconds);
  const times = {
    seconds: rounded(median(limited.map(({ seconds }) => seconds))),
    leastSeconds: least,
    posted: limited[0]?.posted,
  };
  return [
    row(
      'fanout',
      'seconds, against the least that the limits allow',
      { atMost: 1.05 },
      limited.map(({ seconds }) => seconds / least),
      times,
    ),
    row('fanout', 'share of calls refused', { atMost: 0.01 }, limited.map(refusedShare)),
    row(
      'fanout',
      'messages/s without limits, of 300',
      { atLeast: 1 },
      speeds(unlimited).map((speed) => speed / 300),
      { perSecond: rounded(median(speeds(unlimited))) },
    ),
    row(
      'fanout',
      'Teams: messages/s at 50/s a tenant, of 45',
      { atLeast: 1 },
      speeds(teams).map((speed) => speed / 45),
      {
        perSecond: rounded(median(speeds(teams))),
        refusedShare: rounded(median(teams.map(refusedShare))),
      },
    ),
  ];
}

function refusedShare({ posted, refused }: Sent): number {
  return refused / (posted + refused);
}

async function throughSlack({ server, decks, tell }: World, name: string, { workspaces, limits }: typeof LIMITED): Promise<Sent> {
  const [slack, url] = [await spawnSlackServer({ limits }), await newDatabase(server, name)];
  const env = {
    ...{ SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'the-client-secret', SLACK_SIGNING_SECRET: 'the-secret-of-the-bench' },
    ...{ SLACK_API_URL: slack.url, ENCRYPTION_KEYS: `bench:${randomBytes(32).toString('base64')}` },
    ...{ DATABASE_URL: url, DECKS_DIR: decks, DATA_DIR: decks },
  };
  try {
    const teams = Array.from({ length: workspaces }, (_, i) => `T${i + 1}`);
    const first = await startSystem('cairn', env);
    for (const team of teams) await install(first.url, team);
    await first.stop();
    const zone = noonZone(Temporal.Now.instant());
    const alarms = { from: Temporal.Now.instant(), overMs: 0 };
    const count = MESSAGES / workspaces;
    for (const team of teams) await seedCrowd(url, { workspace: `slack:${team}`, name: 'U', count, zone, alarms });
    await slack.reset();
    // As it starts it does what is due.
    const cairn = await startSystem('cairn', env);
    const sent = await finished(() => slack.stats(), MESSAGES);
    await cairn.stop();
    tell(`${name}: ${sent.posted} messages in ${sent.seconds.toFixed(1)} s, ${sent.refused} refused`);
    return sent;
  } finally {
    await slack.stop();
  }
}

/** Somebody installs Cairn in a workspace of the fake Slack: there and back. */
async function install(url: string, team: string): Promise<void> {
  const there = await fetch(`${url}/slack/install`, { redirect: 'manual' });
  const state = new URL(there.headers.get('location') ?? '').searchParams.get('state') ?? '';
  const [cookie = ''] = (there.headers.get('set-cookie') ?? '').split(';');
  const back = await fetch(`${url}/slack/oauth_redirect?${new URLSearchParams({ code: `code-${team}`, state })}`, {
    headers: { cookie },
  });
  if (!back.ok) throw new Error(`Cairn could not be installed in ${team}: ${back.status}`);
}

async function throughTeams({ server, decks, tell }: World, name: string): Promise<Sent> {
  const [connector, url] = [await startConnector(), await newDatabase(server, name)];
  const env = { TEAMS_ANONYMOUS: '1', DATABASE_URL: url, DECKS_DIR: decks, DATA_DIR: decks };
  try {
    await (await startSystem('cairn', env)).stop();
    const zone = noonZone(Temporal.Now.instant());
    const alarms = { from: Temporal.Now.instant(), overMs: 0 };
    await seedCrowd(url, { workspace: 'teams:tenant', name: 'person-', count: TEAMS_MESSAGES, zone, alarms });
    await connector.introduce(url, 'teams:tenant', 'person-', TEAMS_MESSAGES);
    const cairn = await startSystem('cairn', env);
    const sent = await finished(() => connector.stats(), TEAMS_MESSAGES);
    await cairn.stop();
    tell(`${name}: ${sent.posted} messages in ${sent.seconds.toFixed(1)} s, ${sent.refused} refused`);
    return sent;
  } finally {
    connector.stop();
  }
}

/** Waits until all are posted, or none come any more. */
async function finished(
  look: () => Promise<Pick<Stats, 'posted' | 'refused' | 'firstAt' | 'lastAt'>>,
  all: number,
): Promise<Sent> {
  let [before, changedAt] = [0, performance.now()];
  for (;;) {
    const { posted, refused, firstAt = 0, lastAt = 0 } = await look();
    if (posted !== before) [before, changedAt] = [posted, performance.now()];
    if (posted >= all || performance.now() - changedAt > STUCK_MS)
      return { posted, refused, seconds: (lastAt - firstAt) / 1_000 };
    await pause(500);
  }
}

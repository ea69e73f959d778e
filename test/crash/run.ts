import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openPostgres } from '../../adapters/postgres/open.ts';
import { newKey } from '../../adapters/seal.ts';
import { startPostgres } from '../support/real-postgres.ts';
import type { Saying } from '../support/slack-server/ledger.ts';
import { spawnSlackServer, watchSlack } from '../support/slack-server/remote.ts';
import { clientSecret } from '../support/slack-web-api.ts';
import { compare, type Fault } from './compare.ts';
import { type Kill, openFleet } from './fleet.ts';
import { countOpen, type Kept, readKept } from './kept.ts';
import { openPeople, SIGNING_SECRET, type Written } from './people.ts';
import { type Plan, plan, type Size } from './plan.ts';
import { prepare, writeDecks } from './prepare.ts';

/** What came of a run, and all that is needed to find out why. */
export type Outcome = {
  plan: Plan;
  faults: readonly Fault[];
  ledger: readonly Saying[];
  kept: Kept;
  written: readonly Written[];
  kills: readonly Kill[];
  logs: string;
  seconds: { active: number; drained: number };
};

// An alarm that failed rings again in five minutes, and a letter may be tried for some.
const DRAIN_MS = 8 * 60_000;
const LOOK_AGAIN_MS = 500;

/** Lets members learn with several processes of Cairn that are killed all the time, and compares what came of it. `tell` hears how it goes. */
export async function run(size: Size, tell: (line: string) => void): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-crash-'));
  const planned = plan(size);
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const postgres = await startPostgres();
  stack.defer(postgres.stop);
  const slack = await spawnSlackServer({ faults: planned.faults, zone: 'UTC' });
  stack.defer(slack.stop);
  const db = await openPostgres(postgres.url);
  stack.defer(() => db.destroy());
  const [decks, keys] = [await writeDecks(folder), newKey()];
  await prepare(db, planned, keys, Temporal.Now.instant());
  tell(`${size.dms} members in ${size.workspaces} workspaces are prepared`);

  const fleet = openFleet({
    ...{ DATA_DIR: folder, DECKS_DIR: decks, DATABASE_URL: postgres.url, HOST: '127.0.0.1' },
    ...{ SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: clientSecret, SLACK_SIGNING_SECRET: SIGNING_SECRET },
    ...{ SLACK_API_URL: slack.url, ENCRYPTION_KEYS: keys },
  });
  stack.defer(fleet.stop);
  const people = openPeople(planned, fleet.doors);
  await watchSlack(slack.url, people.see);
  await fleet.start();
  const begun = performance.now();
  const progress = setInterval(() => {
    tell(`${fleet.kills.length} kills, ${people.written.length} written, ${people.waiting().length} members not done`);
  }, 15_000);
  stack.defer(() => clearInterval(progress));
  await fleet.suffer(planned);
  await untilQuiet(planned.activeMs - (performance.now() - begun), () => Promise.resolve(false));
  const active = performance.now();
  tell('no more kills');
  await untilQuiet(DRAIN_MS, async () => {
    const open = await countOpen(db, Temporal.Now.instant());
    return people.waiting().length === 0 && open.letters === 0 && open.alarms === 0;
  });
  const drained = performance.now();
  await people.stop();
  const [ledger, kept] = [await slack.ledger(), await readKept(db)];
  const { written } = people;
  const late = people.waiting().map(({ id }) => ({ member: id, what: 'the session is not over' }));
  const ended = fleet.ends.map((output) => ({ what: `a process ended by itself: ${output.slice(-500)}` }));
  return {
    ...{ plan: planned, ledger, kept, written, kills: fleet.kills, logs: fleet.logs() },
    faults: [...ended, ...late, ...compare({ members: planned.members, written, ledger, kept })],
    seconds: { active: (active - begun) / 1_000, drained: (drained - active) / 1_000 },
  };
}

async function untilQuiet(mostMs: number, isQuiet: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + mostMs;
  while (performance.now() < deadline && !(await isQuiet())) await setTimeout(LOOK_AGAIN_MS);
}

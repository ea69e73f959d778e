import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** What every question of the crowd's deck is answered with. */
export const ANSWER = 'basalt';
const DECK = 'one-word';

/** A folder with one deck, of so many questions that all have the same answer: whoever drives a load need not know which is open. */
export async function writeDeck(items: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-decks-'));
  const questions = Array.from({ length: items }, (_, i) => ({
    id: `stone-${i + 1}`,
    topic: `Field ${(i % 5) + 1}`,
    kind: 'short-text',
    prompt: `Which stone lies in field ${i + 1}?`,
    answers: [ANSWER],
    explanation: `It came with the lava of eruption ${i + 1}, and cooled quickly.`,
  }));
  const deck = { title: 'One word', description: 'The stones of all fields.', language: 'en', items: questions };
  // JSON is YAML.
  await writeFile(join(folder, `${DECK}.yaml`), JSON.stringify(deck, null, 2));
  return folder;
}

/** A zone in which it is noon, when anybody may be asked. */
export function noonZone(now: Temporal.Instant): string {
  const ahead = 12 - now.toZonedDateTimeISO('UTC').hour;
  return ahead === 0 ? 'Etc/UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

type Crowd = {
  workspace: string;
  /** The members are called `<name>1` and so on. */
  name: string;
  count: number;
  zone: string;
  budget?: number;
  /** When the alarms of their sessions ring, one after the other in even steps; without it nobody is asked. */
  alarms?: { from: Temporal.Instant; overMs: number };
};

/** Makes members who have been welcomed and learn the crowd's deck. The schema has to be there. */
export async function seedCrowd(url: string, { workspace, name, count, zone, budget = 3, alarms }: Crowd): Promise<void> {
  await withClient(url, async (client) => {
    const people = `select $1 || n as id, n from generate_series(1, $2::int) n`;
    await client.query(`insert into workspace (workspace_id, zone) values ($1, $2) on conflict do nothing`, [workspace, zone]);
    await client.query(
      `insert into member (workspace_id, member_id, name, zone, working_days, session_time, budget, status, admin, welcomed, known)
       select $3, id, id, $4, '{1,2,3,4,5,6,7}', '09:00', $5, 'active', false, true, true from (${people}) p`,
      [name, count, workspace, zone, budget],
    );
    await client.query(
      `insert into enrolment (workspace_id, member_id, deck_id, enrolled_at) select $3, id, $4, now() from (${people}) p`,
      [name, count, workspace, DECK],
    );
    if (!alarms) return;
    await client.query(
      `insert into alarm (workspace_id, kind, subject, due_at)
       select $3, 'session', id, $4::timestamptz + (n - 1) * ($5::float8 / $2) * interval '1 millisecond' from (${people}) p`,
      [name, count, workspace, alarms.from.toString(), alarms.overMs],
    );
  });
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDeck } from '../../adapters/content/write-deck.ts';
import { slackInstallations } from '../../adapters/postgres/installations.ts';
import { openStore } from '../../adapters/postgres/store.ts';
import type { Database } from '../../adapters/postgres/tables.ts';
import { openSeal } from '../../adapters/seal.ts';
import { newMember } from '../../src/domain/member.ts';
import type { Records } from '../../src/ports/store.ts';
import { simpleDeck } from '../support/decks.ts';
import { botUser } from '../support/slack-web-api.ts';
import type { Plan, PlannedMember } from './plan.ts';

const DECK = 'crash';
const QUESTIONS_A_DAY = 2;

/** Writes the deck that is asked, into a folder of its own. */
export async function writeDecks(folder: string): Promise<string> {
  const decks = join(folder, 'decks');
  await mkdir(decks);
  await writeFile(join(decks, `${DECK}.yaml`), writeDeck(simpleDeck(DECK, 6)));
  return decks;
}

/** Workspaces that have installed Cairn, and in them members whose sessions fall due in the course of the run. */
export async function prepare(db: Database, plan: Plan, keys: string, start: Temporal.Instant): Promise<void> {
  const store = openStore(db);
  const installations = slackInstallations(db, openSeal(keys));
  for (const [workspace, members] of Map.groupBy(plan.members, (member) => member.workspace)) {
    const id = members[0]?.team ?? '';
    const bot = { id: 'B0CAIRN', userId: botUser, token: `xoxb-${id}`, scopes: [] };
    await installations.save(workspace, { team: { id }, bot }, start);
    await store.within(workspace, async (records) => {
      for (const member of members) await addMember(records, member, start);
    });
  }
}

async function addMember(records: Records, { id, dueAfterMs }: PlannedMember, start: Temporal.Instant): Promise<void> {
  const usual = newMember(id, { name: id, zone: zoneOfNoon(start) }, 'UTC');
  const member = { ...usual, workingDays: [1, 2, 3, 4, 5, 6, 7], budget: QUESTIONS_A_DAY, welcomed: true };
  await records.members.save(member);
  await records.enrolments.add(id, DECK, start);
  await records.alarms.set('session', id, start.add({ milliseconds: Math.floor(dueAfterMs) }));
}

/** A zone in which it is past noon now: nobody is asked in the evening, whenever the run is. Its sign is turned around, as POSIX has it. */
function zoneOfNoon(now: Temporal.Instant): string {
  const west = now.toZonedDateTimeISO('UTC').hour - 12;
  return west === 0 ? 'Etc/GMT' : `Etc/GMT${west > 0 ? '+' : ''}${west}`;
}

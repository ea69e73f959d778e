import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { openEmbedded } from '../../adapters/postgres/open.ts';
import { openStore } from '../../adapters/postgres/store.ts';
import { emptyEntry } from '../../src/domain/check-in.ts';
import { newMember } from '../../src/domain/member.ts';
import { weekOf } from '../../src/domain/rhythm.ts';
import type { Records } from '../../src/ports/store.ts';
import { attemptAt } from './attempts.ts';
import { openBrowser } from './browser.ts';
import { startProgram } from './program.ts';

// Takes the pictures of docs/together.md anew, in the playground on a phone: `npx node test/support/week-pictures-main.ts`.

const WHERE = fileURLToPath(new URL('../../docs/together/', import.meta.url));
const PHONE = { width: 390, height: 1400 };
const DECK = 'customer-conversations';
const OTHERS = ['Cem', 'Dia', 'Eve', 'Fay', 'Jo', 'Kim'];
const NOW = Temporal.Now.instant();

const WRITTEN: Readonly<Record<string, object>> = {
  cem: { success: 'Taught refunds to two new colleagues', named: true },
  dia: { hurdles: 'The CRM import hangs on large files', asksHelp: true },
  eve: { success: 'No call waited for longer than a minute on Tuesday' },
  fay: { did: 'Refund desk' },
  jo: { did: 'Chat, and two visits' },
  lea: { did: 'Interviews', next: 'Listen in on five calls', sharesNext: true },
};

/** A team of nine that has answered, been checked and written: what a summary is about. */
async function fill(records: Records): Promise<void> {
  const [team] = await records.teams.all();
  if (!team) throw new Error('The playground has no team.');
  const items = (await records.decks.items([DECK])).map(({ item }) => item);
  const checkIn = { id: 'pictures', team: team.id, week: weekOf(Temporal.Now.plainDateISO(team.zone)), askedAt: NOW };
  await records.checkIns.save(checkIn);
  for (const name of OTHERS) await records.members.save({ ...newMember(name.toLowerCase(), { name }, team.zone), known: true });
  const people = ['ana', 'ben', 'lea', ...OTHERS.map((name) => name.toLowerCase())];
  for (const [i, member] of people.entries()) {
    if (member !== 'lea') await records.teams.setMember(team.id, member, 'member');
    for (const [week, right, at] of [
      [0, i < 7, NOW.subtract({ hours: 25 })],
      [1, i < 6, NOW.subtract({ hours: 24 * 8 })],
    ] as const) {
      const answer = async (id: string, item: number, isRight: boolean) => {
        const of = { id: `${member}-${week}-${id}`, member, deck: DECK, item: items[item] ?? '', gapHours: 168 };
        await records.attempts.append(attemptAt(at, { ...of, verdict: isRight ? 'correct' : 'incorrect' }));
      };
      for (const [id, item] of [
        ['check', week],
        ['first', 2 + week],
        ['second', 14],
      ] as const)
        await answer(id, item, id === 'second' ? i < 3 : right);
      const over = {
        state: 'answered',
        exposedAt: at.subtract({ hours: 168 }),
        settledAt: at,
        attempt: `${member}-${week}-check`,
      } as const;
      await records.probes.save({ member, deck: DECK, item: items[week] ?? '', horizon: 'week', arm: 'week', ...over });
    }
    const written = WRITTEN[member];
    if (written) await records.checkIns.saveEntry({ ...emptyEntry({ checkIn: checkIn.id, member, at: NOW }), ...written });
  }
}

async function say(page: Page, words: string): Promise<void> {
  await page.locator('textarea').last().fill(words);
  await page.keyboard.press('Enter');
}

async function shoot(page: Page, words: RegExp, name: string): Promise<void> {
  const bubble = page.getByRole('log').locator('.bubble').filter({ hasText: words }).last();
  await bubble.waitFor();
  await bubble.screenshot({ path: join(WHERE, `${name}.png`) });
}

const data = await mkdtemp(join(tmpdir(), 'cairn-week-'));
await (await startProgram({ DATA_DIR: data })).stop();
const db = await openEmbedded(join(data, 'postgres'));
await openStore(db).within('playground:demo', fill);
await db.destroy();
// This process goes on, and has the data no more.
await rm(join(data, 'postgres.lock'));

const program = await startProgram({ DATA_DIR: data });
const browser = await openBrowser();
const open = async (place: string) => {
  const page = await browser.newPage({ timezoneId: 'Europe/Berlin', viewport: PHONE, reducedMotion: 'reduce' });
  await page.goto(`${program.url}/playground#${place}`);
  await page.locator('textarea').last().waitFor();
  return page;
};
const ana = await open('ana');
await say(ana, 'check-in');
await shoot(ana, /Your week in/, 'check-in');
const channel = await open('lea/channel');
await say(channel, '@Cairn summary');
await shoot(channel, /took part/, 'summary');
const lea = await open('lea');
await say(lea, 'my team');
await shoot(lea, /for you alone/, 'my-team');
await browser.close();
await program.stop();
await rm(data, { recursive: true });

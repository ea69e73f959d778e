import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { startProgram } from './program.ts';

// Takes the pictures of docs/dashboard.md and docs/achievements.md anew, of Ana's after some weeks in the playground: `npx node test/support/dashboard-pictures-main.ts`.

const WHERE = fileURLToPath(new URL('../../docs/', import.meta.url));
const WORKING_DAYS = 27;
const STATEMENTS = [
  'A padlock in the address bar says that a site is honest.',
  'The same password for two sites doubles what a leak costs.',
  'A reply-to that differs from the sender is a reason to report.',
  'A colleague who asks for a code by chat should be called first.',
  'An update that waits for a quiet moment waits too long.',
  'A USB stick that was found belongs to IT, unopened.',
  'Who reports a click late has still helped.',
  'A screen is locked whenever its chair is empty.',
];

const folder = await mkdtemp(join(tmpdir(), 'cairn-pictures-'));
await mkdir(join(folder, 'decks'));
await cp(fileURLToPath(new URL('../../decks/achievements/', import.meta.url)), join(folder, 'decks', 'achievements'), {
  recursive: true,
});
const items = STATEMENTS.map((prompt, i) => ({ id: `s${i}`, kind: 'true-false', topic: 'Security', prompt, answer: i > 0 }));
await writeFile(join(folder, 'decks', 'sample.yaml'), JSON.stringify({ title: 'Security', description: 'A sample.', items }));
const program = await startProgram({ DATA_DIR: join(folder, 'data'), DECKS_DIR: join(folder, 'decks') });
const browser = await openBrowser();
const page = await browser.newPage({
  timezoneId: 'Europe/Berlin',
  viewport: { width: 820, height: 1100 },
  reducedMotion: 'reduce',
});
await page.goto(`${program.url}/playground#ana`);
await page.getByRole('log').waitFor();
for (let day = 0; day < WORKING_DAYS; day++) await learn(day);
await say(page, 'achievements');
await shoot(page, 'achievements.png');
await say(page, 'home');
await shoot(page, 'dashboard.png');
await say(page, 'effort');
await shoot(page, 'effort.png');
await browser.close();
await program.stop();
await rm(folder, { recursive: true });

/** A day's questions: at first some are missed, and they take longer. */
async function learn(day: number): Promise<void> {
  await post('clock', { to: nextMorning(day) });
  await say(page, day % 7 === 5 ? 'help' : 'quiz');
  for (let i = 0; i < 8; i++) {
    const question = await page.locator('.message[data-side=theirs]').last().innerText();
    const asked = STATEMENTS.findIndex((statement) => question.includes(statement));
    if (asked === -1 || !question.includes('True')) return;
    await post('clock', { advance: `PT${Math.max(6, 40 - day - i)}S`, zone: 'Europe/Berlin' });
    const isMissed = (day + i) % (day < 8 ? 3 : 7) === 0;
    await say(page, asked > 0 === !isMissed ? 'true' : 'false');
  }
}

function nextMorning(day: number): string {
  const monday = Temporal.Now.plainDateISO('Europe/Berlin').add({ days: 7 });
  const first = monday.subtract({ days: monday.dayOfWeek - 1 });
  const date = first.add({ days: Math.floor(day / 5) * 7 + (day % 5) });
  return date.toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: '09:30' }).toInstant().toString();
}

async function post(path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${program.url}/playground/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
}

/** Says it, and waits until it is answered and nothing more comes. */
async function say(on: Page, words: string): Promise<void> {
  const answers = on.locator('.message[data-side=theirs]');
  const before = await answers.count();
  await on.locator('textarea').last().fill(words);
  await on.keyboard.press('Enter');
  await answers.nth(before).waitFor();
  await on.waitForFunction(settled, await answers.count());
}

/** What comes of one answer comes within a moment: the verdict, and the next question. */
async function settled(count: number): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 150));
  return document.querySelectorAll('.message[data-side=theirs]').length === count;
}

async function shoot(on: Page, name: string): Promise<void> {
  await on
    .getByRole('log')
    .locator('.bubble')
    .last()
    .screenshot({ path: join(WHERE, name) });
}

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { readDeck } from '../../adapters/content/yaml-deck.ts';
import { openBrowser } from './browser.ts';
import { startProgram } from './program.ts';

// Takes the pictures of docs/question-kinds.md and docs/goals.md anew, of sample decks in the playground: `npx node test/support/pictures-main.ts [NAME…]`.

const WHERE = fileURLToPath(new URL('../../docs/', import.meta.url));
const SAMPLES = fileURLToPath(new URL('../../decks/', import.meta.url));
const VIEW = { width: 820, height: 1600 };

/** What is done once the question is there, or, of a whole deck, instead of one; `until` can be read then. `last` is how many messages are shown. */
type Picture = { deck: string; item?: string; say?: readonly string[]; press?: string; until?: RegExp; last?: number };

const PICTURES: Readonly<Record<string, Picture>> = {
  'single-choice': { deck: 'security-awareness', item: 'reply-to-differs' },
  'multi-select': { deck: 'security-awareness', item: 'reasons-to-check-by-another-route' },
  'true-false': { deck: 'security-awareness', item: 'https-means-honest' },
  numeric: { deck: 'customer-conversations', item: 'two-discounts' },
  'short-text': { deck: 'software-onboarding', item: 'safe-to-repeat' },
  sentence: { deck: 'security-awareness', item: 'why-report-too' },
  compare: {
    ...{ deck: 'security-awareness', item: 'why-report-too', until: /Which of these did you say/ },
    say: ['they can warn everybody, and the one who sent it is gone for all of us'],
  },
  'teach-back': { deck: 'security-awareness', item: 'second-factor-explained' },
  cloze: { deck: 'security-awareness', item: 'three-kinds-of-proof', press: 'Hint', until: /Hint 1 of 2/ },
  ordering: { deck: 'customer-conversations', item: 'answer-to-an-objection' },
  matching: { deck: 'security-awareness', item: 'names-of-tricks' },
  scenario: { deck: 'customer-conversations', item: 'third-call-this-week' },
  'scenario-words': {
    ...{ deck: 'sales-call', item: 'first-call', until: /step 3/, last: 3 },
    say: ['Agree on what the ten minutes should bring her', 'How many hours do you spend on it?'],
  },
  goal: {
    ...{ deck: 'customer-conversations', until: /To be sure when it is done/, last: 2 },
    say: ['hello', 'goal learn the objection handling cards by Friday'],
  },
  'goal-plan': {
    ...{ deck: 'security-awareness', until: /planned back from that day/, last: 2 },
    say: ['hello', 'goal plan security awareness in 3 weeks, 10 minutes a day'],
  },
};

async function take(browser: Browser, name: string, { deck, item, ...doing }: Picture): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-pictures-'));
  const decks = join(folder, 'decks');
  await mkdir(decks);
  await writeFile(join(decks, 'sample.yaml'), await deckOf(deck, item));
  const program = await startProgram({ DATA_DIR: join(folder, 'data'), DECKS_DIR: decks });
  const page = await browser.newPage({ timezoneId: 'Europe/Berlin', viewport: VIEW, reducedMotion: 'reduce' });
  await page.goto(`${program.url}/playground#ana`);
  await answer(page, doing, item !== undefined);
  await shoot(page, join(WHERE, item === undefined ? 'goals' : 'kinds', `${name}.png`), doing.last ?? 1);
  await page.close();
  await program.stop();
  await rm(folder, { recursive: true });
}

/** A deck with this item alone, or with all; JSON is YAML. */
async function deckOf(name: string, id: string | undefined): Promise<string> {
  const file = await readFile(join(SAMPLES, `${name}.yaml`), 'utf8');
  if (id === undefined) return file;
  const read = readDeck(file, name);
  const item = 'deck' in read && read.deck.items.find((each) => each.id === id);
  if (!item) throw new Error(`The sample deck ${name} has no item ${id}: name another in pictures-main.ts.`);
  return JSON.stringify({ title: 'Sample', description: 'A sample.', items: [item] });
}

async function answer(
  page: Page,
  { say: words = [], press, until }: Omit<Picture, 'deck' | 'item'>,
  asked: boolean,
): Promise<void> {
  const log = page.getByRole('log');
  await log.waitFor();
  if (asked) {
    await say(page, 'quiz');
    await log.getByRole('button', { name: 'Not sure' }).waitFor();
  }
  for (const each of words) await say(page, each);
  if (press) await log.getByRole('button', { name: press }).click();
  if (until) await log.getByText(until).last().waitFor();
}

/** Says it, and waits until it is answered. */
async function say(page: Page, words: string): Promise<void> {
  const answers = page.locator('.message[data-side=theirs]');
  const before = await answers.count();
  await page.locator('textarea').last().fill(words);
  await page.keyboard.press('Enter');
  await answers.nth(before).waitFor();
}

async function shoot(page: Page, path: string, last: number): Promise<void> {
  const messages = page.getByRole('log').locator(last > 1 ? '.message' : '.bubble');
  if (last === 1) return void (await messages.last().screenshot({ path }));
  const boxes = await Promise.all((await messages.all()).slice(-last).map((each) => each.boundingBox()));
  const [first, end] = [boxes[0], boxes.at(-1)];
  if (!first || !end) throw new Error(`There are no ${last} messages to show in ${path}.`);
  const [y, height] = [first.y - 6, end.y + end.height - first.y + 12];
  await page.screenshot({ path, clip: { x: end.x, y, width: end.width, height } });
}

const browser = await openBrowser();
const names = process.argv.slice(2);
for (const [name, picture] of Object.entries(PICTURES))
  if (names.length === 0 || names.includes(name)) await take(browser, name, picture);
await browser.close();

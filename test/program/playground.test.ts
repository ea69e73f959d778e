import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type Program, startProgram } from '../support/program.ts';

let folder: string;
let program: Program;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-program-'));
  [program, browser] = await Promise.all([startProgram({ DATA_DIR: folder }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function open(where: string): Promise<Page> {
  const page = await browser.newPage({ timezoneId: 'Europe/Berlin' });
  await page.goto(`${program.url}/playground#${where}`);
  await page.getByRole('log').waitFor();
  return page;
}

async function moveClock(body: object): Promise<Temporal.Instant> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${program.url}/playground/clock`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(response.status).toBe(200);
  const { now } = (await response.json()) as { now: string };
  return Temporal.Instant.from(now);
}

async function write(page: Page, words: string): Promise<void> {
  await page.locator('textarea').last().fill(words);
  await page.keyboard.press('Enter');
}

/** Presses Tab (or Shift and Tab) until the focus is on a button with one of these labels, and then Enter. */
async function pressByKeyboard(page: Page, key: 'Tab' | 'Shift+Tab', labels: readonly string[]): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press(key);
    const focused = await page.evaluate('document.activeElement?.textContent?.trim()');
    if (labels.includes(String(focused))) return page.keyboard.press('Enter');
  }
  throw new Error(`No ${labels.join(' or ')} can be reached by ${key}`);
}

describe('with nothing configured', () => {
  it('serves, and prints where', async () => {
    expect((await fetch(`${program.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${program.url}/readyz`)).status).toBe(200);
    expect(program.output()).toMatch(/Open http:\/\/localhost:\d+\/playground/);
  });

  it('goes where its address goes', async () => {
    const page = await open('ana');
    await page.evaluate("location.hash = '#lea/channel'");
    await page.getByRole('tab', { name: /Lea/, selected: true }).waitFor();
    await page.close();
  });

  it('lets a newcomer take a whole quiz by keyboard alone', async () => {
    const page = await open('ana');
    await page.locator('textarea').last().focus();
    await page.keyboard.type('quiz');
    await page.keyboard.press('Enter');
    await page.getByText('Hello Ana, I am Cairn.').waitFor();
    const log = page.getByRole('log');
    for (let answered = 1; (await log.getByText(/^Done: /).count()) === 0; answered++) {
      await pressByKeyboard(page, answered === 1 ? 'Shift+Tab' : 'Tab', ['A', 'True']);
      await log
        .getByText(/✓|✗/)
        .nth(answered - 1)
        .waitFor();
      await log
        .getByText(/^Done: |^(\d of 3|Once more) · /)
        .nth(answered)
        .waitFor();
    }
    expect(await log.getByText(/It comes again at the end|Back /).count()).toBeGreaterThanOrEqual(3);
    await page.close();
  });

  it('brings what falls due when the clock is moved, without a reload', async () => {
    const page = await open('ana');
    const start = await moveClock({ advance: 'PT0S' });
    const inTwoWeeks = start.toZonedDateTimeISO('Europe/Berlin').add({ days: 14 });
    const monday = inTwoWeeks
      .subtract({ days: inTwoWeeks.dayOfWeek - 1 })
      .with({ hour: 9, minute: 0, second: 0, millisecond: 0 });
    const moved = await moveClock({ to: monday.toString({ timeZoneName: 'never' }) });
    expect(Temporal.Instant.compare(moved, monday.toInstant())).toBeGreaterThanOrEqual(0);
    await page.getByRole('log').getByText('Welcome back. Today: ').waitFor();
    const later = await moveClock({ advance: 'P1D' });
    expect(Temporal.Instant.compare(later, moved.add({ hours: 24 }))).toBeGreaterThanOrEqual(0);
    await page.close();
  });

  it('lets the lead post the week, and shows it as Slack and Teams will', async () => {
    const page = await open('lea/channel');
    await write(page, '@Cairn summary');
    await page
      .getByText(/took part/)
      .first()
      .waitFor();
    await page.close();
  });

  it('picks up after a restart where it was left', async () => {
    const page = await open('ben');
    await write(page, 'quiz');
    await page.getByRole('log').getByText('1 of 3').waitFor();
    const before = await moveClock({ advance: 'PT0S' });
    expect(await program.stop()).toBe(0);
    program = await startProgram({ DATA_DIR: folder });
    expect(Temporal.Instant.compare(await moveClock({ advance: 'PT0S' }), before)).toBeGreaterThanOrEqual(0);
    const again = await open('ben');
    await again.getByRole('log').getByText('1 of 3').waitFor();
    await write(again, 'not sure');
    await again.getByRole('log').getByText('Not this time').waitFor();
    await again.getByRole('log').getByText('2 of 3').waitFor();
  });
});

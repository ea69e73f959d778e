import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { renderMessage } from '../../../adapters/slack/render.ts';
import { renderCard } from '../../../adapters/teams/render.ts';
import type { Inbound } from '../../../src/events.ts';
import type { Block } from '../../../src/letter.ts';
import { chartSchema } from '../../../src/letter.ts';
import { authored, md } from '../../../src/markdown.ts';
import { openBrowser } from '../../support/browser.ts';
import { buttons, message, type Playground, startPlayground, toAna, toBen, toChannel } from './playground.ts';

const NASTY = '<b>bold</b> **x** <!channel> &lt; [a](https://example.org)';

let browser: Browser;
let context: BrowserContext;
let playground: Playground;
let broken: string[];

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

beforeEach(async () => {
  playground = await startPlayground({ answer: quiz, renderers: { slack: renderMessage, teams: renderCard } });
  context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1100, height: 760 } });
  broken = [];
});

afterEach(async () => {
  await context.close();
  await playground.stop();
  expect(broken).toEqual([]);
});

/** A quiz of one question: enough to go back and forth. */
async function quiz(inbound: Inbound, here: Playground): Promise<void> {
  if (inbound.conversation.kind === 'channel') return;
  const to = { kind: 'member', member: inbound.member } as const;
  if (inbound.what.type === 'pressed') {
    await here.send(to, message(`You chose ${inbound.what.button.toUpperCase()}. ✓ Right`), { ref: inbound.what.letter });
  } else if (inbound.what.type === 'said' && inbound.what.text === 'quiz') {
    await here.send(to, message('What do you do first?', buttons('A', 'B', 'C')));
  } else if (inbound.what.type === 'said') {
    const text = `You wrote: ${inbound.what.text}`;
    await here.send(to, { text, blocks: [{ type: 'text', text: md`You wrote: ${inbound.what.text}` }] });
  }
}

async function openAs(where: string): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => broken.push(String(error)));
  page.on('console', (line) => line.type() === 'error' && !line.text().startsWith('Failed to load') && broken.push(line.text()));
  await page.goto(`${playground.url}/playground#${where}`);
  await page.getByRole('log').waitFor();
  return page;
}

const log = (page: Page) => page.getByRole('log');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe('a question', () => {
  test('is answered by mouse, from the empty page on', async () => {
    const page = await openAs('ana');
    await button(page, 'quiz').click();
    await button(page, 'B').click();
    await log(page).getByText('You chose B. ✓ Right').waitFor();
    expect(await button(page, 'B').count()).toBe(0);
    expect(await log(page).getByRole('article').count()).toBe(2);
    await page.getByRole('status').getByText('Changed: You chose B. ✓ Right').waitFor({ state: 'attached' });
  });

  test('is answered by keyboard alone', async () => {
    const page = await openAs('ana');
    await tabTo(page, 'Message to Cairn');
    await page.keyboard.type('quiz');
    await page.keyboard.press('Enter');
    await button(page, 'B').waitFor();
    await tabTo(page, 'B', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await log(page).getByText('You chose B. ✓ Right').waitFor();
    // The pressed button is gone; the focus has stayed at its message.
    await page.locator('article:focus').getByText('You chose B. ✓ Right').waitFor();
  });

  test('can be answered on a screen of 360 pixels, with nothing to scroll sideways', async () => {
    const page = await openAs('ana');
    await page.setViewportSize({ width: 360, height: 640 });
    await button(page, 'quiz').click();
    await button(page, 'A').click();
    await log(page).getByText('You chose A. ✓ Right').waitFor();
    await button(page, 'Move time').click();
    await button(page, '+1 hour').waitFor();
    const widths = await page.evaluate(
      '[document.documentElement.scrollWidth, document.querySelector("[role=log]").scrollWidth]',
    );
    expect(widths).toEqual([360, 360]);
  });

  test('has buttons that cannot be pressed again while a press is under way', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    await playground.stop();
    playground = await startPlayground({ answer: () => released });
    await playground.send(toAna, message('Ready?', buttons('Start', 'Later')));
    const page = await openAs('ana');
    await button(page, 'Start').click();
    await button(page, 'Later').and(page.locator('[aria-disabled=true]')).waitFor();
    await button(page, 'Later').click({ force: true });
    release();
    await button(page, 'Later').and(page.locator('[aria-disabled=false]')).waitFor();
    expect(playground.accepted).toHaveLength(1);
  });

  test('that could not be answered says so, and a second press is the same event', async () => {
    await playground.send(toAna, message('Ready?', buttons('Start')));
    const page = await openAs('ana');
    const sent: string[] = [];
    page.on('request', (request) => request.url().endsWith('/press') && sent.push(request.postDataJSON().event));
    await context.route('**/playground/press', (route) => route.abort());
    await button(page, 'Start').click();
    await page.getByRole('alert').getByText('cannot be reached').waitFor();
    await context.unroute('**/playground/press');
    await button(page, 'Start').click();
    await log(page).getByText('You chose START').waitFor();
    expect(sent).toEqual([sent[0], sent[0]]);
  });

  test('is heard by the name that says what its button means', async () => {
    const described: Block = {
      type: 'buttons',
      buttons: [
        { id: 'a', label: 'A', description: 'Answer and ask', intent: { type: 'help' } },
        { id: 'b', label: 'B', description: 'B. Report it', intent: { type: 'help' } },
      ],
    };
    await playground.send(toAna, message('What do you do first?', described));
    const page = await openAs('ana');
    await button(page, 'A: Answer and ask').waitFor();
    await button(page, 'B. Report it').waitFor();
  });
});

describe('live', () => {
  test('messages come and change without a reload, and typed words stay', async () => {
    const input: Block = { type: 'input', input: { id: 'did', as: 'lines', label: 'I did' } };
    await playground.send(toAna, message('Your week', input, buttons('Send')));
    const page = await openAs('ana');
    await page.getByLabel('I did').fill('half a sente');
    const ref = await playground.send(toAna, message('Something new'));
    await log(page).getByText('Something new').waitFor();
    await playground.send(toAna, message('Something changed'), { ref });
    await log(page).getByText('Something changed').waitFor();
    await page.getByRole('tab', { name: /Ben/ }).click();
    await page.getByRole('tab', { name: /Ana/ }).click();
    expect(await page.getByLabel('I did').inputValue()).toBe('half a sente');
    await button(page, 'Send').click();
    await log(page).getByText('You chose SEND').first().waitFor();
    expect(playground.accepted[0]?.what).toMatchObject({ values: { did: 'half a sente' } });
  });

  test('a lost connection is told quietly, and comes back by itself with what was missed', async () => {
    const page = await openAs('ana');
    await playground.send(toAna, message('Before'));
    await log(page).getByText('Before').waitFor();
    const { transcript, url } = playground;
    await playground.stop();
    await page.getByText('Connection lost').first().waitFor();
    playground = await startPlayground({ transcript, port: Number(new URL(url).port), ids: 'later' });
    await playground.send(toAna, message('Missed'));
    await log(page).getByText('Missed').waitFor();
    await page.locator('.notice').waitFor({ state: 'detached' });
    expect(await log(page).getByText('Before').count()).toBe(1);
  });

  test('the clock is moved from the page, and what falls due arrives', async () => {
    await playground.stop();
    playground = await startPlayground({ onMove: async (here) => void (await here.send(toAna, message('It is time.'))) });
    playground.clock.due = Temporal.Instant.from('2026-11-24T08:30:00Z');
    const page = await openAs('ana');
    await page.getByRole('button', { name: 'Next event' }).click();
    await log(page).getByText('It is time.').waitFor();
    await page.getByRole('region', { name: 'Clock' }).getByText('09:30').first().waitFor();
    await button(page, 'Tomorrow 9:00').click();
    await page.getByRole('region', { name: 'Clock' }).getByText('25 Nov 2026').waitFor();
    await page.getByLabel('Go to a date and time').fill('2099-01-01T10:00');
    await button(page, 'Go').click();
    await page.getByRole('alert').getByText('10 years').waitFor();
    expect(playground.clock.moves).toEqual(['2026-11-24T08:30:00Z', '2026-11-25T08:00:00Z']);
  });
});

describe('several people', () => {
  test("do not see each other's messages, only that there are some", async () => {
    const page = await openAs('ana');
    await playground.send(toBen, message('For Ben alone'));
    await playground.send({ kind: 'aside', channel: 'support', member: 'ben' }, message('Aside to Ben'));
    await playground.send(toChannel, message('For everybody'));
    await page.getByRole('tab', { name: /Ben.*new messages/ }).waitFor();
    await page.getByRole('tab', { name: /#support/ }).click();
    await log(page).getByText('For everybody').waitFor();
    expect(await page.content()).not.toMatch(/For Ben alone|Aside to Ben/);
    await page.getByRole('tab', { name: /Ben/ }).click();
    await log(page).getByText('Aside to Ben').waitFor();
    await log(page).getByText('Only you see this').waitFor();
    await page.getByRole('tab', { name: /Cairn/ }).click();
    await log(page).getByText('For Ben alone').waitFor();
    // Kim alone has not looked into the channel yet.
    expect(await page.getByRole('tab', { name: /new messages/ }).allInnerTexts()).toEqual([expect.stringContaining('Kim')]);
  });

  test('are chosen by the arrow keys', async () => {
    const page = await openAs('ana');
    await page.getByRole('tab', { name: /Ana/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tab', { name: /Ben/, selected: true }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('tab', { name: /Kim/, selected: true }).and(page.locator(':focus')).waitFor();
  });
});

describe('the composer', () => {
  test('sends with Enter, makes a line with Shift and Enter, and shows everything literally', async () => {
    const page = await openAs('ana');
    const field = page.getByLabel('Message to Cairn');
    await field.fill(NASTY);
    await field.press('Shift+Enter');
    await page.keyboard.type('12 b');
    await field.press('Enter');
    await log(page).getByText(`You wrote: ${NASTY}`).waitFor();
    expect(await field.inputValue()).toBe('');
    expect(playground.accepted[0]?.what).toMatchObject({ text: `${NASTY}\n12 b` });
    expect(await log(page).locator('.said').textContent()).toBe(`${NASTY}\n12 b`);
    expect(await log(page).locator('.said b, .letter b, .letter strong, .letter a').count()).toBe(0);
  });

  test('keeps words that could not be sent', async () => {
    const page = await openAs('ana');
    const { url, transcript } = playground;
    await playground.stop();
    const field = page.getByLabel('Message to Cairn');
    await field.fill('quiz');
    await field.press('Enter');
    await page.getByRole('alert').getByText('Not sent, your words are still here').waitFor();
    expect(await field.inputValue()).toBe('quiz');
    playground = await startPlayground({ transcript, port: Number(new URL(url).port), answer: quiz });
    await field.press('Enter');
    await button(page, 'A').waitFor();
    expect(playground.accepted).toHaveLength(1);
  });
});

describe('a chart', () => {
  const weeks = chartSchema.parse({
    type: 'chart',
    as: 'line',
    title: 'Right, in %',
    labels: ['2 Nov', '9 Nov'],
    series: [
      { name: 'Right', values: [60, 80] },
      { name: 'Later', values: [50, 75] },
    ],
    text: '6 of 10, then 8 of 10',
  });

  test('is drawn with its words for who does not see it, here and as in Slack and Teams', async () => {
    await playground.send(toAna, message('Your weeks', weeks));
    const page = await openAs('ana');
    const drawn = log(page).getByRole('img', { name: 'Right, in %. 6 of 10, then 8 of 10' });
    await drawn.waitFor();
    expect(await drawn.locator('polyline').count()).toBe(2);
    expect(await drawn.locator('circle').count()).toBe(4);
    await button(page, 'Look at this message elsewhere').click();
    await page.getByRole('menuitem', { name: 'As in Slack' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('img', { name: 'Right: 60, 80. Later: 50, 75' }).waitFor();
    await dialog.getByRole('tab', { name: 'As in Teams' }).click();
    await dialog.getByRole('img', { name: '6 of 10, then 8 of 10' }).waitFor();
  });
});

describe('a letter as it is elsewhere', () => {
  const form: Block[] = [
    { type: 'input', input: { id: 'a', as: 'line', label: 'A hurdle', optional: true } },
    { type: 'input', input: { id: 'b', as: 'one-of', label: 'That', options: [{ value: 'done', label: 'is done' }] } },
  ];

  test.each([
    ['Slack', '.slack-message', '"accessibility_label"', '"block_id"'],
    ['Teams', '.teams-card .ac-adaptiveCard', '"AdaptiveCard"', '"Action.Execute"'],
  ])('is drawn as in %s, with its true payload', async (name, drawing, ...parts) => {
    const described: Block = {
      type: 'buttons',
      buttons: [{ id: 's', label: 'Send', description: 'Send it', intent: { type: 'help' } }],
    };
    await playground.send(toAna, {
      text: 'Your week',
      blocks: [{ type: 'text', text: md`${NASTY} ${authored('**strong**')}` }, ...form, described],
    });
    const page = await openAs('ana');
    await button(page, 'Look at this message elsewhere').click();
    await page.getByRole('menuitem', { name: `As in ${name}` }).click();
    const drawn = page.locator(drawing);
    await drawn.getByText('A hurdle').waitFor();
    expect(await drawn.textContent()).toContain(NASTY);
    expect(await drawn.textContent()).toMatch(/strong[\s\S]*is done[\s\S]*Send/);
    const json = await page.getByRole('region', { name: 'Payload' }).locator('pre').textContent();
    for (const part of parts) expect(json).toContain(part);
  });

  test('is found and left by keyboard alone', async () => {
    await playground.send(toAna, message('Ready?', buttons('Start')));
    const page = await openAs('ana');
    await tabTo(page, 'Look at this message elsewhere');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: 'As in Teams', selected: true }).waitFor();
    await tabTo(page, 'As in Teams');
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('tab', { name: 'As in Slack', selected: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await button(page, 'Look at this message elsewhere').and(page.locator(':focus')).waitFor();
  });
});

/** Presses Tab until the control with this name has the focus; gives up when it has been all around the page. */
async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    const focused = await page.evaluate('(document.activeElement?.ariaLabel || document.activeElement?.innerText || "").trim()');
    if (focused === name) return;
    await page.keyboard.press(key);
  }
  throw new Error(`No control named “${name}” is reached by ${key}.`);
}

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { openEmbedded } from '../../adapters/postgres/open.ts';
import type { Deck } from '../../src/domain/deck.ts';
import type { Path } from '../../src/domain/path/path.ts';
import type { Showcase } from '../../src/ports/certificates.ts';
import type { Message } from './chat.ts';
import { answerTo } from './picture-deck.ts';
import { openPlatformWorld, type PlatformWorld } from './platform-world.ts';
import { openPlayground } from './playground-chat.ts';

const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));
const PHONE = { width: 390, height: 1600 };

/** Whose look a message is given besides the playground's own. */
type Elsewhere = 'slack' | 'teams';

/** People who live through weeks with a moved clock, and pictures of what they see. */
export type PictureWorld = PlatformWorld & {
  last(person: string): Promise<Message>;
  /** The newest message with these words, where somebody sees it. */
  find(person: string, words: RegExp, channel?: string): Promise<Message>;
  /**
   * One message, the newest with these words, as the playground shows it and as others would: `NAME.png`, `NAME-slack.png`. Where it is in the
   * channel, `#` stands before who looks at it.
   */
  shoot(viewer: string, words: RegExp, name: string, ...elsewhere: readonly Elsewhere[]): Promise<void>;
};

export const CHANNEL = '#support';

type Story = { start: string; decks: readonly Deck[]; people: readonly string[]; paths?: readonly Path[]; showcase?: Showcase };

/** Tells a story in a world of its own, which is gone afterwards. */
export async function picture(browser: Browser, story: Story, tell: (world: PictureWorld) => Promise<void>): Promise<void> {
  const db = await openEmbedded();
  let url = '';
  const world = await openPlatformWorld(
    async (deps) => {
      const opened = await openPlayground(deps);
      url = opened.url ?? '';
      return opened;
    },
    { ...story, db },
  );
  world.setPaths(story.paths ?? []);
  const find = async (person: string, words: RegExp, channel?: string) => {
    const message = (await world.messages(person, channel)).findLast(({ text }) => words.test(text));
    if (!message) throw new Error(`${person} sees no message with ${words}.`);
    return message;
  };
  const look = async (viewer: string, doing: (page: Page) => Promise<void>) => {
    const page = await browser.newPage({
      timezoneId: 'Europe/Berlin',
      locale: 'en-GB',
      viewport: PHONE,
      reducedMotion: 'reduce',
    });
    await page.goto(`${url}/playground#${viewer.startsWith('#') ? `${viewer.slice(1)}/channel` : viewer}`);
    await doing(page);
    await page.close();
  };
  const shoot = async (viewer: string, words: RegExp, name: string, ...elsewhere: readonly Elsewhere[]) => {
    for (const as of [undefined, ...elsewhere])
      await look(viewer, async (page) => {
        const shown = await drawn(page, messageWith(page, words), as);
        await shown.screenshot({ path: join(DOCS, `${name}${as ? `-${as}` : ''}.png`) });
      });
  };
  await tell({ ...world, find, last: (person) => find(person, /./), shoot });
  await world.stop();
  await db.destroy();
}

/** The lead sets a team up in the channel, with all who are named. */
export async function setUp(world: PictureWorld, people: readonly string[], settings = {}): Promise<void> {
  for (const person of people) await world.say(person, 'hello');
  await world.say('lea', 'team', CHANNEL);
  await world.press('lea', await world.find('lea', /./), 'Set up', { people: [...people], ...settings });
}

/** Answers all that is asked on a day; the first `misses` are wrong. */
export async function session(world: PictureWorld, person: string, misses = 0): Promise<void> {
  await world.say(person, 'quiz');
  for (let i = 0; i < 14; i++) {
    const { text, buttons } = await world.last(person);
    const words = answerTo(text, i >= misses);
    if (words === undefined || buttons.length === 0 || text.startsWith('Done')) return;
    await world.advance('PT12S');
    await world.say(person, words);
  }
}

function messageWith(page: Page, words: RegExp): Locator {
  return page.getByRole('log').locator('.message').filter({ hasText: words }).last();
}

/** The message as it is drawn, once it is there. */
async function drawn(page: Page, message: Locator, look: Elsewhere | undefined): Promise<Locator> {
  await message.waitFor();
  if (!look) return message.locator('.bubble');
  await message.getByRole('button', { name: 'Look at this message elsewhere' }).click();
  await page.getByRole('menuitem', { name: look === 'slack' ? 'As in Slack' : 'As in Teams' }).click();
  if (look === 'teams') await page.locator('.teams-card > *').first().waitFor();
  return page.locator(`.${look}-message`);
}

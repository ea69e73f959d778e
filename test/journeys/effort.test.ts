import { afterEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';

const database = useDatabase();

let world: PlatformWorld;
afterEach(() => world.stop());

const last = async (person: string) => (await world.messages(person)).at(-1);

/** The day's questions, each answered so many seconds after it was asked. */
async function day(person: string, when: string, words: readonly string[], seconds: number) {
  await world.moveTo(when);
  await world.say(person, 'quiz');
  for (const each of words) {
    await world.advance(`PT${seconds}S`);
    await world.say(person, each);
  }
}

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('one’s weeks on %s', (_, open) => {
  it('are nothing to see at first, then a chart and a sentence that says what cannot be told yet; of nobody else', async () => {
    world = await openPlatformWorld(open, { db: database(), start: '2026-11-02T08:00:00Z', decks: [simpleDeck('basics', 9)] });
    await world.say('ana', 'effort');
    expect((await last('ana'))?.text).toContain('nothing to see yet');
    await day('ana', '2026-11-02T08:00:00Z', ['yes it is', 'yes it is', 'yes it is'], 20);
    await day('ana', '2026-11-09T08:00:00Z', ['yes it is', 'yes it is', 'yes it is'], 12);
    await day('ana', '2026-11-16T08:00:00Z', ['yes it is', 'yes it is', 'yes it is'], 8);
    await world.say('ben', 'effort');
    expect((await last('ben'))?.text).toContain('nothing to see yet');
    await world.say('ana', 'stats');
    const stats = await last('ana');
    if (!stats) throw new Error('no stats');
    await world.press('ana', stats, 'Week by week');
    const shown = (await last('ana'))?.text;
    expect(shown).toContain(
      'too early to tell of the share right at the first try, recall a day or more later and the time to answer, with fewer than 10',
    );
    expect(shown).toContain('Right at the first try, in %');
    expect(shown).toContain('Seconds from question to answer');
    expect(shown).toContain('Only you see this.');
  });
});

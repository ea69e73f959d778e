import { afterEach, describe, expect, it } from 'vitest';
import type { Deck } from '../../src/domain/deck.ts';
import { useDatabase } from '../support/database.ts';
import { explained, simpleDeck } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin; the reveal is at 16:00.
const MONDAY = '2026-11-23T08:00:00Z';
const REVEALED = '2026-11-23T15:00:00Z';
const CHANNEL = '#support';
const IN_CHANNEL = 'Its answer stood in your channel within the last day, so it counts for learning, and for no achievement.';
const IN_WORDS = 'In words that you were given to read it counts for learning, and for no achievement.';
const SAID = 'Doing it twice leaves all as it was after one time, as with a light switch set to on.';

let world: PlatformWorld;
afterEach(() => world.stop());

async function press(person: string, label: string, changed = {}, channel?: string): Promise<void> {
  const message = (await world.messages(person, channel)).findLast((each) => each.buttons.includes(label));
  if (!message) throw new Error(`${person} sees no button ${label}`);
  await world.press(person, message, label, changed, channel);
}

const texts = async (person: string) => (await world.messages(person)).map(({ text }) => text).join('\n');
const refusals = async (person: string) =>
  (
    await database()
      .selectFrom('attempt')
      .select('refused')
      .where('member_id', '=', world.idOf(person))
      .orderBy('answered_at')
      .execute()
  ).map(({ refused }) => refused);

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('on %s', (_, open) => {
  async function begin(deck: Deck): Promise<void> {
    world = await openPlatformWorld(open, { db: database(), start: MONDAY, decks: [deck] });
    for (const person of ['lea', 'ana', 'ben']) await world.say(person, 'hello');
    await world.say('lea', 'team', CHANNEL);
    await press('lea', 'Set up', { people: ['ana', 'ben', 'lea'].map(world.idOf) });
  }

  it('what a channel has just revealed earns nothing; the same a day later does', async () => {
    await begin(simpleDeck('basics', 1));
    await world.say('lea', 'ask', CHANNEL);
    await world.moveTo(REVEALED);
    await world.say('ana', 'quiz');
    await world.say('ana', 'yes it is');
    expect(await texts('ana')).toContain(IN_CHANNEL);
    expect(await texts('ana')).not.toContain('First Recall');
    await world.moveTo('2026-11-24T10:00:00Z');
    await world.say('ben', 'quiz');
    await world.say('ben', 'yes it is');
    expect(await texts('ben')).toContain('First Recall, starter.');
    expect([await refusals('ana'), await refusals('ben')]).toEqual([['revealed'], [null]]);
  });

  it('a colleague’s explanation in their words earns nothing; in own words it does', async () => {
    await begin(explained);
    await world.say('ana', 'quiz');
    await world.say('ana', SAID);
    await press('ana', 'Send to my buddy');
    await press('ana', 'Ask them', { buddy: [world.idOf('ben')] });
    await press('ben', 'Yes, I will help');
    await press('ben', 'Send', { ticks: ['idea', 'example'] });
    await world.moveTo('2026-11-25T08:00:00Z');
    await world.say('ben', 'quiz');
    await world.say('ben', `I think: ${SAID.toUpperCase().replaceAll(',', '')}`);
    await press('ben', 'Done', { points: ['0', '1', '2'] });
    await world.say('lea', 'quiz');
    await world.say('lea', SAID);
    await press('lea', 'Done', { points: ['0', '1', '2'] });
    expect(await texts('ben')).toContain(IN_WORDS);
    expect(await texts('ben')).not.toContain('First Recall');
    expect(await texts('lea')).toContain('First Recall, starter.');
    expect([await refusals('ben'), await refusals('lea')]).toEqual([['copied'], [null]]);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { helper, pathDecks, seller } from '../support/paths.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('on %s', (_, openPlatform) => {
  let world: PlatformWorld;
  afterEach(() => world.stop());

  async function begin(): Promise<void> {
    const decks = [simpleDeck('anything', 1), ...pathDecks];
    let secrets = 0;
    const showcase = {
      newId: () => `secret-${++secrets}`,
      urlOf: (_: string, id: string) => `https://cairn.example/certificates/${id}`,
      signs: true,
    };
    world = await openPlatformWorld(openPlatform, { db: database(), start: MONDAY, decks, showcase });
    world.setPaths([seller, helper]);
    await told('hello');
  }

  const last = async () => (await world.messages('ana')).at(-1)?.text ?? '';
  const all = async () => (await world.messages('ana')).map(({ text }) => text).join('\n');

  async function told(words: string): Promise<string> {
    await world.say('ana', words);
    return last();
  }

  /** Answers what the day asks. */
  async function day(when: string, answer = 'yes it is'): Promise<void> {
    await world.moveTo(when);
    await world.say('ana', 'quiz');
    for (let i = 0; i < 12 && !/Done|Nothing is due/.test(await last()); i++) await world.say('ana', answer);
  }

  /** Every working day of some weeks from a Monday. */
  async function weeks(from: string, number: number): Promise<void> {
    const first = Temporal.PlainDate.from(from);
    for (let i = 0; i < number * 7; i++) {
      const date = first.add({ days: i });
      if (date.dayOfWeek < 6) await day(`${date}T08:00:00Z`);
    }
  }

  it('a stage opens by what is known a week later, and not by having answered all of it', async () => {
    await begin();
    expect(await told('path')).toContain('You follow no path.');
    expect(await told('paths')).toContain('Seller (seller): 2 modules');
    const list = (await world.messages('ana')).at(-1);
    if (!list) throw new Error('there is no list');
    await world.press('ana', list, 'Follow Seller');
    expect(await last()).toContain('You are building: do what basics takes. Why: basics matters.');
    await told('settings questions 5');
    await weeks('2026-11-23', 1);
    const shown = await told('path');
    expect(shown).toContain('Now: Module basics, foundation.');
    expect(shown).toContain('Next: application, then Module talks.');
    expect(shown).toContain('4 right answers a week or more after you last saw the question');
    expect(shown).toContain('Module talks: opens with Module basics, foundation');
    // All of the stage is answered and right, several days on end; nothing of the next has come.
    expect(await all()).not.toContain('Deck second');
    const asked = await world.store.within(world.workspace, ({ memories }) => memories.of(world.idOf('ana')));
    expect(new Set(asked.map(({ deck }) => deck))).toEqual(new Set(['anything', 'first']));
    await weeks('2026-11-30', 4);
    expect(await all()).toMatch(/Module basics, foundation: held\. \d of \d known without having seen them for 6 days or more/);
    const later = await world.store.within(world.workspace, ({ memories }) => memories.of(world.idOf('ana')));
    expect(new Set(later.map(({ deck }) => deck))).toContain('second');
    expect(await told('map')).toContain('Arrived (onboarding, day 30): ✓ reached');
  });

  it('who knows a stage shows it by a sample of first tries, and it opens what is next', async () => {
    await begin();
    await told('follow seller');
    expect(await told('test out')).toContain('First tries, without hints');
    expect(await told('hint')).toContain('quick check without hints');
    for (let i = 0; i < 3; i++) await told('yes it is');
    expect(await all()).not.toContain('held.');
    await told('yes it is');
    expect(await all()).toContain('Test: 4 of 4 right at the first try.');
    expect(await all()).toContain('Module basics, foundation: held. 4 of 4 known');
    expect(await told('path')).toContain('Now: Module basics, application.');
    expect(await told('stats')).toContain('Seller: Module basics, application; 1 of 3 stages held');
    expect(await told('test out basics')).toContain('Test out');
    for (const words of ['no it is not', 'yes it is', 'skip', 'yes it is']) await told(words);
    expect(await all()).toContain('Test: 2 of 4 right at the first try. That is not enough');
    for (let i = 0; i < 3; i++) await told('yes it is');
    expect(await told('path')).toContain('Module basics: foundation held, application open');
    // The questions are fresh in mind now.
    expect(await told('test out basics')).toContain('cannot be tested out of now');
  });

  it('who leaves it is asked nothing more of a test that was on', async () => {
    await begin();
    await told('follow seller');
    await told('test out');
    await told('yes it is');
    await told('leave path');
    expect(await all()).toContain('The test is over.');
    const session = await world.store.within(world.workspace, ({ sessions }) => sessions.latest(world.idOf('ana')));
    expect(session?.prompts.map(({ purpose }) => purpose)).toEqual(['test-out']);
    expect(session?.status).toBe('done');
    expect((await all()).match(/^Done/gm) ?? []).toHaveLength(0);
    expect(await told('yes it is')).not.toContain('Right');
  });

  it('a certificate is for a module that is mastered, and has an address to share', async () => {
    await begin();
    await told('follow seller');
    expect(await told('certificate')).toContain('you hold 0 of 3 stages');
    for (let stage = 0; stage < 2; stage++) {
      await told('test out basics');
      for (let i = 0; i < 4; i++) await told('yes it is');
    }
    expect(await told('certificate')).toContain(
      'Module basics: 8 of 8 known without having seen them for six days or more, until Saturday 22 May 2027',
    );
    const given = await world.store.within(world.workspace, ({ certificates }) => certificates.of(world.idOf('ana')));
    expect(given).toHaveLength(1);
    expect(given[0]).toMatchObject({ id: 'secret-1', module: 'basics', evidence: expect.any(Array) });
    await told('certificate');
    expect(await world.store.within(world.workspace, ({ certificates }) => certificates.of(world.idOf('ana')))).toHaveLength(1);
  });

  it('a change of role keeps what is held and lists the gaps alone', async () => {
    await begin();
    await told('follow seller');
    await told('test out');
    for (let i = 0; i < 4; i++) await told('yes it is');
    const changed = await told('change role to helper');
    expect(changed).toContain('Your path is Helper now.');
    expect(changed).toContain('You keep what you hold: Module ground (foundation).');
    expect(changed).toContain('Still to build:');
    expect(changed).toContain('Module care: foundation');
    expect(changed).not.toContain('Module ground: foundation');
    expect(await told('leave path')).toContain('its days then begin anew.');
    expect(await all()).toContain('You have left Helper.');
    expect(await told('map')).toContain('You follow no path.');
  });
});

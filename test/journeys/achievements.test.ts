import { afterEach, describe, expect, it } from 'vitest';
import { stepOf } from '../../src/domain/achievements/award.ts';
import type { Deck } from '../../src/domain/deck.ts';
import { useDatabase } from '../support/database.ts';
import { explained, simpleDeck } from '../support/decks.ts';
import { draw, each } from '../support/draw.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';
import { openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const TUESDAY = '2026-11-24T08:00:00Z';

const last = async (world: Pick<PlatformWorld, 'messages'>, person = 'ana') => {
  const message = (await world.messages(person)).at(-1);
  if (!message) throw new Error('no message');
  return message;
};

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('achievements on %s', (_, open) => {
  let world: PlatformWorld;
  afterEach(() => world.stop());

  it('say what can be reached, what one was given for, and what is missing; of nobody else', async () => {
    world = await openPlatformWorld(open, { db: database(), start: MONDAY, decks: [simpleDeck('basics', 9)] });
    await world.say('ana', 'quiz');
    for (const words of ['no it is not', 'yes it is', 'yes it is', 'yes it is']) await world.say('ana', words);
    const closing = await last(world);
    expect(closing.text).toContain('First Recall, starter.');
    await world.press('ana', closing, 'Tomorrow');
    expect((await last(world)).text).toContain('Tomorrow, then');
    await world.say('ana', 'achievements');
    const shown = (await last(world)).text;
    expect(shown).toContain('First Recall');
    expect(shown).toContain('2 of 10 to standard');
    expect(shown).not.toContain('Transfer');
    await world.say('ana', 'why did I get First Recall?');
    const given = (await last(world)).text;
    expect(given).toContain('starter since 23 Nov');
    expect(given.match(/23 Nov: /g)).toHaveLength(2);
    await world.say('ana', 'why not transfer');
    expect((await last(world)).text).toContain('It opens with 24-Hour Return, standard.');
    await world.say('ana', 'why nothing');
    expect((await last(world)).text).toContain('I know no achievement by that name. There are First Recall,');
    await world.say('ben', 'why first recall');
    expect((await last(world, 'ben')).text).toContain('not yet yours');
  });
});

describe('while a question is open', () => {
  it('its name asks for an achievement, also where words may be an answer', async () => {
    const world = openMemoryWorld({ db: database(), decks: [explained] });
    await world.say('ana', 'quiz');
    await world.say('ana', 'why error fixer');
    expect((await last(world)).text).toContain('Error Fixer: not yet yours.');
    await world.say('ana', 'why would anybody ask');
    expect((await last(world)).text).not.toContain('I know no achievement');
  });

  it('with options, what is none of them may be a command in free words', async () => {
    const world = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 3)] });
    await world.say('ana', 'quiz');
    await world.say('ana', 'goal learn basics by Friday');
    expect((await last(world)).text).toContain('To be sure when it is done');
    await world.say('ana', 'neither of these');
    expect((await last(world)).text).toContain('I could not tell which one you mean.');
    await world.say('ana', 'yes it is');
    expect((await world.messages('ana')).some(({ text }) => text.includes('✓ Right'))).toBe(true);
  });
});

describe('what was shown', () => {
  const begin = async (items = 3) => {
    const world = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', items)] });
    await draw(world, each('ana', 'basics', 3, 'week'));
    await world.say('ana', 'quiz');
    return world;
  };
  const awards = (world: Awaited<ReturnType<typeof begin>>) =>
    world.store.within(WORKSPACE, async ({ awards: kept }) =>
      (await kept.of('ana')).map(({ family, tier, state, action }) => `${family} ${tier} ${state} ${action}`),
    );

  it('rests with a miss on a later day, which is told with what brings it back, and it comes back with the next recall', async () => {
    const world = await begin();
    for (let i = 0; i < 3; i++) await world.say('ana', 'no it is not');
    for (let i = 0; i < 3; i++) await world.say('ana', 'yes it is');
    await world.moveTo(TUESDAY);
    await world.say('ana', 'quiz');
    for (const words of ['yes it is', 'no it is not', 'no it is not', 'yes it is', 'yes it is']) await world.say('ana', words);
    expect(await awards(world)).toContain('day-return 0 held offered');
    const recalled = (await world.store.within(WORKSPACE, ({ proofs }) => proofs.of('ana'))).find(
      (each) => each.family === 'day-return',
    );
    await world.store.within(WORKSPACE, async (records) => {
      const memory = await records.memories.get('ana', { deck: 'basics', item: recalled?.item ?? '' });
      expect(memory?.recalled).toBe(true);
    });
    const texts: string[] = [];
    for (let day = 25; day < 31 && !(await awards(world)).some((each) => each.startsWith('day-return 0 lapsed')); day++) {
      await world.moveTo(`2026-11-${day}T08:00:00Z`);
      await world.say('ana', 'quiz');
      for (let i = 0; i < 8; i++) await world.say('ana', 'no it is not');
      texts.push(...(await world.messages('ana')).map(({ text }) => text));
    }
    expect(await awards(world)).toContain('day-return 0 lapsed offered');
    expect(texts.join('\n')).toContain(
      '24-Hour Return, starter rests. Some of what it was given for has slipped; your reviews bring it back.',
    );
    await world.moveTo('2026-12-10T08:00:00Z');
    await world.say('ana', 'quiz');
    for (let i = 0; i < 6; i++) await world.say('ana', 'yes it is');
    expect((await awards(world)).find((each) => each.startsWith('day-return 0'))).toContain('held');
  });

  it('has a next action that is ignored after seven days: its button asks its question still, and changes nothing', async () => {
    const world = await begin(9);
    for (let i = 0; i < 3; i++) await world.say('ana', 'yes it is');
    const closing = await last(world);
    const [before, ignored] = ['2026-11-30T07:59:00Z', '2026-11-30T08:00:00Z'];
    const stepAt = (at: string) =>
      world.store.within(WORKSPACE, async ({ awards: kept }) =>
        (await kept.of('ana')).map((award) => stepOf(award, Temporal.Instant.from(at))),
      );
    expect([await stepAt(before), await stepAt(ignored)]).toEqual([['open'], ['ignored']]);
    await world.moveTo(ignored);
    await world.press('ana', closing, 'Tomorrow');
    await world.press('ana', closing, 'One more, 30 s');
    expect((await last(world)).text).toContain('yes it is');
    expect(await awards(world)).toEqual(['first-recall 0 held offered']);
  });

  it('is withdrawn where the key was wrong, with a kind word, and stays where only the words were mended', async () => {
    const world = await begin(9);
    for (let i = 0; i < 3; i++) await world.say('ana', 'yes it is');
    expect(await awards(world)).toEqual(['first-recall 0 held offered']);
    const deck = simpleDeck('basics', 9);
    world.setDecks([{ ...deck, items: deck.items.map((item) => ({ ...item, explanation: 'Said better.' })) }]);
    await world.say('ana', 'stats');
    expect(await awards(world)).toEqual(['first-recall 0 held offered']);
    const other = {
      ...deck,
      items: deck.items.map(
        (item) =>
          ({
            ...item,
            prompt: `Not: ${item.prompt}`,
            options: [{ text: 'yes it is' }, { text: 'no it is not', correct: true }],
          }) as never,
      ),
    };
    world.setDecks([other]);
    await world.say('ana', 'stats');
    expect(await awards(world)).toEqual(['first-recall 0 held offered']);
    const turned: Deck = {
      ...deck,
      items: deck.items.map(
        (item) => ({ ...item, options: [{ text: 'yes it is' }, { text: 'no it is not', correct: true }] }) as never,
      ),
    };
    world.setDecks([turned]);
    await world.say('ana', 'stats');
    expect(await awards(world)).toEqual(['first-recall 0 withdrawn offered']);
    await world.moveTo(TUESDAY);
    await world.say('ana', 'quiz');
    for (let i = 0; i < 8; i++) await world.say('ana', 'yes it is');
    const texts = (await world.messages('ana')).map(({ text }) => text).join('\n');
    expect(texts).toContain('the question was mended, and that was not your mistake');
  });

  it('by a press that was faster than reading is nothing, and the verdict says why', async () => {
    const world = await begin();
    const asked = await last(world);
    await world.press('ana', asked, /([ABC]) yes it is/.exec(asked.text)?.[1] ?? '');
    const marked = (await world.messages('ana')).find(({ text }) => text.includes('Right'));
    expect(marked?.text).toContain('It came faster than it can be read, so it counts for learning, and for no achievement.');
    expect(await awards(world)).toEqual([]);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';
import { openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';

let world: PlatformWorld;
afterEach(() => world?.stop());

async function last(person: string) {
  const message = (await world.messages(person)).at(-1);
  if (!message) throw new Error(`${person} sees no message`);
  return message;
}

async function card(person: string) {
  const found = (await world.messages(person)).filter(({ text }) => text.includes('Today ·'));
  if (found.length !== 1 || !found[0]) throw new Error(`${person} sees ${found.length} dashboards`);
  return found[0];
}

/** Answers the open question, typed. */
async function answer(person: string, words: string) {
  await world.advance('PT8S');
  await world.say(person, words);
}

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('the dashboard on %s', (_, open) => {
  const begin = async () => {
    world = await openPlatformWorld(open, { db: database(), start: MONDAY, decks: [simpleDeck('basics', 9)] });
  };

  it('of a newcomer says what will be there, and has the first question', async () => {
    await begin();
    await world.say('ana', 'home');
    const shown = await card('ana');
    expect(shown.text).toContain('Today · nothing asked yet.');
    expect(shown.text).toContain('Next due');
    expect(shown.text).not.toContain('Last put right');
    expect(shown.buttons).toEqual(['First question', 'What my lead sees', 'Settings', 'Pause']);
    await world.press('ana', shown, 'First question');
    expect((await last('ana')).text).toContain('1 of 3');
  });

  it('is fresh after every answer, in its place, and of nobody else', async () => {
    await begin();
    await world.say('ana', 'dashboard');
    await world.say('ben', 'home');
    const [own, others] = [await card('ana'), await card('ben')];
    await world.say('ana', 'quiz');
    expect((await card('ana')).text).toContain('Today · 3 questions left, about 2 minutes.');
    await answer('ana', 'no it is not');
    expect((await card('ana')).text).toContain('Today · 3 questions left');
    await answer('ana', 'yes it is');
    await answer('ana', 'yes it is');
    expect((await card('ana')).text).toContain('Today · 1 question left, about 1 minute.');
    const before = (await world.messages('ana')).length;
    await answer('ana', 'yes it is');
    const done = await card('ana');
    expect(done.id).toBe(own.id);
    expect(done.text).toContain('Today · done: 2 right, 1 missed.');
    expect(done.text).toContain('missed today, right the same day');
    expect(done.text).toContain('▪ 1 of 1');
    expect(done.text).toContain('Tomorrow at 9:00');
    expect(done.text).toContain('First Recall');
    // The closing message, and for typed words what came of the last answer.
    expect((await world.messages('ana')).length).toBe(before + 2);
    expect(await card('ben')).toEqual(others);
  });

  it('stays when its buttons are pressed: what comes of them is said below, and shows in it', async () => {
    await begin();
    await world.say('ana', 'home');
    await world.press('ana', await card('ana'), 'Pause');
    expect((await last('ana')).text).toContain('Paused.');
    const paused = await card('ana');
    expect(paused.text).toContain('Today · paused.');
    expect(paused.buttons).toEqual(['Resume', 'What my lead sees', 'Settings']);
    await world.press('ana', paused, 'Resume');
    expect((await last('ana')).text).toContain('Good to have you back.');
    expect((await card('ana')).buttons).toContain('Pause');
  });

  it('has a row for a goal that is under way', async () => {
    await begin();
    await world.say('ana', 'home');
    await world.say('ana', 'goal complete 4 questions on basics by Friday');
    await world.say('ana', 'quiz');
    await answer('ana', 'yes it is');
    expect((await card('ana')).text).toMatch(/Goal\W+Complete 4 questions.*: 1 of 4/);
  });

  it('that is asked for again comes anew, and what was there before says so', async () => {
    await begin();
    await world.say('ana', 'home');
    const first = await card('ana');
    await world.say('ana', 'home');
    expect((await card('ana')).id).not.toBe(first.id);
    expect((await world.messages('ana')).find(({ id }) => id === first.id)?.text).toContain('further down now');
  });

  it('has the morning’s questions before anybody says anything', async () => {
    await begin();
    await world.say('ana', 'quiz');
    for (const words of ['yes it is', 'yes it is', 'yes it is']) await answer('ana', words);
    await world.say('ana', 'home');
    expect((await card('ana')).text).toContain('Today · done: 3 right.');
    await world.moveTo('2026-11-24T08:00:30Z');
    expect((await card('ana')).text).toMatch(/Today · \d questions, about \d minutes?\./);
  });
});

describe('the Home tab of Slack', () => {
  it('is published when it is opened and after every answer, without a message', async () => {
    world = await openPlatformWorld(openSlack, { db: database(), start: MONDAY, decks: [simpleDeck('basics', 9)] });
    const { page } = world;
    if (!page) throw new Error('no page');
    await page.open('ana');
    expect(page.seen('ana')?.text).toContain('nothing asked yet');
    expect(await world.messages('ana')).toEqual([]);
    await page.press('ana', 'First question');
    const [welcome, question] = await world.messages('ana');
    expect(welcome?.text).toContain('Hello Ana, I am Cairn.');
    expect(question?.text).toContain('1 of 3');
    expect(page.seen('ana')?.text).toContain('3 questions left');
    await answer('ana', 'yes it is');
    expect(page.seen('ana')?.text).toContain('2 questions left');
    expect(page.seen('ben')).toBeUndefined();
    expect((await world.messages('ana')).filter(({ text }) => text.includes('Today ·'))).toEqual([]);
  });
});

it('the Home tab of who had their data erased shows that, and nothing of what it showed', async () => {
  world = await openPlatformWorld(openSlack, { db: database(), start: MONDAY, decks: [simpleDeck('basics', 9)] });
  const { page } = world;
  if (!page) throw new Error('no page');
  await page.open('ana');
  await page.press('ana', 'First question');
  await answer('ana', 'yes it is');
  await world.say('ana', 'erase my data');
  await world.press('ana', await last('ana'), 'Erase everything');
  expect(page.seen('ana')?.text).toContain('everything I kept about you is erased');
  expect(page.seen('ana')?.buttons).toEqual([]);
  await world.advance('P1D');
  const kept = await database().selectFrom('letter').select('recipient').execute();
  expect(JSON.stringify(kept)).not.toContain(world.idOf('ana'));
});

describe('what a dashboard costs', () => {
  it('one letter for an answer, and none where nothing that it shows has changed', async () => {
    const memory = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 9)] });
    await memory.say('ana', 'quiz');
    await memory.say('ana', 'home');
    const count = () => memory.delivered.filter(({ outbound }) => outbound.stays).length;
    expect(count()).toBe(1);
    await memory.say('ana', 'help');
    expect(count()).toBe(1);
    await memory.advance('PT8S');
    await memory.say('ana', 'yes it is');
    expect(count()).toBe(2);
    expect(memory.delivered.findLast(({ outbound }) => outbound.stays)?.replaces).toBeDefined();
  });

  it('is not sent anew where what was sent of it is known no more', async () => {
    const memory = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 9)] });
    await memory.say('ana', 'home');
    await database().deleteFrom('letter').where('workspace_id', '=', WORKSPACE).execute();
    await memory.say('ana', 'quiz');
    expect(memory.delivered.filter(({ outbound }) => outbound.stays)).toHaveLength(1);
  });

  it('has no tier for who goes without achievements in an experiment', async () => {
    const memory = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 9)] });
    await memory.say('ana', 'quiz');
    await memory.say('ana', 'home');
    const shown = () => memory.delivered.findLast(({ outbound }) => outbound.stays)?.outbound.text;
    expect(shown()).toContain('First Recall');
    await memory.store.within(WORKSPACE, async ({ experiments }) => {
      const experiment = { id: 'e1', salt: 's', share: 0.5, days: 30, recall: 0.7, effect: 0.1, plannedAt: memory.now() };
      await experiments.save({ ...experiment, startedAt: memory.now() });
      await experiments.assign('e1', [{ member: 'ana', heldOut: true, assignedAt: memory.now() }]);
    });
    await memory.advance('PT8S');
    await memory.say('ana', 'yes it is');
    expect(shown()).toContain('Today:');
    expect(shown()).not.toContain('First Recall');
  });

  it('says in words what it shows, in far fewer than a hundred blocks', async () => {
    const memory = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 9)] });
    await memory.say('ana', 'quiz');
    for (let i = 0; i < 3; i++) {
      await memory.advance('PT8S');
      await memory.say('ana', 'yes it is');
    }
    await memory.say('ana', 'home');
    const shown = memory.delivered.findLast(({ outbound }) => outbound.stays)?.outbound;
    expect(shown?.text).toContain('Today: done: 3 right.');
    expect(shown?.text).toContain('Last day: something recalled on 1 of 1');
    expect(shown?.blocks.length).toBeLessThan(10);
  });
});

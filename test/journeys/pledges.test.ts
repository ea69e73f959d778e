import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../support/chat.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';

const database = useDatabase();

const TEAM = ['lea', 'ana', 'ben', 'cem', 'dia', 'eve'];
const CHANNEL = '#support';

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('a pledge on %s', (_, open) => {
  let world: PlatformWorld;

  beforeEach(async () => {
    // A Monday, half past nine in Berlin.
    world = await openPlatformWorld(open, {
      ...{ db: database(), start: '2026-11-23T08:30:00Z', decks: [simpleDeck('basics', 9)], people: [...TEAM, 'hal', 'zoe'] },
    });
    await world.say('lea', 'team', CHANNEL);
    await world.press('lea', await last('lea'), 'Set up', { people: TEAM.map(world.idOf), 'question-days': [] });
  });
  afterEach(() => world.stop());

  async function last(person: string): Promise<Message> {
    const message = (await world.messages(person)).at(-1);
    if (!message) throw new Error(`${person} sees no message`);
    return message;
  }

  /** What somebody was told alone, last: in the channel, or where their platform cannot do that, in their own chat. */
  async function aside(person: string): Promise<Message> {
    const shared = new Set((await world.messages('zoe', CHANNEL)).map(({ id }) => id));
    const own = (await world.messages(person, CHANNEL)).filter(({ id }) => !shared.has(id));
    return own.at(-1) ?? last(person);
  }

  async function inChannel(): Promise<Message> {
    const found = (await world.messages('zoe', CHANNEL)).filter(({ text }) => /pledge|Kept/i.test(text));
    expect(found).toHaveLength(1);
    return found[0] as Message;
  }

  async function thread(): Promise<string[]> {
    return (await world.thread(await inChannel(), CHANNEL)).map(({ text }) => text);
  }

  async function pledgeWith(...others: string[]): Promise<void> {
    await world.say('ana', 'pledge recall 2 of topic 1 by Friday', CHANNEL);
    for (const person of others) await world.press(person, await inChannel(), 'I am in', {}, CHANNEL);
  }

  async function answerToday(person: string): Promise<void> {
    await world.say(person, 'quiz');
    for (let i = 0; i < 4 && (await last(person)).text.includes('Question'); i++) {
      await world.advance('PT9S');
      await world.say(person, 'yes it is');
    }
  }

  const ENDS = '2026-11-27T15:00:00Z';

  it('opens its bonus once all who are in have done it, and tells how many, never who or at once', async () => {
    await pledgeWith('ben', 'dia', 'lea', 'cem');
    expect((await aside('cem')).text).toContain('You are in: 2 questions on Topic 1 by Friday 27 November 2026, 16:00.');
    for (const person of ['ana', 'ben', 'dia', 'lea']) await answerToday(person);
    expect((await inChannel()).text).toContain('0 of 5 have done it.');
    await world.moveTo('2026-11-23T15:00:00Z');
    expect((await inChannel()).text).toContain('4 of 5 have done it.');
    await world.say('cem', 'pledge');
    expect((await last('cem')).text).toContain('You: 0 of 2. Only you see this.');
    await world.moveTo('2026-11-26T08:30:00Z');
    await answerToday('cem');
    await world.moveTo(ENDS);
    expect((await inChannel()).text).toContain('Kept: all 5 recalled 2 questions on Topic 1.');
    expect(await thread()).toEqual([expect.stringContaining('All 5 of you kept it.')]);
    // Who is not in is written to by nobody.
    const heard = (await world.messages('eve')).map(({ text }) => text).join('\n');
    expect(heard).not.toMatch(/pledge/i);
    await world.press('eve', await inChannel(), 'Bonus round', {}, CHANNEL);
    expect((await aside('eve')).text).toContain('for who kept a pledge');
    await world.press('ana', await inChannel(), 'Bonus round', {}, CHANNEL);
    expect((await last('ana')).text).toContain('Topic 1');
    expect(await everybodySees()).not.toMatch(/Ana|Ben|Cem|Dia/);
  });

  it('that is not kept says neither who nor how many, and opens nothing', async () => {
    await pledgeWith('ben', 'cem', 'dia', 'eve');
    for (const person of ['ana', 'ben']) await answerToday(person);
    await world.moveTo(ENDS);
    expect(await inChannel()).toMatchObject({ text: expect.stringContaining('its time is over'), buttons: [] });
    expect(await thread()).toEqual([expect.stringContaining('Not all of it this time.')]);
    expect(await everybodySees()).not.toMatch(/Ana|Ben|Cem|\d of \d/);
    await world.say('ana', 'bonus round', CHANNEL);
    expect((await aside('ana')).text).toContain('for who kept a pledge');
  });

  it('is left unseen, does not count who is on leave, and ends without a word under five', async () => {
    await pledgeWith('ben', 'cem', 'eve', 'dia');
    const own = await aside('dia');
    const isThere = (await world.messages('dia', CHANNEL)).some(({ id }) => id === own.id);
    await world.press('dia', own, 'Leave it', {}, isThere ? CHANNEL : undefined);
    expect((await inChannel()).text).toContain('0 of 5 have done it.');
    // Who joins next does not show that somebody has left.
    await world.press('lea', await inChannel(), 'I am in', {}, CHANNEL);
    expect((await inChannel()).text).toContain('0 of 6 have done it.');
    await world.moveTo('2026-11-23T15:00:00Z');
    expect((await inChannel()).text).toContain('0 of 5 have done it.');
    await world.say('ben', 'away until next monday');
    await world.moveTo('2026-11-24T15:00:00Z');
    expect(await inChannel()).toMatchObject({ text: expect.stringContaining('ended'), buttons: [] });
    await world.moveTo(ENDS);
    expect(await thread()).toEqual([]);
  });

  it('counts from five on, and is for the people of the team', async () => {
    await pledgeWith('ben');
    expect((await inChannel()).text).toContain('It counts from 5 people on.');
    expect((await inChannel()).text).not.toMatch(/ in;|\d of \d/);
    await world.press('hal', await inChannel(), 'I am in', {}, CHANNEL);
    expect((await aside('hal')).text).toContain('for the people of its team');
    await world.say('hal', 'pledge topic 1', CHANNEL);
    expect((await aside('hal')).text).toContain('Say it in the channel of your team');
    await answerToday('ana');
    await world.moveTo(ENDS);
    expect((await inChannel()).text).toContain('ended');
    expect(await thread()).toEqual([]);
  });

  it('ends on a working day, and takes no more than fits into the days of who makes it and who joins', async () => {
    await world.say('ana', 'pledge recall 2 of topic 1 by Sunday', CHANNEL);
    expect((await aside('ana')).text).toContain('A pledge ends on a working day: the next one is Monday 30 November 2026.');
    await world.moveTo('2026-11-26T11:00:00Z');
    await world.store.within(world.workspace, async ({ members }) => {
      const ben = await members.lock(world.idOf('ben'));
      if (ben) await members.save({ ...ben, budget: 1 });
    });
    await world.say('ben', 'pledge recall 2 of topic 1 by Friday', CHANNEL);
    expect((await aside('ben')).text).toContain(
      'with 1 question a day, Monday 30 November 2026 is the first day by which they can.',
    );
    await world.say('ana', 'pledge recall 2 of topic 1 by Friday', CHANNEL);
    await world.press('ben', await inChannel(), 'I am in', {}, CHANNEL);
    expect((await aside('ben')).text).toContain('2 questions do not fit into your days until then');
  });

  it('is joined in private as well, and says truly why it is not', async () => {
    await world.say('ben', 'join pledge');
    expect((await last('ben')).text).toContain('No pledge is open in your team.');
    await pledgeWith();
    await world.say('ben', 'join pledge');
    expect((await last('ben')).text).toContain('You are in: 2 questions on Topic 1');
    await world.say('ana', 'join pledge');
    expect((await last('ana')).text).toContain('You are in already.');
    await world.moveTo('2026-11-27T08:00:00Z');
    await world.say('cem', 'join pledge');
    expect((await last('cem')).text).toContain('It is too late to join this pledge');
  });

  it('that ended while nothing ran is told the next working morning', async () => {
    await pledgeWith('ben', 'cem', 'dia', 'eve');
    const night = Temporal.Instant.from('2026-11-27T23:00:00Z');
    await world.store.within(world.workspace, async ({ teams, pledges, alarms }) => {
      const [team] = await teams.all();
      const [pledge] = await pledges.ofTeam(team?.id ?? '');
      await alarms.set('pledge', pledge?.id ?? '', night);
    });
    await world.moveTo('2026-11-28T08:00:00Z');
    expect(await thread()).toEqual([]);
    await world.moveTo('2026-11-30T08:00:00Z');
    expect(await thread()).toEqual([expect.stringContaining('Not all of it this time.')]);
  });

  async function everybodySees(): Promise<string> {
    const pledge = await inChannel();
    return [pledge.text, ...(await thread())].join('\n');
  }
});

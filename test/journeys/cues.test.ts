import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeCues } from '../support/cues.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';
import { openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();

// Monday, 18:30 in Berlin.
const MONDAY = '2026-11-23T17:30:00Z';
const FEED = 'https://calendar.example.com/private-4711/basic.ics';

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('cues on %s', (_, open) => {
  let world: PlatformWorld;
  afterEach(() => world.stop());

  it('are set in words and by the form, and ended by a button', async () => {
    const cues = fakeCues();
    world = await openPlatformWorld(open, { db: database(), start: MONDAY, decks: [simpleDeck('basics', 9)], cues });
    const last = async () => {
      const message = (await world.messages('ana')).at(-1);
      if (!message) throw new Error('ana sees no message');
      return message;
    };
    await world.say('ana', 'hello');
    await world.say('ana', `cue calendar ${FEED} "Stand-up"`);
    expect((await last()).text).toContain('Your questions come when Stand-up ends, once a day; at 9:00 on days without it.');
    expect(cues.asked).toMatchObject([{ url: FEED, event: 'Stand-up', zone: 'Europe/Berlin' }]);
    cues.answer(['2026-11-24T08:45:00Z']);
    await world.moveTo('2026-11-24T08:00:00Z');
    expect((await last()).text).not.toContain('3 questions');
    await world.moveTo('2026-11-24T08:45:00Z');
    expect((await last()).text).toContain('3 questions');
    await world.say('ana', 'cue');
    await world.press('ana', await last(), 'At the time alone');
    expect((await last()).text).toContain('Your questions come at 9:00 again.');
    await world.say('ana', 'cue');
    await world.press('ana', await last(), 'After that event', { url: FEED, event: 'Lunch' });
    expect((await last()).text).toContain('Your questions come when Lunch ends');
    await world.say('ana', 'cue webhook');
    expect((await last()).text).toContain('https://cairn.example.com/cues/');
    await world.advance('PT61M');
    expect((await last()).text).toContain('were shown here for an hour');
    const said = await sql<{ outbound: string }>`select outbound::text from letter`.execute(database());
    expect(JSON.stringify(said.rows)).not.toMatch(/private-4711|sssss/);
    const kept = await sql<{ cue: string }>`select cue::text from member where cue is not null`.execute(database());
    expect(kept.rows).toHaveLength(1);
    expect(JSON.stringify(kept.rows)).not.toMatch(/private-4711|sssss/);
  });
});

describe('the end of an event', () => {
  const begin = async (ends: readonly string[] | undefined) => {
    const cues = fakeCues();
    const world = openMemoryWorld({
      db: database(),
      decks: [simpleDeck('basics', 30)],
      start: MONDAY,
      zones: { ana: 'Europe/Berlin' },
      cues,
    });
    await world.say('ana', 'hello');
    await world.say('ana', `cue calendar ${FEED} “Stand-up”`);
    cues.answer(ends);
    const offers = () => world.delivered.filter(({ purpose }) => purpose.startsWith('session:ana:')).length;
    return { world, cues, offers };
  };

  it('is looked for when the answer is on its way: a calendar may be slow', async () => {
    const { world } = await begin([]);
    const told = world.delivered.filter(({ outbound }) => outbound.text.includes('Stand-up'));
    expect(told.map(({ outbound }) => outbound.text.split('. ').at(-1))).toEqual([
      'I am looking at today now.',
      'There is none today that I can see.',
    ]);
    expect(told[1]?.replaces).toBe(told[0]?.id);
  });

  it('may come before the usual time', async () => {
    const { world, offers } = await begin(['2026-11-24T07:30:00Z']);
    await world.moveTo('2026-11-24T07:29:00Z');
    expect(offers()).toBe(0);
    await world.moveTo('2026-11-24T07:30:00Z');
    expect(offers()).toBe(1);
    await world.moveTo('2026-11-24T08:00:00Z');
    await world.moveTo('2026-11-24T16:00:00Z');
    expect(offers()).toBe(1);
  });

  it('that was over before the hours begin is told of when they do', async () => {
    const { world, offers } = await begin(['2026-11-24T06:30:00Z']);
    await world.moveTo('2026-11-24T07:00:00Z');
    expect(offers()).toBe(1);
  });

  it('is followed where the event is moved', async () => {
    const { world, cues, offers } = await begin(['2026-11-24T09:00:00Z']);
    await world.moveTo('2026-11-24T07:00:00Z');
    cues.answer(['2026-11-24T13:00:00Z']);
    await world.moveTo('2026-11-24T09:00:00Z');
    expect(offers()).toBe(0);
    await world.moveTo('2026-11-24T13:00:00Z');
    expect(offers()).toBe(1);
  });

  it.each([
    ['there is none', []],
    ['it is too late in the day', ['2026-11-24T19:00:00Z']],
    ['the calendar cannot be read', undefined],
  ])('is the usual time where %s', async (_, ends) => {
    const { world, offers } = await begin(ends);
    await world.moveTo('2026-11-24T07:59:00Z');
    expect(offers()).toBe(0);
    await world.moveTo('2026-11-24T08:00:00Z');
    await world.moveTo('2026-11-24T16:00:00Z');
    expect(offers()).toBe(1);
  });
});

describe('a signed call', () => {
  it('opens the day’s session once, within hours, and not on leave', async () => {
    const world = openMemoryWorld({
      db: database(),
      decks: [simpleDeck('basics', 30)],
      start: MONDAY,
      zones: { ana: 'Europe/Berlin' },
      cues: fakeCues(),
    });
    await world.say('ana', 'settings time 15:00');
    await world.say('ana', 'cue webhook');
    const call = (id: string) => world.engine.cue({ workspace: WORKSPACE, member: 'ana', id });
    expect(await call('a')).toBe('outside hours');
    await world.moveTo('2026-11-24T08:10:00Z');
    expect(await call('b')).toBe('offered');
    expect(await call('b')).toBe('taken before');
    expect(await call('c')).toBe('offered before');
    await world.engine.idle();
    await world.moveTo('2026-11-24T14:00:00Z');
    expect(world.delivered.filter(({ purpose }) => purpose.startsWith('session:'))).toHaveLength(1);
    await world.say('ana', 'away 25 nov');
    await world.moveTo('2026-11-25T08:10:00Z');
    expect(await call('d')).toBe('away');
    await world.say('ana', 'cue off');
    await world.moveTo('2026-11-26T08:10:00Z');
    expect(await call('e')).toBe('away');
  });
});

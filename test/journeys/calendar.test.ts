import { afterEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';
import { openMemoryWorld } from '../support/world.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('leave and travel on %s', (_, open) => {
  let world: PlatformWorld;
  afterEach(() => world.stop());

  const begin = async () => {
    world = await openPlatformWorld(open, { db: database(), start: MONDAY, decks: [simpleDeck('basics', 9)] });
    await world.say('ana', 'hello');
  };
  const last = async () => {
    const message = (await world.messages('ana')).at(-1);
    if (!message) throw new Error('ana sees no message');
    return message;
  };

  it('who is away until a day is not asked before it', async () => {
    await begin();
    await world.say('ana', 'away until thursday');
    expect((await last()).text).toContain('Away until Thursday 26 November 2026');
    const before = (await world.messages('ana')).length;
    await world.moveTo('2026-11-25T08:00:00Z');
    expect(await world.messages('ana')).toHaveLength(before);
    await world.moveTo('2026-11-26T08:00:00Z');
    expect((await last()).text).toContain('3 questions');
  });

  it('who is sick is left alone that day, and may be back sooner by a button', async () => {
    await begin();
    await world.say('ana', 'away until friday');
    await world.say('ana', 'help');
    expect((await last()).text).toContain('Away: Monday 23 November 2026 until Friday 27 November 2026');
    await world.press('ana', await last(), 'I am back');
    expect((await last()).text).toContain('Good to have you back. Next: tomorrow at 9:00');
    await world.say('ana', 'sick');
    expect((await last()).text).toContain('Get well soon. Away until Tuesday 24 November 2026');
    await world.moveTo('2026-11-24T08:00:00Z');
    expect((await last()).text).toContain('3 questions');
  });

  it('a leave that is planned stands in the settings, and can be cancelled', async () => {
    await begin();
    await world.say('ana', 'away 3 dec to 10 dec');
    expect((await last()).text).toContain('away from Thursday 3 December 2026, back on Friday 11 December 2026');
    await world.say('ana', 'settings');
    expect((await last()).text).toContain('Away: Thursday 3 December 2026 until Friday 11 December 2026');
    await world.press('ana', await last(), 'Cancel it');
    expect((await last()).text).toContain('No leave is planned.');
  });

  it('who travels is asked at nine there, and at nine at home again', async () => {
    await begin();
    await world.say('ana', 'travel Tokyo until 26 nov');
    expect((await last()).text).toContain('Your times are those of Asia/Tokyo until Thursday 26 November 2026');
    await world.moveTo('2026-11-23T23:59:00Z');
    const before = (await world.messages('ana')).length;
    await world.moveTo('2026-11-24T00:00:00Z');
    expect((await last()).text).toContain('3 questions');
    await world.moveTo('2026-11-25T00:00:00Z');
    await world.moveTo('2026-11-26T00:00:00Z');
    expect(await world.messages('ana')).toHaveLength(before + 2);
    await world.moveTo('2026-11-26T08:00:00Z');
    expect(await world.messages('ana')).toHaveLength(before + 3);
    await world.say('ana', 'travel home');
    expect((await last()).text).toContain('No trip is planned.');
  });

  it('hours are set by the form and in words, and what is wrong is said', async () => {
    await begin();
    await world.say('ana', 'settings');
    await world.press('ana', await last(), 'Save', { from: '07:30', until: '16:00', holidays: 'DE-BY' });
    expect((await last()).text).toContain('Nothing unasked before 7:30 or after 16:00. Public holidays: DE-BY.');
    await world.say('ana', 'settings hours 9-17');
    expect((await last()).text).toContain('Nothing unasked before 9:00 or after 17:00.');
    for (const [words, hint] of [
      ['settings hours all day', 'The hours should look like 8:00-18:00.'],
      ['settings holidays XX', 'Holidays are those of a country'],
      ['away soon', 'Which days? Say it like this: away until friday'],
      ['travel Narnia until friday', 'Where, and until when?'],
    ] as const) {
      await world.say('ana', words);
      expect((await last()).text).toContain(hint);
    }
  });
});

describe('a learner who flies', () => {
  const open = (start = MONDAY) =>
    openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 30)], start, zones: { ana: 'Europe/Berlin' } });
  const days = (world: ReturnType<typeof open>) =>
    world.store.within('playground:test', async ({ sessions }) =>
      (await sessions.days('ana', 20)).map(({ day }) => String(day)).toReversed(),
    );

  it('west and back has one session on each local day, and loses none', async () => {
    const world = open();
    await world.say('ana', 'hello');
    await world.moveTo('2026-11-24T08:00:00Z');
    await world.say('ana', 'travel America/Los_Angeles until 27 nov');
    for (let at = Temporal.Instant.from('2026-11-24T09:00:00Z'); at.toString() < '2026-11-30T12'; at = at.add({ hours: 1 }))
      await world.moveTo(at.toString());
    expect(await days(world)).toEqual(['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30']);
    expect(world.delivered.filter(({ purpose }) => purpose.startsWith('session:ana:'))).toHaveLength(5);
  });

  it('east over midnight is asked at once where the morning is over there', async () => {
    const world = open('2026-11-23T17:00:00Z');
    await world.say('ana', 'hello');
    // Monday, 23:10 in Berlin, is Tuesday, 11:10 in Auckland.
    await world.moveTo('2026-11-23T22:10:00Z');
    await world.say('ana', 'travel Pacific/Auckland until 30 nov');
    await world.advance('PT1M');
    await world.advance('PT1M');
    expect(await days(world)).toEqual(['2026-11-24']);
    await world.moveTo('2026-11-24T20:00:00Z');
    expect(await days(world)).toEqual(['2026-11-24', '2026-11-25']);
  });

  it('and moves house meanwhile comes home to the new zone', async () => {
    const world = open();
    await world.say('ana', 'hello');
    await world.say('ana', 'travel Tokyo until 25 nov');
    await world.say('ana', 'settings zone America/New_York');
    await world.moveTo('2026-11-24T00:00:00Z');
    expect(await days(world)).toEqual(['2026-11-24']);
    // Until midnight in New York: nine in the morning of the 25th is still in Tokyo.
    for (const at of ['2026-11-25T00:00:00Z', '2026-11-25T05:00:00Z', '2026-11-25T14:00:00Z']) await world.moveTo(at);
    expect(await days(world)).toEqual(['2026-11-24', '2026-11-25']);
    await world.moveTo('2026-11-26T13:59:00Z');
    expect(await days(world)).toHaveLength(2);
    await world.moveTo('2026-11-26T14:00:00Z');
    expect(await days(world)).toHaveLength(3);
  });

  it('over the date line has no day twice', async () => {
    const world = open('2026-11-23T17:00:00Z');
    await world.say('ana', 'settings zone Pacific/Auckland');
    await world.moveTo('2026-11-23T20:00:00Z');
    expect(await days(world)).toEqual(['2026-11-24']);
    // Tuesday in Auckland is Monday in Honolulu, where Tuesday is still to come.
    await world.say('ana', 'travel Pacific/Honolulu until 30 nov');
    for (const at of ['2026-11-24T19:00:00Z', '2026-11-24T20:00:00Z', '2026-11-25T19:00:00Z']) await world.moveTo(at);
    expect(await days(world)).toEqual(['2026-11-24', '2026-11-25']);
  });
});

describe('what is not asked for', () => {
  const CHANNEL = '#support';
  const zones = { lea: 'Europe/Berlin', ana: 'Europe/Berlin', ben: 'America/New_York', cara: 'Asia/Tokyo' };

  it('waits for each one’s hours, and comes once', async () => {
    // Monday, 17:00 in Berlin, 11:00 in New York, 1:00 in Tokyo.
    const world = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 9)], start: '2026-11-23T16:00:00Z', zones });
    await world.say('lea', 'team', CHANNEL);
    const form = (await world.messages('lea')).findLast((message) => message.buttons.includes('Set up'));
    if (!form) throw new Error('there is no form');
    await world.press('lea', form, 'Set up', { people: ['lea', 'ana', 'ben', 'cara'] });
    const introduced = async (person: string) =>
      (await world.messages(person)).filter(({ text }) => text.includes('put you on')).length;
    expect([await introduced('ana'), await introduced('ben'), await introduced('cara')]).toEqual([1, 1, 0]);
    await world.moveTo('2026-11-23T22:59:00Z');
    expect(await introduced('cara')).toBe(0);
    await world.moveTo('2026-11-23T23:00:00Z');
    await world.moveTo('2026-11-24T08:00:00Z');
    expect([await introduced('ana'), await introduced('ben'), await introduced('cara')]).toEqual([1, 1, 1]);
  });

  it('waits for the end of a leave', async () => {
    const world = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 9)], start: MONDAY, zones });
    await world.say('lea', 'hello');
    await world.say('lea', 'away until thursday');
    for (const words of ['quiz', 'no it is not', 'I was right']) await world.say('ana', words);
    const told = async () => (await world.messages('lea')).filter(({ text }) => text.includes('no it is not')).length;
    await world.moveTo('2026-11-25T12:00:00Z');
    expect(await told()).toBe(0);
    await world.moveTo('2026-11-26T07:00:00Z');
    expect(await told()).toBe(1);
  });

  it('a check-in neither asks nor misses who is on leave', async () => {
    const world = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 9)], start: MONDAY, zones });
    await world.say('lea', 'team', CHANNEL);
    const form = (await world.messages('lea')).findLast((message) => message.buttons.includes('Set up'));
    if (!form) throw new Error('there is no form');
    await world.press('lea', form, 'Set up', { people: ['lea', 'ana', 'ben', 'cem', 'dua', 'eva'] });
    await world.say('ana', 'away until 30 nov');
    for (const at of ['2026-11-26T14:00:00Z', '2026-11-27T14:30:00Z', '2026-11-30T08:00:00Z']) await world.moveTo(at);
    const asked = async (person: string) =>
      (await world.messages(person)).filter(({ text }) => text.includes('Your week')).length;
    expect([await asked('ana'), await asked('ben')]).toEqual([0, 1]);
    const posted = (await world.messages('lea', CHANNEL)).filter(({ text }) => text.includes('week 48'));
    expect(posted.map(({ text }) => text.split('\n')[0])).toEqual(['#support, week 48 · 0 of 5 took part']);
  });
});

describe('a status that says somebody is away', () => {
  const open = () =>
    openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 9)], start: MONDAY, zones: { ana: 'Europe/Berlin' } });
  const status = async (world: ReturnType<typeof open>, away: boolean, until?: string) => {
    const ends = until === undefined ? {} : { until: Temporal.Instant.from(until) };
    await world.engine.accept(world.inbound('ana', { type: 'status', away, ...ends }));
  };
  const leaves = async (world: ReturnType<typeof open>) => {
    const [ana] = await world.store.within('playground:test', ({ members }) => members.all(['ana']));
    return ana?.leaves.map(({ from, until }) => `${from} ${until}`);
  };

  it('is leave for who has said yes, and ends with it', async () => {
    const world = open();
    await world.say('ana', 'settings status on');
    await status(world, true, '2026-11-26T22:59:59Z');
    expect(await leaves(world)).toEqual(['2026-11-23 2026-11-27']);
    const before = world.delivered.length;
    await world.moveTo('2026-11-24T08:00:00Z');
    expect(world.delivered).toHaveLength(before);
    await status(world, false);
    expect(await leaves(world)).toEqual(['2026-11-23 2026-11-24']);
    await world.moveTo('2026-11-25T08:00:00Z');
    expect(world.delivered).toHaveLength(before + 1);
  });

  it('leaves what was said in words as it is', async () => {
    const world = open();
    await world.say('ana', 'settings status on');
    await world.say('ana', 'away 3 dec to 4 dec');
    await status(world, true);
    await status(world, false);
    expect(await leaves(world)).toEqual(['2026-12-03 2026-12-05']);
  });

  it('is nothing to anybody else: it is not kept, and makes nobody known', async () => {
    const world = open();
    await status(world, true, '2026-11-26T22:59:59Z');
    expect(await leaves(world)).toBeUndefined();
    await world.say('ana', 'hello');
    await status(world, true, '2026-11-26T22:59:59Z');
    expect(await leaves(world)).toEqual([]);
  });

  it('is no more once it is not to be read', async () => {
    const world = open();
    await world.say('ana', 'settings status on');
    await status(world, true);
    await world.say('ana', 'settings status off');
    expect(await leaves(world)).toEqual([]);
  });
});

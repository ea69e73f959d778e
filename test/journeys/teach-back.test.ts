import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { explained } from '../support/decks.ts';
import { draw } from '../support/draw.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const WORDS = 'you can press it twice and the price is the same as after *one* press';

type Talk = Pick<PlatformWorld, 'say' | 'press' | 'messages'>;

async function press(world: Talk, person: string, label: string, changed: Record<string, string | string[]> = {}) {
  const message = (await world.messages(person)).findLast((each) => each.buttons.includes(label));
  if (!message) throw new Error(`${person} sees no button ${label}`);
  await world.press(person, message, label, changed);
}

const last = async (world: Talk, person: string) => (await world.messages(person)).at(-1)?.text ?? '';
const all = async (world: Talk, person: string) => (await world.messages(person)).map(({ text }) => text).join('\n');

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('on %s', (_, open) => {
  let world: PlatformWorld;
  afterEach(() => world.stop());

  it('a buddy agrees, reads an explanation, ticks what it has, and the explainer hears it', async () => {
    world = await openPlatformWorld(open, { db: database(), start: MONDAY, decks: [explained] });
    for (const person of ['ana', 'ben']) await world.say(person, 'hello');
    await world.say('ana', 'buddy');
    await press(world, 'ana', 'Ask them', { buddy: [world.idOf('ben')] });
    expect(await last(world, 'ana')).toMatch(/I have asked Ben/i);
    await press(world, 'ben', 'Yes, I will help');
    expect(await last(world, 'ana')).toMatch(/Ben will read your explanations/i);
    await world.say('ana', 'quiz');
    await world.say('ana', WORDS);
    await press(world, 'ana', 'Send to my buddy');
    expect(await all(world, 'ana')).toMatch(/Sent to Ben\./i);
    expect(await last(world, 'ben')).toMatch(/Ana explains: What does idempotent mean\?/i);
    expect(await last(world, 'ben')).toContain('as after *one* press');
    await press(world, 'ben', 'Send', { heard: ['0', '1'] });
    await world.advance('PT1M');
    expect(await last(world, 'ben')).toMatch(/Ana hears what you found: the right idea, an example\./i);
    expect(await last(world, 'ana')).toMatch(/Ben found: the right idea, an example\. Not yet: what it is not\./i);
    expect(await last(world, 'ana')).toContain('Model answer: Doing it again changes nothing more.');
  });
});

describe('an explanation', () => {
  let world: MemoryWorld;
  beforeEach(async () => {
    const zones = Object.fromEntries(['ana', 'ben', 'cem'].map((person) => [person, 'Europe/Berlin']));
    world = openMemoryWorld({ db: database(), decks: [explained], start: MONDAY, zones });
    for (const person of ['ana', 'ben', 'cem']) await world.say(person, 'hello');
  });

  async function agree(explainer = 'ana', buddy = 'ben') {
    await world.say(explainer, 'buddy');
    await press(world, explainer, 'Ask them', { buddy: [buddy] });
    await world.say(buddy, 'yes, I will help');
  }

  async function explain(person = 'ana') {
    for (const words of ['quiz', WORDS, 'send to my buddy']) await world.say(person, words);
  }

  const log = (person: string) =>
    world.store.within(WORKSPACE, ({ attempts }) => attempts.since([person], Temporal.PlainDate.from('2026-11-01')));
  const memory = (person: string) =>
    world.store.within(WORKSPACE, ({ memories }) => memories.get(person, { deck: 'explained', item: 'idempotent' }));

  it('counts nothing until it is marked, then what the buddy found; the first entry stays', async () => {
    await agree();
    await explain();
    expect(await log('ana')).toMatchObject([{ verdict: 'unsure', grader: 'buddy', credit: 0, evidence: [] }]);
    expect(await memory('ana')).toBeUndefined();
    await world.say('ben', 'heard all');
    expect(await log('ana')).toMatchObject([
      { verdict: 'unsure' },
      { verdict: 'correct', grader: 'buddy', credit: 1, evidence: ['first-recall'] },
    ]);
    expect(await memory('ana')).toMatchObject({ missed: false, recalled: true, reviews: 1 });
    expect(await last(world, 'ana')).toContain('✓ Right · Ben found all of it');
  });

  it('without the right idea is a miss, with the model answer', async () => {
    await agree();
    await explain();
    await world.say('ben', 'heard 2 3');
    expect(await log('ana')).toMatchObject([{ verdict: 'unsure' }, { verdict: 'incorrect', credit: 0 }]);
    expect(await last(world, 'ana')).toContain('Ben could not find the right idea in it.');
    expect(await memory('ana')).toMatchObject({ missed: true, recalled: false });
  });

  it('is marked once, whoever presses twice', async () => {
    await agree();
    await explain();
    const sent = (await world.messages('ben')).findLast((each) => each.buttons.includes('Send'));
    if (!sent) throw new Error('nothing was sent');
    await Promise.all([world.press('ben', sent, 'Send', { heard: ['0'] }), world.press('ben', sent, 'Send', { heard: ['0'] })]);
    expect(await log('ana')).toHaveLength(2);
    await world.say('ben', 'heard all');
    expect(await last(world, 'ben')).toContain('No explanation waits for you.');
    expect(await log('ana')).toHaveLength(2);
  });

  it('earns its explainer a Teach-Back when the buddy recalls it a day later, told with the next session', async () => {
    // A probe would earn nothing.
    await draw(world, { 'ben explained/idempotent': 'week' });
    await agree();
    await explain();
    await world.say('ben', 'heard all');
    const recall = async () => {
      for (const words of ['quiz', WORDS, 'all']) await world.say('ben', words);
    };
    await recall();
    const awards = (person: string) => world.store.within(WORKSPACE, (records) => records.awards.of(person));
    expect((await awards('ana')).map(({ family }) => family)).not.toContain('teach-back');
    await world.moveTo('2026-11-26T08:00:00Z');
    await recall();
    await world.advance('PT1M');
    expect((await awards('ana')).map(({ family }) => family)).toContain('teach-back');
    expect((await awards('ben')).map(({ family }) => family)).not.toContain('teach-back');
    const before = (await world.messages('ana')).length;
    await world.say('ana', 'quiz');
    const told = (await world.messages('ana')).slice(before).map(({ text }) => text);
    expect(told.join('\n')).toContain('Ben still knew what you explained.');
    for (const words of [WORDS, 'all']) await world.say('ana', words);
    expect(await last(world, 'ana')).toContain('Teach-Back, starter.');
  });

  it('reminds a silent buddy once, then comes again as a question', async () => {
    await agree();
    await explain();
    const count = async () => (await world.messages('ben')).filter(({ text }) => text.includes('still waits for you')).length;
    await world.moveTo('2026-11-24T09:00:00Z');
    expect(await count()).toBe(0);
    for (const day of ['25', '26', '27', '30']) await world.moveTo(`2026-11-${day}T09:00:00Z`);
    await world.moveTo('2026-12-01T09:00:00Z');
    expect(await count()).toBe(1);
    await world.say('ben', 'heard all');
    expect(await last(world, 'ben')).toContain('No explanation waits for you.');
    await world.say('ana', 'quiz');
    expect(await all(world, 'ana')).toContain('Ben did not get to your explanation.');
    expect(await last(world, 'ana')).toContain('What does idempotent mean?');
  });

  it('goes to nobody who has not agreed, or has ended it; a no is told without a reason and not asked again', async () => {
    await world.say('ana', 'buddy');
    await press(world, 'ana', 'Ask them', { buddy: ['ben'] });
    await explain();
    expect(await last(world, 'ana')).toContain('You have no buddy who could read it at present.');
    expect(await all(world, 'ben')).not.toContain('explains');
    await press(world, 'ben', 'No, thanks');
    expect(await last(world, 'ana')).toContain('Ben cannot at present. Say buddy to choose somebody else.');
    const before = (await world.messages('ben')).length;
    await world.say('ana', 'buddy');
    await press(world, 'ana', 'Ask them', { buddy: ['ben'] });
    expect((await world.messages('ben')).length).toBe(before);
    await agree('ana', 'cem');
    await world.say('cem', 'stop being a buddy');
    await world.say('ana', 'send to my buddy');
    expect(await last(world, 'ana')).toContain('You have no buddy who could read it at present.');
  });

  it('is shown to its buddy alone, and is gone everywhere when its writer erases their data', async () => {
    await agree();
    await explain();
    expect(await all(world, 'cem')).not.toContain('press it twice');
    await world.say('ana', 'erase my data');
    await press(world, 'ana', 'Erase everything');
    expect(await all(world, 'ben')).not.toContain('press it twice');
    expect(await all(world, 'ben')).toContain('whoever it came from has erased their data');
    await world.say('ben', 'heard all');
    expect(await last(world, 'ben')).toContain('No explanation waits for you.');
  });

  it('of which the buddy erases their data stays a question for its writer', async () => {
    await agree();
    await explain();
    await world.say('ben', 'erase my data');
    await press(world, 'ben', 'Erase everything');
    await world.moveTo('2026-11-24T08:00:00Z');
    await world.say('ana', 'quiz');
    expect(await last(world, 'ana')).toContain('What does idempotent mean?');
    const data = await world.store.within(WORKSPACE, ({ privacy }) => privacy.gather('ana'));
    expect(JSON.stringify([data.buddies, data.explanations])).not.toContain('ben');
  });

  it('is exported with its words to who wrote it, and without to who read it', async () => {
    await agree();
    await explain();
    await world.say('ben', 'heard all');
    const exported = async (person: string) =>
      JSON.stringify((await world.store.within(WORKSPACE, ({ privacy }) => privacy.gather(person))).explanations);
    expect(await exported('ana')).toContain('press it twice');
    expect(await exported('ben')).toContain('idempotent');
    expect(await exported('ben')).not.toContain('press it twice');
    expect(await exported('cem')).toBe('[]');
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { mistakenDeck } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin; the questions for all come on Tuesday and Thursday at 11:00.
const MONDAY = '2026-11-23T08:00:00Z';
const TUESDAY = '2026-11-24T10:00:00Z';
const THURSDAY = '2026-11-26T10:00:00Z';
const CHANNEL = '#support';
const PEOPLE = ['ana', 'ben', 'cem', 'dua', 'lea'];

let world: PlatformWorld;
afterEach(() => world.stop());

async function last(person: string, channel?: string) {
  const message = (await world.messages(person, channel)).at(-1);
  if (!message) throw new Error(`${person} sees no message`);
  return message;
}

/** What the channel has been told since the team was set up, in the order in which it came. */
async function posted(): Promise<string[]> {
  const all = (await world.messages('ana', CHANNEL)).map(({ text }) => text);
  return all.flatMap((text) =>
    /A question for all/.test(text) ? ['Question'] : text.startsWith('Revealed') ? ['Revealed'] : [],
  );
}

/** What somebody reads, in the channel or, where a platform knows nothing unseen in a channel, in private. */
async function toldAlone(person: string): Promise<string> {
  const all = [...(await world.messages(person, CHANNEL)), ...(await world.messages(person))];
  return all.map(({ text }) => text).join('\n');
}

function labelOf(text: string, option: string, labels: readonly string[]): string {
  const line = text.split('\n').find((each) => each.trim().endsWith(option));
  const label = labels.find((each) => each === option || each === line?.trim().charAt(0));
  if (label === undefined) throw new Error(`${option} is not among ${labels.join(', ')}`);
  return label;
}

async function question() {
  const message = (await world.messages('ana', CHANNEL)).findLast(({ text }) => text.includes('A question for all'));
  if (!message) throw new Error('there is no question for all');
  return message;
}

/** The newest that was revealed: its message keeps its place, above what was said alone since. */
async function reveal() {
  const message = (await world.messages('ana', CHANNEL)).findLast(({ text }) => text.startsWith('Revealed'));
  if (!message) throw new Error('nothing is revealed');
  return message;
}

async function answersForAll(people: readonly string[], option = 'yes it is'): Promise<void> {
  for (const person of people) {
    world.pass('PT10S');
    const { id, text, buttons } = await question();
    await world.press(person, { id, text, buttons, inputs: {} }, labelOf(text, option, buttons), {}, CHANNEL);
  }
}

/** A session in which so many questions are missed first, and all else is right. */
async function session(person: string, missed = 0): Promise<void> {
  await world.say(person, 'quiz');
  for (let i = 0; i < missed; i++) await world.say(person, 'no it is not');
  for (let i = 0; i < 3; i++) await world.say(person, 'yes it is');
  for (let i = 0; i < 2 && missed === 0; i++) for (const words of ['more', 'yes it is']) await world.say(person, words);
}

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('a team on %s', (_, open) => {
  async function begin(people: readonly string[], settings = {}): Promise<void> {
    const decks = [mistakenDeck('basics', 12)];
    world = await openPlatformWorld(open, { db: database(), start: MONDAY, decks, people: PEOPLE });
    for (const person of people) await world.say(person, 'hello');
    await world.say('lea', 'team', CHANNEL);
    const form = (await world.messages('lea')).findLast(({ buttons }) => buttons.includes('Set up'));
    if (!form) throw new Error('no form');
    await world.press('lea', form, 'Set up', { people: people.map(world.idOf), ...settings });
    for (const person of people) await session(person, 2);
  }

  it('that begins together and recalls what is due is told at the next reveal, with one thing to do next for who leads', async () => {
    await begin(PEOPLE);
    await world.moveTo(TUESDAY);
    await answersForAll(PEOPLE, 'no it is not');
    expect((await reveal()).text).toContain('A hard one');
    expect((await reveal()).text).not.toContain('Quick Start');
    for (const person of PEOPLE) await session(person);
    await world.moveTo(THURSDAY);
    await answersForAll(PEOPLE, 'no it is not');
    const told = await reveal();
    expect(await posted()).toEqual(['Revealed', 'Revealed']);
    expect(told.text).toContain('Revealed: yes it is');
    expect(told.text).toContain('Quick Start, starter, for the team.');
    expect(told.text).not.toMatch(/Ana|Ben|Cem|Dua|Lea/);
    expect(told.buttons).toEqual(['Why', 'Save for me', 'Ask the next one', 'Not now']);
    await world.say('ana', 'achievements', CHANNEL);
    expect(await toldAlone('ana')).toMatch(/What .+ can reach together/);
    expect(await toldAlone('ana')).toContain('1 of 3 to standard, by 80% of those there within 5 minutes');
    await world.say('ana', 'why quick start');
    expect((await last('ana')).text).toMatch(/starter since 26 Nov/);
    await world.press('ana', told, 'Ask the next one', {}, CHANNEL);
    expect(await toldAlone('ana')).toContain('That is for who leads the team');
    await world.press('lea', told, 'Ask the next one', {}, CHANNEL);
    expect((await question()).text).toContain('0 of 5 have answered');
    await answersForAll(PEOPLE.slice(0, 1));
    await world.moveTo('2026-11-26T15:00:00Z');
    const actions = await database().selectFrom('team_award').select(['family', 'tier', 'action']).execute();
    expect(actions).toEqual([{ family: 'quick-start', tier: 0, action: 'done' }]);
    const reveals = (await world.messages('ana', CHANNEL)).filter(({ text }) => text.includes('for the team.'));
    expect(reveals).toHaveLength(1);
  });

  it('of three is told without any count, and only of what all of them did', async () => {
    const three = ['ana', 'ben', 'lea'];
    await begin(three, { 'question-days': ['2'] });
    await world.moveTo(TUESDAY);
    await answersForAll(three, 'no it is not');
    for (const person of three) await session(person);
    await world.moveTo('2026-11-27T14:00:00Z');
    const told = await last('ana', CHANNEL);
    expect(told.text).toContain('who took part is not counted under 5 people');
    expect(told.text).toContain('Quick Start, starter, for the team.');
    await world.press('lea', told, 'Not now', {}, CHANNEL);
    expect(await toldAlone('lea')).toContain('Not now, then.');
    await world.say('ana', 'achievements', CHANNEL);
    const shown = await toldAlone('ana');
    expect(shown).toContain('to standard, by all who are there within 5 minutes');
    expect(shown).not.toMatch(/\d of \d to|Put Right Together/);
    expect(await database().selectFrom('team_award').select('action').execute()).toEqual([{ action: 'declined' }]);
  });

  /** Three questions of a topic, known a week later by so many. */
  async function known(topic: number, people: readonly string[], lapsedBy?: string): Promise<void> {
    const day = Temporal.PlainDate.from('2026-11-23');
    const items = [0, 3, 6].map((more) => `item-${topic + more}`);
    const proof = { family: 'week-return', attempt: 'before', deck: 'basics', version: 1, day, lapsedBy };
    await world.store.within(world.workspace, async ({ proofs }) => {
      for (const person of people)
        for (const item of items) await proofs.save(world.idOf(person), { ...proof, item, subject: `basics/${item}` });
    });
  }

  it('that holds a topic opens the next, as soon as who leads says so; it rests when too few hold it', async () => {
    await begin(PEOPLE);
    await known(1, PEOPLE.slice(0, 4));
    await world.moveTo(TUESDAY);
    await world.moveTo('2026-11-24T15:00:00Z');
    const told = await reveal();
    expect(told.text).toContain('Collective Mastery, starter, for the team.');
    expect(told.text).toContain('Topic 1');
    expect(told.text).not.toMatch(/\d of 5|Ana|Ben|Cem|Dua|Lea/);
    expect(told.buttons).toEqual(['Why', 'Save for me', 'Open the next topic', 'Not now']);
    await world.press('lea', told, 'Open the next topic', {}, CHANNEL);
    expect((await question()).text).toContain('· Topic 2 ·');
    expect(await toldAlone('lea')).toMatch(/Opened for .+: Topic 2\./);
    await world.say('ana', 'why collective mastery');
    expect((await last('ana')).text).toMatch(/starter since 24 Nov[\s\S]*24 Nov: Topic 1/);
    await known(1, PEOPLE.slice(0, 1), 'a miss');
    await world.moveTo('2026-11-25T15:00:00Z');
    expect((await reveal()).text).not.toContain('rests');
    await known(1, PEOPLE.slice(0, 2), 'a miss');
    await world.moveTo(THURSDAY);
    await world.moveTo('2026-11-26T15:00:00Z');
    const rests = (await last('ana', CHANNEL)).text;
    expect(rests).toContain('Collective Mastery, starter rests');
    expect(rests).not.toMatch(/\d of 5/);
  });

  it('of which three put the same mix-up right is told so, and never who', async () => {
    await begin(PEOPLE);
    await world.store.within(world.workspace, async ({ misconceptions }) => {
      const [sinceDay, since] = [Temporal.PlainDate.from('2026-11-23'), Temporal.Instant.from('2026-11-23T07:00:00Z')];
      for (const person of ['ana', 'cem', 'dua']) {
        const entry = { member: world.idOf(person), deck: 'basics', misconception: 'never-is', items: ['item-1'], version: 1 };
        await misconceptions.save({ ...entry, standing: 'held', times: 1, sinceDay, since });
      }
    });
    await world.moveTo(TUESDAY);
    await world.moveTo('2026-11-24T15:00:00Z');
    const told = (await last('ben', CHANNEL)).text;
    expect(told).toContain('Put Right Together, starter, for the team.');
    expect(told).toContain('It never is');
    expect(told).not.toMatch(/Ana|Ben|Cem|Dua|Lea/);
  });
});

import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { attemptAt } from '../support/attempts.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';

const database = useDatabase();

// Friday, 10:00 in Berlin; then the Monday of the matching, before anybody's hours.
const FRIDAY = '2026-11-20T09:00:00Z';
const MONDAY = '2026-11-23T07:30:00Z';

let world: PlatformWorld;
afterEach(() => world.stop());

const texts = async (person: string) => (await world.messages(person)).map(({ text }) => text).join('\n');

async function withButton(person: string, label: string) {
  const message = (await world.messages(person)).findLast((each) => each.buttons.includes(label));
  if (!message) throw new Error(`${person} sees no button ${label}: ${await texts(person)}`);
  return message;
}

async function press(person: string, label: string, changed = {}): Promise<void> {
  await world.press(person, await withButton(person, label), label, changed);
}

async function wants(person: string, changed: Record<string, string | string[]> = {}, button = 'Match me'): Promise<void> {
  await world.say(person, 'partners');
  await press(person, button, changed);
}

/** Somebody recalled one topic on three days, and missed another. */
async function knows(person: string, firm: number, weak: number): Promise<void> {
  const topics = [
    [firm, 'correct'],
    [weak, 'incorrect'],
  ] as const;
  await world.store.within(world.workspace, async (records) => {
    for (const [topic, verdict] of topics)
      for (const days of [2, 4, 6]) {
        const own = { id: `${person}-${topic}-${days}`, member: world.idOf(person), deck: 'basics', item: `item-${topic}` };
        await records.attempts.append({
          ...attemptAt(world.now().subtract({ hours: 24 * days }), { verdict, gapHours: 48 }),
          ...own,
        });
      }
  });
}

/** What was posted to chats of several people. */
const chats = () =>
  database()
    .selectFrom('letter')
    .select(['state', sql<string>`outbound ->> 'text'`.as('text')])
    .where(sql<boolean>`recipient ->> 'kind' = 'group'`)
    .execute();

describe.each([
  ['Slack', openSlack, true],
  ['Teams', openTeams, false],
  ['the playground', openPlayground, false],
])('on %s', (_, open, opensChat) => {
  async function begin(tells: { tells?: string[] }, people = ['ana', 'ben']): Promise<void> {
    world = await openPlatformWorld(open, { db: database(), start: FRIDAY, decks: [simpleDeck('basics', 12)] });
    for (const person of ['lea', 'ana', 'ben']) await world.say(person, 'hello');
    await knows('ana', 1, 2);
    await knows('ben', 2, 1);
    for (const person of people) await wants(person, { every: '1', days: ['2'], parts: ['morning'], ...tells });
    await world.moveTo(MONDAY);
  }

  it('two who both say yes are brought together, with one thing to do, and asked once whether it happened', async () => {
    await begin({ tells: ['yes'] });
    const proposed = await withButton('ana', 'Not this week');
    expect(proposed.text).toContain('You and Ben, this week, if you both like. Both of you are free Tuesday at 8:00.');
    expect(proposed.text).toContain('You are firm on Topic 1. Ben is firm on Topic 2. Explain one to each other, ten minutes.');
    expect(proposed.buttons).toEqual(['Yes', 'Not this week', 'Not with Ben']);
    expect(await texts('lea')).not.toContain('this week');
    await world.press('ana', proposed, 'Yes');
    expect(await texts('ana')).toContain('Noted: yes, with Ben.');
    expect(await texts('ben')).not.toContain('It is on');
    await world.say('ben', 'yes, this week');
    await world.advance('PT1M');
    for (const [person, other] of [
      ['ana', 'Ben'],
      ['ben', 'Ana'],
    ] as const) {
      expect(await texts(person)).toContain(`It is on: you and ${other}. Both of you are free Tuesday at 8:00.`);
      expect((await texts(person)).split('It is on')).toHaveLength(2);
      expect(await texts(person)).toContain('Who reads this first writes to the other.');
    }
    expect(await chats()).toEqual(
      opensChat ? [{ state: 'sent', text: expect.stringContaining('Ana, Ben: you all said yes.') }] : [],
    );
    for (const day of ['24', '25', '26', '27', '28']) await world.moveTo(`2026-11-${day}T09:00:00Z`);
    expect((await texts('ana')).split('You and Ben: did it happen?')).toHaveLength(2);
    await press('ana', 'Yes, it did');
    await world.say('ben', 'we did not meet');
    expect(await texts('ana')).toContain('Good. On Monday I look for the next.');
    expect(await texts('ben')).toContain('All right. On Monday I look again.');
    await press('ana', 'Write a question for them');
    expect(await texts('ana')).toContain('Write a question for Ben.');
  });

  it('without consent a proposal names topics, and not who knows them', async () => {
    await begin({});
    const { text } = await withButton('ana', 'Not this week');
    expect(text).toContain('To talk about, ten minutes: Topic 1, Topic 2.');
    expect(text).not.toContain('firm');
  });

  it('who is avoided sees what anybody sees who hears no, and is never matched with them again', async () => {
    await begin({ tells: ['yes'] });
    await press('ana', 'Yes');
    await press('ben', 'Not with Ana');
    expect(await texts('ben')).toContain('not matched with Ana again, and they never learn of it');
    const seen = await texts('ana');
    expect(seen).toContain('This one does not work out this week. On Monday I look again.');
    expect(seen).not.toContain('Noted: yes');
    await world.moveTo('2026-11-30T07:30:00Z');
    await world.moveTo('2026-12-07T07:30:00Z');
    expect(await texts('ana')).not.toContain('You and Ben');
    expect(await texts('ben')).not.toContain('You and Ana');
  });

  it('of three who are matched two go on where the third says no', async () => {
    await begin({}, ['ana', 'ben', 'lea']);
    const { text } = await withButton('ana', 'Yes');
    expect(text).toMatch(/You, (Ben and Lea|Lea and Ben), this week, if you all like/);
    expect(text).toMatch(/ten minutes: Topic 1, Topic 2, Topic \d+\. Each explains one/);
    expect(text).toContain('If you say no, nobody is told which no it was.');
    await press('ana', 'Yes');
    await press('lea', 'Not this week');
    expect((await withButton('ben', 'Yes')).text).toContain('You and Ana, this week');
    await press('ben', 'Yes');
    await world.advance('PT1M');
    expect(await texts('ana')).toContain('It is on: you and Ben.');
    expect(await texts('lea')).not.toContain('It is on');
  });

  it('who of an agreed three stays still reads that it is on', async () => {
    await begin({}, ['ana', 'ben', 'lea']);
    for (const person of ['ana', 'ben', 'lea']) await press(person, 'Yes');
    await world.advance('PT1M');
    expect(await texts('ana')).toMatch(/It is on: you and (Ben and Lea|Lea and Ben)\./);
    await world.say('lea', 'not this week');
    expect(await texts('ana')).toContain('It is on: you and Ben.');
    expect(await texts('ben')).toContain('It is on: you and Ana.');
    expect(await texts('ana')).not.toContain('Noted: yes, with Ben.');
  });

  it('a yes at night writes to nobody before their hours, and costs one message to who said yes before', async () => {
    await begin({ tells: ['yes'] });
    await press('ana', 'Yes');
    await world.moveTo('2026-11-23T22:30:00Z');
    await press('ben', 'Yes');
    await world.advance('PT1M');
    expect(await chats()).toEqual([]);
    expect(await texts('ana')).not.toContain('It is on');
    await world.moveTo('2026-11-24T07:30:00Z');
    expect(await chats()).toHaveLength(opensChat ? 1 : 0);
    expect(await texts('ana')).toContain('It is on: you and Ben.');
    const isNew = await database()
      .selectFrom('letter')
      .select('replaces')
      .where(sql<boolean>`outbound ->> 'text' like 'It is on: you and Ben.%' and replaces is null`)
      .execute();
    expect(isNew).toHaveLength(opensChat ? 0 : 1);
    const { messages } = await world.store.within(world.workspace, ({ privacy }) => privacy.gather(world.idOf('ana')));
    expect(messages.filter(({ text }) => text.includes('you all said yes'))).toHaveLength(opensChat ? 1 : 0);
  });

  it('whom somebody avoids stays avoided when the form is saved, until they are taken out of it', async () => {
    await begin({});
    await world.say('ana', 'partners');
    const older = await withButton('ana', 'Save');
    await press('ana', 'Not with Ben');
    await world.press('ana', older, 'Save');
    await wants('ana', {}, 'Save');
    await world.moveTo('2026-11-30T07:30:00Z');
    expect(`${await texts('ana')}\n${await texts('ben')}`).not.toContain('this week, if you both like');
    await wants('ana', { avoid: [] }, 'Save');
    await world.moveTo('2026-12-07T07:30:00Z');
    expect((await withButton('ana', 'Yes')).text).toContain('You and Ben, this week');
  });

  it('who is avoided in the form while they are proposed is proposed no more', async () => {
    await begin({});
    await world.say('lea', 'team', '#support');
    await press('lea', 'Set up', { people: ['ana', 'ben', 'lea'].map(world.idOf) });
    await wants('ana', { avoid: [world.idOf('ben')] }, 'Save');
    expect(await texts('ben')).toContain('This one does not work out this week.');
    await world.say('ana', 'yes, this week');
    expect(await texts('ana')).toContain('No study partner is proposed to you at present.');
  });

  it('a pause lasts when the form is saved, and ends by its button', async () => {
    await begin({});
    await world.say('ana', 'pause partners');
    await wants('ana', {}, 'Save');
    expect(await texts('ana')).toContain('Saved. You stay paused: no study partners until you say resume partners.');
    await world.moveTo('2026-11-30T07:30:00Z');
    expect(await texts('ben')).not.toContain('this week, if you both like');
    await world.say('ana', 'partners');
    await press('ana', 'Resume');
    await world.moveTo('2026-12-07T07:30:00Z');
    expect((await withButton('ana', 'Yes')).text).toContain('You and Ben, this week');
  });

  it('of three, who avoids one that has said no already stays with the other', async () => {
    await begin({}, ['ana', 'ben', 'lea']);
    await press('lea', 'Not this week');
    await world.say('ana', 'not with @lea');
    expect((await withButton('ana', 'Yes')).text).toContain('You and Ben, this week');
    await world.say('lea', 'erase my data');
    await press('lea', 'Erase everything');
    const naming = await database()
      .selectFrom('letter')
      .select('purpose')
      .where(sql<boolean>`outbound::text like '%not matched with Lea%'`)
      .execute();
    expect(naming).toEqual([]);
  });

  it('who pauses, leaves, is away or is erased is not matched, and what was proposed falls through', async () => {
    await begin({});
    await world.say('ben', 'pause partners');
    expect(await texts('ana')).toContain('This one does not work out this week.');
    await world.moveTo('2026-11-30T07:30:00Z');
    await world.say('ben', 'resume partners');
    await world.say('ben', 'away until 2026-12-10');
    await world.moveTo('2026-12-07T07:30:00Z');
    expect((await texts('ana')).split('this week, if you both like')).toHaveLength(1);
    await world.moveTo('2026-12-14T07:30:00Z');
    expect((await withButton('ana', 'Yes')).text).toContain('You and Ben, this week');
    await world.say('ben', 'erase my data');
    await press('ben', 'Erase everything');
    expect(await texts('ana')).not.toContain('You and Ben');
    const rows = await database().selectFrom('match_partner').select('member_id').execute();
    expect(rows.map((row) => row.member_id)).not.toContain(world.idOf('ben'));
    await world.say('ana', 'leave partners');
    expect(await database().selectFrom('seeker').selectAll().execute()).toEqual([]);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { explained } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const CHANNEL = '#support';
const SAID = 'Like a <b>light switch</b>: for example setting it to *on* twice.';

let world: PlatformWorld;
afterEach(() => world.stop());

async function last(person: string) {
  const message = (await world.messages(person)).at(-1);
  if (!message) throw new Error(`${person} sees no message`);
  return message;
}

async function withButton(person: string, label: string) {
  const message = (await world.messages(person)).findLast((each) => each.buttons.includes(label));
  if (!message) throw new Error(`${person} sees no button ${label}: ${(await last(person)).text}`);
  return message;
}

async function press(person: string, label: string, changed = {}): Promise<void> {
  await world.press(person, await withButton(person, label), label, changed);
}

const texts = async (person: string) => (await world.messages(person)).map(({ text }) => text).join('\n');
const attempts = () => database().selectFrom('attempt').selectAll().orderBy('answered_at').orderBy('attempt_id').execute();

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('on %s', (_, open) => {
  /** lea leads ana and ben; all learn the deck of one explanation. */
  async function begin(): Promise<void> {
    world = await openPlatformWorld(open, { db: database(), start: MONDAY, decks: [explained] });
    for (const person of ['lea', 'ana', 'ben']) await world.say(person, 'hello');
    await world.say('lea', 'team', CHANNEL);
    await press('lea', 'Set up', { people: ['ana', 'ben', 'lea'].map(world.idOf) });
  }

  /** ana explains, and names ben in the form to read it. */
  async function sendsToBen(): Promise<void> {
    await world.say('ana', 'quiz');
    await world.say('ana', SAID);
    await press('ana', 'Send to my buddy');
    expect((await last('ana')).text).toContain('Who reads what you explain?');
    await press('ana', 'Ask them', { buddy: [world.idOf('ben')] });
  }

  it('an explanation is sent to a buddy who agreed, and marked by ticks', async () => {
    await begin();
    await sendsToBen();
    expect(await texts('ana')).toContain('I ask Ben, at a time of theirs.');
    expect(await texts('ana')).toContain('It goes to your buddy, at a time of theirs.');
    expect((await last('ana')).text).toContain('Done for today.');
    const asked = await last('ben');
    expect(asked.text).toContain('Ana would like you as a buddy.');
    expect(asked.text).not.toContain('light switch');
    await world.press('ben', asked, 'Yes, I will help');
    const given = await last('ben');
    expect(given.text).toContain('Ana explained something: does it hold?');
    expect(given.text).toMatch(/Ana: Like a <b>light switch<\/b>: for example setting it to \*on\* twice\./);
    expect(given.text).toContain('Doing it again changes nothing more.');
    expect(given.buttons).toEqual(['Send', 'Not now']);
    await world.press('ben', given, 'Send', { ticks: ['idea', 'example'], note: 'Say *when* <!channel>' });
    const thanked = (await world.messages('ben')).find(({ id }) => id === given.id);
    expect(thanked).toMatchObject({ buttons: [], inputs: {} });
    expect(thanked?.text).toContain('Sent to Ana.');
    const told = await last('ana');
    expect(told.text).toContain('◐ Partly · your buddy read what you explained.');
    expect(told.text).toContain('✓ The right idea');
    expect(told.text).toContain('Not yet: what it is not');
    expect(told.text).toMatch(/They add: “Say \*when\* <!channel>”/);
    expect(told.text).toContain('Next time, say this as well. What it is not:');
    const [first, second, ...others] = await attempts();
    expect(others).toEqual([]);
    expect(first).toMatchObject({ verdict: 'unsure', grader: 'buddy', corrects: null });
    expect(second).toMatchObject({ verdict: 'partly', grader: 'buddy', corrects: first?.attempt_id });
    expect(second?.credit).toBeCloseTo(2 / 3);
  });

  it('who was named says no, and nobody is told why; the explainer compares', async () => {
    await begin();
    await sendsToBen();
    await press('ben', 'No, thanks');
    expect((await withText('ben', 'Nobody is told why')).buttons).toEqual([]);
    expect(await texts('ben')).not.toContain('light switch');
    const alone = await last('ana');
    expect(alone.text).toContain('Your buddy could not read this one. Which of these did you say?');
    await world.press('ana', alone, 'Done', { points: ['0', '1', '2'] });
    expect((await withText('ana', '✓ Right')).id).toBe(alone.id);
    expect((await attempts()).map(({ verdict, grader }) => `${verdict} ${grader}`)).toEqual(['unsure buddy', 'correct self']);
    await world.say('ana', `my buddy is @${world.idOf('ben')}`);
    expect((await last('ana')).text).toContain('They are not available as a buddy.');
    expect((await texts('ben')).split('would like you as a buddy')).toHaveLength(1);
  });

  it('a marked explanation is offered as well; all of it in words', async () => {
    await begin();
    await world.say('ana', `my buddy is @${world.idOf('ben')}`);
    await world.say('ben', 'I will help');
    expect((await last('ana')).text).toContain('Ben is your buddy now.');
    await world.say('ana', 'quiz');
    await world.say('ana', SAID);
    await world.say('ana', '1');
    const marked = await withButton('ana', 'Send to my buddy');
    expect(marked.text).toContain('◐ Partly · 1 of 3 points.');
    await world.say('ana', 'send to my buddy');
    expect((await last('ben')).text).toContain('Ana explained something');
    await world.say('ana', 'send to my buddy');
    expect((await last('ana')).text).toContain('Your buddy has that one already.');
    await world.say('ben', 'rate all');
    expect((await last('ben')).text).toContain('Sent. Thank you.');
    expect((await last('ana')).text).toContain('✓ Right · your buddy read what you explained.');
    expect((await attempts()).map(({ verdict, grader }) => `${verdict} ${grader}`)).toEqual(['partly self', 'correct buddy']);
    await world.say('ben', 'rate none');
    expect((await last('ben')).text).toContain('Nothing waits for you to read.');
    await world.say('ben', 'stop being a buddy');
    expect((await last('ben')).text).toContain('Done: you are not asked to read anything any more.');
    await world.say('ana', 'send to my buddy');
    expect((await last('ana')).text).toContain('Who reads what you explain?');
  });

  it('while comparing, it is sent to whom is named, as each platform writes names', async () => {
    await begin();
    await world.say('ana', 'quiz');
    await world.say('ana', SAID);
    await world.say('ana', 'send to Ben');
    expect(await texts('ana')).toContain('It goes to your buddy');
    expect((await last('ben')).text).toContain('Ana would like you as a buddy.');
  });

  it('a silent buddy is reminded once; then it goes back', async () => {
    await begin();
    await sendsToBen();
    await press('ben', 'Yes, I will help');
    for (const day of ['24', '25', '26', '27']) await world.moveTo(`2026-11-${day}T09:00:00Z`);
    expect((await texts('ben')).split('still waits for you above')).toHaveLength(2);
    expect(await texts('ben')).toContain('No need to read this one any more.');
    await world.say('ana', 'i said 1 2');
    expect(await texts('ana')).toContain('◐ Partly · 2 of 3 points.');
    await press('ben', 'Not now');
    expect((await attempts()).map(({ verdict, grader }) => `${verdict} ${grader}`)).toEqual(['unsure buddy', 'partly self']);
  });

  it('an erased explainer takes the explanation along, an erased buddy gives it back', async () => {
    await begin();
    await sendsToBen();
    await press('ben', 'Yes, I will help');
    const given = await withButton('ben', 'Send');
    await world.say('ana', 'erase my data');
    await press('ana', 'Erase everything');
    expect((await world.messages('ben')).find(({ id }) => id === given.id)?.text).toContain('No need to read this one any more.');
    await world.say('ben', 'rate all');
    expect((await last('ben')).text).toContain('Nothing waits for you to read.');
    expect(await attempts()).toEqual([]);
    await world.say('lea', 'quiz');
    await world.say('lea', SAID);
    await press('lea', 'Send to my buddy');
    await press('lea', 'Ask them', { buddy: [world.idOf('ben')] });
    await press('ben', 'Yes, I will help');
    await world.say('ben', 'erase my data');
    await press('ben', 'Erase everything');
    expect((await last('lea')).text).toContain('Your buddy could not read this one.');
  });

  it('what a buddy recalls on a later day is credited to who explained it, with their next questions', async () => {
    await begin();
    await sendsToBen();
    await press('ben', 'Yes, I will help');
    await world.press('ben', await withButton('ben', 'Send'), 'Send', { ticks: ['idea', 'example', 'not'] });
    await world.moveTo('2026-11-24T09:00:00Z');
    await world.say('ben', 'quiz');
    await world.say('ben', 'setting it twice is the same, for example a switch');
    await press('ben', 'Done', { points: ['0', '1', '2'] });
    expect(await texts('ana')).not.toContain('still knew it');
    await world.moveTo('2026-11-27T09:00:00Z');
    await world.say('ana', 'quiz');
    const news = await withText('ana', 'your buddy still knew it on a later day');
    expect(news.text).toContain('What does idempotent mean?');
    await world.say('ana', SAID);
    await press('ana', 'Done', { points: ['0', '1', '2'] });
    expect((await last('ana')).text).toContain('Teach-Back, starter.');
    await world.say('ana', 'stats');
    expect((await last('ana')).text).toContain('Teach-Back: starter');
  });

  async function withText(person: string, words: string) {
    const message = (await world.messages(person)).findLast(({ text }) => text.includes(words));
    if (!message) throw new Error(`${person} is not told “${words}”: ${await texts(person)}`);
    return message;
  }
});

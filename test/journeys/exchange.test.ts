import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const basics = simpleDeck('basics', 3);

let world: PlatformWorld;
afterEach(() => world.stop());

const texts = async (person: string) => (await world.messages(person)).map(({ text }) => text).join('\n');
const written = () => database().selectFrom('written_question').selectAll().orderBy('written_at').execute();

async function press(person: string, label: string, changed = {}): Promise<void> {
  const message = (await world.messages(person)).findLast((each) => each.buttons.includes(label));
  if (!message) throw new Error(`${person} sees no button ${label}: ${await texts(person)}`);
  await world.press(person, message, label, changed);
}

/** The day's questions, one after the other. */
async function learns(person: string): Promise<void> {
  await world.say(person, 'quiz');
  for (let i = 0; i < 3; i++) await world.say(person, 'yes it is');
}

const QUESTION = { topic: 'basics/Topic 1', question: 'How *long* is the window?', answer: '14 days' };
const CHOICE = { ...QUESTION, wrong: '7 days\n30 days', explanation: 'Two weeks, by law.' };

/** Lea looks after the workspace, ana and ben are partners of an agreed match. */
async function partners(open: Parameters<typeof openPlatformWorld>[0]): Promise<void> {
  world = await openPlatformWorld(open, { db: database(), start: MONDAY, decks: [basics] });
  for (const person of ['lea', 'ana', 'ben']) await world.say(person, 'hello');
  await world.store.within(world.workspace, ({ matches }) =>
    matches.save({
      ...{ id: 'm1', week: Temporal.PlainDate.from('2026-11-23'), state: 'agreed', deck: 'basics', topics: [] },
      partners: ['ana', 'ben'].map((person) => ({ member: world.idOf(person), answer: 'yes' })),
    }),
  );
}

async function writes(question: object = CHOICE): Promise<void> {
  await world.say('ana', 'write');
  await press('ana', 'Send', question);
}

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('on %s', (_, open) => {
  it('a question goes to a partner at the end of their session, is answered and rated, and joins the deck', async () => {
    await partners(open);
    await writes({ ...CHOICE, named: ['yes'] });
    expect(await texts('ana')).toContain('Ben gets it at the end of their next questions: “How *long* is the window?”');
    expect(await texts('ben')).not.toContain('wrote one for you');
    await learns('ben');
    const asked = (await world.messages('ben')).at(-1);
    expect(asked?.text).toContain('Ana wrote one for you · Topic 1\nHow *long* is the window?');
    const place =
      asked?.text
        .split('\n')
        .find((line) => line.endsWith('7 days'))
        ?.trim()[0] ?? '';
    await press('ben', place);
    expect(await texts('ben')).toContain('Not this time.');
    expect(await texts('ben')).toContain('The right answer: 14 days\nTwo weeks, by law.');
    await press('ben', 'Clear', { tells: ['yes'] });
    expect(await texts('ben')).toContain('Ana hears that you found it clear.');
    await world.advance('PT15M');
    const review = await texts('lea');
    expect(review).toContain("A learner's question waits for your review.\nHow *long* is the window?");
    expect(review).toContain('Who answered it found it clear.');
    expect(review).not.toMatch(/Ben|Ana/);
    await press('lea', 'Into the deck');
    expect(await texts('lea')).toContain('In the deck from now on: “How *long* is the window?”');
    expect(await database().selectFrom('attempt').select('item_id').where('item_id', 'like', 'written%').execute()).toEqual([]);
    expect(await database().selectFrom('memory').select('item_id').where('item_id', 'like', 'written%').execute()).toEqual([]);
    await learns('ana');
    expect(await texts('ana')).toContain('Your question is in Deck basics now');
    // The deck's file is read again, changed: what was written here stays beside it.
    world.setDecks([{ ...basics, title: 'Basics anew' }]);
    await world.say('lea', 'settings questions 4');
    await world.say('lea', 'quiz');
    for (let i = 0; i < 4; i++) {
      const open = (await world.messages('lea')).at(-1)?.text ?? '';
      await world.say('lea', open.includes('window') ? '14 days' : 'yes it is');
    }
    expect(await texts('lea')).toContain('Written by Ana.');
  });

  it('its writer hears no more than its reader ticked, and never what was answered', async () => {
    await partners(open);
    await writes(QUESTION);
    await learns('ben');
    await press('ben', 'Answer', { words: 'forty moons' });
    expect(await texts('ben')).toContain('The right answer: 14 days');
    await press('ben', 'Not clear');
    expect(await texts('ben')).toContain('Ana hears that it was answered, and no more.');
    await world.advance('PT15M');
    await press('lea', 'No, because …');
    await press('lea', 'Say no', { reason: 'We have <b>one</b> like it' });
    await world.moveTo('2026-11-24T08:00:00Z');
    await world.say('ana', 'quiz');
    const heard = await texts('ana');
    expect(heard).toContain('It does not join Deck basics.');
    expect(heard).toContain('Because: We have <b>one</b> like it');
    expect(heard).not.toMatch(/forty moons|not clear|Not this time|Ben (?:answered|missed)/);
    expect(heard.split('It does not join')).toHaveLength(2);
  });

  it('all of it can be typed', async () => {
    await partners(open);
    await world.say(
      'ana',
      'write for Ben: How long? Answer: two weeks. Wrong: one week; a year. Because: By law. Topic: Topic 2',
    );
    expect(await texts('ana')).toContain('Ben gets it at the end of their next questions: “How long?”');
    await learns('ben');
    await world.say('ben', 'answer buddy: two weeks');
    expect(await texts('ben')).toContain('Right.');
    await world.say('ben', 'could be clearer');
    await world.advance('PT15M');
    await world.say('lea', 'review questions');
    expect(await texts('lea')).toContain('For Deck basics · Topic 2');
    await world.say('lea', 'refuse question because it is too easy');
    expect((await written())[0]).toMatchObject({ state: 'refused', reason: 'it is too easy', clarity: 'clearer', tells: false });
  });

  it('all of it can be said and read in German', async () => {
    await partners(open);
    for (const person of ['lea', 'ana', 'ben']) await world.say(person, 'sprache deutsch');
    await world.say(
      'ana',
      'schreib für Ben: Wie lange? Antwort: zwei Wochen. Falsch: eine Woche; ein Jahr. Weil: So ist es. Thema: Topic 2',
    );
    expect(await texts('ana')).toContain('Ben bekommt sie am Ende der nächsten Fragen: „Wie lange?“');
    await learns('ben');
    expect(await texts('ben')).toContain('Ana hat eine für dich geschrieben · Topic 2');
    await world.say('ben', 'antwort buddy: eine Woche');
    expect(await texts('ben')).toContain('Die richtige Antwort: zwei Wochen');
    await world.say('ben', 'könnte klarer sein');
    await world.advance('PT15M');
    await world.say('lea', 'fragen durchsehen');
    expect(await texts('lea')).toContain('Wer sie beantwortet hat, sagt, dass sie klarer sein könnte.');
    await world.say('lea', 'frage ablehnen, weil sie zu leicht ist');
    expect((await written())[0]).toMatchObject({ state: 'refused', reason: 'sie zu leicht ist' });
  });
});

describe('a question for somebody', () => {
  it('is written by nobody but their partner, or who named them as a buddy and heard yes', async () => {
    await partners(openPlayground);
    await world.say('lea', 'write for Ben: How long? Answer: long');
    expect(await texts('lea')).toContain('You can write for a study partner, or for a buddy who said yes.');
    await world.store.within(world.workspace, async ({ buddies }) => {
      const pair = { explainer: world.idOf('lea'), buddy: world.idOf('ana'), namedAt: world.now() };
      await buddies.save({ ...pair, status: 'asked' });
    });
    await world.say('lea', 'write');
    expect(await written()).toEqual([]);
    await world.store.within(world.workspace, async ({ buddies, avoidances }) => {
      const pair = { explainer: world.idOf('lea'), buddy: world.idOf('ana'), namedAt: world.now() };
      await buddies.save({ ...pair, status: 'agreed' });
      await avoidances.choose(world.idOf('ben'), [world.idOf('ana')]);
    });
    await world.say('lea', 'write for Ana: How long? Answer: long. Topic: Topic 1');
    await world.say('ana', 'write for Ben: How long? Answer: long. Topic: Topic 1');
    expect((await written()).map(({ member_id, reader_id }) => [member_id, reader_id])).toEqual([
      [world.idOf('lea'), world.idOf('ana')],
    ]);
  });

  it('is one at a time, and can be taken back until it is answered', async () => {
    await partners(openPlayground);
    await writes();
    await writes();
    expect(await texts('ana')).toContain('Your last question for Ben is still open. One at a time; undo write takes it back.');
    expect(await written()).toHaveLength(1);
    await world.say('ana', 'undo write');
    expect(await written()).toEqual([]);
    await writes();
    await learns('ben');
    await press('ana', 'Take it back');
    expect((await world.messages('ben')).at(-1)?.text).toBe('That question was taken back.');
    await writes();
    await world.moveTo('2026-11-24T08:00:00Z');
    await learns('ben');
    await world.say('ben', 'answer buddy: 14 days');
    await world.say('ana', 'undo write');
    expect(await texts('ana')).toContain('No question of yours can be taken back');
    expect(await written()).toHaveLength(1);
  });

  it('that cannot be asked comes back in its form, with the reason and all that was written', async () => {
    await partners(openPlayground);
    const tries: [object, string][] = [
      [{ ...CHOICE, question: '' }, 'The question is missing.'],
      [{ ...CHOICE, answer: '?!' }, 'The right answer needs a letter or a digit.'],
      [{ ...CHOICE, question: 'x'.repeat(601) }, 'a question has up to 600 characters'],
      [{ ...CHOICE, wrong: 'a\nb\nc\nd\ne\nf' }, 'At most 5 wrong answers'],
      [{ ...CHOICE, wrong: '14  Days' }, 'Two of the answers say the same.'],
    ];
    await world.say('ana', 'write');
    for (const [form, reason] of tries) {
      await press('ana', 'Send', form);
      expect((await world.messages('ana')).at(-1)?.text).toContain(reason);
    }
    expect(await written()).toEqual([]);
    await press('ana', 'Send', { wrong: '7 days' });
    expect(await written()).toMatchObject([{ question: CHOICE.question, wrong: ['7 days'], explanation: CHOICE.explanation }]);
  });

  it('comes by itself where there is no session, within their hours, and goes back unanswered to be told without a reason', async () => {
    await partners(openPlayground);
    await world.moveTo('2026-11-23T21:00:00Z');
    await writes();
    const got = async () => (await texts('ben')).includes('wrote one for you');
    await world.moveTo('2026-11-24T06:00:00Z');
    expect(await got()).toBe(false);
    await world.moveTo('2026-11-24T13:00:00Z');
    expect(await got()).toBe(true);
    for (const day of ['25', '26', '27', '30']) await world.moveTo(`2026-11-${day}T09:00:00Z`);
    expect(await texts('ben')).toContain('No need to answer this one any more.');
    await world.say('ana', 'quiz');
    expect(await texts('ana')).toContain('did not come to be answered. Say write to send it to somebody else.');
  });

  it('is one of two a day at most', async () => {
    const people = ['ana', 'lea', 'mia', 'ben'];
    world = await openPlatformWorld(openPlayground, { db: database(), start: MONDAY, decks: [basics], people });
    for (const person of people) await world.say(person, 'hello');
    for (const person of people.slice(0, 3)) {
      await world.store.within(world.workspace, ({ buddies }) =>
        buddies.save({ explainer: world.idOf(person), buddy: world.idOf('ben'), status: 'agreed', namedAt: world.now() }),
      );
      await world.say(person, 'write for Ben: How long? Answer: long. Topic: Topic 1');
    }
    const got = async () => (await texts('ben')).split('wrote one for you').length - 1;
    await world.moveTo('2026-11-24T13:00:00Z');
    expect(await got()).toBe(2);
    await world.moveTo('2026-11-25T13:00:00Z');
    expect(await got()).toBe(3);
  });

  it('waits while its reader is away', async () => {
    await partners(openPlayground);
    await world.say('ben', 'away until 2026-11-27');
    await writes();
    for (const day of ['24', '25', '26']) await world.moveTo(`2026-11-${day}T13:00:00Z`);
    expect(await texts('ben')).not.toContain('wrote one for you');
  });

  it('goes on to the author where its reader does not rate it', async () => {
    await partners(openPlayground);
    await writes();
    await learns('ben');
    await world.say('ben', 'answer buddy: 14 days');
    await world.moveTo('2026-11-24T09:00:00Z');
    await world.moveTo('2026-11-24T09:15:00Z');
    expect(await texts('lea')).toContain("A learner's question waits for your review.");
  });

  it('is erased with its writer, whose name goes from what joined the deck; the item stays', async () => {
    await partners(openPlayground);
    await writes({ ...CHOICE, named: ['yes'] });
    await learns('ben');
    await world.say('ben', 'answer buddy: 14 days');
    await press('ben', 'Clear', { tells: ['yes'] });
    await world.say('lea', 'accept question');
    await writes({ ...CHOICE, question: 'And of what?' });
    for (const words of ['erase my data']) await world.say('ana', words);
    await press('ana', 'Erase everything');
    expect(await written()).toEqual([]);
    const kept = await database().selectFrom('contributed_item').select(['deck_id', 'writer_id']).execute();
    expect(kept).toEqual([{ deck_id: 'basics', writer_id: null }]);
    const { rows } = await sql<{
      said: string;
    }>`select outbound::text as said from letter where recipient ->> 'member' = ${world.idOf('ben')}`.execute(database());
    expect(rows.map(({ said }) => said).join('\n')).not.toContain('Ana');
  });

  it('its reader is erased: who wrote it keeps the question, and of them nothing is left', async () => {
    await partners(openPlayground);
    await writes();
    await learns('ben');
    await world.say('ben', 'answer buddy: 14 days');
    await world.say('ben', 'erase my data');
    await press('ben', 'Erase everything');
    expect(await written()).toMatchObject([{ reader_id: '', said: null, verdict: null, state: 'offered' }]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../adapters/postgres/open.ts';
import { everyKind, simpleDeck } from '../support/decks.ts';
import { emptyTables } from '../support/empty-tables.ts';
import { type MemoryWorld, openMemoryWorld, openTestDatabase } from '../support/world.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.destroy());
beforeEach(() => emptyTables(db));

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const zones = { ana: 'Europe/Berlin' };

function open(decks = [simpleDeck('basics', 12)], start = MONDAY): MemoryWorld {
  return openMemoryWorld({ db, decks, start, zones });
}

async function last(world: MemoryWorld, person = 'ana') {
  const message = (await world.messages(person)).at(-1);
  if (!message) throw new Error(`${person} has no message`);
  return message;
}

describe('a newcomer who writes quiz', () => {
  it('is welcomed and asked the first question of the first deck in the same breath', async () => {
    const world = open();
    await world.say('ana', 'quiz');
    const [welcome, question] = await world.messages('ana');
    expect(welcome?.text).toContain('Hello Ana, I am Cairn. I ask 3 short questions a day on Deck basics');
    expect(question?.text).toContain('1 of 3');
    expect(question?.text).toContain('Question 1?');
    expect(question?.buttons).toEqual(['A', 'B', 'C', 'Not sure']);
    expect(world.delivered).toHaveLength(2);
  });
});

describe('a session', () => {
  it('gives the verdict in place of the question, says when it comes back, and asks the next', async () => {
    const world = open();
    await world.say('ana', 'quiz');
    await world.say('ana', 'yes it is');
    const texts = (await world.messages('ana')).map((message) => message.text);
    expect(texts[2]).toContain('✓ Right · yes it is');
    expect(texts[2]).toContain('Because of 1.');
    expect(texts[2]).toContain('Back ');
    expect(texts[3]).toContain('2 of 3');
  });

  it('is closed with a tally, the award and its one next action', async () => {
    const world = open();
    await world.say('ana', 'quiz');
    for (let i = 0; i < 3; i++) await world.say('ana', 'yes it is');
    const closing = await last(world);
    expect(closing.text).toContain('Done: 3 right.');
    expect(closing.text).toContain('First Recall, starter.');
    expect(closing.buttons).toEqual(['One more, 30 s']);
    expect(closing.text).toContain('Next: tomorrow at 9:00');
  });

  it('corrects a miss at its end, and brings it back on the next working day', async () => {
    const world = open([simpleDeck('basics', 3)]);
    await world.say('ana', 'quiz');
    await world.say('ana', 'no it is not');
    expect((await world.messages('ana')).at(-2)?.text).toContain('It comes again at the end of this session, and tomorrow.');
    await world.say('ana', 'yes it is');
    await world.say('ana', 'yes it is');
    expect((await last(world)).text).toContain('Once more');
    await world.say('ana', 'yes it is');
    expect((await last(world)).text).toContain('Done: 2 right, 1 missed. You put it right at once.');
    await world.moveTo('2026-11-24T08:00:00Z');
    expect((await last(world)).text).toContain('1 question, about 1 minute. One is from your last misses.');
  });

  it('is picked up where it was left, hours later', async () => {
    const world = open();
    await world.say('ana', 'quiz');
    await world.say('ana', 'yes it is');
    await world.advance('PT6H');
    await world.say('ana', 'quiz');
    expect((await last(world)).text).toContain('2 of 3');
    await world.say('ana', 'yes it is');
    expect((await last(world)).text).toContain('3 of 3');
  });

  it('counts an answer once, and says so', async () => {
    const world = open();
    await world.say('ana', 'quiz');
    const question = await last(world);
    await world.press('ana', question, 'A');
    const asked = world.delivered.length;
    const again = world.inbound('ana', { type: 'pressed', letter: question.id.replace('message-', ''), button: 'pick-0', values: {} });
    await world.engine.accept(again);
    await world.engine.idle();
    expect(world.delivered).toHaveLength(asked + 1);
    expect(world.delivered.at(-1)?.outbound.text).toContain('answered already');
    await world.engine.accept(again);
    await world.engine.idle();
    expect(world.delivered).toHaveLength(asked + 1);
  });

  it('takes every kind by typing', async () => {
    const world = open([everyKind]);
    await world.say('ana', 'settings questions 10');
    await world.say('ana', 'quiz');
    const answers: Record<string, string[]> = {
      'A strange mail': ['report it'],
      'Which resist phishing': ['A security key and a passkey'],
      'A padlock means': ['nope'],
      'refund window': ['14 days'],
      'Same effect': ['idempotnt'],
      'third call': ['ask what works means', 'name the next step'],
    };
    for (let i = 0; i < 7; i++) {
      const { text } = await last(world);
      const [, given] = Object.entries(answers).find(([prompt]) => text.includes(prompt)) ?? [];
      const reply = given?.shift();
      if (!reply) throw new Error(`no answer left for: ${text}`);
      await world.say('ana', text.includes('Which resist') ? lettersOf(text, ['A security key', 'A passkey']) : reply);
    }
    expect((await last(world)).text).toContain('Done: 6 right.');
  });

  function lettersOf(_text: string, _options: string[]): string {
    return 'A security key';
  }
});

import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { everyKind, simpleDeck } from '../support/decks.ts';
import { draw, each } from '../support/draw.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const zones = { ana: 'Europe/Berlin' };

function open(decks = [simpleDeck('basics', 12)], start = MONDAY): MemoryWorld {
  return openMemoryWorld({ db: database(), decks, start, zones });
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
    expect(closing.buttons).toEqual(['One more, 30 s', 'Tomorrow']);
    expect(closing.text).toContain('Next: tomorrow at 9:00');
  });

  it('corrects a miss at its end, and brings it back on the next working day', async () => {
    const world = open([simpleDeck('basics', 3)]);
    await world.say('ana', 'quiz');
    await world.say('ana', 'no it is not');
    expect((await world.messages('ana')).at(-2)?.text).toContain(
      'It comes again at the end of this session, and tomorrow or soon after.',
    );
    await world.say('ana', 'yes it is');
    await world.say('ana', 'yes it is');
    expect((await last(world)).text).toContain('Once more');
    await world.say('ana', 'yes it is');
    expect((await last(world)).text).toContain('Done: 2 right, 1 missed. You put it right at once.');
    await world.moveTo('2026-11-24T08:00:00Z');
    expect((await last(world)).text).toContain('3 questions, about 2 minutes. One is from your last misses.');
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
    const again = world.inbound('ana', {
      type: 'pressed',
      letter: question.id.replace('message-', ''),
      button: 'pick-0',
      values: {},
    });
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
      'A strange mail': ['Report it.'],
      'Which resist phishing': ['a security key and a passkey'],
      'A padlock means': ['nope'],
      'refund window': ['14 days'],
      'Same effect': ['idempotnt'],
      'Why is a phishing mail': ['The sender is blocked for the whole company. The security team can warn the others.'],
      'What does idempotent mean': ['to do it again changes nothing, for example setting a price'],
      'Which of these did you say': ['all of them'],
      'Fill in the gaps': ['A backup that matters is kept off site'],
      'first hour of an incident': ['Notice it, contain it, tell the others, write it down'],
      'Who decides': ['up to 50 euro = you; up to 500 euro = your lead; above = finance'],
      'third call': ['ask what works means', 'name the next step'],
    };
    for (let i = 0; i < 13; i++) {
      // No day has more than ten.
      if ((await last(world)).text.includes('Done:')) await world.say('ana', 'one more');
      const { text } = await last(world);
      const [, given] = Object.entries(answers).find(([prompt]) => text.includes(prompt)) ?? [];
      const reply = given?.shift();
      if (!reply) throw new Error(`no answer left for: ${text}`);
      await world.say('ana', reply);
    }
    expect((await last(world)).text).toContain('Done: 11 right.');
    const texts = (await world.messages('ana')).map((message) => message.text).join('\n');
    expect(texts).toContain('Went well: Asked before offering.');
    expect(texts).toContain('You kept her.');
  });

  it('does not punish typing: what cannot be read is asked for again, and costs nothing', async () => {
    const world = open();
    await world.say('ana', 'quiz');
    await world.say('ana', 'zebra');
    expect((await last(world)).text).toContain('Its letter, its place or its words are enough');
    await world.say('ana', 'x'.repeat(40_000));
    await world.say('ana', '🙂');
    await world.say('ana', '');
    expect((await last(world)).text).toContain('the question is still open');
    await world.say('ana', 'yes it is');
    expect((await world.messages('ana')).at(-2)?.text).toContain('✓ Right');
  });

  it('lets a learner pass: not knowing shows the answer, skipping leaves it for another day', async () => {
    const world = open();
    await world.say('ana', 'quiz');
    await world.say('ana', 'idk');
    expect((await world.messages('ana')).at(-2)?.text).toContain('✗ Not this time · the answer is: yes it is');
    await world.say('ana', 'skip');
    expect((await last(world)).text).toContain('3 of 3');
  });

  it('asks the learner to compare where the rules cannot tell', async () => {
    const world = open([{ ...everyKind, items: everyKind.items.filter((item) => item.id === 'same-twice') }]);
    await world.say('ana', 'quiz');
    await world.say('ana', 'I would say that it is what people in the trade call idempotent, more or less, in most cases');
    expect((await last(world)).text).toContain('Did you say the same?');
    await world.press('ana', await last(world), 'I said that');
    expect((await world.messages('ana')).at(-1)?.text).toContain('Done: 1 right.');
  });
});

describe('the morning', () => {
  it('offers the day at the learner’s time, in their zone, on working days only, and once', async () => {
    const world = open(undefined, '2026-11-20T08:00:00Z');
    await world.say('ana', 'quiz');
    for (let i = 0; i < 3; i++) await world.say('ana', 'yes it is');
    const before = world.delivered.length;
    await world.moveTo('2026-11-21T08:00:00Z');
    await world.moveTo('2026-11-22T08:00:00Z');
    await world.moveTo('2026-11-23T07:59:00Z');
    expect(world.delivered).toHaveLength(before);
    await world.moveTo('2026-11-23T08:00:00Z');
    expect(world.delivered).toHaveLength(before + 1);
    expect((await last(world)).buttons).toEqual(['Start', 'Just one today', 'At 12:00']);
    await world.moveTo('2026-11-23T08:01:00Z');
    expect(world.delivered).toHaveLength(before + 1);
  });

  it('is at 9:00 on both sides of daylight saving', async () => {
    const world = open(undefined, '2026-03-27T08:00:00Z');
    await world.say('ana', 'quiz');
    await world.moveTo('2026-03-30T07:00:00Z');
    expect((await last(world)).text).toContain('3 questions, about 2 minutes.');
  });

  it('shrinks to one question on a busy day', async () => {
    const world = open();
    await world.say('ana', 'hello');
    await world.moveTo('2026-11-24T08:00:00Z');
    await world.press('ana', await last(world), 'Just one today');
    await world.say('ana', 'yes it is');
    expect((await last(world)).text).toContain('Done: 1 right.');
  });

  it('asks what was missed again on a busy day too, for that was said', async () => {
    const world = open();
    await world.say('ana', 'quiz');
    await world.say('ana', 'no it is not');
    await world.say('ana', 'just one');
    await world.say('ana', 'yes it is');
    expect((await last(world)).text).toContain('Once more');
    await world.say('ana', 'yes it is');
    expect((await last(world)).text).toContain('Done: 1 right, 1 missed. You put it right at once.');
  });

  it('asks first the next day what was missed and not asked again', async () => {
    const world = open();
    await world.say('ana', 'quiz');
    for (let i = 0; i < 3; i++) await world.say('ana', 'no it is not');
    await world.moveTo('2026-11-24T08:00:00Z');
    const session = await world.store.within(WORKSPACE, ({ sessions }) => sessions.latest('ana'));
    expect(session?.prompts.map(({ purpose }) => purpose)).toEqual(['review', 'review', 'review']);
  });

  it('comes back later the same day when it is snoozed', async () => {
    const world = open();
    await world.say('ana', 'hello');
    await world.moveTo('2026-11-24T08:00:00Z');
    await world.press('ana', await last(world), 'At 12:00');
    expect((await last(world)).text).toBe('All right, I will ask you at 12:00.');
    await world.moveTo('2026-11-24T11:00:00Z');
    expect((await last(world)).text).toContain('3 questions');
    await world.press('ana', await last(world), 'Start');
    expect((await last(world)).text).toContain('1 of 3');
  });

  it('leaves who is paused alone, and returns on the day that was named', async () => {
    const world = open();
    await world.say('ana', 'hello');
    await world.say('ana', 'pause until 2026-11-26');
    const before = world.delivered.length;
    await world.moveTo('2026-11-25T08:00:00Z');
    expect(world.delivered).toHaveLength(before);
    await world.moveTo('2026-11-26T08:00:00Z');
    expect((await last(world)).text).toContain('3 questions');
  });

  it('keeps public holidays free where the workspace has chosen a country', async () => {
    const world = open(undefined, '2026-12-24T08:00:00Z');
    await world.say('ana', 'workspace');
    await world.press('ana', await last(world), 'Save', { holidays: 'DE' });
    expect((await last(world)).text).toContain('public holidays of DE are free');
    await world.say('ana', 'settings time 9:00');
    const before = world.delivered.length;
    await world.moveTo('2026-12-25T08:00:00Z');
    expect(world.delivered).toHaveLength(before);
    await world.moveTo('2026-12-28T08:00:00Z');
    expect(world.delivered).toHaveLength(before + 1);
  });

  it('after two weeks away welcomes back, with a day’s questions and no pile', async () => {
    const world = open();
    await world.say('ana', 'quiz');
    for (let i = 0; i < 3; i++) await world.say('ana', 'yes it is');
    const before = world.delivered.length;
    await world.moveTo('2026-12-14T08:00:00Z');
    expect(world.delivered).toHaveLength(before + 1);
    expect((await last(world)).text).toContain('Welcome back. Today: 3 questions');
  });

  it('lets yesterday’s open question go when a new day is begun', async () => {
    const world = open();
    await world.say('ana', 'quiz');
    const old = await last(world);
    await world.moveTo('2026-11-24T08:00:00Z');
    await world.press('ana', old, 'A');
    expect((await last(world)).text).toContain('That question is over.');
  });
});

describe('awards', () => {
  it('are for evidence: a miss put right on a later day, and recall after a day, each with one next action', async () => {
    const world = open([simpleDeck('basics', 6)]);
    await draw(world, each('ana', 'basics', 3, 'week'));
    await world.say('ana', 'quiz');
    for (const reply of ['no it is not', 'yes it is', 'yes it is', 'yes it is']) await world.say('ana', reply);
    await world.moveTo('2026-11-24T08:00:00Z');
    await world.press('ana', await last(world), 'Start');
    for (let i = 0; i < 3; i++) await world.say('ana', 'yes it is');
    const closing = await last(world);
    expect(closing.text).toContain('Error Fixer, starter.');
    expect(closing.text).toContain('24-Hour Return, starter.');
    expect(closing.buttons).toEqual(['Test the weakest, 30 s', 'Fix another, 30 s']);
    await world.press('ana', closing, 'Test the weakest, 30 s');
    expect((await last(world)).text).toContain('One more');
    await world.say('ana', 'yes it is');
    const awards = await world.store.within(WORKSPACE, (records) => records.awards.of('ana'));
    expect(awards.map((award) => `${award.family} ${award.action}`).sort()).toEqual([
      'day-return done',
      'error-fixer offered',
      'first-recall offered',
    ]);
  });

  it('are not for answering the same thing again the same day', async () => {
    const world = open([simpleDeck('basics', 1)]);
    await world.say('ana', 'quiz');
    await world.say('ana', 'no it is not');
    await world.say('ana', 'yes it is');
    expect((await last(world)).text).not.toContain('starter');
  });
});

describe('words', () => {
  it.each([
    ['help', 'You can say:'],
    ['stats', 'Answered from memory: 0 of 12 questions'],
    ['settings', 'Your settings'],
    ['decks', 'Deck basics (basics): 12 questions, you learn this'],
    ['learn advanced', 'No one deck is called “advanced”: say more of its name, or its id.'],
    ['settings time 25:00', 'The time should look like 8:30.'],
    ['settings zone Mars', 'The time zone should be a name like Europe/Berlin.'],
    ['settings days mon wed', 'Monday, Wednesday at 9:00 (Europe/Berlin)'],
    ['pause', 'Paused.'],
    ['resume', 'Good to have you back. Next: tomorrow at 9:00'],
    ['summary', 'Only the lead of a team can post its summary.'],
    ['check-in', 'You are on no team that checks in.'],
    ['the weather is nice', 'No question is open'],
  ])('%s', async (words, answer) => {
    const world = open();
    await world.say('ana', 'hello');
    await world.say('ana', words);
    expect((await last(world)).text).toContain(answer);
  });

  it('say why nothing is asked where the only deck has been retired', async () => {
    const world = open();
    await world.say('ana', 'hello');
    await world.say('ana', 'drop basics');
    await world.say('ana', 'quiz');
    expect((await last(world)).text).toBe(
      'Nothing is due today. You learn no deck that is asked at present: say decks to choose one.',
    );
  });

  it('saves the settings of the form, and says what is wrong with them without losing what was typed', async () => {
    const world = open();
    await world.say('ana', 'hello');
    await world.say('ana', 'settings');
    const form = await last(world);
    expect(form.inputs).toEqual({
      language: 'auto',
      time: '09:00',
      zone: 'Europe/Berlin',
      days: ['1', '2', '3', '4', '5'],
      budget: '3',
      weekly: '',
      from: '08:00',
      until: '18:00',
      holidays: '',
      status: [],
      confidence: [],
    });
    await world.press('ana', form, 'Save', { zone: 'Europa/Berlin' });
    expect((await last(world)).text).toContain('Not saved yet. The time zone should be a name');
    await world.press('ana', form, 'Save', { time: '8:15', budget: '5' });
    const saved = (await world.messages('ana')).find((message) => message.id === form.id);
    expect(saved?.text).toContain(
      'Saved: 5 questions, Monday to Friday at 8:15 (Europe/Berlin). Nothing unasked before 8:00 or after 18:00. Next: tomorrow at 8:15',
    );
  });

  it('of others are never taken for Markdown', async () => {
    const world = open([{ ...everyKind, items: everyKind.items.filter((item) => item.id === 'same-twice') }]);
    await world.say('ana', 'quiz');
    await world.say('ana', '**idempotent** <!channel> [x](http://evil.example) and so on and on and on for ever and ever');
    const compare = await last(world);
    expect(compare.text).toContain('You: **idempotent** <!channel> [x](http://evil.example) and so on');
  });
});

describe('a button', () => {
  it('of somebody else does nothing', async () => {
    const world = open();
    await world.say('ana', 'quiz');
    const question = await last(world);
    await world.say('ben', 'hello');
    await world.press('ben', question, 'A');
    expect((await last(world, 'ben')).text).toContain('That button is over.');
    expect((await last(world)).text).toContain('1 of 3');
  });

  it('that is not there is answered kindly', async () => {
    const world = open();
    await world.say('ana', 'hello');
    await world.engine.accept(world.inbound('ana', { type: 'pressed', letter: 'nobody', button: 'x', values: {} }));
    await world.engine.idle();
    expect((await last(world)).text).toContain('That button is over.');
  });
});

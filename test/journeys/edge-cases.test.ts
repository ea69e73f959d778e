import { describe, expect, it } from 'vitest';
import { type Deck, deckSchema } from '../../src/domain/deck.ts';
import { NotDelivered } from '../../src/ports/platform.ts';
import { useDatabase } from '../support/database.ts';
import { everyKind, hinted, simpleDeck } from '../support/decks.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const CHANNEL = '#support';
const RIGHT = 'yes it is';

function open(
  decks: readonly Deck[] = [simpleDeck('basics', 12)],
  start = MONDAY,
  zones: Record<string, string> = { ana: 'Europe/Berlin', lea: 'Europe/Berlin' },
): MemoryWorld {
  return openMemoryWorld({ db: database(), decks, start, zones });
}

async function last(world: MemoryWorld, person = 'ana', channel?: string) {
  const message = (await world.messages(person, channel)).at(-1);
  if (!message) throw new Error(`${person} has no message`);
  return message;
}

function asking(item: object): Deck {
  const common = { id: 'one', topic: 'Topic', prompt: 'What then?', explanation: '' };
  return { id: 'asking', ...deckSchema.parse({ title: 'Asking', items: [{ ...common, ...item }] }) };
}

function options(...texts: string[]) {
  return { kind: 'single-choice', options: texts.map((text, i) => (i === 0 ? { text, correct: true } : { text, why: 'No.' })) };
}

async function attempts(world: MemoryWorld, person = 'ana') {
  return world.store.within(WORKSPACE, (records) => records.attempts.since([person], Temporal.PlainDate.from('2026-01-01')));
}

describe('words that are commands and answers', () => {
  it.each([
    ['Pause', options('Pause', 'Go on')],
    ['leave', options('Stay', 'Leave')],
    ['stop and call the bank and security', options('Answer it', 'Stop, and call the bank and security')],
    ['later today', { kind: 'short-text', answers: ['tomorrow'] }],
    ['learn from it', { kind: 'short-text', answers: ['learn from it'] }],
    ['pass', { kind: 'short-text', answers: ['pass'] }],
    ['next', { kind: 'short-text', answers: ['next'] }],
  ])('"%s" is an answer while it can be one', async (words, item) => {
    const world = open([asking(item)]);
    await world.say('ana', 'quiz');
    await world.say('ana', words);
    const texts = (await world.messages('ana')).map((message) => message.text).join('\n');
    expect(texts).toMatch(/✓ Right|✗ Not this time|Did you say the same/);
  });

  it.each([
    ['pause', 'Paused.'],
    ['pause 3 days', 'Away until'],
    ['snooze 2 pm', 'I will ask you at 14:00'],
    ['help', 'You can say:'],
  ])('"%s" is a command where it cannot', async (words, answer) => {
    const world = open();
    await world.say('ana', 'quiz');
    await world.say('ana', words);
    expect((await last(world)).text).toContain(answer);
  });
});

describe('comparing with the model answer', () => {
  const LONG = 'I would say that it is what people in the trade call idempotent, more or less, in most cases';
  const short = { ...everyKind, items: everyKind.items.filter((item) => item.id === 'same-twice') };

  it.each([
    ['I did not', '✗ Not this time'],
    ['no', '✗ Not this time'],
    ['not sure', '✗ Not this time'],
    ['yes', '✓ Right'],
    ['I did', '✓ Right'],
  ])('"%s" is %s', async (words, verdict) => {
    const world = open([short]);
    await world.say('ana', 'quiz');
    await world.say('ana', LONG);
    await world.say('ana', words);
    expect((await world.messages('ana')).map((message) => message.text).join('\n')).toContain(verdict);
  });

  it('is asked again, with what was said, when the session is resumed', async () => {
    const world = open([short]);
    await world.say('ana', 'quiz');
    await world.say('ana', LONG);
    await world.advance('PT2H');
    await world.say('ana', 'quiz');
    expect((await last(world)).text).toContain('Did you say the same?');
  });
});

describe('ticks beside the key points', () => {
  const points = [{ text: 'The others are warned.' }, { text: 'The sender is blocked.' }];
  const why = asking({ kind: 'sentence', points });

  it('name what was found and tick nothing, for eyes and for ears', async () => {
    const world = open([why]);
    await world.say('ana', 'quiz');
    await world.say('ana', 'the sender is blocked, and so it goes for everybody who asks about it');
    const letter = world.delivered.at(-1);
    const input = letter?.outbound.blocks.find((block) => block.type === 'input');
    expect(input).toMatchObject({
      input: {
        as: 'some-of',
        options: [{ label: '1  The others are warned.' }, { label: '2  The sender is blocked. (I found this)' }],
      },
    });
    expect(input).not.toHaveProperty('input.value');
    expect(letter?.outbound.text).toContain('2 The sender is blocked. (I found this)');
    await world.say('ana', 'quiz');
    expect(world.delivered.at(-1)?.outbound.text).toContain('(I found this)');
  });

  it('are counted once, however often Done is pressed, and the reply is kept as it was given', async () => {
    const world = open([why]);
    await world.say('ana', 'quiz');
    await world.say('ana', 'it is *safer*');
    const press = {
      type: 'pressed',
      letter: world.delivered.at(-1)?.id ?? '',
      button: 'done',
      values: { points: ['0'] },
    } as const;
    await world.engine.accept(world.inbound('ana', press));
    await world.engine.accept(world.inbound('ana', { ...press, values: { points: ['0', '1'] } }));
    await world.engine.idle();
    expect((await last(world)).text).toContain('That one is answered already');
    expect(await attempts(world)).toMatchObject([
      {
        ...{ verdict: 'partly', credit: 0.5, grader: 'self', reply: { type: 'typed', text: 'it is *safer*' } },
        ...{ matched: ['The others are warned.'], missed: ['The sender is blocked.'] },
      },
    ]);
  });

  it('of points that are longer than a box can say have their words above', async () => {
    const long = 'Security sees how far it has gone, warns those who got it too, and takes it out of every mailbox';
    const world = open([asking({ kind: 'sentence', points: [{ text: long }, ...points] })]);
    await world.say('ana', 'quiz');
    await world.say('ana', 'it is safer');
    const { text } = await last(world);
    expect(text).toContain(`1 ${long}`);
    const input = world.delivered.at(-1)?.outbound.blocks.find((block) => block.type === 'input');
    expect(input).toMatchObject({ input: { options: [{ label: '1' }, { label: '2' }, { label: '3' }] } });
  });

  it('cost after a hint what a hint costs', async () => {
    const world = open([asking({ kind: 'sentence', points, hints: ['Who else got it?'] })]);
    await world.say('ana', 'quiz');
    await world.say('ana', 'hint');
    await world.say('ana', 'it is safer');
    await world.say('ana', 'both');
    expect(await attempts(world)).toMatchObject([{ verdict: 'partly', credit: 0.5, hints: 1 }]);
  });
});

describe('how sure somebody is', () => {
  const short = asking({ kind: 'short-text', answers: ['idempotent'] });

  it('is kept with the answer, and a right guess earns nothing', async () => {
    const world = open([short]);
    await world.say('ana', 'quiz');
    await world.say('ana', 'sure');
    expect((await last(world)).text).toBe('Noted: sure. Now your answer.');
    await world.say('ana', 'guess: idempotent');
    expect(await attempts(world)).toMatchObject([
      { verdict: 'correct', confidence: 'guess', refused: 'guess', reply: { type: 'typed', text: 'idempotent' } },
    ]);
    expect((await last(world)).text).not.toContain('First Recall');
  });

  it('stays while the answer is compared, and is asked anew with the next', async () => {
    const world = open([short]);
    await world.say('ana', 'settings confidence on');
    await world.say('ana', 'quiz');
    await world.say('ana', 'fairly: what people in the trade would call safe to be done again');
    expect((await last(world)).text).toContain('You: what people in the trade');
    await world.say('ana', 'no');
    expect(await attempts(world)).toMatchObject([{ verdict: 'incorrect', confidence: 'fairly', grader: 'self' }]);
    const again = await last(world);
    expect(again.text).toContain('Once more');
    expect(again.buttons).toEqual(['Not sure', 'Sure', 'Fairly', 'A guess']);
    await world.say('ana', 'idempotent');
    expect((await attempts(world)).at(-1)).not.toHaveProperty('confidence');
  });

  it('keeps what was filled in, and stands through a hint', async () => {
    const gaps = { kind: 'cloze', text: 'A {{backup}} is kept {{offsite}}.', hints: ['Not under one roof.'] };
    const world = open([asking(gaps)]);
    await world.say('ana', 'settings confidence on');
    await world.say('ana', 'quiz');
    await world.press('ana', await last(world), 'A guess', { 'gap-1': 'backup' });
    await world.press('ana', await last(world), 'Hint');
    expect((await last(world)).text).toContain('How sure you are: a guess.');
    expect((await last(world)).inputs).toEqual({ 'gap-1': 'backup', 'gap-2': '' });
  });

  it('is set on and off, and nothing else', async () => {
    const world = open([short]);
    await world.say('ana', 'settings confidence maybe');
    expect((await last(world)).text).toContain('Confidence should be on or off.');
    await world.say('ana', 'settings confidence on');
    expect((await last(world)).text).toContain('I ask how sure you are.');
    await world.say('ana', 'settings confidence off');
    expect((await last(world)).text).not.toContain('how sure');
  });

  it('is held against what was right once there are twenty answers', async () => {
    const world = open([simpleDeck('basics', 30)]);
    await world.say('ana', 'settings questions 10');
    await world.say('ana', 'quiz');
    for (let i = 0; i < 10; i++) await world.say('ana', i === 0 ? 'sure: no it is not' : `sure: ${RIGHT}`);
    await world.say('ana', RIGHT);
    await world.say('ana', 'stats');
    expect((await last(world)).text).not.toContain('How sure');
    await world.moveTo('2026-11-24T08:00:00Z');
    await world.say('ana', 'quiz');
    for (let i = 0; i < 10; i++) await world.say('ana', `guess: ${i < 4 ? 'no it is not' : RIGHT}`);
    for (let i = 0; i < 4; i++) await world.say('ana', RIGHT);
    await world.say('ana', 'stats');
    expect((await last(world)).text).toContain('How sure, how right: When sure: right 9 of 10. When guessing: 6 of 10.');
  });
});

describe('the day', () => {
  it('has its plan even if one more was asked for before the session', async () => {
    const world = open([simpleDeck('basics', 3)]);
    await world.say('ana', 'quiz');
    for (const reply of ['no it is not', RIGHT, RIGHT, RIGHT]) await world.say('ana', reply);
    const closing = await last(world);
    await world.moveTo('2026-11-24T07:00:00Z');
    await world.press('ana', closing, 'One more, 30 s');
    await world.say('ana', RIGHT);
    await world.moveTo('2026-11-25T08:00:00Z');
    const offered = (await last(world)).text;
    expect(offered).toMatch(/^\d questions?, about/);
    const attempted = await attempts(world);
    expect(attempted.map((attempt) => attempt.purpose)).toEqual(['new', 'new', 'new', 'correction', 'extra']);
  });

  it('takes up the plan after an extra question of the same morning', async () => {
    const world = open([simpleDeck('basics', 9)]);
    await world.say('ana', 'quiz');
    for (const reply of ['no it is not', RIGHT, RIGHT, RIGHT]) await world.say('ana', reply);
    await world.moveTo('2026-11-24T07:00:00Z');
    await world.say('ana', 'more');
    await world.say('ana', RIGHT);
    await world.moveTo('2026-11-24T08:00:00Z');
    await world.press('ana', await last(world), 'Start');
    expect((await last(world)).text).toContain('1 of 3');
  });

  it('never goes back when a learner flies west', async () => {
    const world = open(undefined, MONDAY, { ana: 'Asia/Tokyo' });
    await world.moveTo('2026-11-23T20:00:00Z');
    await world.say('ana', 'quiz');
    await world.say('ana', RIGHT);
    await world.say('ana', 'settings zone America/Los_Angeles');
    await world.say('ana', 'quiz');
    expect((await last(world)).text).toContain('2 of 3');
    for (let i = 0; i < 2; i++) await world.say('ana', RIGHT);
    await world.moveTo('2026-11-25T17:00:00Z');
    expect((await last(world)).text).toContain('question');
    expect(world.log.filter((line) => line.level === 'error')).toEqual([]);
  });

  it('is no night between two answers of who has flown east', async () => {
    const world = open([simpleDeck('basics', 1)], MONDAY, { ana: 'America/Los_Angeles' });
    await world.moveTo('2026-11-23T23:00:00Z');
    for (const words of ['quiz', RIGHT, 'settings zone Asia/Tokyo']) await world.say('ana', words);
    const memories = () => world.store.within(WORKSPACE, (records) => records.memories.of('ana'));
    const [before] = await memories();
    await world.moveTo('2026-11-24T00:30:00Z');
    for (const words of ['one more', RIGHT]) await world.say('ana', words);
    const answers = await attempts(world);
    expect(answers.map(({ day, firstOfDay }) => [day.toString(), firstOfDay])).toEqual([
      ['2026-11-23', true],
      ['2026-11-24', false],
    ]);
    const [after] = await memories();
    expect(after).toEqual({ ...before, seenAt: after?.seenAt });
  });

  it('does not take a question out of somebody’s hand at the hour', async () => {
    const world = open();
    await world.say('ana', 'quiz');
    await world.moveTo('2026-11-24T07:55:00Z');
    await world.say('ana', RIGHT);
    await world.moveTo('2026-11-24T08:00:00Z');
    await world.say('ana', RIGHT);
    expect(await attempts(world)).toHaveLength(2);
    await world.moveTo('2026-11-24T08:31:00Z');
    expect((await last(world)).text).toMatch(/^\d questions?, about/);
  });

  it('begins the second deck before the first is finished', async () => {
    const world = open([simpleDeck('basics', 30), simpleDeck('product', 9)]);
    await world.say('ana', 'hello');
    await world.say('ana', 'learn product');
    await world.say('ana', 'quiz');
    for (let i = 0; i < 3; i++) await world.say('ana', RIGHT);
    expect((await attempts(world)).map((attempt) => attempt.deck).sort()).toEqual(['basics', 'basics', 'product']);
  });

  it('is not offered late at night, nor a snooze on a day off', async () => {
    const world = open(undefined, '2026-11-27T08:00:00Z');
    await world.say('ana', 'hello');
    await world.moveTo('2026-11-30T08:00:00Z');
    await world.press('ana', await last(world), 'At 12:00');
    const before = world.delivered.length;
    await world.moveTo('2026-12-05T03:30:00Z');
    expect(world.delivered).toHaveLength(before);
  });
});

describe('who has not been met before', () => {
  it('gets a session by asking for it in a channel', async () => {
    const world = open();
    await world.say('ana', 'quiz', CHANNEL);
    expect((await world.messages('ana')).map((message) => message.text).join('\n')).toContain('1 of 3');
    expect((await last(world, 'ana', CHANNEL)).text).toBe('I have sent it to you, in private.');
    expect(await world.messages('ben', CHANNEL)).toEqual([]);
  });

  it('came before there was a deck, and learns when there is one', async () => {
    const world = open([]);
    await world.say('ana', 'hello');
    world.setDecks([simpleDeck('basics', 3)]);
    await world.say('ana', 'quiz');
    expect((await last(world)).text).toContain('1 of 3');
  });

  it('has a zone that their platform made up, and is written to all the same', async () => {
    const world = open(undefined, MONDAY, { ana: 'Mars/Phobos' });
    await world.say('ana', 'quiz');
    expect((await last(world)).text).toContain('1 of 3');
  });

  it('is not written to again after leaving, whoever puts them on a team; joining brings them back', async () => {
    const world = open();
    await world.say('lea', 'hello');
    await world.say('ana', 'leave');
    const before = (await world.messages('ana')).length;
    await world.say('lea', 'team', CHANNEL);
    await world.press('lea', await last(world, 'lea'), 'Set up', { people: ['ana', 'lea'] });
    expect(await world.messages('ana')).toHaveLength(before);
    await world.moveTo('2026-11-24T09:00:00Z');
    expect(await world.messages('ana')).toHaveLength(before);
    await world.say('ana', 'quiz');
    expect((await last(world)).text).toContain('1 of 3');
  });
});

describe('days of the week in words', () => {
  it.each([
    ['weekdays', 'Monday to Friday'],
    ['weekend', 'Saturday, Sunday'],
    ['monday to wednesday', 'Monday, Tuesday, Wednesday'],
    ['mon-fri', 'Monday to Friday'],
    ['sat, we', 'Wednesday, Saturday'],
  ])('"%s" are %s', async (words, days) => {
    const world = open();
    await world.say('ana', `settings days ${words}`);
    expect((await last(world)).text).toContain(`${days} at 9:00`);
  });

  it('that are none are said to be none', async () => {
    const world = open();
    await world.say('ana', 'settings days wednesdays-ish');
    expect((await last(world)).text).toContain('The days should look like mon-fri');
  });
});

it('a day that is done before its hour promises the next', async () => {
  const world = open(undefined, '2026-11-24T07:30:00Z');
  await world.say('ana', 'quiz');
  for (let i = 0; i < 3; i++) await world.say('ana', RIGHT);
  expect((await last(world)).text).toContain('Next: tomorrow at 9:00');
  const before = world.delivered.length;
  await world.moveTo('2026-11-24T08:00:00Z');
  expect(world.delivered).toHaveLength(before);
});

describe('a button pressed twice', () => {
  it('asks one question', async () => {
    const world = open();
    await world.say('ana', 'hello');
    await world.moveTo('2026-11-24T08:00:00Z');
    const offer = await last(world);
    const letter = world.delivered.at(-1)?.id ?? '';
    expect(offer.buttons[0]).toBe('Start');
    for (const id of ['p1', 'p2']) {
      await world.engine.accept(world.inbound('ana', { type: 'pressed', letter, button: 'start', values: {} }, { id }));
      await world.engine.idle();
    }
    expect((await world.messages('ana')).filter((message) => message.text.includes('1 of 3'))).toHaveLength(1);
  });

  it('shows one hint', async () => {
    const world = open([hinted]);
    await world.say('ana', 'quiz');
    const letter = world.delivered.at(-1)?.id ?? '';
    for (const id of ['p1', 'p2']) {
      await world.engine.accept(world.inbound('ana', { type: 'pressed', letter, button: 'hint', values: {} }, { id }));
      await world.engine.idle();
    }
    expect((await last(world)).text).toContain('Hint 1 of 2');
    expect((await last(world)).text).not.toContain('Hint 2 of 2');
  });

  it('takes up an award once', async () => {
    const world = open();
    await world.say('ana', 'quiz');
    for (let i = 0; i < 3; i++) await world.say('ana', RIGHT);
    const closing = await last(world);
    await world.press('ana', closing, 'One more, 30 s');
    await world.press('ana', closing, 'One more, 30 s');
    expect((await last(world)).text).toContain('You have taken that up already.');
  });
});

describe('a hint', () => {
  it('is kept with the answer, which is no recall: the item is new to memory and comes back the next day', async () => {
    const world = open([hinted]);
    await world.say('ana', 'quiz');
    await world.say('ana', 'hint');
    await world.say('ana', 'idempotent');
    expect(await attempts(world)).toMatchObject([{ verdict: 'partly', credit: 0.5, hints: 1 }]);
    const [memory] = await world.store.within(WORKSPACE, (records) => records.memories.of('ana'));
    expect(memory).toMatchObject({ missed: true, recalled: false });
    expect(memory?.dueDay.toString()).toBe('2026-11-24');
    await world.advance('P1D');
    await world.say('ana', 'quiz');
    expect((await last(world)).buttons).toEqual(['Hint', 'Not sure']);
    await world.say('ana', 'idempotent');
    expect((await attempts(world)).at(-1)).toMatchObject({ verdict: 'correct', hints: 0 });
  });

  it('stays in sight when the question is asked again', async () => {
    const world = open([hinted]);
    await world.say('ana', 'quiz');
    await world.press('ana', await last(world), 'Hint');
    await world.say('ana', 'quiz');
    expect((await last(world)).text).toContain('Hint 1 of 2: It is Latin.');
  });

  it('that there is none is said, and so is that it may be the answer', async () => {
    const world = open([asking({ kind: 'short-text', answers: ['hint'] })]);
    await world.say('ana', 'quiz');
    await world.say('ana', 'a clue');
    expect((await last(world)).text).toContain('There is no hint for this one.');
    await world.say('ana', 'hint');
    expect((await world.messages('ana')).map((message) => message.text).join('\n')).toContain('✓ Right · hint');
  });

  it('keeps what was filled in', async () => {
    const gaps = { kind: 'cloze', text: 'A {{backup}} is kept {{offsite}}.', hints: ['Not under one roof.'] };
    const world = open([asking(gaps)]);
    await world.say('ana', 'quiz');
    await world.press('ana', await last(world), 'Hint', { 'gap-1': 'backup' });
    expect((await last(world)).inputs).toEqual({ 'gap-1': 'backup', 'gap-2': '' });
  });
});

describe('a form', () => {
  const gaps = { kind: 'cloze', text: 'A {{backup}} is kept {{offsite}}.' };

  it('that is sent with a gap left empty costs nothing', async () => {
    const world = open([asking(gaps)]);
    await world.say('ana', 'quiz');
    const question = await last(world);
    await world.press('ana', question, 'Answer', { 'gap-1': 'backup', 'gap-2': '' });
    expect((await last(world)).text).toBe('Gap 2 is still empty. Put ? where you are not sure.');
    expect(await attempts(world)).toEqual([]);
    await world.press('ana', question, 'Answer', { 'gap-1': 'backup', 'gap-2': 'offsite', other: 'x' });
    expect(await attempts(world)).toMatchObject([
      { verdict: 'correct', reply: { type: 'filled', fields: { 'gap-1': 'backup', 'gap-2': 'offsite' } } },
    ]);
  });

  it('is compared as a whole where a part of it cannot be told', async () => {
    const world = open([asking({ kind: 'cloze', text: 'Give {{the least privilege needed}} for {{a day}}.' })]);
    await world.say('ana', 'quiz');
    await world.press('ana', await last(world), 'Answer', { 'gap-1': 'least *privilege*', 'gap-2': 'a day' });
    expect((await last(world)).text).toContain('You: least *privilege*, a day');
    await world.press('ana', await last(world), 'I said that');
    expect(await attempts(world)).toMatchObject([{ verdict: 'correct', grader: 'self' }]);
  });

  it('has letters in the place of options that are longer than a box can say', async () => {
    const long = 'Say which line you mean, what happens there today, and what you would expect of it';
    const options = [{ text: long, correct: true }, { text: 'Praise', correct: true }, { text: 'Sigh' }];
    const world = open([asking({ kind: 'multi-select', options })]);
    await world.say('ana', 'quiz');
    const { text } = await last(world);
    expect(text).toContain(long);
    const sent = await world.store.within(WORKSPACE, (records) => records.sessions.latest('ana'));
    const letter = await world.store.within(WORKSPACE, (records) => records.letters.get(sent?.letter ?? ''));
    const input = letter?.outbound.blocks.find((block) => block.type === 'input');
    expect(input).toMatchObject({ input: { options: [{ label: 'A' }, { label: 'B' }, { label: 'C' }] } });
  });
});

describe('the weekly summary', () => {
  async function openTeam(): Promise<MemoryWorld> {
    const world = open();
    await world.say('lea', 'team', CHANNEL);
    await world.press('lea', await last(world, 'lea'), 'Set up', { people: ['ana', 'lea'] });
    return world;
  }

  it('after a jump of a week is that of the week that was due', async () => {
    const world = await openTeam();
    await world.advance('P7D');
    expect((await world.messages('ben', CHANNEL)).some((message) => message.text.includes('week 48 · who took part'))).toBe(true);
    await world.moveTo('2026-12-04T14:00:00Z');
    const weeks = (await world.messages('ben', CHANNEL)).flatMap((message) => /week \d+/.exec(message.text) ?? []);
    expect(weeks).toEqual(['week 48', 'week 49']);
  });

  it('that the lead asked for early is brought up to date at its hour, in its place', async () => {
    const world = await openTeam();
    await world.say('lea', 'summary', CHANNEL);
    await world.moveTo('2026-11-27T14:00:00Z');
    const posted = (await world.messages('ben', CHANNEL)).filter((message) => message.text.includes('week 48'));
    expect(posted).toHaveLength(1);
    expect(posted[0]?.text).toContain('Nothing was told to the channel this week.');
  });

  it('on Monday is of the check-in of the week before', async () => {
    const world = open();
    await world.say('lea', 'team', CHANNEL);
    await world.press('lea', await last(world, 'lea'), 'Set up', { people: ['ana', 'lea'], 'summary-day': '1' });
    await world.moveTo('2026-11-26T13:00:00Z');
    await world.press('ana', await last(world), 'Send', { success: 'Shipped it' });
    await world.moveTo('2026-11-30T15:30:00Z');
    expect((await world.messages('ben', CHANNEL)).some((message) => message.text.includes('week 48 · who took part'))).toBe(true);
  });
});

describe('delivery', () => {
  it('of a throttled letter is tried until it is through, however often', async () => {
    const world = open();
    await world.say('ana', 'hello');
    for (let i = 0; i < 8; i++) world.refuseNext(new NotDelivered('throttled', 'slow down', { retryAfterMs: 1000 }));
    await world.moveTo('2026-11-24T08:00:00Z');
    for (let i = 0; i < 9; i++) await world.advance('PT1M');
    expect((await last(world)).text).toContain('3 questions');
    expect(world.delivered.filter((letter) => letter.purpose.startsWith('session:'))).toHaveLength(1);
  });

  it.each([
    ['counts where it came on its day', undefined, ['2026-11-25', '2026-11-24']],
    ['counts for nothing where an outage kept it back till the next day', 'PT22H', ['2026-11-25']],
  ])('of a session %s', async (_, outage, days) => {
    const world = open();
    await world.say('ana', 'hello');
    const retryAfterMs = outage && Temporal.Duration.from(outage).total('milliseconds');
    if (retryAfterMs) world.refuseNext(new NotDelivered('throttled', 'slow down', { retryAfterMs }));
    for (const at of ['2026-11-24T08:00:00Z', '2026-11-25T07:00:00Z', '2026-11-25T08:00:00Z']) await world.moveTo(at);
    const counted = await world.store.within(WORKSPACE, ({ sessions }) => sessions.days('ana', 9));
    expect(counted.map(({ day }) => String(day))).toEqual(days);
  });

  it('keeps the order of a conversation, and one message of one question', async () => {
    const world = open();
    await world.say('ana', 'quiz');
    world.refuseNext(new NotDelivered('throttled', 'slow down', { retryAfterMs: 1000 }));
    await world.say('ana', RIGHT);
    await world.say('ana', RIGHT);
    expect((await world.messages('ana')).filter((message) => message.text.includes('1 of 3'))[0]?.buttons).toHaveLength(4);
    for (let i = 0; i < 3; i++) await world.advance('PT1M');
    const messages = await world.messages('ana');
    expect(messages.filter((message) => message.text.includes('1 of 3'))).toHaveLength(1);
    expect(messages.filter((message) => message.text.includes('2 of 3'))).toHaveLength(1);
    expect(messages.at(-1)?.text).toContain('3 of 3');
    expect(messages.flatMap((message) => message.buttons).filter((label) => label === 'A')).toHaveLength(1);
  });

  it('that is refused for good is not repeated', async () => {
    const world = open();
    world.refuseNext(new NotDelivered('unreachable', 'blocked'));
    await world.say('ana', 'help');
    const before = world.delivered.length;
    await world.advance('PT10M');
    expect(world.delivered).toHaveLength(before);
  });

  it('is not held up by alarms that fail', async () => {
    const world = open();
    await world.say('ana', 'hello');
    await world.store.within(WORKSPACE, async (records) => {
      for (let i = 0; i < 120; i++) await records.alarms.set('check-in-form', `nobody-${i} ghost`, Temporal.Instant.from(MONDAY));
    });
    await world.moveTo('2026-11-24T08:00:00Z');
    expect((await last(world)).text).toContain('3 questions');
  });
});

import { describe, expect, it } from 'vitest';
import type { Deck } from '../../src/domain/deck.ts';
import { useDatabase } from '../support/database.ts';
import { everyKind, mistakenDeck, simpleDeck } from '../support/decks.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const CHANNEL = '#support';
const SEVEN = ['lea', 'ana', 'ben', 'cem', 'dua', 'eva', 'fay'];

async function openTeam(people: readonly string[], deck: Deck = mistakenDeck('basics', 12)): Promise<MemoryWorld> {
  const zones = Object.fromEntries([...people, 'ida'].map((person) => [person, 'Europe/Berlin']));
  const world = openMemoryWorld({ db: database(), decks: [deck], start: MONDAY, zones });
  await world.say('lea', 'team', CHANNEL);
  await world.press('lea', await last(world, 'lea'), 'Set up', { people: [...people] });
  return world;
}

/** A deck with the one question of each kind that is meant. */
function only(id: string): Deck {
  return { ...everyKind, items: everyKind.items.filter((item) => item.id === id) };
}

async function last(world: MemoryWorld, person: string, channel?: string) {
  const message = (await world.messages(person, channel)).at(-1);
  if (!message) throw new Error(`${person} sees no message`);
  return message;
}

/** The question of the channel, or what has come in its place. */
async function inChannel(world: MemoryWorld) {
  const found = (await world.messages('nobody', CHANNEL)).findLast(({ text }) => /A question for all|Revealed:/.test(text));
  if (!found) throw new Error('there is no question in the channel');
  return found;
}

async function answer(world: MemoryWorld, person: string, option: string): Promise<void> {
  const question = await inChannel(world);
  const label = question.text
    .split('\n')
    .find((line) => line.endsWith(option))
    ?.charAt(0);
  await world.press(person, question, label ?? option, {}, CHANNEL);
}

async function asked(people: readonly string[], deck?: Deck): Promise<MemoryWorld> {
  const world = await openTeam(people, deck);
  await world.say('lea', 'ask', CHANNEL);
  await world.advance('PT1M');
  return world;
}

describe('a question to a channel', () => {
  it('counts who has answered and is revealed in its place: how it fell, and the wrong option that most chose and that says why', async () => {
    const world = await asked(SEVEN);
    expect((await inChannel(world)).text).toContain('0 of 7 have answered');
    for (const person of ['ana', 'ben', 'cem']) await answer(world, person, 'yes it is');
    // More chose the one that nobody can learn from.
    for (const person of ['dua', 'eva']) await answer(world, person, 'nobody can tell');
    await answer(world, 'fay', 'no it is not');
    expect((await last(world, 'fay', CHANNEL)).text).toContain('Kept: no it is not. Only you see this');
    await world.advance('PT1M');
    expect((await inChannel(world)).text).toContain('6 of 7 have answered');
    const { id } = await inChannel(world);
    await answer(world, 'lea', 'yes it is');
    const revealed = await inChannel(world);
    expect(revealed.id).toBe(id);
    expect(revealed.text).toContain('Revealed: yes it is');
    expect(revealed.text).toContain('4 of 7 had it.');
    expect(revealed.text).toMatch(/Why not [ABC]: It is\./);
    expect(revealed.text).toContain('It always is, look it up.');
    expect(revealed.text).toContain('Because of 1.');
    expect(revealed.text).not.toMatch(/Ana|Ben|Cem|Dua|Eva|Fay|Lea/);
    expect(revealed.buttons).toEqual(['Why', 'Save for me']);
  });

  it('shows its options in one order, to be named by their letters and in the reveal', async () => {
    const world = await openTeam(SEVEN);
    const lettered = (text: string) => text.split('\n').filter((line) => /^[A-D] +(?:yes|no|nobody)/.test(line));
    const orders = new Set<string>();
    for (let i = 0; i < 5; i++) {
      await world.say('lea', 'ask', CHANNEL);
      const options = lettered((await inChannel(world)).text);
      orders.add(options.map((line) => line.slice(2)).join());
      for (const line of options.slice(0, 2)) {
        await world.say(SEVEN[options.indexOf(line)] ?? '', `answer channel ${line.charAt(0)}`, CHANNEL);
        expect((await last(world, SEVEN[options.indexOf(line)] ?? '', CHANNEL)).text).toContain(`Kept: ${line.slice(2).trim()}.`);
      }
      for (const person of SEVEN.slice(2)) await answer(world, person, 'yes it is');
      expect(lettered((await inChannel(world)).text)).toEqual(options);
    }
    expect(orders.size).toBeGreaterThan(1);
  });

  it('is answered by its words where these are short, and revealed by them', async () => {
    const world = await asked(SEVEN, only('padlock'));
    const { text, buttons } = await inChannel(world);
    expect(buttons).toEqual(['True', 'False']);
    expect(text).not.toMatch(/^[AB] (?:True|False)/m);
    for (const person of SEVEN.slice(0, 6)) await world.press(person, await inChannel(world), 'True', {}, CHANNEL);
    await world.press('fay', await inChannel(world), 'False', {}, CHANNEL);
    expect((await inChannel(world)).text).toContain('True 6 · False 1');
  });

  it('says of one that is open when it is revealed, with its day', async () => {
    const world = await asked(SEVEN);
    await world.moveTo('2026-11-23T14:45:00Z');
    await world.say('lea', 'ask', CHANNEL);
    expect((await last(world, 'lea', CHANNEL)).text).toContain('One is open already; it is revealed at 16:00.');
  });

  it('says nothing of how fewer than five answered', async () => {
    const world = await asked(SEVEN);
    for (const person of ['ana', 'ben', 'cem', 'dua']) await answer(world, person, 'yes it is');
    await world.moveTo('2026-11-23T15:00:00Z');
    const { text } = await inChannel(world);
    expect(text).toContain('Under 5 answers it is not told how they fell.');
    expect(text).not.toMatch(/\d of \d|· [ABC] \d|Why not/);
  });

  it('does not tell how all fell where nobody was right: that would be everybody’s wrong answer', async () => {
    const world = await asked(SEVEN);
    for (const person of SEVEN) await answer(world, person, 'no it is not');
    const { text } = await inChannel(world);
    expect(text).toContain('A hard one: it is worth reading why.');
    expect(text).not.toMatch(/\d of \d|[ABC] \d/);
  });

  it('does not count who has answered in a team of fewer than five', async () => {
    const small = await asked(['lea', 'ana', 'ben', 'cem']);
    await answer(small, 'ana', 'yes it is');
    await small.advance('PT1M');
    expect((await inChannel(small)).text).not.toMatch(/\d of \d/);
  });

  it('waits for nobody who came after it was asked, has left, is paused, on leave or has gone from the team', async () => {
    const world = await asked(SEVEN);
    const introduction = (await world.messages('ida', CHANNEL)).find(({ buttons }) => buttons.includes('Join'));
    if (!introduction) throw new Error('nobody can join');
    await world.press('ida', introduction, 'Join', {}, CHANNEL);
    await world.say('ben', 'pause');
    await world.say('cem', 'leave');
    await world.say('dua', 'away today');
    const joined = (await world.messages('eva')).find(({ buttons }) => buttons.includes('Not for me'));
    if (joined) await world.press('eva', joined, 'Not for me');
    for (const person of ['ana', 'fay']) await answer(world, person, 'yes it is');
    expect((await inChannel(world)).text).toContain('A question for all');
    await answer(world, 'lea', 'yes it is');
    expect((await inChannel(world)).text).toContain('Revealed: yes it is');
  });

  it('is not asked on a holiday, also one that was chosen since, nor on a day that is not its own', async () => {
    const world = await openTeam(SEVEN);
    await world.store.within(WORKSPACE, async ({ workspace }) => workspace.save({ ...(await workspace.get()), holidays: 'US' }));
    await world.moveTo('2026-11-24T10:00:00Z');
    const posted = async () =>
      (await world.messages('nobody', CHANNEL)).filter(({ text }) => /A question for all|Revealed:/.test(text)).length;
    expect(await posted()).toBe(1);
    // Thanksgiving is on the Thursday, and nothing rang until Friday.
    await world.moveTo('2026-11-26T10:00:00Z');
    await world.moveTo('2026-11-27T10:00:00Z');
    expect(await posted()).toBe(1);
    await world.moveTo('2026-12-01T10:00:00Z');
    expect(await posted()).toBe(2);
  });

  it('tells who may not ask why, each what is so for them', async () => {
    const world = await openTeam(['lea', 'ana']);
    await world.say('ana', 'ask', CHANNEL);
    expect((await last(world, 'ana', CHANNEL)).text).toBe('Only the lead of #support can ask its channel.');
    await world.say('ana', 'ask');
    expect((await last(world, 'ana')).text).toBe('Only the lead of a team can ask its channel, and you lead none.');
    await world.say('ana', 'ask', '#empty');
    expect((await last(world, 'ana', '#empty')).text).toBe('This channel has no team yet: say team here to set one up.');
  });
});

describe('an answer to a channel', () => {
  it.each([
    ['padlock', { press: 'False' }, 'Kept: False', 'False'],
    ['resist-phishing', { form: { options: ['0', '1'] } }, 'Kept: A passkey, A security key', 'A security key, A passkey'],
    ['refund-days', { form: { words: '14 days' } }, 'Kept: 14 days', '14 days'],
    ['same-twice', { form: { words: 'Idempotent' } }, 'Kept: Idempotent', 'idempotent'],
    ['kept-where', { form: { 'gap-1': 'backup', 'gap-2': 'offsite' } }, 'Kept: backup', 'A backup that matters is kept offsite.'],
  ])('of the kind of %s is given in private', async (id, how, kept, right) => {
    const world = await asked(['lea', 'ana'], only(id));
    const question = await inChannel(world);
    if ('press' in how) await world.press('ana', question, how.press, {}, CHANNEL);
    else {
      expect(question.buttons).toEqual(['Answer']);
      await world.press('ana', question, 'Answer', {}, CHANNEL);
      const form = await last(world, 'ana', CHANNEL);
      expect(form.text).toContain('Your answer, in private');
      const [first, second] = Object.keys(form.inputs);
      const values = 'gap-1' in how.form ? { [first ?? '']: 'backup', [second ?? '']: 'offsite' } : how.form;
      await world.press('ana', form, 'Answer', values as Record<string, string | string[]>, CHANNEL);
    }
    expect((await last(world, 'ana', CHANNEL)).text).toContain(kept);
    expect((await world.messages('ben', CHANNEL)).map(({ text }) => text).join()).not.toContain('Kept');
    await world.moveTo('2026-11-23T15:00:00Z');
    expect((await inChannel(world)).text).toContain(`Revealed: ${right}`);
    const log = await world.store.within(WORKSPACE, ({ attempts }) =>
      attempts.since(['ana'], Temporal.PlainDate.from('2026-11-23')),
    );
    expect(log.map(({ purpose, verdict }) => [purpose, verdict])).toEqual([['channel', 'correct']]);
  });

  it('that is empty or none of the options is asked for once more, and not counted', async () => {
    const world = await asked(['lea', 'ana'], only('resist-phishing'));
    await world.press('ana', await inChannel(world), 'Answer', {}, CHANNEL);
    await world.press('ana', await last(world, 'ana', CHANNEL), 'Answer', {}, CHANNEL);
    expect((await last(world, 'ana', CHANNEL)).text).toContain('Nothing is ticked yet');
    await world.say('ana', 'answer channel a security key and a passkey');
    expect((await last(world, 'ana')).text).toContain('Kept: A passkey, A security key');
  });

  it('without a word is none', async () => {
    const world = await asked(['lea', 'ana'], only('same-twice'));
    await world.press('ana', await inChannel(world), 'Answer', {}, CHANNEL);
    await world.press('ana', await last(world, 'ana', CHANNEL), 'Answer', {}, CHANNEL);
    expect((await last(world, 'ana', CHANNEL)).text).toContain('Nothing is written yet');
    await world.say('ana', 'answer channel idempotent');
    expect((await last(world, 'ana')).text).toContain('Kept: idempotent');
  });

  it('never shows the words of anybody, but the author’s of the wrong answer that most gave', async () => {
    const numeric = only('refund-days');
    const items = numeric.items.map((item) => ({ ...item, wrong: [{ answer: 30, why: 'That was the rule until May.' }] }));
    const world = await asked(SEVEN, { ...numeric, items: items as never });
    for (const person of ['ana', 'ben', 'cem']) await world.say(person, 'answer channel 14 days');
    for (const person of ['dua', 'eva']) await world.say(person, 'answer channel 30');
    for (const person of ['fay', 'lea']) await world.say(person, 'answer channel 77');
    const { text } = await inChannel(world);
    expect(text).toContain('A hard one: it is worth reading why.');
    expect(text).toContain('The most useful wrong answer: That was the rule until May.');
    expect(text).not.toMatch(/77/);
  });

  it('that comes after the reveal counts for its giver’s learning alone, as practice, and says so', async () => {
    const world = await asked(SEVEN);
    const stale = await inChannel(world);
    for (const person of SEVEN.slice(0, 6)) await answer(world, person, 'yes it is');
    await world.moveTo('2026-11-23T15:00:00Z');
    const before = await inChannel(world);
    await world.say('fay', 'answer channel yes it is');
    expect((await last(world, 'fay')).text).toMatch(/changes nothing there[\s\S]*✓ You said yes it is/);
    await world.say('fay', 'answer channel no it is not');
    expect((await last(world, 'fay')).text).toContain('your first answer counts, once');
    expect(await inChannel(world)).toEqual({ ...before, id: stale.id });
    const [attempt] = await world.store.within(WORKSPACE, ({ attempts }) =>
      attempts.since(['fay'], Temporal.PlainDate.from('2026-11-23')),
    );
    expect(attempt).toMatchObject({ purpose: 'channel', verdict: 'correct', firstOfDay: false, refused: 'revealed' });
    const proofs = await world.store.within(WORKSPACE, async ({ privacy }) => (await privacy.gather('fay')).proofs);
    expect(proofs).toEqual([]);
  });

  it('is no proof for who was asked the same just after its reveal, and is one the day after', async () => {
    const world = await asked(['lea', 'ana', 'ben'], simpleDeck('basics', 1));
    await world.moveTo('2026-11-23T15:00:00Z');
    await world.say('ana', 'quiz');
    await world.advance('PT9S');
    await world.say('ana', 'yes it is');
    await world.moveTo('2026-11-24T15:00:00Z');
    await world.say('ben', 'quiz');
    await world.advance('PT9S');
    await world.say('ben', 'yes it is');
    const log = await world.store.within(WORKSPACE, ({ attempts }) =>
      attempts.since(['ana', 'ben'], Temporal.PlainDate.from('2026-11-23')),
    );
    expect(log.map(({ member, firstOfDay, refused }) => [member, firstOfDay, refused])).toEqual([
      ['ana', false, 'revealed'],
      ['ben', true, undefined],
    ]);
  });

  it('by somebody of the channel who is not on the team counts for them alone', async () => {
    const world = await asked(['lea', 'ana']);
    await answer(world, 'ida', 'yes it is');
    expect((await last(world, 'ida', CHANNEL)).text).toContain('You are not on this team');
    expect((await inChannel(world)).text).toContain('A question for all');
  });
});

describe('an answer after the reveal', () => {
  const kept = (member: string) =>
    database()
      .selectFrom('attempt')
      .select(['first_of_day', 'predicted', 'refused'])
      .where('member_id', '=', member)
      .orderBy('answered_at', 'desc')
      .executeTakeFirst();

  it.each([
    ['a moment after', 'PT5M', ['answer channel yes it is'], { first_of_day: false, predicted: null, refused: 'revealed' }],
    ['hours after', 'PT5H', ['quiz', 'yes it is'], { first_of_day: true, predicted: null, refused: 'revealed' }],
  ])('says nothing of what the memory foretold: %s', async (_, later, said, expected) => {
    const world = await openTeam(['ana', 'lea'], simpleDeck('basics', 1));
    await world.say('ana', 'quiz');
    await world.say('ana', 'yes it is');
    await world.moveTo('2026-11-27T09:00:00Z');
    await world.say('lea', 'ask', CHANNEL);
    await world.moveTo('2026-11-27T15:00:00Z');
    expect((await inChannel(world)).text).toContain('Revealed');
    await world.advance(later);
    for (const words of said) await world.say('ana', words);
    expect(await kept('ana')).toMatchObject(expected);
  });
});

describe('a name in a reveal', () => {
  /** All answer; some of them said that they may be named. */
  async function revealedWith(agreed: readonly string[], wrong: readonly string[], silent: readonly string[] = []) {
    const world = await asked(SEVEN);
    for (const person of agreed) await world.say(person, 'name me');
    for (const person of SEVEN.filter((each) => !silent.includes(each)))
      await answer(world, person, wrong.includes(person) ? 'no it is not' : 'yes it is');
    if (silent.length > 0) await world.moveTo('2026-11-23T15:00:00Z');
    return world;
  }

  it('is given of who was right and agreed, of nobody else, and is gone when it is taken back', async () => {
    const world = await revealedWith(['ana', 'ben', 'fay'], ['fay']);
    expect((await inChannel(world)).text).toContain('Right, and glad to be named: Ana, Ben.');
    expect((await inChannel(world)).text).not.toMatch(/Fay|Cem/);
    await world.say('ana', 'do not name me');
    expect((await inChannel(world)).text).toContain('glad to be named: Ben.');
    await world.say('ben', 'erase my data');
    await world.press('ben', await last(world, 'ben'), 'Erase everything');
    expect((await inChannel(world)).text).not.toMatch(/named|Ben/);
    expect((await inChannel(world)).text).toContain('6 of 7 had it.');
  });

  const allBut = (...others: string[]) => SEVEN.filter((person) => !others.includes(person));
  it.each([
    ['left out where they would say of the one other that they were wrong', allBut('fay'), ['fay'], [], undefined],
    ['left out where one who was right would know so of the rest', allBut('fay', 'eva'), ['fay'], [], undefined],
    ['given where nobody was wrong', SEVEN, [], [], 'Ana, Ben, Cem, Dua, Eva, Fay, Lea'],
    ['given where two did not answer, who are cover', ['ana', 'ben', 'cem'], ['fay', 'eva'], ['lea', 'dua'], 'Ana, Ben, Cem'],
  ])('is %s', async (_, agreed, wrong, silent, names) => {
    const { text } = await inChannel(await revealedWith(agreed, wrong, silent));
    if (names === undefined) expect(text).not.toContain('named');
    else expect(text).toContain(`glad to be named: ${names}.`);
  });

  it('is asked about once, in private, and given by nobody without a yes', async () => {
    const world = await asked(SEVEN);
    await answer(world, 'ana', 'yes it is');
    const confirmation = await last(world, 'ana', CHANNEL);
    expect(confirmation.buttons).toEqual(['Name me when I am right', 'No names']);
    await world.press('ana', confirmation, 'Name me when I am right', {}, CHANNEL);
    expect((await last(world, 'ana', CHANNEL)).buttons).toEqual(['Take it back']);
    for (const person of ['lea', 'ben', 'cem', 'dua', 'eva', 'fay']) await answer(world, person, 'yes it is');
    expect((await inChannel(world)).text).toContain('named: Ana.');
    await world.say('lea', 'ask', CHANNEL);
    await answer(world, 'ben', 'yes it is');
    expect((await last(world, 'ben', CHANNEL)).buttons).toEqual([]);
  });
});

describe('under a reveal', () => {
  it('Why tells each what their own answer was worth, and Save for me puts the item into their own plan, whatever they learn', async () => {
    const world = await asked(['lea', 'ana', 'ben']);
    await answer(world, 'ana', 'no it is not');
    await world.moveTo('2026-11-23T15:00:00Z');
    await world.press('ana', await inChannel(world), 'Why', {}, CHANNEL);
    expect((await last(world, 'ana', CHANNEL)).text).toMatch(
      /✗ You said no it is not\.\n.*It is\.[\s\S]*The answer is: yes it is/,
    );
    await world.press('ida', await inChannel(world), 'Why', {}, CHANNEL);
    expect((await last(world, 'ida', CHANNEL)).text).not.toContain('no it is not');
    await world.press('ida', await inChannel(world), 'Save for me', {}, CHANNEL);
    expect((await last(world, 'ida', CHANNEL)).text).toContain('Saved for you');
    const { candidates } = await world.store.within(WORKSPACE, async ({ enrolments }) => ({
      candidates: await enrolments.saved('ida'),
    }));
    expect(candidates.map(({ item }) => item)).toEqual(['item-1']);
    await world.moveTo('2026-11-24T09:00:00Z');
    await world.say('ida', 'quiz');
    expect((await world.messages('ida')).map(({ text }) => text).join('\n')).toContain('Question 1?');
  });
});

it('two hundred answers in a minute change the message of the channel a few times', async () => {
  const people = ['lea', ...Array.from({ length: 219 }, (_, i) => `p${i}`)];
  const world = await asked(people);
  const question = await inChannel(world);
  const before = world.delivered.length;
  for (const person of people.slice(1, 201)) {
    world.pass('PT0.3S');
    await world.press(person, question, 'A', {}, CHANNEL);
  }
  await world.advance('PT1M');
  const edits = world.delivered.slice(before).filter(({ to }) => to.kind === 'channel');
  expect((await inChannel(world)).text).toContain('200 of 220 have answered');
  expect(edits.length).toBe(4);
});

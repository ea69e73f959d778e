import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { type MemoryWorld, openMemoryWorld } from '../support/world.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const zones = { ana: 'Europe/Berlin', ben: 'Europe/Berlin', lea: 'Europe/Berlin', cem: 'Europe/Berlin' };
const CHANNEL = '#support';

async function openTeam(people = ['ana', 'ben']): Promise<MemoryWorld> {
  const world = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 12)], start: MONDAY, zones });
  await world.say('lea', 'team', CHANNEL);
  const form = await last(world, 'lea');
  await world.press('lea', form, 'Set up', { people: [...people, 'lea'] });
  return world;
}

async function last(world: MemoryWorld, person: string, channel?: string) {
  const message = (await world.messages(person, channel)).at(-1);
  if (!message) throw new Error(`${person} sees no message`);
  return message;
}

async function takeQuiz(world: MemoryWorld, person: string, replies: string[]) {
  await world.say(person, 'quiz');
  for (const reply of replies) await world.say(person, reply);
}

describe('a lead', () => {
  it('enrols a channel, members and a deck; each member is told once and can say no', async () => {
    const world = await openTeam();
    expect((await last(world, 'lea')).text).toContain('#support is set up');
    expect((await last(world, 'lea', CHANNEL)).buttons).toEqual(['Join']);
    const told = await last(world, 'ana');
    expect(told.text).toContain('Lea put you on #support: a few questions on Deck basics');
    expect(told.buttons).toEqual(['First question', 'Not for me']);
    await world.press('ana', told, 'Not for me');
    expect((await last(world, 'ana')).text).toContain('I will not write again unless you say quiz.');
    await world.moveTo('2026-11-24T08:00:00Z');
    expect(await world.messages('ana')).toHaveLength(1);
    expect((await last(world, 'ben')).text).toContain('3 questions');
  });

  it('is told what is wrong with the form, and nothing is set up', async () => {
    const world = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 3)], start: MONDAY, zones });
    await world.say('lea', 'team', CHANNEL);
    await world.press('lea', await last(world, 'lea'), 'Set up', { zone: 'Nowhere', 'reveal-time': '08:00' });
    const answer = (await last(world, 'lea')).text;
    expect(answer).toContain('The time zone should be a name like Europe/Berlin.');
    expect(answer).toContain('revealed later than the question is asked');
    expect((await world.messages('ana', CHANNEL)).filter((message) => message.buttons.includes('Join'))).toEqual([]);
  });

  it('is the only one who can change the team, ask its channel or post its summary', async () => {
    const world = await openTeam();
    for (const words of ['team', 'ask', 'summary']) {
      await world.say('ben', words, CHANNEL);
      expect((await last(world, 'ben', CHANNEL)).text).toMatch(/lead/);
    }
    expect((await world.messages('ana', CHANNEL)).map((message) => message.text).join('\n')).not.toMatch(/Only the lead/);
  });

  it('may set up again: no second introduction', async () => {
    const world = await openTeam();
    const before = (await world.messages('cem', CHANNEL)).length;
    await world.say('lea', 'team', CHANNEL);
    const form = await last(world, 'lea');
    expect(form.inputs['people']).toEqual(['ana', 'ben', 'lea']);
    await world.press('lea', form, 'Set up', { people: ['ana', 'cem', 'lea'] });
    expect(await world.messages('cem', CHANNEL)).toHaveLength(before);
    expect((await last(world, 'cem')).text).toContain('Lea put you on #support');
    expect((await world.messages('ana')).filter((message) => message.text.includes('put you on'))).toHaveLength(1);
  });
});

describe('the weekly check-in', () => {
  it('asks by DM on its day, with what was planned the week before', async () => {
    const world = await openTeam();
    await world.moveTo('2026-11-26T13:00:00Z');
    const form = await last(world, 'ana');
    expect(form.text).toContain('Your week in four lines, for #support.');
    await world.press('ana', form, 'Send', { did: 'Refund desk', next: 'Finish objection handling' });
    expect((await last(world, 'ana')).text).toContain('Thank you, that is in for #support.');
    await world.moveTo('2026-12-03T13:00:00Z');
    const next = await last(world, 'ana');
    expect(next.text).toContain('Last week you planned: Finish objection handling');
    expect(Object.keys(next.inputs)).toEqual(['last-next', 'did', 'hurdles', 'success', 'next', 'named']);
  });

  it('does not ask who is paused, and takes a no', async () => {
    const world = await openTeam();
    await world.say('ben', 'pause');
    const before = (await world.messages('ben')).length;
    await world.moveTo('2026-11-26T13:00:00Z');
    expect(await world.messages('ben')).toHaveLength(before);
    await world.press('ana', await last(world, 'ana'), 'Not this week');
    expect((await last(world, 'ana')).text).toContain('All right, not this week.');
  });

  it('is summed up in the channel at its hour, once, and follows late entries in place', async () => {
    const world = await openTeam();
    await world.moveTo('2026-11-26T13:00:00Z');
    await world.press('ana', await last(world, 'ana'), 'Send', {
      did: 'Wrote the importer',
      hurdles: 'The importer hangs',
      success: 'Closed the oldest ticket',
      named: ['yes'],
    });
    await world.press('ben', await last(world, 'ben'), 'Send', {
      hurdles: 'Importer again',
      success: 'Quiet week <!channel>',
      next: 'Rest',
    });
    await world.moveTo('2026-11-27T14:00:00Z');
    const summary = await last(world, 'cem', CHANNEL);
    expect(summary.text).toContain('#support, week 48 · 2 of 3 took part');
    expect(summary.text).not.toContain('importer');
    expect(summary.text).toContain('Ana: Closed the oldest ticket');
    expect(summary.text).toContain('Quiet week <!channel>');
    expect(summary.text).not.toContain('Ben');
    expect(summary.text).not.toContain('hangs');
    const posts = (await world.messages('cem', CHANNEL)).length;
    await world.moveTo('2026-11-27T14:01:00Z');
    await world.say('lea', 'check-in');
    await world.press('lea', await last(world, 'lea'), 'Send', {
      hurdles: 'The importer',
      success: 'We shipped',
      named: ['yes'],
    });
    const after = await world.messages('cem', CHANNEL);
    expect(after).toHaveLength(posts);
    expect(after.find((message) => message.id === summary.id)?.text).toContain('3 of 3 took part');
    expect(after.find((message) => message.id === summary.id)?.text).toContain('Lea: We shipped');
    expect(after.find((message) => message.id === summary.id)?.text).toContain('On the mind of several: importer (3).');
  });

  it('compares what was recalled with last week, and shows no figure that could be one person’s', async () => {
    const world = await openTeam();
    const right = ['yes it is', 'yes it is', 'yes it is'];
    for (const person of ['ana', 'ben', 'lea']) await takeQuiz(world, person, right);
    await world.moveTo('2026-11-27T14:00:00Z');
    expect((await last(world, 'cem', CHANNEL)).text).toContain('no answers yet this week');
    await world.moveTo('2026-11-30T08:00:00Z');
    await takeQuiz(world, 'ana', right);
    await world.say('lea', 'summary', CHANNEL);
    expect((await world.messages('cem', CHANNEL)).at(-1)?.text).toContain('too few people answered to show a figure');
    await takeQuiz(world, 'ben', ['no it is not', 'yes it is', 'yes it is', 'yes it is']);
    await takeQuiz(world, 'lea', right);
    await world.say('lea', 'summary', CHANNEL);
    const text = (await world.messages('cem', CHANNEL)).at(-1)?.text;
    expect(text).toContain('Remembered a day or more later: 67 % (2 of 3 answers); no figure for last week.');
    expect(text).not.toContain('no it is not');
  });
});

describe('what was written for a check-in', () => {
  it('can be taken back, before the summary and after', async () => {
    const world = await openTeam();
    await world.moveTo('2026-11-26T13:00:00Z');
    const form = await last(world, 'ana');
    await world.press('ana', form, 'Send', { success: 'Too soon to tell', named: ['yes'] });
    await world.moveTo('2026-11-27T14:00:00Z');
    const summary = () =>
      world.messages('cem', CHANNEL).then((messages) => messages.find((message) => message.text.includes('took part')));
    expect((await summary())?.text).toContain('Ana: Too soon to tell');
    await world.say('ana', 'check-in');
    await world.press('ana', await last(world, 'ana'), 'Not this week');
    expect((await summary())?.text).toContain('0 of 3 took part');
    expect((await summary())?.text).not.toContain('Too soon');
    await world.say('ben', 'check-in');
    await world.press('ben', await last(world, 'ben'), 'Send', { success: 'Mine' });
    await world.say('ben', 'check-in');
    await world.press('ben', await last(world, 'ben'), 'Send', { success: '' });
    expect((await last(world, 'ben')).text).toContain('what you wrote is taken back');
    expect((await summary())?.text).not.toContain('Mine');
  });
});

describe('a channel question', () => {
  it('is answered in private by each, counts without names, and is revealed when all have answered', async () => {
    const world = await openTeam();
    await world.moveTo('2026-11-24T10:00:00Z');
    const question = await last(world, 'ana', CHANNEL);
    expect(question.text).toContain('A question for all');
    expect(question.text).toContain('revealed at 16:00');
    expect(question.text).toContain('0 of 3 have answered');
    await world.press('ana', question, labelOf(question.text, 'yes it is'), {}, CHANNEL);
    expect((await last(world, 'ana', CHANNEL)).text).toContain('Kept: yes it is. Only you see this');
    expect((await world.messages('ben', CHANNEL)).map((message) => message.text).join('\n')).not.toContain('Kept:');
    expect((await world.messages('ben', CHANNEL)).find((message) => message.id === question.id)?.text).toContain(
      '1 of 3 have answered',
    );
    await world.press('ana', question, labelOf(question.text, 'no it is not'), {}, CHANNEL);
    expect((await last(world, 'ana', CHANNEL)).text).toContain('your first answer counts, once');
    await world.press('ben', question, labelOf(question.text, 'no it is not'), {}, CHANNEL);
    await world.press('lea', question, labelOf(question.text, 'yes it is'), {}, CHANNEL);
    const revealed = await last(world, 'cem', CHANNEL);
    expect(revealed.text).toContain('Revealed: yes it is');
    expect(revealed.text).toContain('2 of 3 had it.');
    expect(revealed.text).not.toContain('Why not');
    expect(revealed.text).not.toMatch(/Ana|Ben|Lea/);
    expect((await world.messages('ben', CHANNEL)).find((message) => message.id === question.id)?.buttons).toEqual([]);
  });

  it('is revealed at its time even if nobody has answered; late presses are told so', async () => {
    const world = await openTeam();
    await world.say('lea', 'ask', CHANNEL);
    const question = (await world.messages('ana', CHANNEL)).at(-1);
    if (!question) throw new Error('no question');
    await world.moveTo('2026-11-23T15:00:00Z');
    expect((await last(world, 'cem', CHANNEL)).text).toContain('Nobody answered this time.');
    const posts = (await world.messages('cem', CHANNEL)).length;
    await world.moveTo('2026-11-23T15:01:00Z');
    expect(await world.messages('cem', CHANNEL)).toHaveLength(posts);
    const late = { type: 'pressed', letter: question.id.replace('message-', ''), button: 'pick-0', values: {} } as const;
    await world.engine.accept(world.inbound('ana', late, { channel: CHANNEL }));
    await world.engine.idle();
    expect((await last(world, 'ana', CHANNEL)).text).toBe('That one is revealed already: the answer is in the channel.');
    expect(await world.messages('cem', CHANNEL)).toHaveLength(posts);
  });

  it('asks something else the next time', async () => {
    const world = await openTeam();
    await world.moveTo('2026-11-24T10:00:00Z');
    const first = await last(world, 'ana', CHANNEL);
    await world.moveTo('2026-11-24T15:00:00Z');
    await world.moveTo('2026-11-26T10:00:00Z');
    expect((await last(world, 'ana', CHANNEL)).text.split('\n')[1]).not.toBe(first.text.split('\n')[1]);
  });
});

function labelOf(text: string, option: string): string {
  const line = text.split('\n').find((each) => each.endsWith(option));
  if (!line) throw new Error(`${option} is not in ${text}`);
  return line.charAt(0);
}

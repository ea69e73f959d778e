import { describe, expect, it } from 'vitest';
import { NotDelivered } from '../../src/ports/platform.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const zones = {
  ana: 'Europe/Berlin',
  ben: 'Europe/Berlin',
  lea: 'Europe/Berlin',
  cem: 'Europe/Berlin',
  dua: 'Europe/Berlin',
  eva: 'Europe/Berlin',
};
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

  it('has one summary a week, also where it was asked for before its hour', async () => {
    const world = await openTeam(['ana', 'ben', 'cem', 'dua', 'eva']);
    await world.moveTo('2026-11-26T13:00:00Z');
    await world.say('lea', 'summary', CHANNEL);
    const summaries = async () =>
      (await world.messages('cem', CHANNEL)).filter(({ text }) => text.includes('week 48 ·')).map(({ text }) => text);
    expect(await summaries()).toEqual([expect.stringContaining('0 of 6 took part')]);
    await world.press('ana', await last(world, 'ana'), 'Send', { did: 'Wrote the importer' });
    await world.moveTo('2026-11-27T14:00:00Z');
    expect(await summaries()).toEqual([expect.stringContaining('1 of 6 took part')]);
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
    expect(next.text).toContain('Last time you planned: Finish objection handling');
    expect(next.buttons).toEqual(['Send', 'Draft', 'Not this week']);
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

  it('is summed up in the channel at its hour, once, and follows late entries in place; nothing of fewer than five is counted', async () => {
    const world = await openTeam(['ana', 'ben', 'cem', 'dua', 'eva']);
    await world.moveTo('2026-11-26T13:00:00Z');
    await world.press('ana', await last(world, 'ana'), 'Send', {
      did: 'Wrote the importer',
      hurdles: 'The importer hangs',
      success: 'Closed the oldest ticket',
      named: ['yes'],
    });
    for (const person of ['ben', 'cem', 'dua'])
      await world.press(person, await last(world, person), 'Send', { hurdles: 'Importer again', next: 'Rest' });
    await world.press('ben', await last(world, 'ben'), 'Change it');
    await world.press('ben', await last(world, 'ben'), 'Send', { hurdles: 'Importer', success: 'Quiet week <!channel>' });
    await world.moveTo('2026-11-27T14:00:00Z');
    const summary = await last(world, 'cem', CHANNEL);
    expect(summary.text).toContain('#support, week 48 · 4 of 6 took part');
    expect(summary.text).not.toMatch(/importer/i);
    expect(summary.text).toContain('Ana: Closed the oldest ticket');
    expect(summary.text).toContain('Quiet week <!channel>');
    expect(summary.text).not.toContain('Ben');
    const posts = (await world.messages('cem', CHANNEL)).length;
    await world.moveTo('2026-11-27T14:01:00Z');
    await world.say('lea', 'check-in');
    await world.press('lea', await last(world, 'lea'), 'Send', {
      hurdles: 'The importer',
      success: 'We shipped',
      next: 'Call ten customers',
      named: ['yes', 'next'],
    });
    const after = await world.messages('cem', CHANNEL);
    expect(after).toHaveLength(posts);
    const told = after.find((message) => message.id === summary.id);
    expect(told?.text).toContain('5 of 6 took part');
    expect(told?.text).toContain('Lea: We shipped');
    const [rest] = await world.thread(summary, CHANNEL);
    const details = rest?.text ?? '';
    expect(details).toContain('Lea: Call ten customers');
    // A word that the fifth adds later would tell who wrote it.
    expect(details).not.toMatch(/importer/i);
  });

  it('tells what five people share, in words that nobody looked for', async () => {
    const people = ['ana', 'ben', 'cem', 'dua', 'eva'];
    const world = await openTeam(people);
    await world.moveTo('2026-11-26T13:00:00Z');
    for (const person of people) await world.press(person, await last(world, person), 'Send', { hurdles: 'The importer hangs' });
    await world.moveTo('2026-11-27T14:00:00Z');
    const summary = await last(world, 'cem', CHANNEL);
    expect(summary.text).not.toContain('hangs');
    expect((await world.thread(summary, CHANNEL)).map(({ text }) => text).join()).toContain(
      'On the mind of several: importer, hangs.',
    );
    await world.say('cem', 'summary details', CHANNEL);
    expect((await last(world, 'cem', CHANNEL)).text).toContain('On the mind of several: importer, hangs.');
  });

  it('keeps a draft for its writer alone, and what was sent before stays', async () => {
    const world = await openTeam();
    await world.moveTo('2026-11-26T13:00:00Z');
    await world.press('ana', await last(world, 'ana'), 'Draft', { success: 'Half a thought', named: ['yes'] });
    expect((await last(world, 'ana')).text).toContain('Kept as a draft');
    await world.moveTo('2026-11-27T08:00:00Z');
    expect((await last(world, 'ana')).text).toContain('Your draft for #support waits');
    await world.moveTo('2026-11-27T14:00:00Z');
    expect((await last(world, 'cem', CHANNEL)).text).not.toContain('Half a thought');
    await world.press('ana', await last(world, 'ana'), 'Open it');
    const form = await last(world, 'ana');
    expect(form.inputs).toMatchObject({ success: 'Half a thought', named: ['yes'] });
    await world.press('ana', form, 'Send', {});
    expect((await last(world, 'cem', CHANNEL)).text).toContain('Ana: Half a thought');
    await world.press('ana', await last(world, 'ana'), 'Change it');
    expect((await last(world, 'ana')).buttons).toEqual(['Send', 'Not this week']);
  });

  it('asks what becomes of a plan that was carried over twice, and finds help for it', async () => {
    const world = await openTeam();
    const week = async (day: string, values: object) => {
      await world.moveTo(`${day}T13:00:00Z`);
      const form = await last(world, 'ana');
      await world.press('ana', form, 'Send', { ...values });
      return form.text;
    };
    await week('2026-11-26', { next: 'Finish stage 2' });
    expect(await week('2026-12-03', { 'last-next': 'partly' })).toContain('Last time you planned: Finish stage 2');
    expect(await week('2026-12-10', { 'last-next': 'partly' })).toContain('Last time you planned: Finish stage 2');
    const asked = await week('2026-12-17', { 'last-next': 'help' });
    expect(asked).toContain('Carried over twice: Finish stage 2. Drop it, make it smaller, or get help?');
    await world.moveTo('2026-12-18T14:00:00Z');
    const summary = await last(world, 'ben', CHANNEL);
    expect(summary.text).toMatch(/Needs somebody\n.*Finish stage 2/);
    expect(summary.text).not.toContain('Ana');
    await world.press('ben', summary, 'I can help', {}, CHANNEL);
    expect((await last(world, 'ben', CHANNEL)).text).toContain('That is Ana’s: Finish stage 2');
    expect((await last(world, 'ana')).text).toContain('Ben can help with: Finish stage 2');
    const told = (await world.messages('ana')).length;
    await world.say('ben', 'I can help', CHANNEL);
    expect((await last(world, 'ben', CHANNEL)).text).toContain('They know already');
    expect(await world.messages('ana')).toHaveLength(told);
    expect((await world.messages('cem', CHANNEL)).map(({ text }) => text).join()).not.toContain('Ana’s');
  });

  it('says nothing of the rest where the summary itself could not be posted', async () => {
    const world = await openTeam();
    await world.say('lea', 'check-in');
    await world.press('lea', await last(world, 'lea'), 'Send', { next: 'Call ten customers', named: ['next'] });
    await world.moveTo('2026-11-27T13:59:00Z');
    world.refuseNext(new NotDelivered('refused', 'no such block'));
    await world.moveTo('2026-11-27T14:00:00Z');
    expect(world.delivered.filter(({ purpose }) => purpose.startsWith('summary:'))).toEqual([]);
  });

  it('tells nobody in the night that somebody can help', async () => {
    const world = await openTeam();
    await world.say('ana', 'settings zone Asia/Tokyo');
    await world.say('ana', 'check-in');
    await world.press('ana', await last(world, 'ana'), 'Send', { hurdles: 'The fax is stuck', named: ['help'] });
    await world.moveTo('2026-11-27T14:00:00Z');
    const told = (await world.messages('ana')).length;
    await world.press('ben', await last(world, 'ben', CHANNEL), 'I can help', {}, CHANNEL);
    expect(await world.messages('ana')).toHaveLength(told);
    await world.moveTo('2026-11-30T00:00:00Z');
    expect((await world.messages('ana')).map(({ text }) => text).join()).toContain('Ben can help with: The fax is stuck');
  });

  it('lets who had a hurdle practise a topic: its questions come first', async () => {
    const world = await openTeam();
    await world.moveTo('2026-11-26T13:00:00Z');
    await world.press('ana', await last(world, 'ana'), 'Send', { hurdles: 'I never get the second one right' });
    const saved = await last(world, 'ana');
    expect(saved.buttons).toEqual(['Practise it', 'Change it']);
    await world.press('ana', saved, 'Practise it', { topic: 'Topic 2' });
    expect((await last(world, 'ana')).text).toContain('“Topic 2” comes first among what is due, for 14 days.');
    await world.moveTo('2026-11-27T08:00:00Z');
    await world.say('ana', 'quiz');
    expect((await last(world, 'ana')).text).toContain('Topic 2');
    await world.say('ana', 'practise nothing of ours');
    expect((await last(world, 'ana')).text).not.toContain('comes first');
  });

  it('asks what its lead wants to know, once a week or with a note a day; a holiday is left out', async () => {
    const world = await openTeam();
    await world.say('ben', 'settings zone Asia/Tokyo');
    await world.say('ben', 'check-in questions');
    expect((await last(world, 'ben')).text).toContain('Only the lead');
    await world.say('lea', 'check-in questions');
    const questions = { cadence: 'daily', did: 'What went on', hurdles: 'In the way', success: '', next: 'Next up' };
    await world.press('lea', await last(world, 'lea'), 'Save', questions);
    await world.moveTo('2026-11-23T13:00:00Z');
    await world.moveTo('2026-11-24T13:00:00Z');
    const note = await last(world, 'ana');
    expect(note.text).toContain('A note on today, for #support');
    await world.press('ana', note, 'Send', { did: 'Trained the new one' });
    await world.moveTo('2026-11-25T00:00:00Z');
    // In Tokyo it was ten in the evening.
    expect((await world.messages('ben')).map(({ text }) => text).join()).toContain('A note on yesterday, for #support');
    await world.moveTo('2026-11-25T13:00:00Z');
    await world.press('ana', await last(world, 'ana'), 'Send', { did: 'Fixed the fax' });
    await world.store.within(WORKSPACE, async ({ workspace }) => workspace.save({ ...(await workspace.get()), holidays: 'US' }));
    const before = (await world.messages('ana')).length;
    await world.moveTo('2026-11-26T13:00:00Z');
    // Thanksgiving.
    expect(await world.messages('ana')).toHaveLength(before);
    await world.say('ana', 'check-in');
    const form = await last(world, 'ana');
    expect(form.text).toContain('Your week in three lines');
    expect(form.inputs['did']).toBe('Tuesday: Trained the new one\nWednesday: Fixed the fax');
    expect(Object.keys(form.inputs)).toEqual(['did', 'hurdles', 'next', 'named']);
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
    expect(question.text).toContain('Nobody sees who has answered, or what.');
    await world.press('ana', question, labelOf(question.text, 'yes it is'), {}, CHANNEL);
    expect((await last(world, 'ana', CHANNEL)).text).toContain('Kept: yes it is. Only you see this');
    expect((await world.messages('ben', CHANNEL)).map((message) => message.text).join('\n')).not.toContain('Kept:');
    await world.press('ana', question, labelOf(question.text, 'no it is not'), {}, CHANNEL);
    expect((await last(world, 'ana', CHANNEL)).text).toContain('your first answer counts, once');
    await world.press('ben', question, labelOf(question.text, 'no it is not'), {}, CHANNEL);
    await world.press('lea', question, labelOf(question.text, 'yes it is'), {}, CHANNEL);
    const revealed = await last(world, 'cem', CHANNEL);
    expect(revealed.text).toContain('Revealed: yes it is');
    expect(revealed.text).toContain('Under 5 answers it is not told how they fell.');
    expect(revealed.text).not.toContain('Why not');
    expect(revealed.text).not.toMatch(/Ana|Ben|Lea/);
    expect(revealed.id).toBe(question.id);
    expect(revealed.buttons).toEqual(['Why', 'Save for me']);
  });

  it('is revealed at its time even if nobody has answered; late presses are told so', async () => {
    const world = await openTeam();
    await world.say('lea', 'ask', CHANNEL);
    const question = (await world.messages('ana', CHANNEL)).at(-1);
    if (!question) throw new Error('no question');
    await world.moveTo('2026-11-23T15:00:00Z');
    expect((await last(world, 'cem', CHANNEL)).text).toContain('Revealed: yes it is');
    const posts = (await world.messages('cem', CHANNEL)).length;
    await world.moveTo('2026-11-23T15:01:00Z');
    expect(await world.messages('cem', CHANNEL)).toHaveLength(posts);
    const late = { type: 'pressed', letter: question.id.replace('message-', ''), button: 'pick-0', values: {} } as const;
    await world.engine.accept(world.inbound('ana', late, { channel: CHANNEL }));
    await world.engine.idle();
    expect((await last(world, 'ana', CHANNEL)).text).toContain('changes nothing there');
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

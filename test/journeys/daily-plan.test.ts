import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { reworded, simpleDeck } from '../support/decks.ts';
import { draw, each } from '../support/draw.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();
const people = ['ana', 'otto', 'ada', ...Array.from({ length: 32 }, (_, i) => `learner-${i}`)];
const zones = Object.fromEntries(people.map((person) => [person, 'Europe/Berlin']));

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const at = (day: string) => `${day}T08:00:00Z`;

function open(decks = [simpleDeck('basics', 9)]): MemoryWorld {
  return openMemoryWorld({ db: database(), decks, start: MONDAY, zones });
}

async function told(world: MemoryWorld, person: string, words?: string): Promise<string> {
  if (words) await world.say(person, words);
  return (await world.messages(person)).at(-1)?.text ?? '';
}

async function answerAll(world: MemoryWorld, person: string, words = 'yes it is'): Promise<void> {
  await world.say(person, 'quiz');
  for (let i = 0; i < 12 && /\d of \d|Once more/.test(await told(world, person)); i++) await world.say(person, words);
}

const wordingOf = (text: string) => (text.includes('may safely be sent twice') ? 1 : 0);

describe('after an absence', () => {
  it('there is a plan for today, and what waiting costs; nothing is counted, and nothing has failed', async () => {
    const world = open([simpleDeck('basics', 30)]);
    await world.say('ana', 'settings questions 10');
    for (const day of ['2026-11-23', '2026-11-24', '2026-11-25']) {
      await world.moveTo(at(day));
      await answerAll(world, 'ana');
    }
    await world.say('ana', 'settings questions 3');
    const before = await world.store.within(WORKSPACE, ({ memories }) => memories.of('ana'));
    await world.moveTo(at('2026-12-12'));
    await world.moveTo(at('2026-12-14'));
    const offer = await told(world, 'ana');
    expect(offer).toMatch(
      /^Welcome back\. Today: 3 questions, about 2 minutes\. What you would lose first; the rest comes in over the next \d weeks, /,
    );
    expect(offer).toMatch(/next to nothing|about 1 question more may slip|about \d questions more may slip/);
    expect(offer).not.toMatch(/\d\d/);
    expect(await world.store.within(WORKSPACE, ({ memories }) => memories.of('ana'))).toEqual(before);
    expect(await told(world, 'ana', 'stats')).not.toContain('Resting');
  });

  it('what waits for its check does not count as waiting', async () => {
    const world = open([simpleDeck('basics', 3)]);
    await draw(world, each('ana', 'basics', 3, 'control'));
    await answerAll(world, 'ana');
    for (const words of ['settings questions 2', 'pause until 2026-12-02']) await world.say('ana', words);
    await world.moveTo('2026-12-01T09:00:00Z');
    await world.moveTo(at('2026-12-02'));
    expect(await told(world, 'ana')).toMatch(/^Welcome back\. Today: 2 questions, about 1 minute\.$/m);
  });

  it('nothing is said of waiting where nothing waits', async () => {
    const world = open([simpleDeck('basics', 2)]);
    await draw(world, each('ana', 'basics', 2, 'week'));
    await answerAll(world, 'ana');
    await world.moveTo(at('2026-12-14'));
    expect(await told(world, 'ana')).toMatch(/^Welcome back\. Today: 2 questions, about 1 minute\.$/m);
  });
});

describe('an item that is missed three times in a row', () => {
  async function missed(world: MemoryWorld): Promise<void> {
    for (const day of ['2026-11-23', '2026-11-24', '2026-11-25']) {
      await world.moveTo(at(day));
      for (const words of ['quiz', 'not sure', 'idempotent']) await world.say('ana', words);
    }
  }

  it('rests, says so, and is brought back by its name', async () => {
    const world = open([reworded]);
    await missed(world);
    const [miss, correction] = (await world.messages('ana'))
      .map(({ text }) => text)
      .filter((text) => /✗|✓/.test(text))
      .slice(-2);
    expect(miss).toContain('I leave this one out from now on. The link above explains it. Say resume same-twice');
    expect(correction).toContain('It rests now, until you say resume same-twice.');
    await world.moveTo(at('2026-11-27'));
    expect(await told(world, 'ana', 'stats')).toContain('Resting: same-twice: say resume and the name');
    expect(await told(world, 'ana', 'resume nonsense')).toContain('That one does not rest. Resting: same-twice.');
    expect(await told(world, 'ana', 'resume same-twice')).toContain('same-twice is back');
    expect(await told(world, 'ana', 'resume same-twice')).toContain('Nothing rests at present');
    expect(await told(world, 'ana', 'quiz')).toContain('1 of 1');
  });

  it('is another’s to be asked all the same', async () => {
    const world = open([reworded]);
    await missed(world);
    expect(await told(world, 'otto', 'resume same-twice')).toContain('Nothing rests at present');
    expect(await told(world, 'otto', 'quiz')).toContain('1 of 1');
  });

  it('rests no more where a miss is ruled to have been right', async () => {
    const world = open([reworded]);
    await draw(world, { 'ana reworded/same-twice': 'day' });
    for (const day of ['2026-11-23', '2026-11-24', '2026-11-25']) {
      await world.moveTo(at(day));
      for (const words of ['quiz', 'not sure', 'idempotent'].map((each) => (each === 'not sure' ? 'zebra crossing' : each)))
        await world.say('ana', words);
    }
    expect(await told(world, 'ana', 'stats')).toContain('Resting: same-twice');
    const miss = (await world.messages('ana')).findLast(({ buttons }) => buttons.includes('I was right'));
    if (!miss) throw new Error('nothing can be disputed');
    await world.press('ana', miss, 'I was right');
    await world.advance('PT15M');
    await world.say('ana', 'disputes');
    await world.say('ana', 'accept zebra crossing');
    expect(await told(world, 'ana', 'stats')).not.toContain('Resting');
  });
});

describe('another wording', () => {
  it('is asked once the item’s plan has come to its end, and the log says which it was', async () => {
    const world = open([reworded]);
    await draw(world, { 'ana reworded/same-twice': 'day' });
    const asked: number[] = [];
    for (const day of ['2026-11-23', '2026-11-24', '2026-11-25', '2026-12-16']) {
      await world.moveTo(at(day));
      asked.push(wordingOf(await told(world, 'ana', 'quiz')));
      await world.say('ana', 'idempotent');
    }
    // The check after a day is in new words; then both take turns.
    expect(asked).toEqual([0, 1, 0, 1]);
    const item = { deck: 'reworded', item: 'same-twice' };
    const log = await world.store.within(WORKSPACE, ({ attempts }) => attempts.log('ana', item));
    expect(log.map(({ wording = 0, verdict }) => [wording, verdict])).toEqual(asked.map((wording) => [wording, 'correct']));
  });

  it('with answers of its own is ruled on by itself: what is accepted for it is not for the item', async () => {
    const items = reworded.items.map((item) => ({
      ...item,
      wordings: [{ prompt: 'Auf Deutsch?', answers: ['zustandsgleich'] }],
    }));
    const world = open([{ ...reworded, items }]);
    await draw(world, { 'ada reworded/same-twice': 'day' });
    for (const words of ['hello', 'quiz', 'idempotent']) await world.say('ada', words);
    await world.moveTo(at('2026-11-24'));
    expect(await told(world, 'ada', 'quiz')).toContain('Auf Deutsch?');
    await world.say('ada', 'wiederholbar');
    await world.say('ada', 'zustandsgleich');
    const missed = (await world.messages('ada')).findLast(({ buttons }) => buttons.includes('I was right'));
    if (!missed) throw new Error('nothing can be disputed');
    await world.press('ada', missed, 'I was right');
    const waiting = await told(world, 'ada', 'disputes');
    expect(waiting).toContain('Auf Deutsch?');
    expect(waiting).toContain('zustandsgleich');
    expect((await world.messages('ada')).at(-1)?.buttons).not.toContain('Accept from now on');
    await world.say('ada', 'accept wiederholbar');
    const [log, current] = await world.store.within(WORKSPACE, async ({ attempts, decks }) => [
      await attempts.log('ada', { deck: 'reworded', item: 'same-twice' }),
      await decks.items(['reworded']),
    ]);
    expect(log.filter(({ corrects }) => corrects !== undefined).map(({ verdict, wording }) => [verdict, wording])).toEqual([
      ['correct', 1],
    ]);
    expect(current.map(({ version }) => version)).toEqual([1]);
  });

  it('comes again in the same words at the end of the session', async () => {
    const world = open([reworded]);
    await draw(world, { 'ana reworded/same-twice': 'day' });
    for (const day of ['2026-11-23']) {
      await world.moveTo(at(day));
      for (const words of ['quiz', 'idempotent']) await world.say('ana', words);
    }
    await world.moveTo(at('2026-11-24'));
    expect(wordingOf(await told(world, 'ana', 'quiz'))).toBe(1);
    await world.say('ana', 'not sure');
    expect(wordingOf(await told(world, 'ana'))).toBe(1);
  });
});

describe('a week’s number', () => {
  it('is set in words or in the form, and taken back', async () => {
    const world = open([simpleDeck('basics', 9)]);
    expect(await told(world, 'ana', 'settings weekly 5')).toContain('Saved: 3 questions (about 5 a week), Monday to Friday');
    expect(await told(world, 'ana', 'settings weekly 0')).toContain('How many a week should be a number from 1 to 70, or off.');
    expect(await told(world, 'ana', 'quiz')).toContain('1 of 1');
    await answerAll(world, 'ana');
    expect(await told(world, 'ana', 'settings weekly off')).toContain('Saved: 3 questions, Monday to Friday');
    await world.moveTo(at('2026-11-24'));
    expect(await told(world, 'ana', 'quiz')).toContain('1 of 3');
  });
});

describe('probes', () => {
  /** The day before a Tuesday on which one item has its check, and two that were missed are due. */
  async function monday(settings: readonly string[]): Promise<MemoryWorld> {
    const world = open([simpleDeck('basics', 9)]);
    await world.say('ada', 'hello');
    await draw(world, { 'ana basics/item-1': 'day', 'ana basics/item-2': 'week', 'ana basics/item-3': 'week' });
    for (const words of ['quiz', 'yes it is', 'no it is not', 'no it is not', 'yes it is', 'yes it is'])
      await world.say('ana', words);
    for (const words of settings) await world.say('ana', words);
    return world;
  }

  async function purposesOn(world: MemoryWorld, day: string): Promise<(string | undefined)[]> {
    await world.moveTo(at(day));
    const session = await world.store.within(WORKSPACE, ({ sessions }) => sessions.latest('ana'));
    return session?.prompts.map(({ purpose }) => purpose) ?? [];
  }

  it('take places of the day, and leave a review its own beside what is new', async () => {
    const world = open([simpleDeck('basics', 6)]);
    const [week, control] = ['week', 'control'] as const;
    await draw(world, Object.fromEntries([week, control, control, week].map((arm, i) => [`ana basics/item-${i + 1}`, arm])));
    await world.say('ana', 'settings questions 4');
    await answerAll(world, 'ana');
    expect(await purposesOn(world, '2026-11-30')).toEqual(['probe', 'probe', 'new', 'review']);
  });

  it('count in a week’s number, on the day and in what is said of it beforehand', async () => {
    const world = await monday(['settings weekly 7']);
    expect(await told(world, 'ana', 'stats')).toMatch(/Due tomorrow\W+1 question/);
    expect(await purposesOn(world, '2026-11-24')).toEqual(['probe']);
  });

  it('of a retired deck are not due', async () => {
    const world = await monday([]);
    expect(await told(world, 'ana', 'stats')).toMatch(/Due tomorrow\W+2 questions/);
    await world.say('ada', 'drop basics');
    expect(await told(world, 'ana', 'stats')).toMatch(/Due tomorrow\W+0 questions/);
  });
});

describe('what an author marks as required', () => {
  it('is met first', async () => {
    const deck = simpleDeck('basics', 9);
    const items = deck.items.map((item) => (item.id === 'item-7' ? { ...item, required: true } : item));
    const world = open([{ ...deck, items }]);
    expect(await told(world, 'ana', 'quiz')).toContain('Question 7?');
  });
});

describe('an item that most have lost', () => {
  it('goes to who keeps its deck, once, and to nobody else', async () => {
    const world = open([simpleDeck('basics', 1)]);
    await world.say('ada', 'hello');
    const learners = people.filter((person) => person.startsWith('learner'));
    for (const person of learners) for (const words of ['quiz', 'yes it is']) await world.say(person, words);
    await world.moveTo(at('2026-11-26'));
    for (const person of learners) for (const words of ['quiz', 'no it is not']) await world.say(person, words);
    await world.moveTo(at('2026-11-27'));
    const notes = async (person: string) =>
      (await world.messages(person)).filter(({ text }) => text.includes('A question that does not stick'));
    expect((await notes('ada')).map(({ text }) => text)).toEqual([
      expect.stringMatching(/Question 1\?[\s\S]*\d+ of \d+ people had lost it/),
    ]);
    await world.moveTo(at('2026-11-30'));
    expect(await notes('ada')).toHaveLength(1);
    for (const person of learners) expect(await notes(person)).toEqual([]);
  });
});

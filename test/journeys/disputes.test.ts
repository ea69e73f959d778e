import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { deckSchema } from '../../src/domain/deck.ts';
import { answerOf, questionOf } from '../../src/domain/dispute.ts';
import type { WorkspaceId } from '../../src/events.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const PEOPLE = ['ada', 'otto', 'lea', 'ana', 'ben', 'cleo'];
const zones = Object.fromEntries(PEOPLE.map((person) => [person, 'Europe/Berlin']));

const item = {
  id: 'same-twice',
  topic: 'APIs',
  kind: 'short-text',
  prompt: 'Same effect when repeated?',
  answers: ['idempotent'],
  explanation: 'Safe to retry.',
};
const deckOf = (items: object[]) => ({ id: 'words', ...deckSchema.parse({ title: 'Words', items }) });
const words = deckOf([item]);

/** ada came first and is the admin; otto is an author; all learn the deck of one question. */
async function begin(decks = [words]): Promise<MemoryWorld> {
  const world = openMemoryWorld({ db: database(), decks, start: MONDAY, zones });
  for (const person of ['ada', 'otto']) await world.say(person, 'hello');
  await world.say('ada', 'workspace');
  await press(world, 'ada', 'Save', { authors: ['otto'] });
  return world;
}

async function last(world: MemoryWorld, person: string) {
  const message = (await world.messages(person)).at(-1);
  if (!message) throw new Error(`${person} sees no message`);
  return message;
}

const texts = async (world: MemoryWorld, person: string) =>
  (await world.messages(person)).map((message) => message.text).join('\n');

async function press(world: MemoryWorld, person: string, label: string, changed = {}) {
  const message = (await world.messages(person)).findLast((each) => each.buttons.includes(label));
  if (!message) throw new Error(`${person} sees no button ${label}`);
  await world.press(person, message, label, changed);
}

/** Answers today's question; what was missed comes again, and is left open. */
async function answers(world: MemoryWorld, person: string, said: string) {
  await world.say(person, 'quiz');
  await world.say(person, said);
}

const log = async () => {
  const { rows } = await sql<{ attempt_id: string; member_id: string; verdict: string; grader: string; corrects: string | null }>`
    select * from attempt order by attempt_id`.execute(database());
  return rows;
};
const memory = (world: MemoryWorld, person: string) =>
  world.store.within(WORKSPACE, ({ memories }) => memories.get(person, { deck: 'words', item: 'same-twice' }));
const count = async (table: string) => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(database());
  return rows[0]?.n;
};

describe('"I was right"', () => {
  it('is noted in the place of its button, once, and costs nothing', async () => {
    const world = await begin();
    await answers(world, 'ana', 'repeat-safe');
    const doubted = (await world.messages('ana')).find((message) => message.buttons.includes('I was right'));
    if (!doubted) throw new Error('there is no button');
    const before = await log();
    await press(world, 'ana', 'I was right');
    const noted = (await world.messages('ana')).find((message) => message.id === doubted.id);
    expect(noted?.text).toContain('✗ Not this time');
    expect(noted?.text).toContain(
      'Noted: your answer “repeat-safe” is with the author of this deck. You lose nothing meanwhile.',
    );
    expect(noted?.buttons).toEqual([]);
    await world.say('ana', 'I think I was right!');
    expect((await last(world, 'ana')).text).toContain('noted already');
    expect(await count('dispute')).toBe(1);
    expect(await log()).toEqual(before);
  });

  it('is not asked of what was right, given up, or marked by the learner', async () => {
    const world = await begin([deckOf([item, { ...item, id: 'two' }, { ...item, id: 'three' }])]);
    await answers(world, 'ana', 'idempotent');
    await world.say('ana', 'I was right');
    expect((await last(world, 'ana')).text).toContain('no mark of mine here');
    await world.say('ana', 'not sure');
    await world.say('ana', 'I was right');
    await world.say('ana', 'it is idempotent in the end, as far as calls go');
    expect((await last(world, 'ana')).buttons).toEqual(['I said that', 'Not quite', 'Ask my lead']);
    await press(world, 'ana', 'Not quite');
    await world.say('ana', 'I was right');
    expect((await last(world, 'ana')).text).toContain('no mark of mine here');
    expect((await world.messages('ana')).flatMap(({ buttons }) => buttons)).not.toContain('I was right');
    expect(await count('dispute')).toBe(0);
  });

  it('is an answer where it is one', async () => {
    const world = await begin([deckOf([{ ...item, answers: ['I was right'] }])]);
    await answers(world, 'ana', 'i was right');
    expect(await texts(world, 'ana')).toContain('✓ Right');
  });
});

describe('who may rule', () => {
  it('hears of it in one message a day, at a time of theirs, without a name', async () => {
    const world = await begin();
    for (const person of ['ana', 'ben']) {
      await answers(world, person, 'repeat-safe');
      await press(world, person, 'I was right');
    }
    await answers(world, 'cleo', 'stable');
    await world.say('cleo', 'I was right');
    await world.advance('PT15M');
    const told = (await world.messages('otto')).filter(({ text }) => text.includes('wait'));
    expect(told.map(({ text }) => text)).toEqual([expect.stringContaining('2 answers wait for your ruling.')]);
    expect(told[0]?.text).toContain('2 people answered “repeat-safe” for “idempotent”. It was marked wrong.');
    expect(told[0]?.buttons).toEqual(['Accept from now on', 'Accept once', 'No, because …']);
    expect(told[0]?.text).not.toMatch(/ana|ben|cleo/i);
    await answers(world, 'lea', 'constant');
    await world.say('lea', 'I was right');
    await world.advance('PT15M');
    expect((await world.messages('otto')).filter(({ text }) => text.includes('wait'))).toHaveLength(1);
    await world.moveTo('2026-11-24T09:30:00Z');
    expect((await world.messages('otto')).filter(({ text }) => text.includes('wait'))).toHaveLength(2);
  });

  it('is not written to at night', async () => {
    const world = await begin();
    await world.moveTo('2026-11-23T20:00:00Z');
    await answers(world, 'ana', 'repeat-safe');
    await press(world, 'ana', 'I was right');
    await world.moveTo('2026-11-24T05:00:00Z');
    expect(await texts(world, 'otto')).not.toContain('ruling');
    await world.moveTo('2026-11-24T09:00:00Z');
    expect(await texts(world, 'otto')).toContain('An answer waits for your ruling.');
  });

  it('is the lead of a team that the learner is on, for them alone', async () => {
    const world = await begin();
    for (const person of ['lea', 'ana', 'ben']) await world.say(person, 'hello');
    await world.say('lea', 'team', '#support');
    await press(world, 'lea', 'Set up', { people: ['lea', 'ana'], deck: 'words' });
    await answers(world, 'ben', 'stable');
    await press(world, 'ben', 'I was right');
    await world.say('lea', 'disputes');
    expect((await last(world, 'lea')).text).toBe('No answer waits for a ruling.');
    await answers(world, 'ana', 'repeat-safe');
    await press(world, 'ana', 'I was right');
    await world.say('lea', 'disputes');
    expect((await last(world, 'lea')).text).toContain('“repeat-safe”');
    await world.say('lea', 'accept stable');
    expect(await count('ruling')).toBe(0);
    await press(world, 'lea', 'Accept once');
    expect(await count('ruling')).toBe(1);
  });

  it('is nobody of another workspace: nothing of it is seen there', async () => {
    const world = await begin();
    await answers(world, 'ana', 'repeat-safe');
    await press(world, 'ana', 'I was right');
    const elsewhere: WorkspaceId = 'playground:elsewhere';
    const seen = await world.store.within(elsewhere, async ({ disputes, rulings, attempts }) => [
      ...(await disputes.waiting({ lock: false })),
      ...(await disputes.figures()),
      ...(await rulings.on('words')),
      ...(await attempts.belowRight({ deck: 'words', item: 'same-twice' })),
    ]);
    expect(seen).toEqual([]);
  });
});

describe('an answer accepted from now on', () => {
  const accepted = async () => {
    const world = await begin();
    for (const person of ['ana', 'ben']) await answers(world, person, 'repeat-safe');
    await answers(world, 'cleo', 'stable');
    await press(world, 'ana', 'I was right');
    await world.say('otto', 'disputes');
    await press(world, 'otto', 'Accept from now on');
    return world;
  };

  it('credits everybody who gave it by an entry of its own in the log; no old one is changed', async () => {
    const world = await begin();
    for (const person of ['ana', 'ben']) await answers(world, person, 'repeat-safe');
    await answers(world, 'cleo', 'stable');
    await press(world, 'ana', 'I was right');
    const before = await log();
    const missed = await memory(world, 'ben');
    await world.say('otto', 'disputes');
    await press(world, 'otto', 'Accept from now on');
    const after = await log();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length)).toMatchObject(
      ['ana', 'ben'].map((member_id) => ({
        ...{ member_id, verdict: 'correct', grader: 'ruling' },
        corrects: before.find((each) => each.member_id === member_id)?.attempt_id,
      })),
    );
    const held = await memory(world, 'ben');
    expect(missed).toMatchObject({ missed: true, recalled: false });
    expect(held).toMatchObject({ missed: false, recalled: true, reviews: 1 });
    expect(held?.stability).toBeGreaterThan(missed?.stability ?? 0);
    expect(await memory(world, 'cleo')).toMatchObject({ missed: true });
    const awards = await world.store.within(WORKSPACE, (records) => records.awards.of('ben'));
    expect(awards.map(({ family }) => family)).toEqual(['first-recall']);
  });

  it('is told at once to who insisted, and to the others when they next begin', async () => {
    const world = await accepted();
    expect((await last(world, 'ana')).text).toBe(
      '✓ “repeat-safe” now counts for that question. Thank you for insisting: it helped 2 people.',
    );
    expect((await last(world, 'otto')).text).toContain(
      'Accepted from now on: “repeat-safe”; the 2 people who said it are credited.',
    );
    expect(await texts(world, 'ben')).not.toContain('now counts');
    await world.say('ben', 'quiz');
    expect(await texts(world, 'ben')).toContain(
      '“repeat-safe” now counts for that question. Your answer was marked right after all',
    );
    await world.say('ben', 'quiz');
    expect((await texts(world, 'ben')).match(/now counts/g)).toHaveLength(1);
  });

  it('is a ruling once, however often and by whomever it is pressed', async () => {
    const world = await begin();
    await answers(world, 'ana', 'repeat-safe');
    await press(world, 'ana', 'I was right');
    for (const person of ['otto', 'ada']) await world.say(person, 'disputes');
    await press(world, 'otto', 'Accept from now on');
    await press(world, 'ada', 'Accept once');
    expect((await last(world, 'ada')).text).toContain('ruled on already');
    await world.say('otto', 'accept repeat-safe');
    expect((await last(world, 'otto')).text).toContain('No one answer that waits');
    expect(await count('ruling')).toBe(1);
    expect((await log()).filter(({ corrects }) => corrects !== null)).toHaveLength(1);
    const trail = await world.store.within(WORKSPACE, ({ audit }) => audit.about(['deck:words'], 10));
    expect(trail).toMatchObject([{ actor: 'member:otto', action: 'ruled', detail: { item: 'same-twice', decision: 'always' } }]);
  });

  it('is right in a new version of the item, which a deck that is read again keeps', async () => {
    const world = await accepted();
    await answers(world, 'lea', 'Repeat safe');
    expect(await texts(world, 'lea')).toContain('✓ Right · idempotent');
    world.setDecks([deckOf([{ ...item, explanation: 'Changed by its author.' }])]);
    await world.moveTo('2026-11-24T09:00:00Z');
    await world.say('ada', 'quiz');
    await world.say('ada', 'repeat-safe');
    expect(await texts(world, 'ada')).toMatch(/✓ Right · idempotent\nChanged by its author/);
    world.setDecks([
      deckOf([
        { ...item, explanation: 'Changed by its author.' },
        { ...item, id: 'other' },
      ]),
    ]);
    await world.say('ada', 'decks');
    const versions = await world.store.within(WORKSPACE, ({ decks }) => decks.items(['words']));
    expect(versions.map((each) => `${each.item} ${each.version}`)).toEqual(['same-twice 3', 'other 1']);
  });

  it('is no answer any more where the author asks something else', async () => {
    const world = await accepted();
    world.setDecks([deckOf([{ ...item, prompt: 'Works again and again?', answers: ['reliable'] }])]);
    await world.moveTo('2026-11-24T09:00:00Z');
    await answers(world, 'ada', 'repeat-safe');
    expect(await texts(world, 'ada')).toContain('✗ Not this time · the answer is: reliable');
  });

  it('credits who gives it to the version before, without asking again', async () => {
    const world = await begin();
    await world.say('ben', 'quiz');
    await answers(world, 'ana', 'repeat-safe');
    await press(world, 'ana', 'I was right');
    await world.say('otto', 'disputes');
    await press(world, 'otto', 'Accept from now on');
    await world.say('ben', 'repeat-safe');
    await press(world, 'ben', 'I was right');
    expect(await texts(world, 'ben')).toContain('“repeat-safe” now counts for that question. Thank you for insisting.');
    expect(await memory(world, 'ben')).toMatchObject({ missed: false, recalled: true });
    expect(await count('ruling')).toBe(1);
  });
});

describe('an answer accepted once', () => {
  it('credits who gave it, and stays wrong for others', async () => {
    const world = await begin();
    await answers(world, 'ana', 'repeat-safe');
    await press(world, 'ana', 'I was right');
    await world.say('otto', 'accept once repeat-safe');
    expect((await last(world, 'ana')).text).toContain('“repeat-safe” was right this time, and is credited.');
    expect(await memory(world, 'ana')).toMatchObject({ missed: false });
    await answers(world, 'ben', 'repeat-safe');
    expect(await texts(world, 'ben')).toContain('✗ Not this time');
  });

  it('is all there is for an option', async () => {
    const world = await begin([simpleDeck('words', 1)]);
    await answers(world, 'ana', 'no it is not');
    await press(world, 'ana', 'I was right');
    await world.say('otto', 'disputes');
    expect((await last(world, 'otto')).text).toContain('1 person answered “no it is not” for “yes it is”.');
    expect((await last(world, 'otto')).buttons).toEqual(['Accept once', 'No, because …']);
    await world.say('otto', 'accept no it is not');
    expect((await last(world, 'otto')).text).toContain('Accepted once: “no it is not”');
  });
});

describe('a refused answer', () => {
  it('comes back with the reason, takes nothing away, and is not asked about again', async () => {
    const world = await begin();
    await answers(world, 'ana', 'repeat-safe');
    await press(world, 'ana', 'I was right');
    const before = [await log(), await memory(world, 'ana')];
    await world.say('otto', 'disputes');
    await press(world, 'otto', 'No, because …');
    await press(world, 'otto', 'Say no', { reason: 'It is *no* term of ours' });
    expect((await last(world, 'ana')).text).toBe(
      '“repeat-safe” does not count for that question. It is *no* term of ours. Thank you for asking; nothing is taken from you.',
    );
    expect([await log(), await memory(world, 'ana')]).toEqual(before);
    await answers(world, 'ben', 'repeat-safe');
    expect(await texts(world, 'ben')).toContain('It is *no* term of ours');
    await press(world, 'ben', 'I was right');
    expect(await texts(world, 'ben')).toContain('“repeat-safe” does not count for that question.');
    await world.say('otto', 'disputes');
    expect((await last(world, 'otto')).text).toBe('No answer waits for a ruling.');
  });

  it('may be refused in words, with a reason or none', async () => {
    const world = await begin();
    await answers(world, 'ana', 'repeat-safe');
    await press(world, 'ana', 'I was right');
    await world.say('otto', 'refuse “repeat-safe” because nobody says so');
    expect((await last(world, 'ana')).text).toContain('nobody says so.');
  });
});

describe('an author', () => {
  it('sees with decks how far marks are to be trusted, once enough is answered', async () => {
    const world = await begin([simpleDeck('words', 7)]);
    for (const person of ['ana', 'ben', 'cleo']) await world.say(person, 'settings questions 10');
    for (const person of ['ana', 'ben']) {
      await answers(world, person, 'no it is not');
      for (let i = 0; i < 7; i++) await world.say(person, 'yes it is');
    }
    await world.say('otto', 'decks');
    expect((await last(world, 'otto')).text).not.toContain('decided by Cairn');
    await answers(world, 'cleo', 'no it is not');
    for (let i = 0; i < 7; i++) await world.say('cleo', 'yes it is');
    await press(world, 'cleo', 'I was right');
    await world.say('otto', 'accept no it is not');
    await world.say('otto', 'decks');
    // 24 answers, the corrections of misses among them; 3 gave the one that was accepted.
    expect((await last(world, 'otto')).text).toContain('Deck words: 100% decided by Cairn; of these 4% disputed, 87% stand');
    await world.say('ana', 'decks');
    expect((await last(world, 'ana')).text).not.toContain('decided by Cairn');
  });

  it('does not learn from the queue who answered, also after these are erased', async () => {
    const world = await begin();
    await answers(world, 'ana', 'repeat-safe');
    await press(world, 'ana', 'I was right');
    await world.say('ana', 'erase my data');
    await press(world, 'ana', 'Erase everything');
    await world.say('otto', 'disputes');
    expect((await last(world, 'otto')).text).toBe('No answer waits for a ruling.');
  });
});

describe('rulings on the sentences of a deck', () => {
  const salt = {
    ...{ id: 'salt', topic: 'Salt', kind: 'sentence', prompt: 'How is the salt left in the dish?' },
    points: [{ text: 'The water evaporated and left the salt behind.' }],
  };
  const other = { ...salt, id: 'dry', prompt: 'Why is the dish dry?', points: [{ text: 'All of the water evaporated.' }] };

  it('calibrate it: the other sentences become versions that ask the same, also after the deck is read again', async () => {
    const world = await begin([deckOf([salt, other])]);
    const kept = await world.store.within(WORKSPACE, async ({ decks, rulings }) => {
      const version = await decks.version({ deck: 'words', item: 'salt', version: 1 });
      if (!version) throw new Error('the item is not there');
      const ruled = ['hot', 'cold', 'old', 'new', 'blue', 'deep', 'warm', 'soft', 'sweet'].map((word) => [
        `The ${word} water evaporated and left behind the sand`,
        'refused',
      ]);
      const right = ['Evaporation leaves salt', 'The salt stays when water goes', 'Water goes, the salt stays'];
      for (const [said = '', decision] of [...ruled, ...right.map((each) => [each, 'always'])]) {
        const reply = { type: 'typed', text: said } as const;
        const same = { deck: 'words', item: 'salt', version: 1, question: questionOf(version.item), answer: answerOf({ reply }) };
        await rulings.add({
          ...{ ...same, id: said, said, reply, people: 1, at: world.now() },
          decision: decision === 'always' ? 'always' : 'refused',
        });
      }
      await decks.recalibrate('words');
      return decks.calibration('words');
    });
    expect(kept).toMatchObject({ rulings: 12 });
    const versions = () =>
      world.store.within(WORKSPACE, async ({ decks }) =>
        Promise.all(['salt', 'dry'].map((each) => decks.current({ deck: 'words', item: each }))),
      );
    expect(await versions()).toEqual([2, 2]);
    world.setDecks([{ ...deckOf([salt, other]), title: 'Words again' }]);
    await world.advance('PT2H');
    await world.say('ana', 'decks');
    expect(await world.store.within(WORKSPACE, ({ decks }) => decks.calibration('words'))).toEqual(kept);
    // Others learn at the same time what was ruled, so the question of the rulings is a version further.
    expect((await versions())[1]).toBe(2);
  });
});

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHolidays } from '../../adapters/holidays.ts';
import { openPostgres } from '../../adapters/postgres/open.ts';
import { openStore } from '../../adapters/postgres/store.ts';
import { wait } from '../../adapters/wait.ts';
import { asRight, correctionOf } from '../../src/domain/correction.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { FormValues } from '../../src/events.ts';
import { buttonsOf } from '../../src/letter.ts';
import { useDatabase } from '../support/database.ts';
import { explained, simpleDeck } from '../support/decks.ts';
import { startPostgres } from '../support/real-postgres.ts';
import { allRows } from '../support/rows.ts';
import { RULES, TEAM_RULES } from '../support/rules.ts';
import { logInto, type MemoryWorld, NO_METER, openMemoryWorld, WORKSPACE } from '../support/world.ts';

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
// cleo came first, and so is the admin.
const PEOPLE = ['cleo', 'ana', 'ben'];
const zones = Object.fromEntries(PEOPLE.map((person) => [person, 'Europe/Berlin']));
const three = { ...explained, items: ['one', 'two', 'three'].flatMap((id) => explained.items.map((item) => ({ ...item, id }))) };

/** A server of its own, as what happens at once shows only there. */
let server: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
const database = useDatabase(() => openPostgres(server.url));

async function begin(
  options: { decks?: MemoryWorldOptions['decks']; zones?: Record<string, string> } = {},
): Promise<MemoryWorld> {
  const world = openMemoryWorld({ db: database(), decks: [explained], start: MONDAY, zones, ...options });
  for (const person of PEOPLE) await world.say(person, 'hello');
  return world;
}
type MemoryWorldOptions = Parameters<typeof openMemoryWorld>[0];

async function withButton(world: MemoryWorld, person: string, label: string) {
  const message = (await world.messages(person)).findLast((each) => each.buttons.includes(label));
  if (!message) throw new Error(`${person} sees no button ${label}`);
  return message;
}

async function press(world: MemoryWorld, person: string, label: string, changed = {}): Promise<void> {
  await world.press(person, await withButton(world, person, label), label, changed);
}

/** The button of a message that has changed since: Send, with the idea ticked. */
async function pressOld(world: MemoryWorld): Promise<void> {
  const letter = world.delivered.find(({ outbound }) => outbound.text.includes('does it hold?'))?.id ?? '';
  const what = { type: 'pressed', letter, button: 'send', values: { ticks: ['idea'] } } as const;
  await world.engine.accept(world.inbound('ben', what));
  await world.engine.idle();
}

const last = async (world: MemoryWorld, person: string) => (await world.messages(person)).at(-1)?.text ?? '';
const texts = async (world: MemoryWorld, person: string) =>
  (await world.messages(person)).map((message) => message.text).join('\n');
const times = async (world: MemoryWorld, person: string, words: string) => (await texts(world, person)).split(words).length - 1;
const marks = async (person: string) => {
  const rows = database().selectFrom('attempt').selectAll().where('member_id', '=', person);
  const found = await rows.orderBy('answered_at').orderBy('attempt_id').execute();
  return found.map(({ verdict, grader }) => `${verdict} ${grader}`);
};
const rows = () => database().selectFrom('explanation').selectAll().orderBy('attempt_id').execute();

async function pair(world: MemoryWorld, explainer: string, buddy: string): Promise<void> {
  await world.say(explainer, `my buddy is @${buddy}`);
  await press(world, buddy, 'Yes, I will help');
}

/** Somebody explains, and sends it to their buddy in the place of comparing. */
async function explains(world: MemoryWorld, person: string, said = 'the same again'): Promise<void> {
  await world.say(person, 'quiz');
  await world.say(person, said);
  await world.say(person, 'send to my buddy');
}

describe('a buddy', () => {
  it('is asked in their hours, and gets what waits as soon as they agree', async () => {
    const world = await begin();
    await world.moveTo('2026-11-23T20:00:00Z');
    await world.say('ana', 'quiz');
    await world.say('ana', 'the same again');
    await world.say('ana', 'send to @ben');
    expect(await texts(world, 'ben')).not.toContain('would like you as a buddy');
    await world.moveTo('2026-11-24T09:00:00Z');
    expect(await texts(world, 'ben')).toContain('Ana would like you as a buddy.');
    await world.moveTo('2026-11-24T21:00:00Z');
    await world.say('ben', 'I will help');
    expect(await last(world, 'ben')).toContain('Ana explained something');
    expect(await times(world, 'ben', 'would like you as a buddy')).toBe(1);
  });

  it('gets two a day, and the third on their next day', async () => {
    const world = await begin({ decks: [three] });
    await pair(world, 'ana', 'ben');
    for (let i = 0; i < 3; i++) await explains(world, 'ana', `number ${i + 1}`);
    expect(await times(world, 'ben', 'Ana explained something')).toBe(2);
    await world.moveTo('2026-11-24T09:00:00Z');
    expect(await times(world, 'ben', 'Ana explained something')).toBe(3);
    await world.say('ben', 'rate all');
    expect(await marks('ana')).toContain('correct buddy');
    expect((await rows()).map(({ state }) => state).sort()).toEqual(['rated', 'sent', 'sent']);
  });

  it('is a colleague who is here: nobody else can be named, and nothing is lost by trying', async () => {
    const world = await begin();
    await world.say('cleo', 'leave');
    await world.say('ana', 'quiz');
    await world.say('ana', 'the same again');
    for (const name of ['@ana', '@cleo', '@nobody', '@zoe']) {
      await world.say('ana', `send to ${name}`);
      expect(await last(world, 'ana')).toMatch(/not available as a buddy|nobody by that name/);
    }
    expect(await rows()).toEqual([]);
    await world.say('ana', 'all');
    expect(await marks('ana')).toEqual(['correct self']);
    expect(await texts(world, 'cleo')).not.toContain('buddy');
  });

  it('may leave: it goes back, and an old message does nothing more', async () => {
    const world = await begin();
    await pair(world, 'ana', 'ben');
    await explains(world, 'ana');
    await world.say('ben', 'leave');
    expect(await last(world, 'ana')).toContain('Your buddy could not read this one.');
    await pressOld(world);
    expect(await texts(world, 'ben')).toContain('No need to read this one any more.');
    expect(await marks('ana')).toEqual(['unsure buddy']);
    await world.say('ana', 'i said 1');
    expect(await marks('ana')).toEqual(['unsure buddy', 'partly self']);
  });

  it('of one person may end it, and is not asked by them again', async () => {
    const world = await begin();
    await pair(world, 'ana', 'ben');
    await pair(world, 'cleo', 'ben');
    await world.say('ben', 'stop being a buddy of @ana');
    await world.say('ana', 'my buddy is @ben');
    expect(await last(world, 'ana')).toContain('not available as a buddy');
    await explains(world, 'cleo');
    expect(await last(world, 'ben')).toContain('Cleo explained something');
  });

  it('who has no time gives it back without a reason; somebody else may read it', async () => {
    const world = await begin();
    await pair(world, 'ana', 'ben');
    await explains(world, 'ana');
    await world.say('ben', 'not now');
    expect(await last(world, 'ben')).toBe('All right.');
    expect(await last(world, 'ana')).toContain('Your buddy could not read this one.');
    await world.say('ana', 'send to @ben');
    expect(await last(world, 'ana')).toContain('Your buddy could not look at it.');
    await world.say('ana', 'send to @cleo');
    await press(world, 'cleo', 'Yes, I will help');
    await press(world, 'cleo', 'Send', { ticks: ['idea', 'example', 'not'] });
    expect(await marks('ana')).toEqual(['unsure buddy', 'correct buddy']);
  });

  it('who is asked says so once, however often they are named', async () => {
    const world = await begin();
    for (let i = 0; i < 3; i++) await world.say('ana', 'my buddy is @ben');
    expect(await times(world, 'ben', 'would like you as a buddy')).toBe(1);
    await world.say('ben', 'I will not help');
    expect(await last(world, 'ana')).toContain('Ben is not available as a buddy.');
    await world.say('ana', 'my buddy is @ben');
    expect(await last(world, 'ana')).toContain('not available as a buddy');
    await world.say('ben', 'I will help @ana');
    expect(await last(world, 'ana')).toContain('Ben is your buddy now.');
  });

  it('is asked by two people a day, the third waits', async () => {
    const world = await begin({ zones: { ...zones, dan: 'Europe/Berlin' } });
    for (const person of ['ana', 'cleo', 'dan']) await world.say(person, 'my buddy is @ben');
    expect(await times(world, 'ben', 'would like you as a buddy')).toBe(2);
    await world.moveTo('2026-11-24T09:00:00Z');
    expect(await times(world, 'ben', 'would like you as a buddy')).toBe(3);
  });

  it('who is reminded may say not now below the reminder', async () => {
    const world = await begin();
    await pair(world, 'ana', 'ben');
    await explains(world, 'ana');
    await world.moveTo('2026-11-24T09:00:00Z');
    const reminder = (await world.messages('ben')).findLast((each) => each.text.includes('still waits for you above'));
    if (!reminder) throw new Error('there is no reminder');
    await world.press('ben', reminder, 'Not now');
    expect((await world.messages('ben')).find(({ id }) => id === reminder.id)?.text).toBe('All right.');
    expect(await texts(world, 'ben')).not.toContain('does it hold?');
    expect(await last(world, 'ana')).toContain('Your buddy could not read this one.');
  });
});

it('words that may be an answer are one, unless something waits for them', async () => {
  const world = await begin({ decks: [three] });
  await world.say('ben', 'quiz');
  await world.say('ben', 'I will help you with an example');
  expect(await last(world, 'ben')).toContain('You: I will help you with an example');
  await world.say('ben', 'skip');
  await world.say('ben', 'not now');
  expect(await last(world, 'ben')).toContain('You: not now');
  await world.say('ana', 'my buddy is @ben');
  await world.say('ben', 'I will help Ana');
  expect(await last(world, 'ana')).toContain('Ben is your buddy now.');
  await explains(world, 'ana');
  await world.say('ben', 'not now');
  expect(await last(world, 'ben')).toBe('All right.');
});

describe('a mark by a buddy', () => {
  it('never takes anything away, and is told with one thing to do', async () => {
    const world = await begin();
    await pair(world, 'ana', 'ben');
    await world.say('ana', 'quiz');
    await world.say('ana', 'the same again');
    await world.say('ana', 'all');
    await press(world, 'ana', 'Send to my buddy');
    await press(world, 'ben', 'Send');
    expect(await marks('ana')).toEqual(['correct self']);
    expect(await last(world, 'ana')).toContain('The idea, as the deck says it: Doing it again changes nothing more.');
  });

  it('of nothing that was said is a miss, and brings the item back', async () => {
    const world = await begin();
    await pair(world, 'ana', 'ben');
    await explains(world, 'ana');
    await press(world, 'ben', 'Send');
    expect(await marks('ana')).toEqual(['unsure buddy', 'incorrect buddy']);
    await world.moveTo('2026-11-24T09:00:00Z');
    expect(await last(world, 'ana')).toContain('1 question');
  });

  it('that comes at night is told in the morning, once', async () => {
    const world = await begin({ zones: { ...zones, ana: 'Asia/Tokyo' } });
    await pair(world, 'ana', 'ben');
    await explains(world, 'ana');
    await world.moveTo('2026-11-23T14:00:00Z');
    const before = await texts(world, 'ana');
    await press(world, 'ben', 'Send', { ticks: ['idea', 'example', 'not'] });
    expect(await texts(world, 'ana')).toBe(before);
    await world.moveTo('2026-11-24T01:00:00Z');
    expect(await last(world, 'ana')).toContain('your buddy read what you explained');
    await world.say('ana', 'quiz');
    await world.advance('P7D');
    await world.say('ana', 'quiz');
    expect(await times(world, 'ana', 'your buddy read what you explained')).toBe(1);
  });

  it('is in the audit trail, and named to nobody who leads', async () => {
    const world = await begin();
    await world.say('cleo', 'team', '#support');
    await press(world, 'cleo', 'Set up', { people: ['ana', 'ben', 'cleo'] });
    await pair(world, 'ana', 'ben');
    await explains(world, 'ana', 'a very own wording');
    await press(world, 'ben', 'Send', { ticks: ['idea'] });
    await world.say('ana', 'privacy');
    expect(await last(world, 'ana')).toContain('a buddy: said what they make of an explanation (you)');
    await world.say('cleo', 'what my lead sees');
    for (const place of [undefined, '#support'])
      expect((await world.messages('cleo', place)).map(({ text }) => text).join()).not.toContain('a very own wording');
  });

  it('may come for who is away, and is told when they begin again', async () => {
    const world = await begin();
    await pair(world, 'ana', 'ben');
    await explains(world, 'ana');
    await world.say('ana', 'pause');
    await press(world, 'ben', 'Send');
    expect(await texts(world, 'ana')).not.toContain('your buddy read');
    await world.moveTo('2026-11-25T09:00:00Z');
    expect(await texts(world, 'ana')).not.toContain('your buddy read');
    await world.say('ana', 'resume');
    await world.say('ana', 'quiz');
    await world.say('ana', 'quiz');
    expect(await times(world, 'ana', 'your buddy read what you explained')).toBe(1);
  });

  it('is none where an author accepted the answer meanwhile', async () => {
    const world = await begin();
    await pair(world, 'ana', 'ben');
    await explains(world, 'ana');
    const [given] = await rows();
    await world.store.within(WORKSPACE, async ({ attempts }) => {
      const answer = await attempts.get(given?.attempt_id ?? '');
      if (answer) await attempts.append(correctionOf(answer, asRight(answer), { id: 'ruled', now: world.now() }));
    });
    await press(world, 'ben', 'Send', { ticks: ['idea'] });
    expect((await marks('ana')).sort()).toEqual(['correct ruling', 'unsure buddy']);
  });

  it('comes once from one message', async () => {
    const world = await begin();
    await pair(world, 'ana', 'ben');
    await explains(world, 'ana');
    await press(world, 'ben', 'Send', { ticks: ['idea', 'example', 'not'] });
    await pressOld(world);
    expect(await last(world, 'ben')).toContain('You have sent that one already, thank you.');
    expect(await marks('ana')).toEqual(['unsure buddy', 'correct buddy']);
  });
});

it('a rating after its explainer was erased finds nothing, and leaves nothing of them', async () => {
  const world = await begin();
  await pair(world, 'ana', 'ben');
  await explains(world, 'ana', 'a very own wording');
  await world.say('ana', 'erase my data');
  await press(world, 'ana', 'Erase everything');
  await pressOld(world);
  expect(await last(world, 'ben')).toContain('That button is over.');
  expect(await marks('ana')).toEqual([]);
  await world.advance('P1D');
  expect(JSON.stringify(await allRows(database()))).not.toMatch(/"ana"|\bAna\b|:ana:|a very own wording/);
});

describe('the credit', () => {
  async function heard(decks: MemoryWorldOptions['decks'] = [explained]): Promise<MemoryWorld> {
    const world = await begin({ decks });
    await pair(world, 'ana', 'ben');
    if (decks.length > 1) await world.say('ana', 'learn Explained');
    return world;
  }
  const credit = async () => (await rows()).map((row) => row.credit);

  it('waits for a later day, and lapses with a miss', async () => {
    const world = await heard();
    await explains(world, 'ana');
    await press(world, 'ben', 'Send', { ticks: ['idea'] });
    await world.say('ben', 'quiz');
    await world.say('ben', 'it is the same');
    await world.say('ben', 'all');
    expect(await credit()).toEqual(['pending']);
    await world.moveTo('2026-11-27T09:00:00Z');
    await world.say('ben', 'quiz');
    await world.say('ben', 'not sure');
    expect(await credit()).toEqual(['lapsed']);
    await world.say('ana', 'quiz');
    expect(await texts(world, 'ana')).not.toContain('still knew it');
  });

  it('is none where what was read is asked for on the same day', async () => {
    const world = await heard();
    await world.say('ben', 'quiz');
    await world.say('ben', 'it is the same');
    await world.say('ben', 'all');
    await world.moveTo('2026-11-27T07:30:00Z');
    await world.say('ana', 'quiz');
    await world.say('ana', 'the same again');
    await world.moveTo('2026-11-27T08:30:00Z');
    await world.say('ana', 'send to my buddy');
    await world.say('ben', 'quiz');
    await world.say('ben', 'it is the same');
    await world.say('ben', 'all');
    const answers = await database()
      .selectFrom('attempt')
      .selectAll()
      .where('member_id', '=', 'ben')
      .orderBy('answered_at')
      .execute();
    expect(answers.at(-1)?.gap_hours).toBe(0);
    const proven = await world.store.within(WORKSPACE, ({ proofs }) => proofs.of('ben'));
    expect(proven.map(({ family }) => family)).not.toContain('day-return');
  });

  it('spends a check of the buddy on the same item, as it shows the answer', async () => {
    const world = await begin();
    await world.say('ben', 'quiz');
    await world.say('ben', 'it is the same');
    await world.say('ben', 'all');
    await pair(world, 'ana', 'ben');
    const exposed = async () =>
      (await database().selectFrom('probe').selectAll().where('member_id', '=', 'ben').execute()).map((row) =>
        row.exposed_at.toString(),
      );
    expect(new Set(await exposed())).toEqual(new Set([MONDAY]));
    await world.moveTo('2026-11-23T10:00:00Z');
    await explains(world, 'ana');
    expect(new Set(await exposed())).toEqual(new Set(['2026-11-23T10:00:00Z']));
  });

  it('is none for what had not the right idea, and ends with the buddy', async () => {
    const world = await begin({ decks: [three] });
    await pair(world, 'ana', 'ben');
    for (const said of ['number 1', 'number 2']) await explains(world, 'ana', said);
    await world.say('ben', 'rate none');
    await world.say('ben', 'rate 1');
    expect((await credit()).sort()).toEqual(['none', 'pending']);
    await world.say('ben', 'stop being a buddy');
    expect((await credit()).sort()).toEqual(['lapsed', 'none']);
  });

  it('is none where the buddy does not learn that deck', async () => {
    const world = await heard([simpleDeck('basics', 1), explained]);
    await world.say('ana', 'quiz');
    for (let i = 0; i < 3 && !(await last(world, 'ana')).includes('colleague'); i++) await world.say('ana', 'yes it is');
    await world.say('ana', 'the same again');
    await world.say('ana', 'send to my buddy');
    await press(world, 'ben', 'Send', { ticks: ['idea'] });
    expect(await credit()).toEqual(['none']);
  });
});

describe('at the same moment', () => {
  /** Another Cairn over the same database: turns of one would be taken one after the other. */
  function another(world: MemoryWorld, name: string) {
    let ids = 0;
    return createEngine({
      ...{
        store: openStore(database()),
        platformOf: () => world.platform,
        now: world.now,
        elapsedMs: () => performance.now(),
        wait,
      },
      ...{
        catalog: { decks: () => [], rules: () => RULES, teamRules: () => TEAM_RULES, paths: () => [], refresh: async () => {} },
        holidays: openHolidays(),
        meter: NO_METER,
        log: logInto(world.log),
      },
      ...{ newId: () => `${name}-${++ids}`, platforms: () => ['playground'] as const },
    });
  }

  /** Each is pressed in a process of its own. */
  async function pressAll(world: MemoryWorld, ...presses: readonly { person: string; label: string; values?: FormValues }[]) {
    const all = await Promise.all(
      presses.map(async ({ person, label, values = {} }, i) => {
        const letter = (await withButton(world, person, label)).id.replace('message-', '');
        const kept = world.delivered.find(({ id }) => id === letter);
        const button = kept && buttonsOf(kept.outbound).find((each) => each.label === label)?.id;
        const what = { type: 'pressed', letter, button: button ?? '', values } as const;
        return { engine: another(world, `process-${i}`), inbound: world.inbound(person, what) };
      }),
    );
    await Promise.all(all.map(({ engine, inbound }) => engine.accept(inbound)));
    await Promise.all(all.map(({ engine }) => engine.idle()));
  }

  /** Until a transaction waits for what another holds. */
  async function oneWaits(): Promise<void> {
    const waiting = sql<{ n: number }>`select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'`;
    while ((await waiting.execute(database())).rows[0]?.n === 0);
  }

  const idea = { person: 'ben', label: 'Send', values: { ticks: ['idea'] } };
  const rounds = Array.from({ length: 5 }, (_, i) => i + 1);

  it.each(rounds)('two ratings are one: %i', async () => {
    const world = await begin();
    await pair(world, 'ana', 'ben');
    await explains(world, 'ana');
    await pressAll(world, idea, { ...idea, values: { ticks: ['idea', 'example', 'not'] } }, { ...idea, label: 'Not now' });
    expect((await marks('ana')).length).toBeLessThanOrEqual(2);
    expect((await texts(world, 'ana')).match(/our buddy (?:read what you explained|could not read)/g)).toHaveLength(1);
  });

  it.each(rounds)('a rating and the erasure of its explainer leave nothing of them: %i', async () => {
    const world = await begin();
    await pair(world, 'ana', 'ben');
    await explains(world, 'ana');
    await world.say('ana', 'erase my data');
    await pressAll(world, { person: 'ana', label: 'Erase everything' }, idea);
    expect(await marks('ana')).toEqual([]);
    expect(await rows()).toEqual([]);
  });

  it.each(rounds)('a rating and the erasure of its buddy are one or the other: %i', async () => {
    const world = await begin();
    await pair(world, 'ana', 'ben');
    await explains(world, 'ana');
    await world.say('ben', 'erase my data');
    await pressAll(world, { person: 'ben', label: 'Erase everything' }, idea);
    const [row] = await rows();
    expect(row).toMatchObject({ buddy_id: '', note: '' });
    expect(await marks('ana')).toEqual(row?.state === 'rated' ? ['unsure buddy', 'partly buddy'] : ['unsure buddy']);
  });

  it('an end that begins before an erasure of the explainer is kept leaves nothing of them', async () => {
    const world = await begin();
    await pair(world, 'ana', 'ben');
    const ends = another(world, 'ends');
    const said = world.inbound('ben', { type: 'said', text: 'stop being a buddy', attachments: 0 });
    const ended = await database()
      .transaction()
      .execute(async (erasure) => {
        await erasure.deleteFrom('buddy').where('member_id', '=', 'ana').execute();
        const ending = ends.accept(said);
        await oneWaits();
        return { ending };
      });
    await ended.ending;
    await ends.idle();
    expect(await last(world, 'ben')).toContain('not asked to read anything any more');
    expect(await database().selectFrom('buddy').selectAll().execute()).toEqual([]);
  });

  it('two who read each other’s do not wait for ever', async () => {
    const world = await begin();
    await pair(world, 'ana', 'ben');
    await pair(world, 'ben', 'ana');
    for (const person of ['ana', 'ben']) await explains(world, person);
    await pressAll(world, idea, { ...idea, person: 'ana' });
    for (const person of ['ana', 'ben']) expect(await marks(person)).toEqual(['unsure buddy', 'partly buddy']);
  });

  it('three processes remind a silent buddy once, and give it back once', async () => {
    const world = await begin();
    await pair(world, 'ana', 'ben');
    await explains(world, 'ana');
    for (const day of ['24', '25', '26', '27']) {
      world.pass('PT24H');
      const at = Temporal.Instant.from(`2026-11-${day}T09:00:00Z`);
      const processes = [world.engine, world.another(), world.another()];
      await Promise.all(processes.map((engine) => engine.tick(at).then(engine.sweep)));
      await Promise.all(processes.map((engine) => engine.idle()));
    }
    expect(await times(world, 'ben', 'still waits for you above')).toBe(1);
    expect(await times(world, 'ana', 'Your buddy could not read this one')).toBe(1);
  });
});

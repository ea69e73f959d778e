import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../../adapters/postgres/open.ts';
import { openStore } from '../../adapters/postgres/store.ts';
import { wait } from '../../adapters/wait.ts';
import { newMember } from '../../src/domain/member.ts';
import { newSeeker } from '../../src/domain/partners/partner.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import type { memoryChat } from '../support/memory-chat.ts';
import { startPostgres } from '../support/real-postgres.ts';
import { logInto, NO_METER, openMemoryWorld, WORKSPACE } from '../support/world.ts';
import { storeContract } from './store.ts';

const person = (id: string) => newMember(id, { name: id, zone: 'UTC' }, 'UTC');

let server: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

describe('the store on a PostgreSQL server', () => {
  const database = useDatabase(() => openPostgres(server.url));
  storeContract(database);

  const NOW = Temporal.Instant.from('2026-11-23T08:00:00Z');

  it('brings the schema up to date once when several processes start at once', async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => openPostgres(server.url)));
    await Promise.all(opened.map((db) => db.destroy()));
    expect(opened).toHaveLength(4);
  });

  it('gives an event to one of many that take it at once', async () => {
    const store = openStore(database());
    const claims = await Promise.all(
      Array.from({ length: 8 }, () => store.within(WORKSPACE, (records) => records.claim('e1', NOW))),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it('lets who leaves while a week is matched see what was made of them', async () => {
    const store = openStore(database());
    const week = Temporal.PlainDate.from('2026-11-23');
    const match = { id: 'm1', week, state: 'proposed', deck: 'basics', topics: [] } as const;
    await store.within(WORKSPACE, ({ seekers }) => seekers.save(newSeeker('ana', NOW)));
    const leaving = await store.within(WORKSPACE, async ({ seekers, matches }) => {
      await seekers.all();
      const leaves = store.within(WORKSPACE, async (records) => {
        await records.seekers.get('ana');
        return records.matches.latest('ana');
      });
      // Time enough to look too early.
      for (let i = 0; i < 100; i++) await store.ping();
      await matches.save({ ...match, partners: [{ member: 'ana', answer: 'waiting' }] });
      return { leaves };
    });
    expect(await leaving.leaves).toMatchObject({ id: 'm1' });
  });

  it('asks each learner once when three processes tick at once', async () => {
    const zones = { ana: 'UTC', ben: 'UTC', cem: 'UTC' };
    const world = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 9)], start: '2026-11-23T08:00:00Z', zones });
    for (const person of Object.keys(zones)) await world.say(person, 'hello');
    const before = world.delivered.length;
    const at = Temporal.Instant.from('2026-11-24T09:00:00Z');
    const others = await Promise.all([1, 2, 3].map((n) => another(n, world.platform)));
    await Promise.all(others.map((engine) => engine.tick(at).then(engine.sweep)));
    await Promise.all(others.map((engine) => engine.idle()));
    expect(
      world.delivered
        .slice(before)
        .map((letter) => letter.purpose)
        .sort(),
    ).toEqual(['ana', 'ben', 'cem'].map((person) => `session:${person}:2026-11-24`));
  });

  it('counts a double answer once when both come at the same moment', async () => {
    const world = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 9)], start: '2026-11-23T08:00:00Z' });
    await world.say('ana', 'quiz');
    const [, question] = await world.messages('ana');
    const letter = question?.id.replace('message-', '') ?? '';
    const presses = ['p1', 'p2', 'p3'].map((id) =>
      world.inbound('ana', { type: 'pressed', letter, button: 'pick-0', values: {} }, { id }),
    );
    await Promise.all(presses.map((press) => world.engine.accept(press)));
    await world.engine.idle();
    const attempts = await world.store.within(WORKSPACE, (records) =>
      records.attempts.since(['ana'], Temporal.PlainDate.from('2026-11-01')),
    );
    expect(attempts).toHaveLength(1);
    expect(world.delivered.filter((each) => each.outbound.text.includes('answered already'))).toHaveLength(2);
  });

  it('reveals once when the two last answers come at the same moment', async () => {
    const world = await openTeam(['ana']);
    await world.say('lea', 'ask', '#support');
    const question = (await world.messages('cem', '#support')).at(-1);
    const letter = question?.id.replace('message-', '') ?? '';
    const press = (person: string) =>
      world.inbound(person, { type: 'pressed', letter, button: 'pick-0', values: {} }, { channel: '#support' });
    await Promise.all([world.engine.accept(press('ana')), world.engine.accept(press('lea'))]);
    await world.engine.idle();
    expect(world.delivered.filter((each) => each.purpose.startsWith('reveal:'))).toHaveLength(1);
  });

  it('reveals a channel question once when its time comes with the last answer', async () => {
    const world = await openTeam(['ana']);
    await world.say('lea', 'ask', '#support');
    const question = (await world.messages('nobody', '#support')).at(-1);
    const letter = question?.id.replace('message-', '') ?? '';
    const press = (person: string) =>
      world.inbound(person, { type: 'pressed', letter, button: 'pick-0', values: {} }, { channel: '#support' });
    await world.engine.accept(press('lea'));
    await world.engine.idle();
    world.pass('PT7H');
    const processes = [world.another(), world.another()];
    await Promise.all([
      world.engine.accept(press('ana')),
      ...processes.map(async (engine) => {
        await engine.tick(world.now());
        await engine.sweep();
        await engine.idle();
      }),
    ]);
    await world.engine.idle();
    expect(world.delivered.filter((each) => each.purpose.startsWith('reveal:'))).toHaveLength(1);
    const kept = await world.store.within(WORKSPACE, async ({ attempts }) =>
      attempts.since(['ana', 'lea'], Temporal.PlainDate.from('2026-11-23')),
    );
    expect(kept.map(({ member }) => member).sort()).toEqual(['ana', 'lea']);
  });

  it('keeps the answers to a channel question that many give at the same moment, each once', async () => {
    const people = ['ana', 'ben', 'cem', 'dia', 'eva'];
    const world = await openTeam(people);
    await world.say('lea', 'ask', '#support');
    const question = (await world.messages('nobody', '#support')).at(-1);
    const letter = question?.id.replace('message-', '') ?? '';
    const press = (person: string) =>
      world.inbound(person, { type: 'pressed', letter, button: 'pick-0', values: {} }, { channel: '#support' });
    await Promise.all([...people, ...people].map((person) => world.engine.accept(press(person))));
    await world.engine.idle();
    const answers = await world.store.within(WORKSPACE, async ({ teams, channelQuestions, channelAnswers }) => {
      const [team] = await teams.all();
      const [asked] = await channelQuestions.ofTeam(team?.id ?? '');
      return channelAnswers.of(asked?.id ?? '');
    });
    expect(answers.map(({ member }) => member)).toEqual(people);
  });

  async function openTeam(people: string[]) {
    const world = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 9)], start: '2026-11-23T08:00:00Z' });
    await world.say('lea', 'team', '#support');
    const form = (await world.messages('lea')).at(-1);
    if (!form) throw new Error('no form');
    await world.press('lea', form, 'Set up', { people: [...people, 'lea'] });
    return world;
  }

  it('takes what four people of a team do at the same moment, and sums up all of it', async () => {
    const people = ['ana', 'ben', 'cem', 'dia'];
    const world = await openTeam(people);
    await Promise.all(
      people.map((person) => world.engine.accept(world.inbound(person, { type: 'said', text: 'check-in', attachments: 0 }))),
    );
    await world.engine.idle();
    await world.say('lea', 'summary', '#support');
    const forms = await Promise.all(
      people.map(async (person) => (await world.messages(person)).find((message) => message.buttons.includes('Send'))),
    );
    await Promise.all(
      people.map((person, i) => {
        const letter = forms[i]?.id.replace('message-', '') ?? '';
        return world.engine.accept(
          world.inbound(person, { type: 'pressed', letter, button: 'send', values: { success: `a success of ${person}` } }),
        );
      }),
    );
    await world.engine.idle();
    const summary = (await world.messages('nobody', '#support')).find((message) => message.text.includes('took part'));
    expect(summary?.text).toContain('4 of 5 took part');
  });

  it('does each again alone whose connection broke under them', async () => {
    const store = openStore(database());
    const gate = Promise.withResolvers<void>();
    const first = store.within(WORKSPACE, () => gate.promise, { member: 'first' });
    let broken = false;
    const claim = (id: string) => store.within(WORKSPACE, (records) => records.claim(id, NOW), { member: id });
    const cut = store.within(
      WORKSPACE,
      async (records) => {
        const isNew = await records.claim('cut', NOW);
        if (!broken)
          await sql`select pg_terminate_backend(pid) from pg_stat_activity
            where state like 'idle in transaction%' and datname = current_database()`.execute(database());
        broken = true;
        return isNew && records.members.any();
      },
      { member: 'cut' },
    );
    const others = ['ana', 'ben', 'cem'].map(claim);
    gate.resolve();
    await first;
    expect(await Promise.all([cut, ...others])).toEqual([false, true, true, true]);
    expect(await claim('ana')).toBe(false);
  });

  it('lets nobody wait for long because somebody’s row is held', async () => {
    const store = openStore(database());
    for (const id of ['ana', 'ben']) await store.within(WORKSPACE, (records) => records.members.save(person(id)));
    const [held, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const holding = store.within(WORKSPACE, async (records) => {
      await records.members.lock('ana');
      held.resolve();
      await release.promise;
    });
    await held.promise;
    const gate = Promise.withResolvers<void>();
    const first = store.within(WORKSPACE, () => gate.promise, { member: 'first' });
    const lock = (id: string) => store.within(WORKSPACE, async (records) => (await records.members.lock(id))?.id, { member: id });
    const [ana, ben] = [lock('ana'), lock('ben')];
    gate.resolve();
    await first;
    expect(await ben).toBe('ben');
    release.resolve();
    expect(await ana).toBe('ana');
    await holding;
  });

  it('takes what a crowd says at the same moment, strangers and commands of all kinds among it', async () => {
    const world = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 9)], start: '2026-11-23T08:00:00Z' });
    const people = Array.from({ length: 24 }, (_, i) => `p${i + 10}`);
    const say = (person: string, text: string) =>
      world.engine.accept(world.inbound(person, { type: 'said', text, attachments: 0 }));
    // All of them are new, and the workspace gets one admin.
    await Promise.all(people.map((person) => say(person, 'quiz')));
    await world.engine.idle();
    const words = ['yes it is', 'yes it is', 'stats', 'settings', 'pause', 'quiz', 'workspace', 'help'];
    await Promise.all(people.map((person, i) => say(person, words[i % words.length] ?? '')));
    await world.engine.idle();
    const members = await world.store.within(WORKSPACE, (records) => records.members.all());
    const attempts = await world.store.within(WORKSPACE, (records) =>
      records.attempts.since(people, Temporal.PlainDate.from('2026-11-01')),
    );
    expect(members.map(({ id }) => id).sort()).toEqual(people);
    expect(members.filter(({ admin }) => admin)).toHaveLength(1);
    expect(members.filter(({ status }) => status === 'paused')).toHaveLength(3);
    expect(attempts.map(({ member }) => member).sort()).toEqual(people.filter((_, i) => i % words.length < 2));
    for (const person of people)
      expect(world.delivered.filter(({ to }) => 'member' in to && to.member === person).length).toBeGreaterThan(1);
    expect(world.log.filter((line) => line.level === 'error')).toEqual([]);
  });

  it('loses no command to an alarm that rings at the same moment', async () => {
    const world = await openTeam(['ana', 'ben']);
    for (let day = 24; day <= 27; day++) {
      const at = Temporal.Instant.from(`2026-11-${day}T09:00:00Z`);
      await Promise.all([
        world.moveTo(at.toString()),
        ...['ana', 'ben', 'lea'].map((person) =>
          world.engine.accept(world.inbound(person, { type: 'said', text: `settings questions ${day - 20}`, attachments: 0 })),
        ),
      ]);
      await world.engine.idle();
    }
    const members = await world.store.within(WORKSPACE, (records) => records.members.all());
    expect(members.map((member) => member.budget)).toEqual([7, 7, 7]);
    expect(world.log.filter((line) => line.level === 'error')).toEqual([]);
  });

  async function another(n: number, platform: ReturnType<typeof memoryChat>['platform']) {
    let ids = 0;
    return createEngine({
      store: openStore(database()),
      platformOf: () => platform,
      catalog: { decks: () => [], rules: () => [], teamRules: () => [], paths: () => [], refresh: async () => {} },
      holidays: { isHoliday: () => false, isKnown: () => false },
      newId: () => `process-${n}-${++ids}`,
      now: () => Temporal.Instant.from('2026-11-24T09:00:00Z'),
      elapsedMs: () => performance.now(),
      wait,
      meter: NO_METER,
      platforms: () => ['playground'],
      log: logInto([]),
    });
  }
});

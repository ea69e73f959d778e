import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { NotDelivered } from '../../src/ports/platform.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();
const MONDAY = '2026-11-23T08:00:00Z';
const TUESDAY = '2026-11-24T09:00:00Z';
const WEDNESDAY = '2026-11-25T09:00:00Z';
const CHANNEL = '#support';
const zones = { ana: 'UTC', ben: 'UTC', lea: 'UTC' };

const open = () => openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 9)], start: MONDAY, zones });

const unsure = () => new NotDelivered('unsure', 'no answer came');
const gone = (options = {}) => new NotDelivered('unreachable', 'blocked', options);

const say = (world: MemoryWorld, person: string, text: string) =>
  world.engine.accept(world.inbound(person, { type: 'said', text, attachments: 0 }));

async function sweep(engine: Engine): Promise<void> {
  await engine.sweep();
  await engine.idle();
}

/** Somebody says something to a process that ends in the middle of sending the answer. */
async function endsWhileAnswering(world: MemoryWorld): Promise<void> {
  await world.say('ana', 'hello');
  world.hangNext();
  await say(world, 'ana', 'help');
}

const count = (world: MemoryWorld) => world.delivered.length;
const failed = (world: MemoryWorld) => world.log.filter((line) => line.message.startsWith('not delivered: it may have arrived'));

describe('what a process leaves that ends in the middle of sending', () => {
  it('is sent by another, once the first has been silent for long enough', async () => {
    const world = open();
    await endsWhileAnswering(world);
    const other = world.another();
    await sweep(other);
    expect(count(world)).toBe(1);
    world.pass('PT25S');
    await sweep(other);
    expect(count(world)).toBe(2);
    await sweep(world.another());
    expect(count(world)).toBe(2);
  });

  it('is not sent again where it has arrived, and its message can be replaced as ever', async () => {
    const world = open();
    await world.say('ana', 'hello');
    world.loseAnswerNext(unsure());
    await world.say('ana', 'quiz');
    const before = count(world);
    world.pass('PT25S');
    await sweep(world.another());
    expect(count(world)).toBe(before);
    await world.say('ana', 'yes it is');
    const questions = (await world.messages('ana')).filter((message) => message.text.includes('1 of 3'));
    expect(questions).toHaveLength(1);
    expect(questions.flatMap((message) => message.buttons)).toEqual([]);
  });

  it('is repeated once where nobody can look, and then left to a person', async () => {
    const world = open();
    world.sightAs({ seen: 'unknown' });
    await world.say('ana', 'hello');
    for (let i = 0; i < 3; i++) world.loseAnswerNext(unsure());
    await world.say('ana', 'help');
    for (let i = 0; i < 5; i++) await world.advance('PT1M');
    expect(count(world)).toBe(3);
    expect(failed(world)).toHaveLength(1);
    await world.say('ana', 'stats');
    expect(count(world)).toBe(4);
  });

  it('that changes a message is repeated until it is through', async () => {
    const world = open();
    world.sightAs({ seen: 'unknown' });
    await world.say('ana', 'quiz');
    const question = (await world.messages('ana')).at(-1);
    if (!question) throw new Error('no question');
    for (let i = 0; i < 3; i++)
      world.loseAnswerNext(new NotDelivered('failed', 'no answer came, and to say it again changes nothing'));
    await world.press('ana', question, 'A');
    for (let i = 0; i < 6; i++) await world.advance('PT1M');
    expect(failed(world)).toEqual([]);
    expect((await world.messages('ana')).at(-1)?.text).toContain('2 of 3');
  });

  it('keeps its place before what is said later', async () => {
    const world = open();
    await endsWhileAnswering(world);
    const other = world.another();
    await other.accept(world.inbound('ana', { type: 'said', text: 'stats', attachments: 0 }));
    await other.idle();
    expect(count(world)).toBe(1);
    world.pass('PT25S');
    await sweep(other);
    expect(world.delivered.slice(1).map((letter) => letter.purpose.startsWith('event:event-2'))).toEqual([true, false]);
  });
});

describe('who cannot be reached', () => {
  it('is asked nothing more, until there is a sign of life', async () => {
    const world = open();
    await world.say('ana', 'hello');
    world.refuseNext(gone());
    await world.moveTo(TUESDAY);
    await world.moveTo(WEDNESDAY);
    expect(count(world)).toBe(1);
    await world.say('ana', 'help');
    await world.moveTo('2026-11-26T09:00:00Z');
    expect((await world.messages('ana')).at(-1)?.text).toContain('3 questions');
  });

  it('is nobody else: a colleague is asked as ever', async () => {
    const world = open();
    await world.say('ana', 'hello');
    await world.say('ben', 'hello');
    world.refuseNext(gone());
    await world.moveTo(TUESDAY);
    await world.moveTo(WEDNESDAY);
    const offers = world.delivered.filter((letter) => letter.purpose.startsWith('session:'));
    expect(offers).toHaveLength(2);
    expect(new Set(offers.map((letter) => (letter.to.kind === 'member' ? letter.to.member : '')))).toHaveProperty('size', 1);
  });

  it('may be a whole workspace: nobody there is asked, and everybody is again when somebody writes', async () => {
    const world = open();
    await world.say('ana', 'hello');
    await world.say('ben', 'hello');
    await world.engine.lose({ workspace: WORKSPACE, reason: 'the app was removed' });
    await world.moveTo(TUESDAY);
    expect(count(world)).toBe(2);
    await world.say('ana', 'help');
    await world.moveTo('2026-11-25T09:30:00Z');
    await world.moveTo('2026-11-26T09:30:00Z');
    const offered = world.delivered.filter((letter) => letter.purpose.startsWith('session:')).map((letter) => letter.to);
    expect(offered).toContainEqual({ kind: 'member', member: 'ana' });
    expect(offered).toContainEqual({ kind: 'member', member: 'ben' });
  });

  it('may be a channel: its lead is told, once, and brings it back with a word there', async () => {
    const world = open();
    await world.say('lea', 'team', CHANNEL);
    const form = (await world.messages('lea')).at(-1);
    if (!form) throw new Error('no form');
    await world.press('lea', form, 'Set up', { people: ['ana', 'lea'] });
    await world.moveTo('2026-11-24T10:30:00Z');
    world.refuseNext(gone());
    await world.say('lea', 'ask', CHANNEL);
    const told = (await world.messages('lea')).filter((message) => message.text.includes('cannot write in'));
    expect(told).toHaveLength(1);
    await world.moveTo('2026-11-27T15:30:00Z');
    expect((await world.messages('ben', CHANNEL)).some((message) => message.text.includes('took part'))).toBe(false);
    await world.say('lea', 'summary', CHANNEL);
    expect((await world.messages('ben', CHANNEL)).some((message) => message.text.includes('took part'))).toBe(true);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import type { ProbeRow } from '../../src/domain/evidence/probe-row.ts';
import { useDatabase } from '../support/database.ts';
import { hinted, simpleDeck } from '../support/decks.ts';
import { draw, each } from '../support/draw.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const FIRST_DAY = Temporal.PlainDate.from('2026-01-01');
const zones = { ana: 'Europe/Berlin', ben: 'Europe/Berlin' };

type Talk = Pick<MemoryWorld, 'messages'>;

async function last(world: Talk, person = 'ana'): Promise<string> {
  return (await world.messages(person)).at(-1)?.text ?? '';
}

function open(decks = [simpleDeck('basics', 1)], start = MONDAY): MemoryWorld {
  return openMemoryWorld({ db: database(), decks, start, zones });
}

/** A learner who has just recalled one item for the first time, of which these probes are drawn. */
async function learned(arm: ProbeRow['arm'], start = MONDAY): Promise<MemoryWorld> {
  const world = open([simpleDeck('basics', 1)], start);
  await draw(world, each('ana', 'basics', 1, arm));
  for (const words of ['quiz', 'yes it is']) await world.say('ana', words);
  return world;
}

const rowsOf = (world: MemoryWorld) =>
  world.store.within(WORKSPACE, ({ probes }) => probes.rows(Temporal.Instant.from('2026-01-01T00:00:00Z')));
const log = (world: MemoryWorld, person = 'ana') =>
  world.store.within(WORKSPACE, ({ attempts }) => attempts.since([person], FIRST_DAY));

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('on %s', (_, openPlatform) => {
  let world: PlatformWorld;
  afterEach(() => world.stop());

  it('a day later it is asked first, without a hint, says what it is once, and is marked at once', async () => {
    world = await openPlatformWorld(openPlatform, { db: database(), start: MONDAY, decks: [hinted, simpleDeck('basics', 3)] });
    await draw(world, { [`${world.idOf('ana')} hinted/same-twice`]: 'day' }, world.workspace);
    await world.say('ana', 'quiz');
    expect((await world.messages('ana')).at(-1)?.buttons.join()).toMatch(/hint/i);
    await world.say('ana', 'idempotent');
    await world.moveTo('2026-11-24T08:00:00Z');
    const offer = (await world.messages('ana')).at(-1);
    if (!offer) throw new Error('nothing is offered');
    await world.press('ana', offer, 'Start');
    const probe = (await world.messages('ana')).at(-1);
    expect(probe?.text).toContain('Same effect when repeated?');
    expect(probe?.text).toContain('A quick check without hints: it shows whether this stays.');
    expect(probe?.buttons.join()).not.toMatch(/hint/i);
    await world.say('ana', 'hint');
    expect(await last(world)).toContain('This is a quick check without hints.');
    await world.say('ana', 'idempotent');
    const texts = (await world.messages('ana')).map(({ text }) => text).join('\n');
    expect(texts.match(/✓ Right/g)).toHaveLength(2);
    expect(texts).not.toContain('It is Latin.');
  });
});

describe('a probe after a day', () => {
  it('is no evidence for an achievement, and neither keeps a streak nor breaks it', async () => {
    const world = await learned('day');
    await world.moveTo('2026-11-24T08:00:00Z');
    for (const words of ['quiz', 'yes it is']) await world.say('ana', words);
    expect((await log(world)).map(({ purpose }) => purpose)).toEqual(['new', 'probe']);
    const [first] = await log(world);
    const proven = await world.store.within(WORKSPACE, ({ proofs }) => proofs.of('ana'));
    expect(new Set(proven.map(({ attempt }) => attempt))).toEqual(new Set([first?.id]));
    expect(await last(world)).toContain('Done: 1 right.');
    expect(await last(world)).not.toContain('Return');
    await world.say('ana', 'stats');
    expect(await last(world)).toContain('Something recalled on 1 of 1 day with questions');
    expect(await rowsOf(world)).toEqual([
      {
        ...{ learner: 'ana', deck: 'basics', item: 'item-1', topic: 'Topic 1' },
        ...{ arm: 'day', horizon: '24h', elapsedHours: 24, outcome: 'recalled' },
      },
    ]);
  });

  it('does not stand for what was missed on the same day', async () => {
    const world = open([simpleDeck('basics', 2)]);
    await draw(world, each('ana', 'basics', 1, 'day'));
    for (const words of ['settings questions 1', 'quiz', 'yes it is', 'settings questions 2']) await world.say('ana', words);
    await world.moveTo('2026-11-24T08:00:00Z');
    for (const words of ['quiz', 'yes it is', 'no it is not', 'yes it is', 'stats']) await world.say('ana', words);
    expect((await log(world)).map(({ purpose }) => purpose)).toEqual(['new', 'probe', 'new', 'correction']);
    expect(await last(world)).toContain('Something recalled on 1 of 2 days with questions');
  });

  it('is put right at once where it is missed; the first answer is what counts', async () => {
    const world = await learned('day');
    await world.moveTo('2026-11-24T08:00:00Z');
    for (const words of ['quiz', 'no it is not']) await world.say('ana', words);
    expect(await last(world)).toContain('Once more');
    await world.say('ana', 'yes it is');
    expect(await rowsOf(world)).toMatchObject([{ outcome: 'missed' }]);
    await world.moveTo('2026-11-25T08:00:00Z');
    await world.say('ana', 'quiz');
    expect(await last(world)).not.toContain('quick check');
    expect((await log(world)).map(({ purpose }) => purpose)).toEqual(['new', 'probe', 'correction']);
  });

  it('waits for Monday after a Friday, and is reported as what it is', async () => {
    const world = await learned('day', '2026-11-27T08:00:00Z');
    await world.moveTo('2026-11-30T08:00:00Z');
    for (const words of ['quiz', 'yes it is']) await world.say('ana', words);
    expect(await rowsOf(world)).toMatchObject([{ horizon: '72h', elapsedHours: 72, outcome: 'recalled' }]);
  });

  it('is missing where nobody answers, and is practised as any from then on', async () => {
    const world = await learned('day');
    await world.moveTo('2026-11-24T08:00:00Z');
    expect(await last(world)).toContain('1 question');
    await world.moveTo('2026-11-24T20:00:00Z');
    expect(await rowsOf(world)).toMatchObject([{ horizon: '24h', outcome: 'missing' }]);
    await world.moveTo('2026-11-25T08:00:00Z');
    for (const words of ['quiz', 'yes it is']) await world.say('ana', words);
    expect((await log(world)).map(({ purpose }) => purpose)).toEqual(['new', 'review']);
    expect(await rowsOf(world)).toHaveLength(1);
  });

  it('is missing where it is skipped, and where it is answered too late', async () => {
    const world = open([simpleDeck('basics', 2)]);
    await draw(world, each('ana', 'basics', 2, 'day'));
    for (const words of ['quiz', 'yes it is', 'yes it is']) await world.say('ana', words);
    await world.moveTo('2026-11-24T08:00:00Z');
    for (const words of ['quiz', 'skip']) await world.say('ana', words);
    await world.moveTo('2026-11-24T20:10:00Z');
    await world.say('ana', 'yes it is');
    expect(await rowsOf(world)).toMatchObject([{ outcome: 'missing' }, { outcome: 'missing' }]);
    expect((await log(world)).at(-1)).toMatchObject({ purpose: 'probe' });
  });

  it('waits until somebody is back from a day off', async () => {
    const world = await learned('day');
    await world.say('ana', 'pause until 2026-11-26');
    await world.moveTo('2026-11-24T20:00:00Z');
    await world.moveTo('2026-11-26T08:00:00Z');
    for (const words of ['quiz', 'yes it is']) await world.say('ana', words);
    expect(await rowsOf(world)).toMatchObject([{ horizon: '72h', elapsedHours: 72 }]);
  });

  it('is missing after a long leave', async () => {
    const world = await learned('day');
    await world.say('ana', 'pause until 2026-12-14');
    await world.moveTo('2026-12-14T08:00:00Z');
    expect(await rowsOf(world)).toMatchObject([{ outcome: 'missing' }]);
  });

  it('counts from when the item was seen in a channel', async () => {
    const world = await learned('day');
    await world.store.within(WORKSPACE, ({ probes }) =>
      probes.expose(['ana'], { deck: 'basics', item: 'item-1' }, Temporal.Instant.from('2026-11-24T06:00:00Z')),
    );
    await world.moveTo('2026-11-24T08:00:00Z');
    await world.say('ana', 'quiz');
    expect(await last(world)).toContain('Nothing is due today.');
    await world.moveTo('2026-11-25T08:00:00Z');
    for (const words of ['quiz', 'yes it is']) await world.say('ana', words);
    expect(await rowsOf(world)).toMatchObject([{ horizon: '24h', elapsedHours: 26, outcome: 'recalled' }]);
  });
});

describe('a probe after a week', () => {
  it('is the first that the control is asked, and it says when that is', async () => {
    const world = await learned('control');
    const texts = (await world.messages('ana')).map(({ text }) => text).join('\n');
    expect(texts).toContain('Back in 7 days.');
    for (let day = 24; day <= 27; day++) {
      await world.moveTo(`2026-11-${day}T08:00:00Z`);
      for (const words of ['quiz', 'more']) await world.say('ana', words);
      expect(await last(world)).toContain('Nothing is due today.');
    }
    await world.moveTo('2026-11-30T08:00:00Z');
    for (const words of ['quiz', 'yes it is']) await world.say('ana', words);
    expect((await log(world)).map(({ purpose }) => purpose)).toEqual(['new', 'probe']);
    expect(await rowsOf(world)).toMatchObject([{ arm: 'control', horizon: '7d', elapsedHours: 168, outcome: 'recalled' }]);
  });

  it('comes after a review, for all others', async () => {
    const world = await learned('week');
    for (const day of ['11-24', '11-25', '11-26', '11-27', '11-30', '12-01']) {
      await world.moveTo(`2026-${day}T08:00:00Z`);
      for (const words of ['quiz', 'yes it is']) await world.say('ana', words);
    }
    expect((await log(world)).map(({ purpose }) => purpose)).toEqual(['new', 'review', 'probe']);
    expect(await rowsOf(world)).toMatchObject([{ arm: 'week', horizon: '7d', elapsedHours: 144 }]);
  });

  it('is missing where its learner has not come back for the review', async () => {
    const world = await learned('week');
    await world.moveTo('2026-12-21T07:00:00Z');
    expect(await rowsOf(world)).toEqual([]);
    await world.moveTo('2026-12-21T08:00:00Z');
    expect(await rowsOf(world)).toMatchObject([{ arm: 'week', horizon: '7d', outcome: 'missing' }]);
  });

  it('comes a week after that of a day, where both are drawn', async () => {
    const world = await learned('both');
    for (const day of ['11-24', '11-25', '11-26', '11-27', '11-30', '12-01']) {
      await world.moveTo(`2026-${day}T08:00:00Z`);
      for (const words of ['quiz', 'yes it is']) await world.say('ana', words);
    }
    expect((await log(world)).map(({ purpose }) => purpose)).toEqual(['new', 'probe', 'probe']);
    expect((await rowsOf(world)).map(({ horizon }) => horizon)).toEqual(['24h', '7d']);
  });
});

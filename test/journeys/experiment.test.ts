import { afterEach, describe, expect, it } from 'vitest';
import type { Experiment } from '../../src/domain/experiment/experiment.ts';
import type { WorkspaceId } from '../../src/events.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { draw, each } from '../support/draw.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE, type World } from '../support/world.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const START = Temporal.Instant.from(MONDAY);
const PLAN: Experiment = { id: 'e1', salt: 'salt', share: 0.2, days: 21, recall: 0.6, effect: 0.05, plannedAt: START };
const zones = { ana: 'Europe/Berlin', ben: 'Europe/Berlin' };

/** An experiment that begins now, in which the lot has put these people where they are. */
async function begin(world: Pick<World, 'store'>, heldOut: Record<string, boolean>, workspace: WorkspaceId = WORKSPACE) {
  const sides = Object.entries(heldOut).map(([member, out]) => ({ member, heldOut: out, assignedAt: START }));
  await world.store.within(workspace, async ({ workspace: own, experiments }) => {
    await own.get();
    await experiments.save({ ...PLAN, startedAt: START });
    await experiments.assign('e1', sides);
  });
}

const stop = (world: Pick<World, 'store' | 'now'>) =>
  world.store.within(WORKSPACE, ({ experiments }) => experiments.save({ ...PLAN, startedAt: START, stoppedAt: world.now() }));

async function last(world: Pick<MemoryWorld, 'messages'>, person: string) {
  const message = (await world.messages(person)).at(-1);
  if (!message) throw new Error(`${person} has no message`);
  return message;
}

async function answers(world: Pick<MemoryWorld, 'say'>, person: string, ...replies: string[]): Promise<void> {
  for (const words of ['quiz', ...replies]) await world.say(person, words);
}

const RIGHT = ['yes it is', 'yes it is', 'yes it is'];

function open(): MemoryWorld {
  return openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 12)], start: MONDAY, zones });
}

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('on %s', (_, openPlatform) => {
  let world: PlatformWorld;
  afterEach(() => world.stop());

  it('who is held out is asked and marked as all, and gets no award while others do; when it ends, awards come', async () => {
    world = await openPlatformWorld(openPlatform, { db: database(), start: MONDAY, decks: [simpleDeck('basics', 12)] });
    await begin(world, { [world.idOf('ana')]: true, [world.idOf('ben')]: false }, world.workspace);
    for (const person of ['ana', 'ben']) await answers(world, person, ...RIGHT);
    const [ana, ben] = [await last(world, 'ana'), await last(world, 'ben')];
    expect(ben.text).toContain('First Recall, starter.');
    expect(ben.buttons).toEqual(['One more, 30 s', 'Tomorrow']);
    expect(ana.text).toContain('Done: 3 right.');
    expect(ana.text).toContain('Next: tomorrow at 9:00');
    expect((await world.messages('ana')).map(({ text }) => text).join()).not.toContain('First Recall');
    expect(ana.buttons).toEqual([]);
    for (const person of ['ana', 'ben']) await world.say(person, 'stats');
    expect((await last(world, 'ben')).text).toMatch(/Achievements[\s\S]*First Recall: starter/);
    expect((await last(world, 'ana')).text).toContain('Something recalled on 1 of 1 day with questions');
    expect((await last(world, 'ana')).text).not.toContain('Achievements');
    await world.moveTo('2026-12-14T08:00:00Z');
    await answers(world, 'ana', 'no it is not', ...RIGHT);
    const texts = (await world.messages('ana')).map(({ text }) => text).join('\n');
    expect(texts).toContain('First Recall, starter.');
  });

  it('privacy says so, and whoever wants to leaves the comparison, by button or in words', async () => {
    world = await openPlatformWorld(openPlatform, { db: database(), start: MONDAY, decks: [simpleDeck('basics', 12)] });
    await begin(world, { [world.idOf('ana')]: true, [world.idOf('ben')]: true }, world.workspace);
    for (const person of ['ana', 'ben']) await answers(world, person, ...RIGHT);
    await world.say('ana', 'privacy');
    expect((await last(world, 'ana')).text).toContain('by lot some get none, all else is the same; you are one of them.');
    await world.press('ana', await last(world, 'ana'), 'Leave the comparison');
    await world.say('ben', 'leave the comparison');
    for (const person of ['ana', 'ben']) {
      expect((await last(world, person)).text).toContain('Done: you get achievements, whatever is compared.');
      await world.say(person, 'stats');
      expect((await last(world, person)).text).toContain('First Recall: starter');
      await answers(world, person, 'more', 'yes it is');
      expect((await last(world, person)).text).toContain('First Recall, starter.');
    }
    await world.say('ana', 'privacy');
    expect((await last(world, 'ana')).buttons).not.toContain('Leave the comparison');
  });
});

describe('while achievements are compared', () => {
  it('what somebody held out answers is evidence all the same', async () => {
    const world = open();
    await begin(world, { ana: true });
    await answers(world, 'ana', ...RIGHT);
    const kept = await world.store.within(WORKSPACE, async ({ proofs, awards }) => ({
      firstRecalls: (await proofs.counts('ana')).get('first-recall'),
      awards: await awards.of('ana'),
    }));
    expect(kept).toEqual({ firstRecalls: 3, awards: [] });
  });

  it('an award from before is not told of, and is there again when it is stopped', async () => {
    const world = open();
    await answers(world, 'ana', ...RIGHT);
    await begin(world, { ana: true });
    await world.say('ana', 'stats');
    expect((await last(world, 'ana')).text).not.toContain('First Recall');
    await stop(world);
    await world.say('ana', 'stats');
    expect((await last(world, 'ana')).text).toContain('First Recall: starter');
  });

  it('what was earned comes with the next answer after it ends, whatever that was, and is told once', async () => {
    const world = open();
    await draw(world, each('ana', 'basics', 12, 'both'));
    await begin(world, { ana: true });
    await answers(world, 'ana', ...RIGHT);
    await stop(world);
    await answers(world, 'ana', 'more', 'no it is not', 'yes it is');
    expect((await last(world, 'ana')).text).toContain('First Recall, starter.');
    await answers(world, 'ana', 'more', 'no it is not', 'yes it is');
    expect((await last(world, 'ana')).text).not.toContain('First Recall');
  });

  it('who comes later is drawn once, and stays where they are', async () => {
    const world = open();
    await begin(world, {});
    const people = Array.from({ length: 12 }, (_, i) => `late-${i}`);
    for (const person of people) await answers(world, person, ...RIGHT);
    const sides = await world.store.within(WORKSPACE, ({ experiments }) =>
      Promise.all(people.map((person) => experiments.assignment('e1', person))),
    );
    const without = people.filter((_, i) => sides[i]?.heldOut);
    expect(without.length).toBeGreaterThan(0);
    expect(without.length).toBeLessThan(7);
    for (const person of people)
      expect((await last(world, person)).text.includes('First Recall')).toBe(!without.includes(person));
    await begin(world, Object.fromEntries(people.map((person) => [person, !without.includes(person)])));
    for (const person of without) {
      await world.say(person, 'stats');
      expect((await last(world, person)).text).not.toContain('First Recall');
    }
  });

  it('nothing is said of it where none runs, and another workspace has none of it', async () => {
    const world = open();
    await begin(world, { ana: true }, 'playground:other');
    await answers(world, 'ana', ...RIGHT);
    expect((await last(world, 'ana')).text).toContain('First Recall, starter.');
    await world.say('ana', 'privacy');
    expect((await last(world, 'ana')).text).not.toContain('achievements');
    await world.say('ana', 'leave the comparison');
    expect((await last(world, 'ana')).text).toBe('Nothing is being compared here just now.');
  });
});

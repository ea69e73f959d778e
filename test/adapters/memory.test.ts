import { default_w } from 'ts-fsrs';
import { describe, expect, it } from 'vitest';
import { openFitter } from '../../adapters/memory/fitter.ts';
import { historiesIn } from '../../src/domain/memory-fit.ts';
import { tuneMemories } from '../../src/engine/tune.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { chanceOf } from '../support/seeded.ts';
import { type LogLine, logInto, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();
const START = Temporal.PlainDate.from('2026-01-05');

/** People who forget half of everything in two days. */
const forgetful = Array.from({ length: 90 }, (_, n) =>
  [0, 2, 4, 8, 16].map((offset, i) => {
    const day = START.add({ days: offset + (n % 20) });
    return { at: day.toZonedDateTime('UTC').toInstant(), day, recalled: chanceOf(5, n, i) < 0.5, guess: 0 };
  }),
);

describe('the fitter', () => {
  it('fits the parameters of FSRS-6 in a process of its own', async () => {
    const weights = await openFitter(logInto([])).fit(forgetful);
    expect(weights).toHaveLength(21);
    expect(weights?.every(Number.isFinite)).toBe(true);
  });

  it('gives FSRS’s own where there is nothing to fit to', async () => {
    const weights = await openFitter(logInto([])).fit([]);
    expect(weights?.map((weight) => Math.round(weight * 1e4) / 1e4)).toEqual([...default_w]);
  });

  it('finds nothing where its process ends, and says so in the log', async () => {
    const lines: LogLine[] = [];
    const [first] = forgetful;
    if (!first) throw new Error('nobody forgets');
    // A day of some other kind: what comes of it is no number of days.
    const odd = first.map((each) => ({ ...each, day: { until: () => ({ days: 1.5 }) } as unknown as Temporal.PlainDate }));
    expect(await openFitter(logInto(lines)).fit([odd])).toBeUndefined();
    expect(lines.map(({ message }) => message)).toEqual(['the parameters of memory could not be fitted']);
  });
});

describe('every night', () => {
  /** Answers of four people over weeks, written into the log as the program writes them. */
  async function lived() {
    const world = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 10)], start: '2026-01-05T09:00:00Z' });
    const people = ['ana', 'ben', 'cem', 'dua'];
    for (const person of people) {
      await world.say(person, 'hello');
      await world.say(person, 'settings questions 10');
    }
    for (let day = 0; day < 24; day++) {
      for (const person of people) {
        await world.say(person, 'quiz');
        for (let i = 0; i < 8; i++) await world.say(person, chanceOf(2, person, day, i) < 0.5 ? 'yes it is' : 'no it is not');
      }
      await world.advance('P1D');
    }
    return world;
  }

  it('what a workspace’s reviews prove is kept, and its memories follow', async () => {
    const world = await lived();
    const logged = await world.store.within(WORKSPACE, ({ attempts }) => attempts.since(['ana', 'ben', 'cem', 'dua'], START));
    const reviews = historiesIn(logged).reduce((sum, { length }) => sum + length - 1, 0);
    expect(reviews).toBeGreaterThan(200);
    const lines: LogLine[] = [];
    await tuneMemories({ store: world.store, fitter: openFitter(logInto(lines)), log: logInto(lines) });
    const { tuning } = await world.store.within(WORKSPACE, (records) => records.workspace.get());
    expect(tuning?.weights ?? tuning?.calibration).toBeDefined();
    expect(lines.map(({ message }) => message)).toContain('the parameters of memory were fitted');
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('nothing is changed where the fit is no better, or fails', async () => {
    const world = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 3)] });
    await world.say('ana', 'hello');
    await tuneMemories({ store: world.store, fitter: { fit: async () => undefined }, log: logInto([]) });
    const { tuning } = await world.store.within(WORKSPACE, (records) => records.workspace.get());
    expect(tuning).toEqual({});
  });
});

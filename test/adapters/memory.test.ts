import { default_w } from 'ts-fsrs';
import { describe, expect, it } from 'vitest';
import { openFitter } from '../../adapters/memory/fitter.ts';
import { type Memory, remember, type Tuning } from '../../src/domain/schedule.ts';
import { type Difference, replayMember } from '../../src/engine/quiz/replay.ts';
import { tuneMemories } from '../../src/engine/quiz/tune.ts';
import type { Fitter } from '../../src/ports/memory.ts';
import type { Store } from '../../src/ports/store.ts';
import { attemptOn } from '../support/attempts.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { chanceOf } from '../support/seeded.ts';
import { type LogLine, logInto, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();
const START = Temporal.PlainDate.from('2026-01-05');
const PEOPLE = ['ana', 'ben', 'cem', 'dua'];

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
    expect(lines).toEqual([
      {
        level: 'warn',
        ids: { histories: 1, cause: expect.stringMatching(/^ZodError: .*"expected": "int"/) },
        message: 'the parameters of memory could not be fitted',
      },
    ]);
  });
});

/** A store that is gone when it is somebody's turn. */
function dyingAt(store: Store, who: string): Store {
  return {
    ...store,
    within: (workspace, work, options) =>
      store.within(
        workspace,
        (records) =>
          work({
            ...records,
            members: {
              ...records.members,
              lock: async (id) => {
                if (id === who) throw new Error('the connection is gone');
                return records.members.lock(id);
              },
            },
          }),
        options,
      ),
  };
}

describe('every night', () => {
  /** Four people who forget half of what they know in four days, as the program writes their answers into the log. */
  async function lived(days: readonly number[]) {
    const { store, say } = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 3)] });
    for (const person of PEOPLE) await say(person, 'hello');
    await store.within(WORKSPACE, async ({ attempts, memories }) => {
      for (const member of PEOPLE) {
        for (let item = 0; item < 10; item++) {
          let memory: Memory | undefined;
          for (const [i, each] of days.entries()) {
            const day = START.add({ days: each + item });
            const verdict = chanceOf(2, member, item, each) < 0.5 ** ((each - (days[i - 1] ?? 0)) / 4) ? 'correct' : 'incorrect';
            const attempt = attemptOn(day, {
              id: `${member}-${item}-${day}`,
              member,
              deck: 'basics',
              item: `item-${item}`,
              verdict,
            });
            await attempts.append(attempt);
            memory = remember(attempt, memory, verdict === 'correct', { now: attempt.answeredAt, day });
          }
          if (memory) await memories.save(member, memory);
        }
      }
    });
    return store;
  }

  async function tuned(store: Store, fitter: Fitter = openFitter(logInto([]))) {
    const lines: LogLine[] = [];
    await tuneMemories({ store, fitter, log: logInto(lines) });
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
    const { tuning } = await store.within(WORKSPACE, (records) => records.workspace.get());
    return { tuning, messages: lines.map(({ message }) => message) };
  }

  /** Whose memories are otherwise than the log says. */
  async function differing(store: Store, tuning: Tuning = {}): Promise<string[]> {
    const found = await store.within(WORKSPACE, async (records) => {
      const all: Difference[] = [];
      for (const member of PEOPLE)
        all.push(...(await replayMember(records, member, { mend: false, tuning, rules: [], isHoliday: () => false })));
      return all;
    });
    const memories = found.filter(({ replayed }) => !replayed.startsWith('course'));
    return [...new Set(memories.map(({ member }) => member))];
  }

  it('what a workspace’s reviews prove is kept with what it was measured at, and its memories follow', async () => {
    const store = await lived([0, 2, 5, 9, 14, 20, 30, 45]);
    const { tuning, messages } = await tuned(store);
    expect(messages).toEqual(['memory is read as reviews prove']);
    expect(tuning?.weights).toHaveLength(21);
    expect(tuning?.measured).toMatchObject({ reviews: 280, newest: 56 });
    expect(tuning?.measured?.loss).toBeLessThan(tuning?.measured?.fsrs ?? 0);
    expect(await differing(store, tuning)).toEqual([]);
  });

  it('parameters that are no longer better are kept, and none are taken from a fit that fails', async () => {
    const store = await lived([0, 2, 5, 9, 14, 20, 30, 45]);
    const { tuning: first } = await tuned(store);
    const { tuning: second } = await tuned(store, { fit: async () => undefined });
    expect(second).toEqual(first);
  });

  it('memories that a process which died left behind follow in the next night, also where the parameters stay', async () => {
    const store = await lived([0, 2, 5, 9, 14, 20, 30, 45]);
    const lines: LogLine[] = [];
    await tuneMemories({ store: dyingAt(store, 'cem'), fitter: openFitter(logInto([])), log: logInto(lines) });
    expect(lines.map(({ level }) => level)).toEqual(['info', 'error']);
    const { tuning } = await store.within(WORKSPACE, (records) => records.workspace.get());
    expect(await differing(store, tuning)).toEqual(['cem', 'dua']);
    const { tuning: followed } = await tuned(store, { fit: async () => undefined });
    expect(followed).toEqual({ ...tuning, behind: undefined });
    expect(await differing(store, followed)).toEqual([]);
  });

  it('fewer than two hundred reviews change nothing', async () => {
    const store = await lived([0, 2, 5, 9, 14]);
    const never: Fitter = { fit: () => Promise.reject(new Error('too few to fit')) };
    expect(await tuned(store, never)).toEqual({ tuning: undefined, messages: [] });
  });
});

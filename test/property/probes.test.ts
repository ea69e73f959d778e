import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../src/domain/attempt.ts';
import type { Probe } from '../../src/domain/probe.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { chanceOf } from '../support/seeded.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();
const PEOPLE = ['ada', 'ana', 'ben'];
const zones = { ada: 'UTC', ana: 'America/Los_Angeles', ben: 'Asia/Tokyo' };
const SAYINGS = [
  ...['quiz', 'quiz', 'quiz', 'yes it is', 'yes it is', 'yes it is', 'yes it is', 'no it is not', 'more', 'skip', 'hint'],
  ...['not sure', 'just one', 'pause until 2026-11-12', 'resume'],
];
const WEEKS = 4;
const FIRST_DAY = Temporal.PlainDate.from('2026-01-01');

/** Weeks over the end of summer time of people who come and go, answer, pass over, and ask for more. */
async function live(world: MemoryWorld, seed: number): Promise<void> {
  for (const person of PEOPLE) await world.say(person, 'quiz');
  for (let hour = 0; hour < WEEKS * 7 * 24; hour += 6) {
    await world.advance('PT6H');
    for (const person of PEOPLE) {
      const visits = chanceOf(seed, person, hour, 'comes') < 0.4 ? 1 + Math.floor(chanceOf(seed, person, hour, 'stays') * 6) : 0;
      for (let i = 0; i < visits; i++) {
        const said = SAYINGS[Math.floor(chanceOf(seed, person, hour, i) * SAYINGS.length)];
        await world.say(person, said ?? 'quiz');
      }
    }
  }
}

const keyOf = ({ member, deck, item }: { member: string; deck: string; item: string }) => `${member} ${deck}/${item}`;

async function lived(seed: number): Promise<{ world: MemoryWorld; probes: Probe[]; log: readonly Attempt[] }> {
  const world = openMemoryWorld({ db: database(), decks: [simpleDeck('basics', 12)], start: '2026-10-12T08:00:00Z', zones });
  await live(world, seed);
  return world.store.within(WORKSPACE, async (records) => {
    const probes = (await Promise.all(PEOPLE.map((person) => records.probes.of(person)))).flat();
    return { world, probes, log: await records.attempts.since(PEOPLE, FIRST_DAY) };
  });
}

describe('probes over weeks', () => {
  it.each([1, 2])('are never two of a kind, helped or rewarded, and none is forgotten: seed %i', async (seed) => {
    const { world, probes, log } = await lived(seed);
    const rows = await world.store.within(WORKSPACE, (records) =>
      records.probes.rows(Temporal.Instant.from('2026-01-01T00:00:00Z')),
    );
    const asked = log.filter(({ purpose }) => purpose === 'probe');
    const answered = probes.filter(({ state }) => state === 'answered');
    expect(answered.length).toBeGreaterThan(4);
    expect(probes.filter(({ state }) => state === 'missing').length).toBeGreaterThan(2);

    for (const { hints } of asked) expect(hints).toBe(0);
    for (const [, of] of Map.groupBy(asked, keyOf)) expect(of.length).toBeLessThanOrEqual(2);
    expect(new Set(answered.map(({ attempt }) => attempt)).size).toBe(answered.length);
    for (const { attempt } of answered) expect(asked.map(({ id }) => id)).toContain(attempt);

    const within = { '24h': [18, 36], '72h': [60, 108], '7d': [144, 240] } as const;
    for (const { outcome, horizon, elapsedHours = 0 } of rows) {
      if (outcome === 'missing') continue;
      expect(elapsedHours).toBeGreaterThanOrEqual(within[horizon][0]);
      expect(elapsedHours).toBeLessThanOrEqual(within[horizon][1]);
    }
    // Each that began is answered, missing, or still to come.
    expect(rows).toHaveLength(probes.filter(({ settledAt }) => settledAt).length);
    const late = probes.filter(({ state, window }) => {
      return (state === 'waiting' || state === 'asked') && window && Temporal.Instant.compare(window.until, world.now()) <= 0;
    });
    expect(late).toEqual([]);
  });

  it('leave a gap before them in which their item is not asked, for the control from its first recall on', async () => {
    const { probes, log } = await lived(4);
    const times = Map.groupBy(log, keyOf);
    for (const probe of probes.filter(({ state }) => state === 'answered')) {
      const answers = times.get(keyOf(probe)) ?? [];
      const place = answers.findIndex(({ id }) => id === probe.attempt);
      const before = answers.slice(0, place).at(-1);
      expect(before?.answeredAt).toEqual(probe.exposedAt);
    }
    const controls = probes.filter(({ arm }) => arm === 'control');
    for (const probe of controls) {
      const answers = times.get(keyOf(probe)) ?? [];
      const first = answers.findIndex(({ verdict, firstOfDay }) => verdict === 'correct' && firstOfDay);
      const next = answers.slice(first + 1).find(({ firstOfDay }) => firstOfDay);
      if (next && (!probe.settledAt || Temporal.Instant.compare(next.answeredAt, probe.settledAt) <= 0))
        expect(next.purpose).toBe('probe');
    }
    expect(controls.length).toBeGreaterThan(0);
  });
});

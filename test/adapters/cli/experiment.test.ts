import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../adapters/postgres/open.ts';
import { openStore } from '../../../adapters/postgres/store.ts';
import type { Database } from '../../../adapters/postgres/tables.ts';
import type { Assignment } from '../../../src/domain/experiment/experiment.ts';
import { newMember } from '../../../src/domain/member.ts';
import { newTeam } from '../../../src/domain/team.ts';
import type { Records } from '../../../src/ports/store.ts';
import { attemptAt } from '../../support/attempts.ts';
import { simpleDeck } from '../../support/decks.ts';
import { WORKSPACE } from '../../support/world.ts';
import { runCairn } from './run-cairn.ts';

// Two teams of 55 and 45.
const PEOPLE = Array.from({ length: 100 }, (_, i) => `p${String(i).padStart(2, '0')}`);
const TEAMS = { north: PEOPLE.slice(0, 55), south: PEOPLE.slice(55) };

let dataDir: string;
const cairn = (...args: string[]) => runCairn(['experiment', ...args], { dataDir });

async function opened<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openEmbedded(join(dataDir, 'postgres'));
  try {
    return await work(db);
  } finally {
    await db.destroy();
    // Ours, and we still run.
    await rm(join(dataDir, 'postgres.lock'));
  }
}

/** Looks into the database, or writes into it, as a running Cairn would. */
const within = <T>(work: (records: Records) => Promise<T>) => opened((db) => openStore(db).within(WORKSPACE, work));

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cairn-experiment-'));
  await within(async ({ workspace, decks, members, teams }) => {
    await workspace.get();
    await decks.put(simpleDeck('basics', 3), 0);
    for (const id of PEOPLE) await members.save(newMember(id, { name: id, zone: 'UTC' }, 'UTC'));
    await members.save({ ...newMember('gone', { name: 'gone', zone: 'UTC' }, 'UTC'), status: 'left' });
    for (const [name, own] of Object.entries(TEAMS)) {
      await teams.save(newTeam(name, { id: `C-${name}`, name }, 'basics', 'UTC'));
      for (const member of own) await teams.setMember(name, member, 'member');
    }
  });
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** So many days go by: the start is put back by as many. */
const daysGoBy = (days: number) =>
  opened((db) =>
    db
      .updateTable('experiment')
      .set({ started_at: sql`started_at - make_interval(days => ${days})` })
      .execute(),
  );

async function sidesOf(experiments: Records['experiments'], id: string): Promise<Assignment[]> {
  const found = await Promise.all([...PEOPLE, 'gone'].map((member) => experiments.assignment(id, member)));
  return found.flatMap((each) => each ?? []);
}

/** Everybody has answered one check a week after the start; those with achievements recall nine times in ten, the others every second time. */
const checksComeIn = () =>
  within(async ({ experiments, attempts, probes }) => {
    const latest = await experiments.latest();
    if (!latest?.startedAt) throw new Error('nothing has started');
    const seen = latest.startedAt.add({ hours: 1 });
    const settled = seen.add({ hours: 168 });
    const seats = { true: 0, false: 0 };
    for (const { member, heldOut } of await sidesOf(experiments, latest.id)) {
      const seat = ++seats[`${heldOut}`];
      const verdict = (heldOut ? seat % 2 === 0 : seat % 10 > 0) ? 'correct' : 'incorrect';
      const of = { member, deck: 'basics', item: 'item-1' };
      await attempts.append(attemptAt(settled, { ...of, id: `a-${member}`, purpose: 'probe', verdict }));
      const over = { state: 'answered', exposedAt: seen, settledAt: settled, attempt: `a-${member}` } as const;
      await probes.save({ ...of, ...over, horizon: 'week', arm: 'both' });
      // Neither a control, which is not reviewed on purpose, nor what was seen before the start counts.
      await probes.save({ ...of, ...over, item: 'item-2', horizon: 'week', arm: 'control', state: 'missing' });
      const before = { exposedAt: latest.startedAt.subtract({ hours: 1 }), state: 'missing' } as const;
      await probes.save({ ...of, ...over, ...before, item: 'item-3', horizon: 'week', arm: 'week' });
    }
  });

describe('cairn experiment', () => {
  it.each([
    [[], 2, /Say one of plan, start, report and stop/],
    [['plan', '--hold-out', '50'], 2, /--hold-out takes a whole number from 10 to 20, not "50"/],
    [['plan', '--hold-out', '9'], 2, /--hold-out takes a whole number from 10 to 20/],
    [['plan', '--days', '7'], 2, /--days takes a whole number from 21 to 182/],
    [['plan', '--recall', '90', '--effect', '20'], 2, /--effect takes a whole number from 1 to 9/],
    [['start'], 1, /There is no plan to start: cairn experiment plan/],
  ])('%j says what is wrong', async (args, code, message) => {
    const ran = await cairn(...args);
    expect(ran.code).toBe(code);
    expect(ran.err).toMatch(message);
  });

  it('is planned before it starts, and says how many people that takes; nothing begins', async () => {
    const { code, out } = await cairn('plan', '--hold-out', '20', '--days', '28', '--recall', '50', '--effect', '10');
    expect(code).toBe(0);
    expect(out).toContain('By lot within each team, 20 % of the people go without achievements for 28 days.');
    expect(out).toContain('To find 10 points more than 50 %, in 80 of 100 such experiments: 250 people, about 131');
    expect(out).toContain('Here: 100, of whom about 20 would go without.');
    expect(out).toContain('Below 40 people with answers on a side, a range is told and no verdict.');
    expect((await cairn('report')).out).toContain('It is planned.');
    expect(await cairn('plan')).toMatchObject({ code: 1, err: expect.stringContaining('One is planned already') });
    expect(await within(async ({ experiments }) => (await experiments.latest())?.startedAt)).toBeUndefined();
  });

  it('starts with a share of each team held out, and another cannot be planned meanwhile', async () => {
    const { out } = await cairn('start');
    expect(out).toMatch(/^Begun: 20 of 100 people go without achievements for 28 days, 80 have them\./);
    expect(out).toContain('Below 40 people with answers on a side, a range is told and no verdict.');
    const sides = await within(async ({ experiments }) => sidesOf(experiments, (await experiments.latest())?.id ?? ''));
    const without = sides.filter(({ heldOut }) => heldOut).map(({ member }) => member);
    expect(sides.map(({ member }) => member)).toEqual(PEOPLE);
    expect(without.filter((member) => TEAMS.north.includes(member))).toHaveLength(11);
    expect(without.filter((member) => TEAMS.south.includes(member))).toHaveLength(9);
    expect(await cairn('plan')).toMatchObject({ code: 1, err: expect.stringContaining('One is running already') });
  });

  it('tells nothing before checks have come in, and what is needed', async () => {
    const { out } = await cairn('report');
    expect(out).toContain('A live look: it runs until ');
    expect(out).toContain('Without: cannot tell yet. Assigned: 20; 0 have answered a check, and 8 are needed');
    expect(out).toContain('Difference: cannot tell yet. It takes 8 people with answers on each side.');
  });

  it('is told live with the wider sequence, and below 40 on a side without a verdict', async () => {
    await daysGoBy(14);
    await checksComeIn();
    const { out } = await cairn('report');
    expect(out).toMatch(/^With achievements: 90 % \(\d+ % to \d+ %\) recalled after a week, by 80 people/m);
    expect(out).toMatch(/^Without: 50 % \(\d+ % to \d+ %\) recalled after a week, by 20 people/m);
    expect(out).toContain('Difference: +40 points (');
    expect(out).toContain('Cannot tell: below 40 people with answers on a side this is a description, and no verdict.');
    expect(out).toContain('Exploratory, not planned for, no proof of anything');
    expect(out).toMatch(/^ {2}strong: cannot tell/m);
    expect(out).toMatch(/^ {2}beginner: \+40 points/m);
    expect(out).not.toMatch(/\bp\d\d\b|salt/);
    const found = JSON.parse((await cairn('report', '--json')).out);
    expect(found).toMatchObject({
      phase: 'running',
      without: { assigned: 20, learners: 20 },
      difference: { method: 'sequence' },
    });
    expect(found.plan).toMatchObject({ share: 0.2, days: 28, recall: 0.5, effect: 0.1 });
    expect(JSON.stringify(found)).not.toMatch(/"p\d\d"|salt/);
  });

  it('is told at its end by the interval that was planned, which is narrower', async () => {
    await daysGoBy(15);
    const { out } = await cairn('report');
    expect(out).toMatch(/^Ended on .*, as planned\.$/m);
    const [, low, high] = /Difference: \+40 points \(\+(\d+) to \+(\d+)\)/.exec(out) ?? [];
    expect(Number(low)).toBeGreaterThan(10);
    expect(Number(high)).toBeLessThan(70);
    expect((await cairn('stop')).err).toContain('Nothing is planned or running.');
  });

  it('can be withdrawn, and ended early, which is said from then on', async () => {
    await cairn('plan');
    expect((await cairn('stop')).out).toBe('Withdrawn.\n');
    await cairn('plan');
    await cairn('start');
    expect((await cairn('stop')).out).toContain('Ended early, which its report says from now on.');
    expect((await cairn('report')).out).toMatch(/^Ended early, on /m);
    const trail = await within(({ audit }) => audit.since(Temporal.Instant.from('2026-01-01T00:00:00Z')));
    expect(trail.filter(({ actor }) => actor === 'operator').map(({ action }) => action)).toEqual([
      ...['experiment-planned', 'experiment-started', 'experiment-planned', 'experiment-stopped'],
      ...['experiment-planned', 'experiment-started', 'experiment-stopped'],
    ]);
  });
});

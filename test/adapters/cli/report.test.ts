import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../adapters/postgres/open.ts';
import { newTeam } from '../../../src/domain/team.ts';
import { attemptAt } from '../../support/attempts.ts';
import { simpleDeck } from '../../support/decks.ts';
import { openMemoryWorld, WORKSPACE } from '../../support/world.ts';
import { runCairn } from './run-cairn.ts';

const PEOPLE = Array.from({ length: 9 }, (_, i) => `p${i}`);
const SEEN = Temporal.Instant.from('2026-11-23T08:00:00Z');
const NEXT_DAY = SEEN.add({ hours: 24 });

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cairn-report-'));
  const db = await openEmbedded(join(dataDir, 'postgres'));
  const world = openMemoryWorld({ db, decks: [simpleDeck('basics', 3)] });
  for (const person of PEOPLE) await world.say(person, 'hello');
  await world.store.within(WORKSPACE, async ({ attempts, probes, teams }) => {
    // Six of nine still know it a day later.
    for (const [i, member] of PEOPLE.entries()) {
      const of = { member, deck: 'basics', item: 'item-1' };
      const verdict = i < 6 ? 'correct' : 'incorrect';
      await attempts.append(attemptAt(NEXT_DAY, { ...of, id: `a-${member}`, purpose: 'probe', verdict }));
      const over = { state: 'answered', exposedAt: SEEN, settledAt: NEXT_DAY, attempt: `a-${member}` } as const;
      await probes.save({ ...of, ...over, horizon: 'day', arm: 'both' });
      const missed = { member, deck: 'basics', item: 'item-2', verdict: 'incorrect' } as const;
      await attempts.append(attemptAt(SEEN, { ...missed, id: `b-${member}`, purpose: 'new' }));
      await attempts.append(attemptAt(NEXT_DAY, { ...missed, id: `c-${member}`, gapHours: 24 }));
    }
    await teams.save(newTeam('t1', { id: 'C1', name: 'support' }, 'basics', 'UTC'));
    for (const member of PEOPLE.slice(0, 7)) await teams.setMember('t1', member, 'member');
  });
  await db.destroy();
  // Ours, and we still run.
  await rm(join(dataDir, 'postgres.lock'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const report = (...args: string[]) => runCairn(['report', '--since', '2026-11-01', ...args], { dataDir });

describe('cairn report', () => {
  it('says of the only workspace that there is how it remembers, and names nobody', async () => {
    const { code, out } = await report();
    expect(code).toBe(0);
    expect(out).toMatch(/^Still known a day later: 67%/);
    expect(out).toContain('Reviews on time: 100% (100% to 100%)\n    Of 9 answers to what was due again, by 9 people');
    expect(out).not.toMatch(/p\d/);
  });

  it('gives the same figures as JSON', async () => {
    const { retention, practice } = JSON.parse((await report('--json')).out);
    expect(practice).toMatchObject({ learners: 9, onTime: { learners: 9, reviews: 9, share: { estimate: 1 } } });
    expect(retention[0]).toMatchObject({ horizon: '24h', asked: 9, answered: 9, learners: 9, medianHours: 24, worst: 6 / 9 });
  });

  it('says nothing of a team of seven', async () => {
    const { out } = await report('--team', 'support');
    expect(out).toMatch(/^Still known a day later: cannot tell yet/);
    expect(JSON.parse((await report('--team', 't1', '--json')).out)).toEqual({
      since: '2026-11-01',
      retention: [
        { horizon: '24h', learners: 7 },
        { horizon: '72h', learners: 0 },
        { horizon: '7d', learners: 0 },
      ],
      effect: { reviewed: 0, unreviewed: 0 },
      practice: { learners: 7 },
      nextSteps: { learners: 0 },
      diagnosis: { finding: 'unclear', learners: 0, checked: 0, earned: { of: 0, people: 0 } },
      items: [],
    });
  });

  it.each([
    [['--workspace', 'slack:T9'], /no workspace slack:T9: --workspace with one of playground:test/],
    [['--team', 'sales'], /no team "sales"/],
    [['--since', 'monday'], /monday is no day/],
  ])('%j says what is wrong', async (args, message) => {
    const ran = await runCairn(['report', ...args], { dataDir });
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(message);
  });
});

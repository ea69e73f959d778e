import { afterEach, describe, expect, it } from 'vitest';
import { newMember } from '../../src/domain/member.ts';
import { newTeam } from '../../src/domain/team.ts';
import { attemptAt } from '../support/attempts.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';

const database = useDatabase();

const MET = Temporal.Instant.from('2026-11-02T08:00:00Z');
const PEOPLE = Array.from({ length: 9 }, (_, i) => `p${i}`);

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('a report on %s', (_, open) => {
  let world: PlatformWorld;
  afterEach(() => world.stop());

  /**
   * Nine people who knew one item before, missed another, and come back to that: eight the next day, and know it a day later; the ninth a week later, and does
   * not.
   */
  async function begin(teams: Record<string, readonly string[]>, lea: { author: boolean }): Promise<void> {
    world = await openPlatformWorld(open, { db: database(), start: '2026-11-23T08:00:00Z', decks: [simpleDeck('basics', 3)] });
    await world.say('lea', 'hello');
    const id = world.idOf('lea');
    await world.store.within(world.workspace, async (records) => {
      const [known] = await records.members.all([id]);
      if (known) await records.members.save({ ...known, admin: false, author: lea.author });
      for (const member of PEOPLE) {
        await records.members.save(newMember(member, { name: member }, 'UTC'));
        const [days, verdict] = member === 'p8' ? ([7, 'incorrect'] as const) : ([1, 'correct'] as const);
        const of = { member, deck: 'basics', item: 'item-1' };
        const came = MET.add({ hours: 24 * days });
        const checkedAt = came.add({ hours: 24 });
        await records.attempts.append(attemptAt(MET, { ...of, id: `${member}-0`, purpose: 'new', verdict: 'incorrect' }));
        await records.attempts.append(attemptAt(came, { ...of, id: `${member}-1`, gapHours: 24 * days, verdict }));
        const easy = { ...of, item: 'item-2', id: `${member}-3`, purpose: 'new', verdict: 'correct' } as const;
        await records.attempts.append(attemptAt(MET, easy));
        const checked = { ...of, id: `${member}-2`, purpose: 'probe', gapHours: 24, verdict } as const;
        await records.attempts.append(attemptAt(checkedAt, checked));
        const over = { state: 'answered', exposedAt: came, settledAt: checkedAt, attempt: `${member}-2` } as const;
        await records.probes.save({ ...of, ...over, horizon: 'day', arm: 'both' });
      }
      for (const [team, people] of Object.entries(teams)) {
        await records.teams.save(newTeam(team, { id: `C${team}`, name: team }, 'basics', 'UTC'));
        await records.teams.setMember(team, id, 'lead');
        for (const member of people) await records.teams.setMember(team, member, 'member');
      }
    });
  }

  async function reports(): Promise<string[]> {
    await world.say('lea', 'report');
    const texts = (await world.messages('lea')).map(({ text }) => text);
    return texts.filter((text) => text.includes('remembers'));
  }

  it('tells a lead what stays and what leads to it, reviews on time among it', async () => {
    await begin({ support: PEOPLE }, { author: false });
    const [report = '', ...others] = await reports();
    expect(others).toEqual([]);
    expect(report).toContain('How support remembers');
    expect(report).toMatch(/Still known a day later\W+89%/);
    expect(report).toMatch(/Reviews on time\W+89% \(63% to 100%\)/);
    expect(report).toContain('Of 9 answers to what was due again, by 9 people, those at most 3 days after that day.');
    expect(report).not.toContain('Questions to look at');
  });

  it('counts who is in two teams once, so that one of eight taken from one of nine shows nobody', async () => {
    await begin({ a: PEOPLE.slice(0, 8), b: PEOPLE }, { author: false });
    const [first = '', second = ''] = await reports();
    expect(first).toMatch(/How a remembers[\s\S]*Still known a day later\W+100%[\s\S]*8 of 8 checks/);
    expect(second).toMatch(/How everybody else in b remembers[\s\S]*Still known a day later\W+cannot tell yet/);
    expect(second).not.toMatch(/\d %/);
  });

  it('tells an author who leads a team of everybody else, and once of the questions, by the answers of all', async () => {
    await begin({ a: PEOPLE.slice(0, 8) }, { author: true });
    const [first = '', second = ''] = await reports();
    expect(first).toMatch(/Reviews on time\W+100%/);
    expect(first).not.toContain('Questions to look at');
    expect(second).toMatch(/How everybody else in this workspace remembers[\s\S]*What leads to it\W+cannot tell yet/);
    expect(second).not.toContain('Reviews on time');
    expect(second).toMatch(/Questions to look at[\s\S]*basics\/item-2: almost everybody knows it[^)]*of 9 people/);
  });
});

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

const EARLIER = Temporal.Instant.from('2026-10-05T08:00:00Z');
const LATER = Temporal.Instant.from('2026-11-02T08:00:00Z');
const PEOPLE = Array.from({ length: 8 }, (_, i) => `p${i}`);

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('the diagnosis on %s', (_, open) => {
  let world: PlatformWorld;
  afterEach(() => world.stop());

  /** Eight people who had met three items by October and met 8 or 16 more in November, for a standard tier each; of two checks, one is known in either. */
  async function begin({ author }: { author: boolean }): Promise<void> {
    world = await openPlatformWorld(open, { db: database(), start: '2026-11-23T08:00:00Z', decks: [simpleDeck('basics', 24)] });
    await world.say('lea', 'hello');
    const id = world.idOf('lea');
    await world.store.within(world.workspace, async (records) => {
      const [known] = await records.members.all([id]);
      if (known) await records.members.save({ ...known, admin: false, author });
      await records.teams.save(newTeam('support', { id: 'C1', name: 'support' }, 'basics', 'UTC'));
      await records.teams.setMember('support', id, 'lead');
      for (const [i, member] of PEOPLE.entries()) {
        await records.members.save(newMember(member, { name: member }, 'UTC'));
        await records.teams.setMember('support', member, 'member');
        const meet = (at: Temporal.Instant, item: number, more = {}) =>
          records.attempts.append(
            attemptAt(at, {
              ...{ member, deck: 'basics', item: `item-${item}`, id: `${member}-${item}-${at}`, purpose: 'new' as const },
              ...{ verdict: 'correct' as const, ...more },
            }),
          );
        for (let item = 1; item <= 3; item++) await meet(EARLIER, item);
        for (let item = 4; item <= (i < 3 ? 19 : 11); item++) await meet(LATER.add({ hours: 24 * (item % 2) }), item);
        for (const at of [EARLIER, LATER])
          for (const [item, verdict] of [
            [1, 'correct'],
            [2, 'incorrect'],
          ] as const)
            await meet(at.add({ hours: 48 }), item, { purpose: 'probe', gapHours: 48, verdict });
        await records.awards.save({
          ...({ member, family: 'first-recall', tier: 1, state: 'held', announced: true, action: 'done' } as const),
          ...{ earnedAt: LATER, earnedOn: Temporal.PlainDate.from('2026-11-02') },
        });
      }
    });
  }
  const texts = async () => (await world.messages('lea')).map(({ text }) => text).join('\n');

  it('says with its numbers that achievements are too easy, and what stricter ones would have given; an author applies and undoes that by a tap', async () => {
    await begin({ author: true });
    await world.say('lea', 'report');
    expect(await texts()).toMatch(/Do achievements ask for enough\W+no, they are too easy/);
    expect(await texts()).toMatch(/8 people answered \+8\.0 times each from memory \(\+4\.5 to \+11\.5\) beside the 4 before/);
    expect(await texts()).toMatch(/First Recall\W+1 · 15 · 45 in the place of 1 · 10 · 30/);
    expect(await texts()).toContain(
      '3 of 8 awards of the last four weeks would still have been given, by the answers of 9 people.',
    );
    const found = (await world.messages('lea')).find(({ buttons }) => buttons.includes('Apply'));
    if (!found) throw new Error('nothing to apply');
    await world.press('lea', found, 'Apply');
    expect(await texts()).toContain('First Recall asks for 1 · 15 · 45 from now on');
    await world.say('lea', 'undo thresholds');
    expect(await texts()).toContain('First Recall asks for 1 · 10 · 30 from now on');
    await world.say('lea', 'apply thresholds');
    const kept = await world.store.within(world.workspace, async ({ workspace }) => (await workspace.get()).families);
    expect(kept.map(({ counts }) => counts)).toEqual([[1, 15, 45], undefined, [1, 15, 45]]);
  });

  it('leaves it to an author to change that, where a lead reads it', async () => {
    await begin({ author: false });
    await world.say('lea', 'report');
    expect(await texts()).toContain('An author or an admin applies it');
    expect((await world.messages('lea')).flatMap(({ buttons }) => buttons)).not.toContain('Apply');
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { newTeam } from '../../src/domain/team.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const LEARNERS = ['ana', 'ben', 'cem', 'dua', 'eva'];

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('a week with three achievements on %s', (_, open) => {
  let world: PlatformWorld;
  afterEach(() => world.stop());

  /** A team of five with its lead, who is no author. */
  async function begin(): Promise<void> {
    const people = ['ada', 'lea', ...LEARNERS];
    world = await openPlatformWorld(open, { db: database(), start: MONDAY, decks: [simpleDeck('basics', 40)], people });
    for (const person of people) await world.say(person, 'hello');
    await world.store.within(world.workspace, async ({ teams }) => {
      await teams.save(newTeam('support', { id: 'C1', name: 'support' }, 'basics', 'Europe/Berlin'));
      await teams.setMember('support', world.idOf('lea'), 'lead');
      for (const person of LEARNERS) await teams.setMember('support', world.idOf(person), 'member');
    });
  }
  const last = async (person: string) => {
    const message = (await world.messages(person)).at(-1);
    if (!message) throw new Error(`${person} sees nothing`);
    return message;
  };
  const texts = async (person: string) => (await world.messages(person)).map(({ text }) => text).join('\n');
  const start = async () => {
    await world.say('lea', 'rollout');
    await world.press('lea', await last('lea'), 'Start', { metric: '24h', families: ['first-recall', 'error-fixer', 'steady'] });
  };
  /** Answers all that is asked today; gives the last message of it. */
  const learn = async (person: string) => {
    await world.say(person, 'quiz');
    for (let i = 0; i < 8 && !(await last(person)).text.startsWith('Done'); i++) await world.say(person, 'yes it is');
    return last(person);
  };

  it('shows its learners three alone, asks them twice with what comes anyway, and gives the lead the review in private', async () => {
    await begin();
    await world.say('ana', 'rollout');
    expect((await last('ana')).text).toContain('Only the lead of a team');
    await start();
    expect(await texts('lea')).toContain('support tries achievements out: day 1 of 7.');
    await world.say('ana', 'achievements');
    const shown = (await last('ana')).text;
    expect(shown).toContain('First Recall');
    expect(shown).not.toContain('24-Hour Return');
    await world.say('ada', 'achievements');
    expect((await last('ada')).text).toContain('24-Hour Return');

    expect((await learn('ana')).text).not.toContain('too easy or too hard');
    await world.moveTo('2026-11-25T08:00:00Z');
    const third = await learn('ana');
    expect(third.text).toContain('the achievements of this week, are they too easy or too hard?');
    // What came of a day later is kept, and told when the week is over.
    expect(third.text).not.toContain('24-Hour Return');
    await world.press('ana', third, 'Too hard');
    expect((await last('ana')).text).toContain('never who said what');
    await world.moveTo('2026-11-26T08:00:00Z');
    expect((await learn('ana')).text).not.toContain('too easy or too hard');
    await world.moveTo('2026-11-27T08:00:00Z');
    expect((await learn('ana')).text).toContain('too easy or too hard');
    for (const person of LEARNERS) await world.say(person, 'achievements too easy');

    const before = (await world.messages('lea')).length;
    await world.moveTo('2026-11-29T17:00:00Z');
    expect(await world.messages('lea')).toHaveLength(before);
    await world.moveTo('2026-11-30T08:00:00Z');
    const review = (await world.messages('lea')).find(({ text }) => text.includes('the review'))?.text ?? '';
    expect(review).toMatch(/Still known a day later\W+cannot tell yet/);
    expect(review).toMatch(/On the third day\W+fewer than five said something \(1\), so it is not shown/);
    expect(review).toMatch(/At the end\W+of 5 answers, 5 too easy, 0 just right, 0 too hard/);
    expect(review).toMatch(/Do achievements ask for enough\W+cannot tell yet/);
    expect(review).not.toContain('Ana');
    expect((await learn('ana')).text).toContain('24-Hour Return, starter');
    await world.say('lea', 'rollout');
    expect((await last('lea')).buttons).toContain('Start');
  });

  it('is reviewed on a morning on which its lead hears of little else, with what no later word changes', async () => {
    await begin();
    // From a Friday to a Thursday: that is the day of the check-in, and its reminder comes the day after.
    await world.moveTo('2026-11-27T08:00:00Z');
    await start();
    await world.moveTo('2026-12-03T22:00:00Z');
    expect(await texts('lea')).not.toContain(': the review');
    await world.moveTo('2026-12-04T08:00:00Z');
    await world.say('ana', 'achievements too easy');
    expect((await last('ana')).text).toContain('No team of yours is trying achievements out');
    await world.moveTo('2026-12-04T20:00:00Z');
    expect(await texts('lea')).not.toContain(': the review');
    await world.moveTo('2026-12-07T08:30:00Z');
    expect(await texts('lea')).toContain(': the review');
  });

  it('can be stopped and gone on with by a tap, and says how it stands', async () => {
    await begin();
    await world.say('lea', 'rollout stop');
    expect((await last('lea')).text).toContain('No team of yours is trying achievements out');
    await world.say('lea', 'rollout');
    await world.press('lea', await last('lea'), 'Start', { families: ['first-recall'] });
    expect((await last('lea')).text).toContain('Choose three families');
    await start();
    await world.moveTo('2026-11-25T08:00:00Z');
    await world.say('lea', 'rollout');
    expect((await last('lea')).text).toContain('day 3 of 7');
    await world.say('lea', 'rollout stop');
    await world.say('ana', 'achievements');
    expect((await last('ana')).text).toContain('24-Hour Return');
    await world.press('lea', await last('lea'), 'Undo');
    await world.say('ana', 'achievements');
    expect((await last('ana')).text).not.toContain('24-Hour Return');
    await world.say('lea', 'rollout stop');
    await world.say('ana', 'achievements too easy');
    expect((await last('ana')).text).toContain('No team of yours');
    await world.moveTo('2026-11-30T08:00:00Z');
    expect(await texts('lea')).not.toContain(': the review');
  });
});

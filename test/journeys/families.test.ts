import { afterEach, describe, expect, it } from 'vitest';
import { replayMember } from '../../src/engine/quiz/replay.ts';
import type { WorkspaceId } from '../../src/events.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { RULES, ruleCalled } from '../support/rules.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';

const database = useDatabase();
const MONDAY = '2026-11-23T08:00:00Z';

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('families of achievements on %s', (_, open) => {
  let world: PlatformWorld;
  afterEach(() => world.stop());

  async function begin(): Promise<void> {
    world = await openPlatformWorld(open, { db: database(), start: MONDAY, decks: [simpleDeck('basics', 12)] });
    // The first looks after the workspace.
    await world.say('lea', 'hello');
  }
  const last = async (person: string) => (await world.messages(person)).at(-1)?.text ?? '';
  const told = async (person: string, words: string) => {
    await world.say(person, words);
    return last(person);
  };
  const kept = () => world.store.within(world.workspace, async ({ workspace }) => (await workspace.get()).families);

  it('are changed by an author, by words or the form, and what was changed is taken back by one tap', async () => {
    await begin();
    expect(await told('ana', 'families')).toContain('Only an author or an admin');
    expect(await told('lea', 'families')).toMatch(/24-Hour Return\W+1 · 10 · 40/);
    const [form] = (await world.messages('lea')).slice(-1);
    if (!form) throw new Error('no form');
    await world.press('lea', form, 'Set', { family: 'day-return', counts: '1, 12, 200' });
    expect(await last('lea')).toContain('24-Hour Return may ask for starter 1 to 3, standard 5 to 30, mastery 20 to 120');
    expect(await kept()).toEqual([]);
    await world.press('lea', form, 'Set', { family: 'day-return', counts: '1, 12, 50' });
    // In the place of the form.
    expect((await world.messages('lea')).map(({ text }) => text).join('\n')).toContain(
      '24-Hour Return asks for 1 · 12 · 50 from now on',
    );
    expect(await told('lea', 'families')).toMatch(/24-Hour Return\W+1 · 12 · 50, its file 1 · 10 · 40/);
    expect(await told('lea', 'family off first recall')).toContain('First Recall is off');
    await world.advance('PT1M');
    expect(await told('ana', 'achievements')).not.toContain('First Recall');
    const [off] = (await world.messages('lea')).slice(-1);
    if (!off) throw new Error('no message');
    await world.press('lea', off, 'Undo');
    expect(await last('lea')).toContain('First Recall asks for 1 · 10 · 30');
    await world.advance('PT1M');
    expect(await told('ana', 'achievements')).toContain('First Recall');
    const trail = await world.store.within(world.workspace, ({ audit }) => audit.since(Temporal.Instant.from(MONDAY)));
    expect(trail.map(({ action }) => action)).toContain('family-turned-off');
  });

  it('ask for more only next time: what was earned stays, and replay gives the same', async () => {
    await begin();
    const answer = async (count: number) => {
      for (let i = 0; i < count; i++) await world.say('ana', 'yes it is');
    };
    await world.say('ana', 'quiz');
    await answer(2);
    await world.say('lea', 'thresholds first recall 3 25 60');
    await answer(1);
    await world.moveTo('2026-11-24T08:00:00Z');
    await world.say('ana', 'quiz');
    await answer(6);
    const id = world.idOf('ana');
    const awards = await world.store.within(world.workspace, ({ awards: all }) => all.of(id));
    expect(awards.filter(({ family }) => family === 'first-recall')).toMatchObject([{ tier: 0, state: 'held' }]);
    expect(await told('ana', 'why first recall')).toMatch(/\d of 25 to standard/);
    const differences = await world.store.within(world.workspace, (records) =>
      replayMember(records, id, { mend: false, tuning: {}, rules: RULES, isHoliday: () => false }),
    );
    expect(differences).toEqual([]);
  });

  it('of one workspace are seen in no other', async () => {
    await begin();
    const own = { ...ruleCalled('first-recall'), family: 'own', title: 'Our Own', order: 1 };
    const elsewhere: WorkspaceId = 'slack:T0ELSEWHERE';
    world.setRules([{ ...own, workspaces: [elsewhere] }, ...RULES]);
    expect(await told('ana', 'achievements')).not.toContain('Our Own');
    expect(await told('lea', 'families')).not.toContain('Our Own');
    world.setRules([{ ...own, workspaces: [world.workspace] }, ...RULES]);
    expect(await told('ana', 'achievements')).toContain('Our Own');
  });
});

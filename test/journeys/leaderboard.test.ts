import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Prompt } from '../../src/domain/session.ts';
import { attemptAt } from '../support/attempts.ts';
import type { Message } from '../support/chat.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';

const database = useDatabase();

const TEAM = ['lea', 'ana', 'ben', 'cem', 'dia', 'eve'];
const CHANNEL = '#support';

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('a leaderboard on %s', (_, open) => {
  let world: PlatformWorld;

  beforeEach(async () => {
    // A Monday.
    world = await openPlatformWorld(open, {
      ...{ db: database(), start: '2026-12-21T08:30:00Z', decks: [simpleDeck('basics', 9)], people: [...TEAM, 'zoe'] },
    });
    await world.say('lea', 'team', CHANNEL);
    await world.press('lea', await last('lea'), 'Set up', { people: TEAM.map(world.idOf), 'question-days': [] });
    for (const [i, person] of ['ana', 'ben', 'cem', 'dia', 'eve'].entries()) await recalled(person, 2 * i + 1);
  });
  afterEach(() => world.stop());

  async function last(person: string): Promise<Message> {
    const message = (await world.messages(person)).at(-1);
    if (!message) throw new Error(`${person} sees no message`);
    return message;
  }

  /** Asked on ten working days, and right on so many. */
  async function recalled(person: string, days: number): Promise<void> {
    const member = world.idOf(person);
    await world.store.within(world.workspace, async ({ sessions, attempts }) => {
      const ago = Array.from({ length: 14 }, (_, i) => world.now().subtract({ hours: 24 * (i + 1) }));
      const working = ago.filter((at) => at.toZonedDateTimeISO('UTC').dayOfWeek <= 5);
      for (const [place, at] of working.entries()) {
        const i = place + 1;
        const day = at.toZonedDateTimeISO('UTC').toPlainDate();
        const prompt = { deck: 'basics', item: 'item-1', version: 1, purpose: 'review', progress: [] } satisfies Prompt;
        await sessions.save({ id: `${person} ${i}`, member, day, status: 'over', planned: true, prompts: [prompt], position: 1 });
        const verdict = i <= days ? 'correct' : 'incorrect';
        await attempts.append(
          attemptAt(at, { id: `${person} ${i}`, member, deck: 'basics', item: 'item-1', gapHours: 24, verdict }),
        );
      }
    });
  }

  async function news(): Promise<Message> {
    const found = (await world.messages('zoe', CHANNEL)).filter(({ text }) => text.includes('leaderboard'));
    expect(found).toHaveLength(1);
    return found[0] as Message;
  }

  async function asksFor(person: string): Promise<string> {
    await world.say(person, 'leaderboard');
    return (await last(person)).text;
  }

  async function joinAll(): Promise<void> {
    for (const person of ['ana', 'ben', 'cem', 'dia', 'eve']) await world.press(person, await news(), 'Join', {}, CHANNEL);
  }

  it('is there once a lead has chosen it and five have joined, and shows each the two beside them', async () => {
    expect(await asksFor('ana')).toContain('No team of yours has a leaderboard.');
    await world.say('ana', 'leaderboard consistency', CHANNEL);
    await world.say('lea', 'leaderboard consistency', CHANNEL);
    expect((await news()).text).toContain('by consistency');
    expect(await asksFor('ana')).toContain('You are not in it, and see nobody in it.');
    for (const person of ['ana', 'ben', 'cem', 'dia']) await world.press(person, await news(), 'Join', {}, CHANNEL);
    expect(await asksFor('cem')).toContain('once 5 people are in it');
    await world.say('eve', 'join leaderboard');
    const cem = await asksFor('cem');
    expect(cem).toContain('Just above: Dia');
    expect(cem).toContain('You: recalled something on 5 of your last 10 days');
    expect(cem).toContain('Just below: Ben');
    expect(cem).not.toMatch(/Ana|Eve|Lea/);
    // Who is last is not told so.
    const ana = await asksFor('ana');
    expect(ana).toMatch(/Just above: Ben[\s\S]*You: recalled something on 1 of your last 10 days[\s\S]*What would move you/);
    expect(ana).not.toMatch(/last of|[Pp]lace|5 of 5|Just below/);
    expect(await asksFor('lea')).toContain('You are not in it');
    expect((await world.messages('zoe', CHANNEL)).map(({ text }) => text).join('\n')).not.toMatch(/Ana|Ben|Cem|Dia|Eve/);
  });

  it('is left at once, by words and with the team, and ends with its lead’s word; another measure asks anew', async () => {
    await world.say('lea', 'leaderboard consistency', CHANNEL);
    await joinAll();
    await world.say('ben', 'leave leaderboard');
    expect(await asksFor('cem')).toContain('once 5 people are in it');
    expect(await asksFor('cem')).not.toMatch(/Just above|Dia|Ben/);
    await world.say('ben', 'join leaderboard');
    expect(await asksFor('cem')).toContain('Just below: Ben');
    await world.store.within(world.workspace, async ({ teams }) => {
      const [team] = await teams.all();
      if (team) await teams.setMember(team.id, world.idOf('ben'), undefined);
    });
    expect(await asksFor('cem')).toContain('once 5 people are in it');
    await world.say('lea', 'leaderboard improvement');
    expect(await asksFor('cem')).toContain('You are not in it, and see nobody in it.');
    await world.say('lea', 'leaderboard off');
    expect(await asksFor('cem')).toContain('No team of yours has a leaderboard.');
  });

  it('has to be agreed to anew by who comes back to the team, and compares no team under five', async () => {
    await world.say('lea', 'leaderboard consistency', CHANNEL);
    await joinAll();
    const setUp = async (people: string[]) => {
      await world.say('lea', 'team', CHANNEL);
      await world.press('lea', await last('lea'), 'Set up', { people: people.map(world.idOf), 'question-days': [] });
    };
    await setUp(TEAM.filter((person) => person !== 'ben'));
    await setUp(TEAM);
    expect(await asksFor('ben')).toContain('You are not in it, and see nobody in it.');
    expect(await asksFor('cem')).toContain('once 5 people are in it');
    await setUp(['lea', 'ana', 'ben']);
    await world.say('lea', 'leaderboard improvement');
    expect((await last('lea')).text).toContain('A leaderboard shows nothing under 5 people');
    await news();
  });

  it('forgets who was erased, also in what was said to others', async () => {
    await world.say('lea', 'leaderboard consistency', CHANNEL);
    await joinAll();
    expect(await asksFor('cem')).toContain('Just above: Dia');
    await world.say('dia', 'erase my data');
    await world.press('dia', await last('dia'), 'Erase everything');
    expect(await asksFor('cem')).not.toContain('Dia');
    const kept = await database().selectFrom('letter').selectAll().execute();
    expect(kept.filter(({ outbound }) => JSON.stringify(outbound).includes('Just above: Dia'))).toEqual([]);
  });
});

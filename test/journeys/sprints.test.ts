import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLocking } from '../../src/domain/probe.ts';
import { jointItems } from '../../src/domain/sprint.ts';
import type { Message } from '../support/chat.ts';
import { useDatabase } from '../support/database.ts';
import { refunds } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';

const database = useDatabase();

const TEAM = ['lea', 'ana', 'ben', 'cem', 'dia', 'eve', 'fay'];
const CHANNEL = '#support';
// Nine, fourteen and sixteen in Berlin.
const HOURS = ['08:00', '13:00', '15:00'];

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('a sprint on %s', (_, open) => {
  let world: PlatformWorld;
  let unasked: Map<string, number>;

  beforeEach(async () => {
    unasked = new Map();
    // A Friday.
    world = await openPlatformWorld(open, {
      ...{ db: database(), start: '2026-11-27T08:30:00Z', decks: [refunds], people: [...TEAM, 'hal', 'zoe'] },
    });
    await world.say('lea', 'team', CHANNEL);
    await world.press('lea', await last('lea'), 'Set up', { people: TEAM.map(world.idOf), 'question-days': [] });
  });
  afterEach(() => world.stop());

  async function last(person: string, channel?: string): Promise<Message> {
    const message = (await world.messages(person, channel)).at(-1);
    if (!message) throw new Error(`${person} sees no message`);
    return message;
  }

  async function inChannel(what: RegExp): Promise<Message[]> {
    return (await world.messages('hal', CHANNEL)).filter(({ text }) => what.test(text));
  }

  async function call(values: Record<string, string | string[]> = {}): Promise<void> {
    await world.say('lea', 'sprint', CHANNEL);
    await world.press('lea', await last('lea'), 'Call it', values);
  }

  async function join(person: string): Promise<string> {
    const [message] = await inChannel(/A sprint on/);
    if (!message) throw new Error('nobody called a sprint');
    await world.press(person, message, 'Join', {}, CHANNEL);
    return aside(person);
  }

  /** What somebody was told alone, last: in the channel, or where their platform cannot do that, in their own chat. */
  async function aside(person: string): Promise<string> {
    const shared = new Set((await world.messages('zoe', CHANNEL)).map(({ id }) => id));
    const own = (await world.messages(person, CHANNEL)).filter(({ id }) => !shared.has(id));
    return (own.at(-1) ?? (await last(person))).text;
  }

  /** Moves on hour by hour, and counts what reaches people meanwhile. */
  async function until(instant: string): Promise<void> {
    const end = Temporal.Instant.from(instant);
    for (let day = world.now().toZonedDateTimeISO('UTC').toPlainDate(); ; day = day.add({ days: 1 })) {
      for (const hour of HOURS) {
        const at = Temporal.Instant.from(`${day}T${hour}:00Z`);
        if (Temporal.Instant.compare(at, end) > 0) return;
        if (Temporal.Instant.compare(at, world.now()) <= 0) continue;
        const before = await counts();
        await world.moveTo(at.toString());
        for (const [person, n] of await counts())
          unasked.set(`${person} ${day}`, (unasked.get(`${person} ${day}`) ?? 0) + n - (before.get(person) ?? 0));
      }
    }
  }

  async function counts(): Promise<Map<string, number>> {
    const found = new Map<string, number>();
    for (const person of TEAM) found.set(person, (await world.messages(person)).length);
    return found;
  }

  /** Answers a day's session: of a check so many right, all else right. Gives what was asked. */
  async function session(person: string, right = 9): Promise<string[]> {
    const asked: string[] = [];
    let checks = 0;
    await world.say(person, 'quiz');
    for (let i = 0; i < 12; i++) {
      const { text, buttons } = await last(person);
      if (buttons.length === 0 || !/\?/.test(text) || /Done|Nothing is due/.test(text)) break;
      asked.push(text);
      const isCheck = /Sprint, (?:before|after)/.test(text);
      const isRight = !isCheck || checks++ < right;
      const answer = text.includes('How many days') ? '14' : isRight ? 'yes it is' : 'no it is not';
      await world.advance('PT9S');
      await world.say(person, answer);
    }
    return asked;
  }

  const prompts = (asked: readonly string[]) =>
    asked.map((text) => /(?:Question|Said otherwise) \d+|How many days/.exec(text)?.[0]);
  /** The questions that are the same for all on a day, in any of their wordings. */
  function jointOn(day: string): Promise<{ item: string; prompts: string[] }[]> {
    return world.store.within(world.workspace, async ({ teams, sprints, decks }) => {
      const [team] = await teams.all();
      const [sprint] = await sprints.ofTeam(team?.id ?? '');
      const items = (await decks.items(['refunds'])).filter(({ topic }) => topic === 'Refunds');
      return sprint
        ? jointItems(sprint, items, Temporal.PlainDate.from(day)).map(({ item }) => ({ item, prompts: wordingsOf(item) }))
        : [];
    });
  }

  function wordingsOf(item: string): string[] {
    const number = item.replace('item-', '');
    return item === 'days' ? ['How many days'] : [`Question ${number}`, `Said otherwise ${number}`];
  }

  function lockedFor(person: string): Promise<Set<string>> {
    return world.store.within(world.workspace, async ({ probes }) => {
      const pending = await probes.pending(world.idOf(person));
      return new Set(pending.filter(isLocking).map(({ item }) => item));
    });
  }

  const IN = ['ana', 'ben', 'cem', 'dia', 'eve'];

  it('measures a week before and after in other words, tells each their own and the channel the difference', async () => {
    await call();
    expect((await last('lea')).text).toMatch(/3 come again in other words[\s\S]*1 are in neither check/);
    for (const person of IN) expect(await join(person)).toContain('You are in: Refunds.');
    expect((await inChannel(/A sprint on/))[0]?.text).toContain('5 in.');

    await until('2026-11-30T08:00:00Z');
    expect((await last('ana')).text).toContain('The first 3 are the check of your sprint.');
    const before = new Map<string, string[]>();
    for (const [i, person] of IN.entries()) before.set(person, await session(person, i % 2));
    // No more than one's questions of a day: the rest of the check comes on the next.
    expect(before.get('ana')?.filter((text) => text.includes('Sprint, before'))).toHaveLength(3);
    expect((await world.messages('ana')).map(({ text }) => text).join('\n')).not.toContain('Refunds, before:');
    // Who is not in is asked nothing of it.
    expect((await session('fay')).join('\n')).not.toContain('Sprint');

    await until('2026-12-01T08:00:00Z');
    const joint = await jointOn('2026-12-01');
    expect(joint).toHaveLength(2);
    for (const person of IN) {
      const locked = await lockedFor(person);
      const today = await session(person, 0);
      before.set(person, [...(before.get(person) ?? []), ...today]);
      const asked = prompts(today);
      // What waits for a check of what stays is not practised meanwhile.
      for (const { item, prompts: own } of joint.filter(({ item }) => !locked.has(item)))
        expect(
          own.some((prompt) => asked.includes(prompt)),
          `${person}: ${item}`,
        ).toBe(true);
    }

    expect((await world.messages('ana')).map(({ text }) => text).join('\n')).toContain(
      'Refunds, before: 0 of 4. Only you see this.',
    );
    await until('2026-12-07T08:00:00Z');
    const after = new Map<string, string[]>();
    for (const person of IN) after.set(person, await session(person, 3));
    await until('2026-12-08T08:00:00Z');
    for (const [i, person] of IN.entries()) after.set(person, [...(after.get(person) ?? []), ...(await session(person, i % 2))]);
    for (const person of IN) {
      const [first, second] = [before, after].map((each) =>
        prompts((each.get(person) ?? []).filter((text) => /Sprint, /.test(text))),
      );
      expect(
        first?.filter((prompt) => second?.includes(prompt)),
        person,
      ).toEqual([]);
    }
    expect((await world.messages('ana')).map(({ text }) => text).join('\n')).toContain(
      'Refunds, after: 3 of 4; a week ago 0 of 4.',
    );

    await until('2026-12-08T15:00:00Z');
    const told = await inChannel(/sprint on Refunds/i);
    // In the place of the call, so that the channel hears once of it.
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toMatch(
      /5 of 5 answered both checks: 10% right before, 85% after\. (?:That is 75 points more|All changed alike)/,
    );
    await world.press('ana', told[0] ?? (await last('ana')), 'Keep it up', {}, CHANNEL);
    expect(await aside('ana')).toContain('Refunds');
    const thread = await world.thread(told[0] ?? (await last('hal', CHANNEL)), CHANNEL);
    expect(thread.map(({ text }) => text)).toEqual([
      expect.stringContaining('It begins today'),
      ...Array.from({ length: 4 }, () => expect.stringContaining('Today’s two on Refunds')),
      expect.stringContaining('The last step'),
      expect.stringContaining('what came of it is above'),
    ]);
    const channel = (await world.messages('hal', CHANNEL)).map(({ text }) => text).join('\n');
    expect(channel + thread.map(({ text }) => text).join('\n')).not.toMatch(/Ana|Ben|Cem|Dia|Eve/);
    expect([...unasked].filter(([, n]) => n > 2)).toEqual([]);
    await world.say('ana', 'sprint');
    expect((await last('ana')).text).toContain('You: 0 of 4 before, 3 of 4 after.');
  });

  it('tells no figures of fewer than five; who misses a check, joins late or leaves is not in them', async () => {
    await call();
    for (const person of IN) await join(person);
    await until('2026-11-30T08:00:00Z');
    for (const person of ['ana', 'ben', 'cem', 'dia']) await session(person, 1);
    await until('2026-12-01T08:00:00Z');
    await world.say('dia', 'leave sprint', CHANNEL);
    expect(await aside('dia')).toContain('You are out of the sprint on Refunds.');
    expect((await inChannel(/A sprint on/))[0]?.text).toContain('5 in.');
    await until('2026-12-03T08:00:00Z');
    expect(await join('fay')).toContain('It is under way: you get its questions, and are not measured');
    await until('2026-12-04T08:00:00Z');
    expect(prompts(await session('fay'))).not.toContain(undefined);
    await until('2026-12-07T08:00:00Z');
    for (const person of ['ana', 'ben', 'cem']) await session(person, 4);
    expect((await session('fay')).join('\n')).not.toContain('Sprint, after');
    await until('2026-12-08T15:00:00Z');
    expect((await inChannel(/sprint on Refunds/))[0]?.text).toContain('Fewer than 5 answered both checks');
    expect([...unasked].filter(([, n]) => n > 2)).toEqual([]);
  });

  it('is called off by its lead alone, and does not begin where nobody is in', async () => {
    await world.say('ana', 'sprint Refunds', CHANNEL);
    expect(await aside('ana')).toContain('Only the lead of a team can call a sprint');
    await world.say('lea', 'sprint Refunds', CHANNEL);
    expect(await join('hal')).toContain('This sprint is for others of the team.');
    await join('ana');
    await world.say('ana', 'cancel sprint', CHANNEL);
    expect(await aside('ana')).toContain('Only the lead');
    await world.say('lea', 'cancel sprint', CHANNEL);
    expect((await inChannel(/A sprint on Refunds/))[0]).toMatchObject({
      text: expect.stringContaining('called off'),
      buttons: [],
    });
    await until('2026-11-30T08:00:00Z');
    expect((await session('ana')).join('\n')).not.toContain('Sprint');
    await call();
    await until('2026-12-01T15:00:00Z');
    expect((await inChannel(/A sprint on Refunds/)).at(-1)?.text).toContain('did not begin this time');
    expect(await inChannel(/is over/)).toEqual([]);
  });
});

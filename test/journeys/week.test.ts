import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attempt } from '../../src/domain/attempt.ts';
import { attemptAt } from '../support/attempts.ts';
import type { Message } from '../support/chat.ts';
import { useDatabase } from '../support/database.ts';
import { mistakenDeck } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';

const database = useDatabase();

const ZONES: Readonly<Record<string, string>> = {
  ...{ lea: 'Europe/Berlin', ana: 'Europe/Berlin', ben: 'Europe/Berlin', gus: 'Europe/Berlin', hal: 'Europe/Berlin' },
  ...{ cem: 'Asia/Tokyo', dia: 'Asia/Tokyo', eve: 'America/New_York', fay: 'America/New_York', ivy: 'Europe/Berlin' },
};
const TEAM = ['lea', 'ana', 'ben', 'gus', 'hal', 'cem', 'dia', 'eve', 'fay'];
const CHANNEL = '#support';
// Nine in the morning in Tokyo, Berlin and New York, and what a team does in Berlin at eleven, fourteen, fifteen and sixteen.
const HOURS = ['00:00', '08:00', '10:00', '13:00', '14:00', '15:00'];
const FORM = /Your week in four lines/;
const REMINDER = /I will not ask again/;

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('four weeks of a team on %s', (_, open) => {
  let world: PlatformWorld;
  /** How many messages somebody got unasked, day by day: whatever came while the clock moved. */
  let unasked: Map<string, number>;

  beforeEach(async () => {
    const options = { db: database(), start: '2026-11-30T08:00:00Z', decks: [mistakenDeck('basics', 9)] };
    world = await openPlatformWorld(open, { ...options, people: Object.keys(ZONES) });
    unasked = new Map();
    for (const person of Object.keys(ZONES)) {
      await world.say(person, 'hello');
      await inZone(person);
    }
    await world.say('lea', 'team', CHANNEL);
    await world.press('lea', await last('lea'), 'Set up', { people: TEAM.map(world.idOf) });
    await world.say('hal', 'pause');
    await world.store.within(world.workspace, async ({ workspace }) =>
      workspace.save({ ...(await workspace.get()), holidays: 'DE' }),
    );
  });
  afterEach(() => world.stop());

  function inZone(person: string): Promise<void> {
    return world.store.within(world.workspace, async ({ members }) => {
      const known = await members.lock(world.idOf(person));
      if (known) await members.save({ ...known, zone: ZONES[person] ?? 'UTC', known: true });
    });
  }

  async function last(person: string, channel?: string): Promise<Message> {
    const message = (await world.messages(person, channel)).at(-1);
    if (!message) throw new Error(`${person} sees no message`);
    return message;
  }

  /** Moves on to an hour, past all the hours at which something happens. */
  async function until(instant: string): Promise<void> {
    const end = Temporal.Instant.from(instant);
    for (;;) {
      const next = nextHour(world.now());
      if (Temporal.Instant.compare(next, end) > 0) return;
      const before = await counts();
      await world.moveTo(next.toString());
      for (const [person, count] of await counts()) {
        const day = `${person} ${next.toZonedDateTimeISO(ZONES[person] ?? 'UTC').toPlainDate()}`;
        unasked.set(day, (unasked.get(day) ?? 0) + count - (before.get(person) ?? 0));
      }
    }
  }

  /** The days on which somebody got more than two messages unasked, or the channel more than one. */
  function overBudget(): [string, number][] {
    return [...unasked].filter(([day, n]) => n > (day.startsWith('channel') ? 1 : 2));
  }

  async function counts(): Promise<Map<string, number>> {
    const found = new Map<string, number>();
    for (const person of Object.keys(ZONES)) found.set(person, (await world.messages(person)).length);
    // Nobody is there whom the channel would tell something alone, so all see the same.
    return found.set('channel', (await world.messages('hal', CHANNEL)).length);
  }

  async function write(person: string, values: Record<string, string | string[]>): Promise<void> {
    const form = (await world.messages(person)).findLast(({ buttons }) => buttons.includes('Send'));
    if (!form) throw new Error(`${person} has no form`);
    expect(form.text).toMatch(FORM);
    await world.press(person, form, 'Send', values);
  }

  async function summaries(): Promise<string[]> {
    return (await world.messages('hal', CHANNEL)).map(({ text }) => text).filter((text) => text.includes('took part'));
  }

  async function got(person: string, what: RegExp): Promise<number> {
    return (await world.messages(person)).filter(({ text }) => what.test(text)).length;
  }

  /** Everybody writes on their own day of a week that begins on a Monday; Ben, if at all, after the summary. */
  async function writeAll(monday: string, people: readonly string[]): Promise<void> {
    const day = (days: number) => Temporal.PlainDate.from(monday).add({ days });
    await until(`${day(3)}T14:00:00Z`);
    for (const person of people.filter((each) => ZONES[each] !== 'Asia/Tokyo')) await write(person, { did: `days of ${person}` });
    await until(`${day(4)}T00:00:00Z`);
    for (const person of people.filter((each) => ZONES[each] === 'Asia/Tokyo')) await write(person, { did: `days of ${person}` });
  }

  it('sums up each week once, follows who is late, and writes to nobody more than twice a day', async () => {
    await until('2026-12-02T08:00:00Z');
    await world.say('ana', 'check-in');
    const early = { success: 'Closed the oldest ticket', hurdles: 'The import hangs', next: 'Stage 2', named: ['yes', 'help'] };
    await write('ana', early);
    await until('2026-12-03T13:00:00Z');
    await write('lea', { next: 'Listen in on five calls', named: ['next'] });
    await writeAll('2026-11-30', ['cem', 'dia', 'eve', 'fay']);
    await until('2026-12-04T14:00:00Z');
    expect((await summaries())[0]).toContain('week 49 · 6 of 8 took part');
    await world.press('ben', await last('ben'), 'Open it');
    await write('ben', { hurdles: 'quicksand everywhere', success: 'Kept afloat' });
    const [first = '', ...others] = await summaries();
    expect(others).toEqual([]);
    expect(first).toContain('7 of 8 took part');
    expect(first).toMatch(/Successes[\s\S]*Ana: Closed the oldest ticket[\s\S]*Kept afloat/);
    expect(first).toMatch(/Needs somebody[\s\S]*The import hangs/);
    expect(first).not.toMatch(/Ben|quicksand|days of|Listen in/);
    const posted = (await world.messages('hal', CHANNEL)).find(({ text }) => text.includes('took part'));
    const thread = posted ? await world.thread(posted, CHANNEL) : [];
    expect(thread.map(({ text }) => text)).toEqual([
      expect.stringMatching(/Goals of who leads[\s\S]*Lea: Listen in on five calls/),
    ]);

    // Ivy joins, Fay leaves a week later.
    const introduction = (await world.messages('ivy', CHANNEL)).find(({ buttons }) => buttons.includes('Join'));
    if (introduction) await world.press('ivy', introduction, 'Join', {}, CHANNEL);
    await writeAll('2026-12-07', ['ana', 'ben', 'lea', 'cem', 'dia', 'eve', 'fay', 'ivy']);
    await until('2026-12-11T14:00:00Z');
    expect((await summaries())[1]).toContain('week 50 · 8 of 9 took part');
    const joined = (await world.messages('fay')).find(({ buttons }) => buttons.includes('Not for me'));
    if (joined) await world.press('fay', joined, 'Not for me');
    await writeAll('2026-12-14', ['ana', 'ben', 'lea', 'cem', 'dia', 'eve', 'ivy']);
    await until('2026-12-18T14:00:00Z');
    expect((await summaries())[2]).toContain('week 51 · 7 of 8 took part');

    // Christmas Day is on the Friday: its summary waits for Monday.
    await until('2026-12-24T14:00:00Z');
    for (const person of ['ana', 'ben', 'lea']) await write(person, { did: `days of ${person}` });
    await until('2026-12-25T15:00:00Z');
    expect(await summaries()).toHaveLength(3);
    await until('2026-12-28T08:00:00Z');
    expect((await summaries())[3]).toContain('week 52 · 3 of 8 took part');

    // The silent one: a form a week, one reminder each, none on a holiday; and the paused one nothing at all.
    expect([await got('gus', FORM), await got('gus', REMINDER)]).toEqual([4, 3]);
    expect([await got('hal', FORM), await got('hal', REMINDER)]).toEqual([0, 0]);
    expect([await got('ana', REMINDER), await got('cem', REMINDER)]).toEqual([0, 0]);
    expect(overBudget()).toEqual([]);
    const paused = [...unasked].filter(([day, n]) => day.startsWith('hal') && n > 0);
    expect(paused).toEqual([]);
    for (const person of Object.keys(ZONES).filter((each) => each !== 'ben')) {
      const seen = [...(await world.messages(person)), ...(await world.messages(person, CHANNEL))].map(({ text }) => text);
      expect(seen.join('\n'), person).not.toContain('quicksand');
    }
  });

  /** The newest question of the channel, or what has come in its place. */
  async function asked(): Promise<Message> {
    const found = (await world.messages('hal', CHANNEL)).findLast(({ text }) => /A question for all|Revealed:/.test(text));
    if (!found) throw new Error('there is no question in the channel');
    return found;
  }

  async function answer(people: readonly string[], words: string): Promise<void> {
    for (const person of people) await world.say(person, `answer channel ${words}`);
  }

  it('asks its channel twice a week, waits for nobody who is not there, names nobody, and is never more than a message a day', async () => {
    // Fay blocks Cairn: nothing reaches her.
    await world.store.within(world.workspace, async ({ members }) => {
      const fay = await members.lock(world.idOf('fay'));
      if (fay) await members.save({ ...fay, unreachable: 'blocked' });
    });
    await until('2026-12-01T10:00:00Z');
    await answer(['ana', 'ben', 'cem', 'dia'], 'yes it is');
    await answer(['lea', 'eve'], 'no it is not');
    await world.advance('PT1M');
    expect((await asked()).text).toContain('6 of 7 have answered');
    await until('2026-12-01T15:00:00Z');
    // Gus is silent: it was revealed at its time.
    expect((await asked()).text).toMatch(/4 of 6 had it\.[\s\S]*Why not [ABC]: It is\./);

    await until('2026-12-03T10:00:00Z');
    await answer(['ana', 'ben', 'cem', 'dia', 'lea', 'eve', 'gus'], 'yes it is');
    expect((await asked()).text).toContain('7 of 7 had it.');

    // Ivy comes after it was asked, and Eve goes before she has answered: nobody waits for either.
    await until('2026-12-08T10:00:00Z');
    await world.advance('PT1M');
    const introduction = (await world.messages('ivy', CHANNEL)).find(({ buttons }) => buttons.includes('Join'));
    if (introduction) await world.press('ivy', introduction, 'Join', {}, CHANNEL);
    const joined = (await world.messages('eve')).find(({ buttons }) => buttons.includes('Not for me'));
    if (joined) await world.press('eve', joined, 'Not for me');
    await answer(['ana', 'ben', 'cem', 'dia', 'lea'], 'yes it is');
    expect((await asked()).text).toContain('A question for all');
    await answer(['gus'], 'yes it is');
    expect((await asked()).text).toContain('6 of 6 had it.');

    // From the next on Ivy is asked as well; Cem is on leave.
    await world.say('cem', 'away until 2026-12-14');
    await until('2026-12-10T10:00:00Z');
    await answer(['ana', 'ben', 'dia', 'lea', 'gus'], 'yes it is');
    expect((await asked()).text).toContain('A question for all');
    await answer(['ivy'], 'yes it is');
    expect((await asked()).text).toContain('6 of 6 had it.');

    await until('2026-12-25T15:00:00Z');
    const questions = (await world.messages('hal', CHANNEL)).filter(({ text }) => text.includes('Revealed:'));
    expect(questions).toHaveLength(8);
    expect(questions.map(({ text }) => text).join('\n')).not.toMatch(/Ana|Ben|Cem|Dia|Eve|Gus|Lea|Ivy|named/);
    expect(overBudget()).toEqual([]);
    expect([...unasked].filter(([day, n]) => /^(hal|fay)/.test(day) && n > 0)).toEqual([]);
  });

  /** How the first eight did in a week: a check of what they saw a week before, and what came back of two topics. */
  async function answered(on: string, right: { checks: number; moved: number; stuck: number }): Promise<void> {
    const at = Temporal.Instant.from(on);
    await world.store.within(world.workspace, async ({ attempts, probes }) => {
      for (const [i, person] of TEAM.filter((each) => each !== 'hal').entries()) {
        const member = world.idOf(person);
        const add = (name: string, item: string, isRight: boolean, more: Partial<Attempt>) =>
          attempts.append(
            attemptAt(at, {
              ...{ id: `${on} ${person} ${name}`, member, deck: 'basics', item, gapHours: 168, ...more },
              verdict: isRight ? 'correct' : 'incorrect',
            }),
          );
        await add('check', 'item-1', i < right.checks, { purpose: 'probe' });
        await add('moved', 'item-2', i < right.moved, {});
        await add('stuck', 'item-3', i < right.stuck, {});
        const over = {
          state: 'answered',
          exposedAt: at.subtract({ hours: 168 }),
          settledAt: at,
          attempt: `${on} ${person} check`,
        } as const;
        const item = on < '2026-12-07' ? 'item-1' : 'item-4';
        await probes.save({ member, deck: 'basics', item, horizon: 'week', arm: 'week', ...over });
      }
    });
  }

  it('tells recall with its range against last week’s, what moved, and what to talk about', async () => {
    await answered('2026-12-01T10:00:00Z', { checks: 5, moved: 2, stuck: 3 });
    await answered('2026-12-08T10:00:00Z', { checks: 7, moved: 6, stuck: 2 });
    for (const at of ['2026-12-03T13:00:00Z', '2026-12-04T14:00:00Z', '2026-12-11T14:00:00Z']) await world.moveTo(at);
    const summary = (await summaries())[1] ?? '';
    expect(summary).toMatch(/Remembered after a week 88% \(58 to 100\), last week 63%: too early to tell them apart\./);
    expect(summary).toContain('Moved: Topic 2, now held by 6 of 8, last week by 2 of 8.');
    expect(summary).toContain('Talk about, next week: Topic 3.');
    expect(summary.length).toBeLessThan(600);
    await world.say('lea', 'focus topic 1');
    expect((await summaries())[1]).toContain('Next week: Topic 1.');
    await world.say('ben', 'focus topic 2');
    expect((await last('ben')).text).toContain('Only the lead');
  });

  /** Ana once took it the other way, and has been right since. */
  async function gotOver(): Promise<void> {
    const of = { member: world.idOf('ana'), deck: 'basics' };
    const [monday, wednesday, friday] = ['2026-11-23', '2026-11-25', '2026-11-27'].map((day) =>
      Temporal.Instant.from(`${day}T10:00:00Z`),
    );
    if (!monday || !wednesday || !friday) throw new Error('there are no days');
    await world.store.within(world.workspace, async ({ attempts, misconceptions }) => {
      const wrong = { reply: { type: 'typed', text: 'no it is not' }, misconceptions: ['never-is'], purpose: 'new' } as const;
      await attempts.append(attemptAt(monday, { ...of, ...wrong, id: 'w', item: 'item-1', verdict: 'incorrect' }));
      const right = { reply: { type: 'typed', text: 'yes it is' }, verdict: 'correct', item: 'item-1' } as const;
      await attempts.append(attemptAt(wednesday, { ...of, ...right, id: 'r1', gapHours: 48 }));
      await attempts.append(attemptAt(friday, { ...of, ...right, id: 'r2', wording: 1, gapHours: 48 }));
      await misconceptions.save({
        ...{ ...of, misconception: 'never-is', standing: 'held', items: ['item-1'], version: 1, times: 1 },
        ...{ since: friday, sinceDay: Temporal.PlainDate.from('2026-11-27') },
      });
    });
  }

  it('lets who got over something show it, its lead verify it, and everybody read what the lead sees', async () => {
    await answered('2026-12-01T10:00:00Z', { checks: 5, moved: 2, stuck: 3 });
    await gotOver();
    await until('2026-12-01T15:00:00Z');
    await world.say('lea', 'to verify');
    expect((await last('lea')).text).toContain('Nothing waits to be verified');
    await world.say('ana', 'misconceptions');
    await world.press('ana', await last('ana'), 'Show my lead: It never is');
    expect((await last('ana')).text).toMatch(
      /can now read this[\s\S]*Said: no it is not[\s\S]*27 Nov, asked in other words: yes it is/,
    );

    await world.say('lea', 'my team');
    const view = await last('lea');
    expect(view.text).toMatch(/for you alone[\s\S]*Stuck: Topic 2 \(held by 2 of 8\); Topic 3 \(held by 3 of 8\)/);
    expect(view.text).toContain('1 person shows you how they got over something');
    expect(view.text).not.toMatch(/Ana|no it is not/);

    await world.say('ben', 'what my lead sees');
    const seen = (await last('ben')).text;
    expect(seen).toContain('Topic 2 (held by 2 of 8); Topic 3 (held by 3 of 8)');
    expect(seen).not.toMatch(/Ana|never is|shows you/);
    await world.say('ana', 'what my lead sees');
    expect((await last('ana')).text).toContain('how you got over “It never is”, as you chose');

    await world.say('ben', 'to verify');
    expect((await last('ben')).text).toContain('Only the lead');
    await world.press('lea', view, 'Look at it');
    const packet = await last('lea');
    expect(packet.text).toMatch(
      /Ana shows you[\s\S]*First, on 23 Nov: Question 1\?[\s\S]*Said: no it is not[\s\S]*in other words: yes it is/,
    );
    await world.press('lea', packet, 'Resolved');
    expect((await last('ana')).text).toContain('“It never is” is resolved for you');
    await world.say('lea', 'to verify');
    expect((await last('lea')).text).toContain('Nothing waits to be verified');
    const trail = await world.store.within(world.workspace, ({ audit }) => audit.about([`member:${world.idOf('ana')}`], 9));
    expect(trail.map(({ action }) => action)).toEqual(['misconception-resolved', 'evidence-opened']);
  });

  it('forgets what was shown to a lead when it is taken back', async () => {
    await gotOver();
    await world.say('ana', 'show my lead it never is');
    await world.press('ana', await last('ana'), 'Take it back');
    await world.say('lea', 'to verify');
    expect((await last('lea')).text).toContain('Nothing waits to be verified');
  });
});

function nextHour(now: Temporal.Instant): Temporal.Instant {
  const day = now.toZonedDateTimeISO('UTC').toPlainDate();
  const hours = [...HOURS.map((hour) => `${day}T${hour}:00Z`), `${day.add({ days: 1 })}T${HOURS[0]}:00Z`].map((each) =>
    Temporal.Instant.from(each),
  );
  const next = hours.find((each) => Temporal.Instant.compare(each, now) > 0);
  if (!next) throw new Error('there is no next hour');
  return next;
}

import { expect, it } from 'vitest';
import type { Records } from '../../src/ports/store.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();

const TEAM = ['lea', 'ana', 'ben', 'cem', 'dot', 'eva', 'fay', 'gil', 'hal'];
const ZONES = { fay: 'America/New_York', gil: 'America/New_York', hal: 'Asia/Kolkata' };
const MONDAYS = ['2026-11-23', '2026-11-30', '2026-12-07', '2026-12-14'];
// Berlin's morning, noon, afternoon and evening: between them they are within everybody's hours.
const HOURS = ['07:10', '10:30', '14:10', '16:00'];

let world: MemoryWorld;

async function press(person: string, label: string, changed = {}): Promise<void> {
  const message = (await world.messages(person)).findLast((each) => each.buttons.includes(label));
  if (!message) throw new Error(`${person} sees no button ${label}`);
  await world.press(person, message, label, changed);
}

/** What came unasked to each person on each of their days: new messages, but for what answers a yes. */
const unasked = new Map<string, number>();

async function pass(when: string): Promise<void> {
  const before = world.delivered.length;
  await world.moveTo(when);
  for (const { to, outbound, replaces } of world.delivered.slice(before)) {
    if (to.kind !== 'member' || replaces !== undefined || outbound.text.startsWith('It is on')) continue;
    const day = `${to.member} ${when.slice(0, 10)}`;
    unasked.set(day, (unasked.get(day) ?? 0) + 1);
  }
}

/** The weeks in which each two were proposed to each other. */
async function together(): Promise<Map<string, string[]>> {
  const rows = await database()
    .selectFrom('match')
    .innerJoin('match_partner', 'match_partner.match_id', 'match.match_id')
    .select(['match.match_id', 'match.week', 'member_id'])
    .orderBy('week')
    .execute();
  const pairs = new Map<string, string[]>();
  for (const one of rows)
    for (const other of rows)
      if (one.match_id === other.match_id && one.member_id < other.member_id) {
        const pair = `${one.member_id} ${other.member_id}`;
        pairs.set(pair, [...(pairs.get(pair) ?? []), String(one.week)]);
      }
  return pairs;
}

it('four weeks of a team of nine: nobody hears too much, nobody is matched against their will, nobody twice with the same while there are others', async () => {
  const zones = Object.fromEntries(TEAM.map((person) => [person, 'Europe/Berlin']));
  world = openMemoryWorld({
    ...{ db: database(), start: '2026-11-20T09:00:00Z', decks: [simpleDeck('basics', 12)] },
    zones: { ...zones, ...ZONES },
  });
  for (const person of TEAM) await world.say(person, 'hello');
  await world.say('lea', 'team', '#support');
  await press('lea', 'Set up', { people: TEAM });
  // hal wants none; ana avoids ben from the start.
  for (const person of TEAM.slice(0, -1)) {
    await world.say(person, 'partners');
    await press(person, 'Match me', { every: '1', avoid: person === 'ana' ? ['ben'] : [] });
  }
  await world.say('cem', 'pause partners');
  for (const [week, monday] of MONDAYS.entries()) {
    if (week === 2) await world.say('dot', 'away until 2026-12-14');
    if (week === 3) await world.say('eva', 'leave');
    for (const day of [0, 1, 2, 3, 4]) {
      const date = Temporal.PlainDate.from(monday).add({ days: day });
      for (const hour of HOURS) {
        await pass(`${date}T${hour}:00Z`);
        if (day !== 0 || hour !== '14:10') continue;
        for (const person of ['lea', 'fay', 'gil'])
          if ((await world.messages(person)).some(({ buttons }) => buttons.includes('Not this week') && buttons.includes('Yes')))
            await press(person, 'Yes');
      }
    }
  }
  expect([...unasked].filter(([, count]) => count > 2)).toEqual([]);
  const pairs = await together();
  const weeksOf = (person: string) => [...pairs].flatMap(([pair, weeks]) => (pair.split(' ').includes(person) ? weeks : []));
  expect(pairs.has('ana ben')).toBe(false);
  // In the fourth week, with six people left of whom most have met, it cannot be avoided any more.
  const early = [...pairs].map(([pair, weeks]) => ({ pair, weeks: weeks.filter((each) => each !== MONDAYS[3]) }));
  expect(early.filter(({ weeks }) => weeks.length > 1)).toEqual([]);
  expect([weeksOf('hal'), weeksOf('cem')]).toEqual([[], []]);
  expect(weeksOf('dot')).not.toContain('2026-12-07');
  expect(weeksOf('eva')).not.toContain('2026-12-14');
  expect(new Set(weeksOf('lea'))).toEqual(new Set(MONDAYS));
});

it.each([
  ['left', ({ seekers }: Records) => seekers.remove('ana')],
  ['avoided the other', ({ avoidances }: Records) => avoidances.choose('ana', ['ben'])],
  ['was avoided', ({ avoidances }: Records) => avoidances.choose('ben', ['ana'])],
])('who %s while the week was matched is proposed to nobody', async (_, change) => {
  // Before the matching at six; the hours begin at eight.
  const zones = { ana: 'Europe/Berlin', ben: 'Europe/Berlin' };
  world = openMemoryWorld({ db: database(), start: '2026-11-20T09:00:00Z', decks: [simpleDeck('basics', 12)], zones });
  for (const person of ['ana', 'ben']) {
    await world.say(person, 'hello');
    await world.say(person, 'partners');
    await press(person, 'Match me');
  }
  await world.moveTo('2026-11-23T06:30:00Z');
  expect([...(await together()).keys()]).toEqual(['ana ben']);
  await world.store.within(WORKSPACE, change);
  await world.moveTo('2026-11-23T12:00:00Z');
  for (const person of ['ana', 'ben'])
    expect((await world.messages(person)).filter(({ text }) => text.includes('this week, if you both like'))).toEqual([]);
});

import { beforeEach, describe, expect, it } from 'vitest';
import { ledgerOf } from '../../src/domain/misconception.ts';
import { useDatabase } from '../support/database.ts';
import { mistakenDeck } from '../support/decks.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const TUESDAY = '2026-11-24T08:00:00Z';
const CHANNEL = '#support';
const TEAM = ['ana', 'ben', 'cem', 'dua', 'eva'];
const EVERYBODY = ['ada', 'lea', ...TEAM];

let world: MemoryWorld;

beforeEach(async () => {
  const zones = Object.fromEntries(EVERYBODY.map((person) => [person, 'Europe/Berlin']));
  world = openMemoryWorld({ db: database(), decks: [mistakenDeck('basics', 1)], start: MONDAY, zones });
  for (const person of EVERYBODY) await world.say(person, 'hello');
  await world.say('lea', 'team', CHANNEL);
  await press('lea', 'Set up', { people: ['lea', ...TEAM] });
});

async function press(person: string, label: string, changed: Record<string, string | string[]> = {}) {
  const message = (await world.messages(person)).findLast((each) => each.buttons.includes(label));
  if (!message) throw new Error(`${person} sees no button ${label}`);
  await world.press(person, message, label, changed);
}

async function told(person: string, words?: string): Promise<string> {
  if (words) await world.say(person, words);
  return (await world.messages(person)).at(-1)?.text ?? '';
}

/** Wrong, and right at once. */
async function mixUp(people: readonly string[]) {
  for (const person of people) for (const words of ['quiz', 'no it is not', 'yes it is']) await world.say(person, words);
}

async function holdOn(people: readonly string[]) {
  await world.moveTo(TUESDAY);
  for (const person of people) for (const words of ['quiz', 'yes it is']) await world.say(person, words);
}

async function standings() {
  const ledger = await world.store.within(WORKSPACE, (records) => records.misconceptions.of(EVERYBODY));
  return Object.fromEntries(ledger.map((entry) => [entry.member, entry.standing]));
}

describe('the ledger of a team', () => {
  it('is what its log of answers makes of it', async () => {
    await mixUp(TEAM);
    await holdOn(['ana', 'ben']);
    await world.say('cem', 'quiz');
    await world.say('cem', 'no it is not');
    const [kept, log] = await world.store.within(WORKSPACE, async (records) => [
      await records.misconceptions.of(EVERYBODY),
      await records.attempts.since(EVERYBODY, Temporal.PlainDate.from('2026-11-01')),
    ]);
    const byMember = <T extends { member: string }>(ledger: readonly T[]) =>
      [...ledger].sort((a, b) => a.member.localeCompare(b.member));
    expect(byMember(kept)).toEqual(byMember(ledgerOf(log)));
    expect(await standings()).toEqual({ ana: 'held', ben: 'held', cem: 'relapsed', dua: 'corrected', eva: 'corrected' });
    expect(await told('cem', 'stats')).toContain('It never is: came back, as such things do');
  });

  it('forgets what a ruling took back: the answer showed nothing', async () => {
    await mixUp(['ana', 'ben']);
    await holdOn(['ben']);
    for (const person of ['ana', 'ben']) {
      const mark = (await world.messages(person)).find((each) => each.buttons.includes('I was right'));
      if (!mark) throw new Error('there is no mark to doubt');
      if (person === 'ana') await world.press(person, mark, 'I was right');
    }
    await world.say('ada', 'accept once no it is not');
    expect(await standings()).toEqual({});
  });

  it('is hidden from the lead while fewer than five people are in it', async () => {
    await mixUp(TEAM.slice(0, 4));
    expect(await told('lea', 'misconceptions')).toContain('No misconception that I could show of #support.');
    expect(await told('lea', 'resolved it never is')).toContain('no such misconception that 5 or more people met');
    expect(await standings()).toEqual({ ana: 'corrected', ben: 'corrected', cem: 'corrected', dua: 'corrected' });
  });

  it('is counts from five people on, and tells those who hold it when it is resolved, each alone', async () => {
    await mixUp(TEAM);
    await holdOn(['ana', 'ben', 'cem']);
    const shown = await told('lea', 'misconceptions');
    expect(shown).toContain('It never is: 5 people met it; most of them are over it');
    for (const name of ['Ana', 'Ben', 'Cem', 'Dua', 'Eva']) expect(shown).not.toContain(name);
    await press('lea', 'Resolved: It never is');
    expect(await told('lea')).toContain('Whoever in #support holds the right answer to “It never is” is told, each alone.');
    expect(await told('ana')).toContain('“It never is” is resolved for you');
    expect(await told('dua')).not.toContain('resolved');
    expect(await standings()).toEqual({ ana: 'verified', ben: 'verified', cem: 'verified', dua: 'corrected', eva: 'corrected' });
    const before = (await world.messages('ana')).length;
    await world.say('lea', 'resolved it never is');
    expect((await world.messages('ana')).length).toBe(before);
    // The trail says what was done, and names none of them.
    const trail = await world.store.within(WORKSPACE, (records) => records.privacy.gather('lea'));
    const resolved = trail.audit.filter((entry) => entry.action === 'misconception-resolved');
    expect(resolved.map(({ subject }) => subject.split(':')[0])).toEqual(['team', 'team']);
  });

  it('is told to nobody in the night: whoever is out of their hours finds it in their stats', async () => {
    await mixUp(TEAM);
    await holdOn(['ana', 'ben', 'cem']);
    await world.moveTo('2026-11-24T22:00:00Z');
    await world.say('lea', 'resolved it never is');
    expect(await told('ana')).not.toContain('resolved');
    expect(await told('ana', 'stats')).toContain('It never is: resolved, and confirmed');
  });

  it('is of the deck that the team learns: what its people mix up elsewhere is not its lead’s', async () => {
    world.setDecks([mistakenDeck('basics', 1), mistakenDeck('other', 1)]);
    for (const person of TEAM) {
      await world.say(person, 'learn other');
      for (const words of ['quiz', 'yes it is', 'no it is not', 'yes it is']) await world.say(person, words);
    }
    expect(await told('lea', 'misconceptions')).toContain('No misconception that I could show of #support.');
    expect(await told('ada', 'misconceptions')).toContain('It never is: 5 people met it');
  });

  it('is counted over the workspace for an author, and is nobody else’s', async () => {
    await mixUp(TEAM);
    await world.say('ada', 'workspace');
    await press('ada', 'Save', { authors: ['eva'] });
    expect(await told('eva', 'misconceptions')).toContain('It never is: 5 people met it; most of them are not yet over it');
    expect(await told('eva', 'resolved never-is')).toContain('Whoever in this workspace holds the right answer');
    expect(await told('ana', 'misconceptions')).toContain('It never is: you put it right');
    expect(await told('ana', 'resolved never-is')).toContain('Only the lead of a team or an author');
  });
});

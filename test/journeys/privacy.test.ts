import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { asTheyStand } from '../../src/domain/correction.ts';
import { useDatabase } from '../support/database.ts';
import { everyKind, explained, mistakenDeck, simpleDeck } from '../support/decks.ts';
import { allRows, tablesWith } from '../support/rows.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
// Names that are in no deck and no message of Cairn's own.
const ANA = 'anastasia';
const LEA = 'leandra';
const PEOPLE = [ANA, LEA, 'ben', 'ada'];
const zones = Object.fromEntries(PEOPLE.map((person) => [person, 'Europe/Berlin']));
const CHANNEL = '#support';

/** A week in which everybody has done everything there is to do: ada came first and is the admin, leandra leads anastasia and ben. */
async function livedWeek(options: { link?: boolean } = {}): Promise<MemoryWorld> {
  let links = 0;
  const exportLink = options.link ? () => ({ url: 'https://cairn.example/exports/x', hash: `hash-${++links}` }) : () => undefined;
  const world = openMemoryWorld({
    db: database(),
    decks: [mistakenDeck('basics', 12), explained],
    start: MONDAY,
    zones,
    exportLink,
  });
  await world.say('ada', 'hello');
  await world.say(LEA, 'team', CHANNEL);
  await press(world, LEA, 'Set up', { people: [ANA, LEA, 'ben'] });
  await world.say(LEA, 'team', CHANNEL);
  for (const person of [ANA, LEA, 'ben']) {
    await world.say(person, 'quiz');
    for (const reply of ['no it is not', 'I was right', 'yes it is', 'yes it is', 'yes it is']) await world.say(person, reply);
  }
  await world.say(LEA, 'ask', CHANNEL);
  const question = (await world.messages('ben', CHANNEL)).findLast((message) => message.text.includes('A question for all'));
  if (!question) throw new Error('there is no question in the channel');
  for (const person of [ANA, LEA]) await world.press(person, question, 'A', {}, CHANNEL);
  await world.moveTo('2026-11-24T08:00:00Z');
  for (const person of [ANA, LEA]) await world.say(person, 'quiz');
  for (const person of [ANA, LEA]) for (let i = 0; i < 3; i++) await world.say(person, 'yes it is');
  for (const person of [ANA, LEA, 'ben']) {
    await world.say(person, 'check-in');
    const hurdles = `stuck like ${person}`;
    await press(world, person, 'Send', {
      did: `days of ${person}`,
      hurdles,
      success: `won by ${person}`,
      named: ['yes', 'help'],
    });
  }
  await world.say(ANA, 'practise Topic 1');
  await world.say(LEA, 'summary', CHANNEL);
  await world.moveTo('2026-11-27T14:00:00Z');
  for (const person of [ANA, LEA]) for (const words of ['save for me', 'name me']) await world.say(person, words);
  await world.say('ben', 'I can help 1', CHANNEL);
  await world.say(LEA, 'I can help 1', CHANNEL);
  await world.say(ANA, 'I can help 2', CHANNEL);
  for (const [explainer, buddy] of [
    [ANA, LEA],
    ['ben', ANA],
  ] as const)
    await explains(world, explainer, buddy);
  for (const person of [ANA, 'ben']) await world.say(person, 'goal complete 4 questions on basics by Friday');
  await world.say(ANA, `my mentor is @${LEA}`);
  await world.say(LEA, `my mentor is @${ANA}`);
  await world.say(LEA, `mentor report @${ANA}`);
  await showEvidence(world);
  await matchWith(world, ANA, LEA);
  for (const [writer, name] of [
    [ANA, 'Leandra'],
    [LEA, 'Anastasia'],
  ] as const)
    await world.say(writer, `write for ${name}: Why? Answer: because. Topic: Topic 1`);
  for (const person of [ANA, LEA]) await world.say(person, 'snooze 18:00');
  await beginExperiment(world);
  await world.say(ANA, 'leave the comparison');
  await builds(world, ANA);
  await together(world);
  return world;
}

/** Anastasia got over something, and shows it to leandra, who looks. */
async function showEvidence(world: MemoryWorld): Promise<void> {
  await world.store.within(WORKSPACE, async ({ misconceptions }) => {
    const [entry] = await misconceptions.of([ANA]);
    if (entry) await misconceptions.save({ ...entry, standing: 'held' });
  });
  await world.say(ANA, 'show my lead It never is');
  await world.say(LEA, 'to verify');
  expect((await last(world, LEA)).text).toContain('Anastasia shows you');
}

/** Somebody avoids ben, is matched with somebody else, says yes, and was with them before. */
async function matchWith(world: MemoryWorld, member: string, other: string): Promise<void> {
  await world.say(member, 'partners');
  await press(world, member, 'Match me', { avoid: ['ben'], tells: ['yes'], languages: ['English'] });
  await world.store.within(WORKSPACE, ({ matches }) =>
    matches.save({
      ...{ id: 'm1', week: Temporal.PlainDate.from('2026-11-23'), state: 'proposed', deck: 'basics', topics: ['Topic 1'] },
      partners: [
        { member, answer: 'waiting', explains: 'Topic 1' },
        { member: other, answer: 'waiting' },
      ],
    }),
  );
  await world.say(member, 'yes, this week');
  await world.say(other, 'yes, this week');
}

async function beginExperiment(world: MemoryWorld): Promise<void> {
  const startedAt = world.now();
  const plan = { id: 'e1', salt: 'salt', share: 0.2, days: 56, recall: 0.6, effect: 0.05, plannedAt: startedAt };
  await world.store.within(WORKSPACE, ({ rollouts }) =>
    rollouts.answer({ rollout: 'week', member: ANA, asked: 'third', said: 'easy', at: world.now() }),
  );
  await world.store.within(WORKSPACE, async ({ experiments }) => {
    await experiments.save({ ...plan, startedAt });
    await experiments.assign(
      'e1',
      PEOPLE.map((member) => ({ member, heldOut: member === ANA, assignedAt: startedAt })),
    );
  });
}

/** Somebody follows a path and holds a stage of it. */
async function builds(world: MemoryWorld, member: string): Promise<void> {
  await world.store.within(WORKSPACE, async ({ paths, certificates }) => {
    await paths.follow(member, { path: 'seller', since: Temporal.PlainDate.from('2026-11-23') });
    await paths.hold(member, { path: 'seller', module: 'basics', stage: 'foundation', heldAt: world.now() });
    await certificates.add({
      ...{ id: world.newId(), member, name: 'Anastasia', path: 'seller', role: 'Seller', module: 'basics', title: 'Basics' },
      ...{ capability: 'sell.', issuedAt: world.now(), expiresAt: world.now().add({ hours: 24 }) },
      evidence: [{ deck: 'basics', item: 'item-1', version: 1, right: true }],
    });
  });
}

/** What people of a team do together: a sprint, a pledge and a leaderboard, in which anastasia is. */
async function together(world: MemoryWorld): Promise<void> {
  await world.store.within(WORKSPACE, async ({ teams, sprints, pledges, leaderboards }) => {
    const [team] = await teams.all();
    if (!team) throw new Error('there is no team');
    const week = { team: team.id, deck: 'basics', topic: 'Topic 1', startsOn: Temporal.PlainDate.from('2026-11-30') };
    await sprints.save({ id: 'sprint-1', ...week, state: 'called', forAll: true, pairs: [], counted: 1, letter: 'none' });
    const promised = { deck: 'basics', topic: 'Topic 1', items: 3, madeAt: world.now(), dueAt: world.now().add({ hours: 90 }) };
    await pledges.save({ id: 'pledge-1', team: team.id, ...promised, state: 'gathering', told: 0, counted: 1, letter: 'none' });
    await pledges.setMember('pledge-1', ANA, world.now());
    await leaderboards.choose(team.id, 'consistency');
    await leaderboards.setMember(team.id, ANA, world.now());
    await sprints.setMember({ sprint: 'sprint-1', member: ANA, joinedAt: world.now() });
  });
}

/** What somebody explained is read by a buddy, who adds a line. */
async function explains(world: MemoryWorld, explainer: string, buddy: string): Promise<void> {
  await answersInWords(world, explainer);
  await world.say(explainer, `my buddy is @${buddy}`);
  await press(world, buddy, 'Yes, I will help');
  await world.say(explainer, 'send to my buddy');
  await press(world, buddy, 'Send', { ticks: ['idea'], note: `noted by ${buddy}` });
}

/** An answer in the log, as if it had been given. */
async function answersInWords(world: MemoryWorld, explainer: string): Promise<void> {
  const at = world.now();
  await world.store.within(WORKSPACE, ({ attempts }) =>
    attempts.append({
      ...({ id: world.newId(), member: explainer, deck: 'explained', item: 'idempotent-explained', version: 1 } as const),
      ...({ purpose: 'new', askedAt: at, answeredAt: at, day: Temporal.PlainDate.from('2026-11-27'), zone: 'UTC' } as const),
      ...({ reply: { type: 'typed', text: `switches of ${explainer}` }, verdict: 'partly', credit: 0.3, hints: 0 } as const),
      ...({ matched: [], missed: [], grader: 'self', firstOfDay: true, misconceptions: [] } as const),
    }),
  );
}

async function last(world: MemoryWorld, person: string, channel?: string) {
  const message = (await world.messages(person, channel)).at(-1);
  if (!message) throw new Error(`${person} sees no message`);
  return message;
}

async function press(world: MemoryWorld, person: string, label: string, changed = {}) {
  const message = (await world.messages(person)).findLast((each) => each.buttons.includes(label));
  if (!message) throw new Error(`${person} sees no button ${label}`);
  await world.press(person, message, label, changed);
}

const personal = async (member: string) => {
  const tables = await tablesWith(database(), 'member_id');
  const rows = await Promise.all(
    tables.map(async (table) => {
      const found = await sql<object>`select * from ${sql.table(table)} where member_id = ${member}`.execute(database());
      return [table, found.rows] as const;
    }),
  );
  return Object.fromEntries(rows);
};

const gather = (world: MemoryWorld, member: string) => world.store.within(WORKSPACE, ({ privacy }) => privacy.gather(member));
const dump = async (except: string[] = []) => JSON.stringify(await allRows(database(), except));

describe('what is kept about somebody', () => {
  it('is exported whole: each of their rows with all its values, of every table that has members', async () => {
    const world = await livedWeek({ link: true });
    await world.say(ANA, 'export my data');
    const exported = objectsIn(JSON.parse(JSON.stringify(await gather(world, ANA))));
    const rows = await personal(ANA);
    expect(Object.keys(rows)).toContain('attempt');
    for (const [table, found] of Object.entries(rows)) {
      // A table of which this week leaves no row would be tested by nothing.
      expect(found.length, `rows of ${table}`).toBeGreaterThan(0);
      const missing = found.map(valuesOf).filter((row) => !exported.some((object) => row.every((value) => object.has(value))));
      expect(missing, `rows of ${table} that are not exported`).toEqual([]);
    }
  });

  it('is theirs alone: nothing that others wrote or answered, and nothing of another workspace', async () => {
    const world = await livedWeek();
    const data = await gather(world, ANA);
    expect(JSON.stringify(data)).not.toContain('days of ben');
    expect(new Set(data.answers.map((answer) => answer.member))).toEqual(new Set([ANA]));
    const elsewhere = await world.store.within('playground:other', ({ privacy }) => privacy.gather(ANA));
    expect(Object.values(elsewhere).flat().filter(Boolean)).toEqual([]);
  });

  it('can be asked for in words: what a lead sees, and who did what', async () => {
    const world = await livedWeek();
    await world.say(ANA, 'who saw my data', CHANNEL);
    expect((await last(world, ANA, CHANNEL)).text).toBe('I have sent it to you, in private.');
    const { text, buttons } = await last(world, ANA);
    expect(text).toContain('Only you see your answers.');
    expect(text).toContain('The lead of #support sees');
    expect(text).toContain("a lead: posted the team's summary (#support)");
    expect(text).toContain("a lead: opened the team's form (#support)");
    expect(text).not.toMatch(/leandra/i);
    expect(buttons).toEqual(['Export my data', 'Erase my data', 'What my lead sees']);
  });

  it('can be had by a link', async () => {
    const here = await livedWeek({ link: true });
    await here.say(ANA, 'export my data');
    expect((await last(here, ANA)).text).toContain('works once, within an hour');
  });

  it('is to be had from the operator where Cairn has no address', async () => {
    const world = await livedWeek();
    await world.say(ANA, 'export my data');
    expect((await last(world, ANA)).text).toContain('Ask whoever operates Cairn for your data');
    expect((await personal(ANA))['export_link']).toEqual([]);
  });
});

describe('whoever wants to be erased', () => {
  it('is told what goes and what stays; only the button erases', async () => {
    const world = await livedWeek();
    const before = await dump(['letter', 'said', 'inbound_event']);
    await world.say(ANA, 'erase my data');
    expect((await last(world, ANA)).text).toMatch(/cannot be undone[\s\S]*Goes: your answers[\s\S]*Stays: counts/);
    expect(await dump(['letter', 'said', 'inbound_event'])).toBe(before);
  });

  it('is gone from every table; the confirmation reaches them, and is forgotten a day later', async () => {
    const world = await livedWeek();
    const others = await personal('ben');
    const summary = (await world.messages('ben', CHANNEL)).filter((message) => message.text.includes('took part'));
    expect(summary.map((message) => message.text).join()).toContain('Anastasia: won by anastasia');
    await world.say(ANA, 'erase my data');
    await press(world, ANA, 'Erase everything');

    const confirmed = await last(world, ANA);
    expect(confirmed.text).toContain('Done: everything I kept about you is erased.');
    expect(confirmed.buttons).toEqual([]);
    expect(Object.values(await personal(ANA)).flat()).toEqual([]);
    const { buddy, explanation, ...rest } = await personal('ben');
    expect({ ...others, ...rest }).toEqual(others);
    expect(buddy).toEqual([]);
    expect(explanation).toEqual([expect.objectContaining({ state: 'rated', ticks: ['idea'], buddy_id: '', note: '' })]);
    const told = (await world.messages('ben', CHANNEL)).filter((message) => message.text.includes('took part'));
    expect(told.map((message) => message.id)).toEqual(summary.map((message) => message.id));
    expect(told.map((message) => message.text).join()).not.toMatch(/anastasia/i);
    expect(told.map((message) => message.text).join()).toContain('Ben: won by ben');

    expect(await dump(['letter', 'alarm', 'said'])).not.toMatch(/anastasia/i);
    await world.advance('P1D');
    expect(await dump()).not.toMatch(/anastasia/i);
  });

  it('leaves counts by question that name nobody, and the fact', async () => {
    const world = await livedWeek();
    const answers = asTheyStand((await gather(world, ANA)).answers).length;
    await world.say(ANA, 'erase my data');
    await press(world, ANA, 'Erase everything');
    const figures = await database().selectFrom('erased_figure').selectAll().execute();
    expect(figures.reduce((sum, row) => sum + row.attempts, 0)).toBe(answers);
    await world.say('ben', 'erase my data');
    const more = asTheyStand((await gather(world, 'ben')).answers).length;
    await press(world, 'ben', 'Erase everything');
    const both = await database().selectFrom('erased_figure').selectAll().execute();
    expect(both.reduce((sum, row) => sum + row.attempts, 0)).toBe(answers + more);
    const trail = await world.store.within(WORKSPACE, ({ audit }) => audit.since(Temporal.Instant.from(MONDAY)));
    expect(trail.filter((entry) => entry.action === 'erased').map(({ actor, subject }) => [actor, subject])).toEqual([
      ['member:erased', 'member:erased'],
      ['member:erased', 'member:erased'],
    ]);
  });

  it('is a newcomer when they write again, also after the confirmation was forgotten', async () => {
    const world = await livedWeek();
    for (const wait of ['PT1M', 'P2D']) {
      await world.say(ANA, 'erase my data');
      await press(world, ANA, 'Erase everything');
      await world.advance(wait);
      await world.say(ANA, 'hello');
      expect((await last(world, ANA)).text).toContain('Hello Anastasia, I am Cairn.');
      await world.advance('P1D');
      expect((await gather(world, ANA)).member).toMatchObject({ name: 'Anastasia', admin: false });
    }
  });

  it('may be a lead: what names them is mended, and their team is set up anew by whoever asks to', async () => {
    const world = await livedWeek();
    await world.say(LEA, 'erase my data');
    await press(world, LEA, 'Erase everything');
    await world.advance('P1D');
    expect(await dump()).not.toMatch(/leandra/i);
    await world.say('ben', 'team', CHANNEL);
    await press(world, 'ben', 'Set up', {});
    expect((await last(world, 'ben')).text).toContain('#support is set up');
  });

  it('may be a buddy who has not read yet: the explainer compares, and nothing names who is gone', async () => {
    const world = openMemoryWorld({ db: database(), decks: [explained], start: MONDAY, zones });
    for (const person of [LEA, ANA]) await world.say(person, 'hello');
    await world.say(ANA, `my buddy is @${LEA}`);
    await press(world, LEA, 'Yes, I will help');
    await world.say(ANA, 'quiz');
    await world.say(ANA, 'the same again');
    await world.say(ANA, 'send to my buddy');
    expect((await last(world, LEA)).text).toContain('Anastasia explained something');
    await world.say(LEA, 'erase my data');
    await press(world, LEA, 'Erase everything');
    expect((await last(world, ANA)).text).toContain('Your buddy could not read this one.');
    await world.advance('P1D');
    expect(await dump()).not.toMatch(/leandra/i);
    await press(world, ANA, 'Done', { points: ['0'] });
    expect((await world.messages(ANA)).map(({ text }) => text).join('\n')).toContain('◐ Partly · 1 of 3 points.');
  });

  it('may be the only admin: an author takes over, and is told', async () => {
    const world = await livedWeek();
    await world.say('ada', 'workspace');
    await press(world, 'ada', 'Save', { authors: ['ben'] });
    expect((await last(world, 'ben')).text).toContain('You are an author here now');
    await world.say('ada', 'erase my data');
    expect((await last(world, 'ada')).text).toContain('You are the only admin here: somebody else will be made one.');
    await press(world, 'ada', 'Erase everything');
    expect((await last(world, 'ben')).text).toContain('You are an admin of Cairn here now');
    await world.say('ben', 'workspace');
    expect((await last(world, 'ben')).text).toContain('This workspace');
  });

  it('may be the last member: the next to come is the admin, as the first was', async () => {
    const world = openMemoryWorld({ db: database(), decks: [everyKind], start: MONDAY, zones });
    await world.say('ada', 'erase my data');
    await press(world, 'ada', 'Erase everything');
    await world.say('ben', 'hello');
    expect((await gather(world, 'ben')).member?.admin).toBe(true);
  });
});

describe('roles', () => {
  it('are given and taken by an admin in the form; one admin has to remain', async () => {
    const world = await livedWeek();
    await world.say('ada', 'workspace');
    await press(world, 'ada', 'Save', { admins: [], authors: [ANA] });
    expect((await last(world, 'ada')).text).toContain('At least one admin has to remain.');
    expect((await gather(world, ANA)).member?.author).toBe(false);
    await press(world, 'ada', 'Save', { admins: ['ben'], authors: [ANA, 'ben'] });
    const roles = await world.store.within(WORKSPACE, ({ members }) => members.all());
    expect(roles.filter((member) => member.admin).map((member) => member.id)).toEqual(['ben']);
    expect(roles.filter((member) => member.author).map((member) => member.id)).toEqual([ANA, 'ben']);
    const trail = await world.store.within(WORKSPACE, ({ audit }) => audit.about(['member:ben', 'member:ada'], 9));
    expect(trail.map(({ actor, action, subject, detail }) => [actor, action, subject, detail['role']])).toEqual(
      expect.arrayContaining([
        ['member:ada', 'role-granted', 'member:ben', 'admin'],
        ['member:ada', 'role-taken', 'member:ada', 'admin'],
        ['member:ada', 'role-granted', 'member:ben', 'author'],
      ]),
    );
  });

  it('let an author retire a deck: it stays out when its file changes, and comes back where everybody was', async () => {
    const world = await livedWeek();
    await world.say('ada', 'drop basics');
    expect((await last(world, 'ada')).text).toContain('Deck basics is retired');
    world.setDecks([simpleDeck('basics', 13)]);
    await world.moveTo('2026-11-30T08:00:00Z');
    await world.say('ben', 'quiz');
    expect((await last(world, 'ben')).text).not.toMatch(/Question \d+\?/);
    const before = (await gather(world, 'ben')).memories;
    expect(before.length).toBeGreaterThan(0);
    await world.say('ada', 'decks');
    expect((await last(world, 'ada')).text).toContain('Retired, and asked no more: Deck basics (basics).');
    await press(world, 'ada', 'Restore Deck basics');
    await world.say('ben', 'quiz');
    expect((await last(world, 'ben')).text).toMatch(/Question \d+\?/);
    expect((await gather(world, 'ben')).memories).toEqual(before);
  });

  it('pass over what is retired in a session that had it planned', async () => {
    const world = await livedWeek();
    await world.moveTo('2026-11-30T08:00:00Z');
    await world.say('ben', 'quiz');
    await world.say('ada', 'drop basics');
    await world.say('ben', 'yes it is');
    expect((await last(world, 'ben')).text).not.toMatch(/Question \d+\?/);
  });
});

type Scalar = string | number | boolean;

// Whose they are and the secret of a link are no data about somebody.
const OURS = ['workspace_id', 'member_id', 'link_hash'];

/** The values of a row as JSON has them, without lists and objects, which are exported in a shape of their own. */
function valuesOf(row: object): Scalar[] {
  const shown = Object.entries(row).filter(([column]) => !OURS.includes(column));
  return shown.map(([, value]) => JSON.parse(JSON.stringify(value))).filter(isScalar);
}

/** Every object in a value, as the set of its own scalar values. */
function objectsIn(value: unknown): Set<Scalar>[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.values(value);
  return [new Set(own.filter(isScalar)), ...own.flatMap(objectsIn)];
}

function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Deck, deckSchema } from '../../src/domain/deck.ts';
import type { Inbound, WorkspaceId } from '../../src/events.ts';
import { useDatabase } from '../support/database.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const ELSEWHERE: WorkspaceId = 'playground:elsewhere';
const CHANNEL = '#support';
const TEAM = ['lea', 'ana', 'ben', 'cem', 'dua', 'eva', 'fay'];

/** Who looks, as the table's columns are called. All are of ana's workspace but the last; the channel is what all in it see. */
const ROLES = {
  you: 'ana',
  'team-mate': 'ben',
  buddy: 'bud',
  lead: 'lea',
  'other lead': 'lou',
  author: 'otto',
  admin: 'ada',
  mentor: 'max',
  'other workspace': 'zoe',
  channel: 'nobody',
} as const;
type Role = keyof typeof ROLES;
const ON_THE_TEAM: readonly Role[] = ['you', 'team-mate', 'lead'];

/** What shows that somebody sees the thing of ana's that a row of the table is about: words that are in nobody else's messages. */
const SHOWS: Readonly<Record<string, RegExp>> = {
  'a right answer': /azurite, I think/,
  'a wrong answer': /granite it was/,
  'a wrong answer that they dispute': /crimson pebble/,
  'a mark': /Granite is no gem/,
  'what is remembered': /Answered from memory: [1-9] of 7/,
  goals: /4 questions on “Deck gems”/,
  achievements: /First Recall[^\n]{0,12}●/,
  misconceptions: /All is granite/,
  'what was done in the week': /polished the gems/,
  'a hurdle': /the grinder hangs/,
  'whose hurdle it is': /Ana’s: the grinder hangs|"hurdles":"the grinder hangs"/,
  'a success': /sold the diamond/,
  'whose success it is': /Ana: sold the diamond|"success":"sold the diamond"/,
  'what comes next': /call the jeweller/,
  'a right answer to the channel': /named: Ana|Kept: yes it is/,
  'a wrong answer to the channel': /(Kept:|You said) nobody can tell/,
  'an explanation': /the same again and again/,
  certificates: /cut a gem alone/,
  'an export': /exports\/1\b/,
  'figures of the team': /#support, for you alone|The lead of #support sees|week 48 · \d of 7 took part/,
};

const choices = [1, 2, 3].map((n) => ({
  ...{ id: `item-${n}`, topic: `Topic ${n}`, kind: 'single-choice', prompt: `Question ${n}?`, explanation: `Because ${n}.` },
  options: [{ text: 'yes it is', correct: true }, { text: 'no it is not', why: 'It is.' }, { text: 'nobody can tell' }],
}));

const gems: Deck = {
  id: 'gems',
  ...deckSchema.parse({
    title: 'Deck gems',
    misconceptions: { 'all-granite': { name: 'All is granite', correction: 'Look for the colour.' } },
    items: [
      ...choices,
      {
        ...{ id: 'blue-one', topic: 'Blue gems', kind: 'short-text', prompt: 'The blue one?', answers: ['azurite'] },
        ...{ wrong: [{ text: 'granite it was', why: 'Granite is no gem.', misconception: 'all-granite' }], explanation: 'Blue.' },
      },
      { id: 'red-one', topic: 'Red gems', kind: 'short-text', prompt: 'The red one?', answers: ['ruby'], explanation: 'Red.' },
      {
        id: 'clear-one',
        topic: 'Clear gems',
        kind: 'short-text',
        prompt: 'The clear one?',
        answers: ['diamond'],
        explanation: 'Clear.',
      },
      {
        ...{ id: 'again', topic: 'APIs', kind: 'teach-back', prompt: 'What does idempotent mean?' },
        ...{ points: [{ text: 'Doing it again changes nothing more.' }], example: true, explanation: 'Safe.' },
      },
    ],
  }),
};

async function last(world: MemoryWorld, person: string, channel?: string) {
  const message = (await world.messages(person, channel)).at(-1);
  if (!message) throw new Error(`${person} sees no message`);
  return message;
}

async function press(world: MemoryWorld, person: string, label: string, values: Record<string, string | string[]> = {}) {
  const message = (await world.messages(person)).findLast(({ buttons }) => buttons.includes(label));
  if (!message) throw new Error(`${person} has no button ${label}`);
  await world.press(person, message, label, values);
}

/** A week in which ana does everything there is to see, and agrees to all that she may agree to, or to nothing of it. */
async function livedWeek(agrees: boolean): Promise<MemoryWorld> {
  let links = 0;
  const zones = Object.fromEntries([...TEAM, 'bud', 'lou', 'otto', 'ada', 'max'].map((person) => [person, 'Europe/Berlin']));
  const world = openMemoryWorld({
    ...{ db: database(), decks: [gems], start: MONDAY, zones },
    exportLink: () => ({ url: `https://cairn.example/exports/${++links}`, hash: `hash-${links}` }),
  });
  await setUp(world);
  if (agrees) await world.say('ana', 'name me');
  await world.say('lea', 'ask', CHANNEL);
  await world.advance('PT1M');
  await world.say('ana', 'answer channel yes it is');
  for (const person of ['ben', 'cem', 'dua', 'eva']) await world.say(person, 'answer channel no it is not');
  await world.moveTo('2026-11-23T15:00:00Z');
  await learns(world, agrees);
  await world.moveTo('2026-11-24T10:00:00Z');
  await world.say('ana', 'answer channel nobody can tell');
  await world.moveTo('2026-11-24T15:00:00Z');
  await world.say('ana', 'goal complete 4 questions on gems by Friday');
  if (agrees) {
    await world.say('ana', 'my mentor is @max');
    await world.say('ana', 'show my lead All is granite');
  }
  await world.moveTo('2026-11-25T09:00:00Z');
  await answersAll(world, false, new Map(REPLIES.map(([prompt]) => [prompt, 1])));
  await world.moveTo('2026-11-26T13:00:00Z');
  const written = {
    did: 'polished the gems',
    hurdles: 'the grinder hangs',
    success: 'sold the diamond',
    next: 'call the jeweller',
  };
  await press(world, 'ana', 'Send', { ...written, named: agrees ? ['yes', 'help', 'next'] : [] });
  for (const person of ['ben', 'cem', 'dua', 'eva']) await press(world, person, 'Send', { did: 'rested' });
  await world.moveTo('2026-11-27T14:00:00Z');
  return world;
}

async function setUp(world: MemoryWorld): Promise<void> {
  for (const person of ['ada', 'otto', 'bud', 'max', 'lou']) await world.say(person, 'hello');
  await world.say('ada', 'workspace');
  await press(world, 'ada', 'Save', { authors: ['otto'] });
  for (const [lead, channel, people] of [
    ['lea', CHANNEL, TEAM],
    ['lou', '#sales', ['lou']],
  ] as const) {
    await world.say(lead, 'team', channel);
    await press(world, lead, 'Set up', { people: [...people] });
  }
  await world.say('ana', 'settings questions 10');
}

const REPLIES: readonly [RegExp, readonly string[]][] = [
  [/The blue one\?/, ['granite it was', 'azurite, I think']],
  [/The red one\?/, ['crimson pebble', 'ruby']],
  [/The clear one\?/, ['diamond']],
  [/What does idempotent mean\?/, ['the same again and again']],
  [/Question \d\?/, ['yes it is']],
];

/** Ana answers all that there is to answer; a buddy reads what she explains, where she wants that. */
async function learns(world: MemoryWorld, agrees: boolean): Promise<void> {
  if (agrees) {
    await world.say('ana', 'my buddy is @bud');
    await press(world, 'bud', 'Yes, I will help');
  }
  await answersAll(world, agrees);
  await world.store.within(WORKSPACE, async ({ misconceptions, certificates }) => {
    // So many days later as it takes to get over something.
    const [entry] = await misconceptions.of(['ana']);
    if (entry) await misconceptions.save({ ...entry, standing: 'held' });
    await certificates.add({
      ...{ id: 'c1', member: 'ana', name: 'Ana', path: 'cutter', role: 'Cutter', module: 'gems', title: 'Gems' },
      ...{ capability: 'cut a gem alone.', issuedAt: world.now(), expiresAt: world.now().add({ hours: 24 }), evidence: [] },
    });
  });
}

/** Answers question after question, the second time as it is right. */
async function answersAll(world: MemoryWorld, agrees: boolean, given = new Map<RegExp, number>()): Promise<void> {
  await world.say('ana', 'quiz');
  for (let i = 0; i < 20; i++) {
    world.pass('PT30S');
    const { text } = await last(world, 'ana');
    const found = REPLIES.find(([prompt]) => prompt.test(text));
    if (/said the same|Which of these/.test(text)) await world.say('ana', agrees ? 'send to my buddy' : 'none');
    else if (!found) break;
    else {
      const times = given.get(found[0]) ?? 0;
      given.set(found[0], times + 1);
      const words = found[1][Math.min(times, found[1].length - 1)] ?? '';
      await world.say('ana', words);
      if (agrees && words === 'crimson pebble') for (const more of ['I was right', 'quiz']) await world.say('ana', more);
    }
  }
}

/** Everything that shows somebody something, of their own or of ana's. */
const LOOKS = [
  ...['stats', 'effort', 'home', 'achievements', 'why First Recall', 'goals', 'goal review', 'mentor report @ana'],
  ...['misconceptions', 'what my lead sees', 'my team', 'to verify', 'verify ana', 'summary details', 'disputes', 'report'],
  ...['certificates', 'map', 'privacy', 'export my data', 'check-in', 'my buddy', 'my mentor', 'why channel', 'save for me'],
  ...['settings', 'decks', 'workspace', 'i said all', 'rate all', 'check-in questions'],
];
const LOOKS_IN_CHANNEL = ['why channel', 'summary details', 'team', 'report', 'stats', 'i can help 1', 'summary'];

async function look(world: MemoryWorld, role: Role): Promise<void> {
  const person = ROLES[role];
  if (role === 'channel') return;
  const workspace = role === 'other workspace' ? ELSEWHERE : WORKSPACE;
  const say = async (text: string, channel?: string) => {
    const what: Inbound['what'] = { type: 'said', text, attachments: 0 };
    await world.engine.accept({ ...world.inbound(person, what, { id: `${role} ${text} ${channel}`, channel }), workspace });
    await world.engine.idle();
  };
  for (const words of LOOKS) await say(words);
  const channel = ON_THE_TEAM.includes(role) ? CHANNEL : '#sales';
  for (const words of LOOKS_IN_CHANNEL) await say(words, channel);
}

/** All that somebody was ever shown alone, and what they may download; or all that a channel was. */
async function seenBy(world: MemoryWorld, role: Role): Promise<string> {
  const person = ROLES[role];
  const isTheirs = ({ to }: MemoryWorld['delivered'][number]) =>
    role === 'channel' ? to.kind === 'channel' : 'member' in to && to.member === person;
  const told = world.delivered.filter(isTheirs).map(({ outbound }) => `${outbound.text}\n${JSON.stringify(outbound.blocks)}`);
  const workspace = role === 'other workspace' ? ELSEWHERE : WORKSPACE;
  const download = await world.store.within(workspace, ({ privacy }) => privacy.gather(person));
  return [...told, ...(role === 'channel' ? [] : [JSON.stringify(download)])].join('\n');
}

type Cell = 'yes' | 'no' | 'if agreed';

/** The table of docs/privacy.md: what of yours each may see. */
function matrix(): { things: string[]; cells: Map<string, string> } {
  const doc = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8');
  const rows = doc.split('\n').map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const top = rows.findIndex(([first]) => first === 'of yours');
  const [head = [], , ...rest] = rows.slice(top);
  const body = rest.slice(
    0,
    rest.findIndex((row) => row.length === 0),
  );
  const cells = new Map(body.flatMap(([thing, ...row]) => row.map((cell, i) => [`${thing} · ${head[i + 1]}`, cell] as const)));
  return { things: body.map(([thing = '']) => thing), cells };
}

const { things, cells } = matrix();

it('the table of the document is about all that is tried here, and nothing else', () => {
  expect(things).toEqual(Object.keys(SHOWS));
  expect([...cells.keys()]).toEqual(things.flatMap((thing) => Object.keys(ROLES).map((role) => `${thing} · ${role}`)));
});

describe.each([
  ['to nothing', false],
  ['to all', true],
])('where somebody agreed %s', (_, agrees) => {
  it('everybody sees what the table says', async () => {
    const world = await livedWeek(agrees);
    for (const role of Object.keys(ROLES) as Role[]) await look(world, role);
    const found = new Map<string, string>();
    for (const role of Object.keys(ROLES) as Role[]) {
      const seen = await seenBy(world, role);
      for (const [thing, shows] of Object.entries(SHOWS)) found.set(`${thing} · ${role}`, shows.test(seen) ? 'seen' : 'not seen');
    }
    const expected = new Map([...cells].map(([cell, may]) => [cell, isSeen(may as Cell, agrees) ? 'seen' : 'not seen']));
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
  });
});

function isSeen(may: Cell, agrees: boolean): boolean {
  return may === 'yes' || (may === 'if agreed' && agrees);
}

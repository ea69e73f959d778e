import { PassThrough } from 'node:stream';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { openLog } from '../../adapters/log.ts';
import { useDatabase } from '../support/database.ts';
import { everyKind } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';
import { publicKeyText } from '../support/teams-tokens.ts';

const database = useDatabase();

const CHANNEL = '#support';
const TYPED = ['marmalade', 'zeppelin maintenance', 'quicksand', 'a lighthouse', 'sell the piano', 'whatever pelican'];
const NAMES = [/\bAna\b/, /\bBen\b/, /\bLea\b/];
const SECRETS = [
  /xoxb-/,
  /shh-signing-secret/,
  /token-of-the-bot/,
  /\beyJ/,
  new RegExp(RegExp.escape(publicKeyText().slice(60, 120))),
];

let world: PlatformWorld;
afterEach(() => world.stop());

async function last(person: string, channel?: string) {
  const message = (await world.messages(person, channel)).at(-1);
  if (!message) throw new Error(`${person} sees no message`);
  return message;
}

/** Whatever is asked is answered by a button, or else typed. */
async function answerSomehow(person: string, typed: string): Promise<void> {
  const question = await last(person);
  const label = question.buttons.find((button) => /^(?:[ABC]|True|False)$/.test(button));
  if (label) await world.press(person, question, label);
  else await world.say(person, typed);
}

/** While the database refuses answers and sessions: PostgreSQL's errors then hold the row that it refused. */
async function whileRefused(work: () => Promise<void>): Promise<void> {
  const db = database();
  for (const table of ['attempt', 'session', 'inbound_event'])
    await sql`alter table ${sql.table(table)} add constraint never check (false) not valid`.execute(db);
  await work().catch(() => {});
  for (const table of ['attempt', 'session', 'inbound_event'])
    await sql`alter table ${sql.table(table)} drop constraint never`.execute(db);
}

/** Every text of the deck that is long enough not to be a word of ours by chance. */
function textsOf(part: unknown): string[] {
  if (typeof part === 'string') return part.includes(' ') ? [part] : [];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(textsOf) : [];
}

describe.each([
  ['Slack', openSlack, 'not delivered'],
  ['Teams', openTeams, 'not delivered'],
  ['the playground', openPlayground, 'the playground could not answer'],
])('on %s', (_, open, trouble) => {
  it('the log of everything that people do holds nothing that they wrote, are called or were asked', async () => {
    const stream = new PassThrough();
    let written = '';
    stream.on('data', (chunk: Buffer) => {
      written += chunk.toString();
    });
    const log = openLog('trace', stream);
    world = await openPlatformWorld(open, { db: database(), start: '2026-11-23T08:00:00Z', decks: [everyKind], log });

    await world.say('ana', 'settings questions 10');
    await world.press('ana', await last('ana'), 'Save', { time: '08:15' }).catch(() => {});
    await world.say('ana', 'quiz');
    await answerSomehow('ana', 'marmalade');
    world.refuseNext('zeppelin maintenance');
    await answerSomehow('ana', 'zeppelin maintenance');
    await world.advance('PT1M');
    await whileRefused(() => world.say('ana', 'quicksand'));
    for (let i = 0; i < 6; i++) await answerSomehow('ana', `whatever pelican ${i}`);

    await world.say('lea', 'hello');
    await world.say('lea', 'team', CHANNEL);
    await world.press('lea', await last('lea'), 'Set up', { people: ['ana', 'lea'].map(world.idOf) });
    await world.say('lea', 'ask', CHANNEL);
    const question = (await world.messages('ben', CHANNEL)).find((message) => message.text.includes('A question for all'));
    const choice = question?.buttons.at(0);
    if (question && choice) await world.press('ana', question, choice, {}, CHANNEL);
    await whileRefused(() => world.moveTo('2026-11-24T08:00:00Z'));
    await world.moveTo('2026-11-26T13:00:00Z');
    const form = (await world.messages('ana')).findLast((message) => message.buttons.includes('Send'));
    if (!form) throw new Error('no check-in');
    const entry = { did: 'zeppelin maintenance', hurdles: 'quicksand', success: 'a lighthouse', next: 'sell the piano' };
    await world.press('ana', form, 'Send', entry);
    world.refuseNext('a lighthouse');
    await world.moveTo('2026-11-27T14:00:00Z');
    await world.advance('PT1M');
    expect((await world.messages('ben', CHANNEL)).map((message) => message.text).join('\n')).toContain('lighthouse');

    // It is no proof that nothing stands in an empty log.
    expect(written).toContain(trouble);
    expect(written).toContain('an alarm failed');
    for (const words of [...TYPED, ...textsOf(everyKind.items)]) expect(written).not.toContain(words);
    for (const pattern of [...NAMES, ...SECRETS]) expect(written).not.toMatch(pattern);
  });
});

describe('the log as such', () => {
  function line(write: (log: ReturnType<typeof openLog>) => void): Record<string, unknown> {
    const stream = new PassThrough();
    write(openLog('trace', stream));
    return JSON.parse(String(stream.read()));
  }

  it('keeps ids and reasons', () => {
    expect(line((log) => log.warn({ workspace: 'slack:T1', letter: 'l1' }, 'not delivered: is_archived'))).toMatchObject({
      level: 40,
      workspace: 'slack:T1',
      letter: 'l1',
      msg: 'not delivered: is_archived',
    });
  });

  it.each([
    ['what PostgreSQL quotes', 'invalid input syntax for type date: "my answer"', 'invalid input syntax for type date: "…"'],
    [
      'what a parser quotes',
      'Unexpected token \'m\', "my answer" is not valid JSON',
      'Unexpected token \'m\', "…" is not valid JSON',
    ],
    ['tokens of Slack', 'refused xoxb-1-a and xapp-2-b', 'refused … and …'],
    ['tokens of Microsoft', 'Bearer eyJhbGciOi.eyJpc3Mi.c2ln refused', 'Bearer … refused'],
    ['passwords of addresses', 'postgres://cairn:hush@host/cairn is away', 'postgres://…@host/cairn is away'],
  ])('loses %s', (_, said, kept) => {
    expect(line((log) => log.error({ error: String(said) }, said))).toMatchObject({ error: kept, msg: kept });
    expect(line((log) => log.error({ error: new Error(said) }, 'failed'))['error']).toBe(`Error: ${kept}`);
  });

  it('keeps of an error its message and its code, and loses what nobody should have handed to it', () => {
    const detail = 'Key (reply)=(my answer) already exists.';
    const error = Object.assign(new Error('duplicate key'), { detail, code: '23505', constraint: 'attempt_pkey' });
    const written = line((log) => log.error({ error, text: 'my answer', member: { id: 'U1', name: 'Ana' } }, 'failed'));
    expect(written).toMatchObject({
      error: 'Error: duplicate key (23505 attempt_pkey)',
      text: '…',
      member: { id: 'U1', name: '…' },
    });
    expect(JSON.stringify(written)).not.toMatch(/my answer|Ana/);
  });
});

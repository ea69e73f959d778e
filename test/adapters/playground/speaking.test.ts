import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NotDelivered } from '../../../src/ports/platform.ts';
import {
  buttons,
  CHANNEL,
  memoryTranscript,
  message,
  type Playground,
  startPlayground,
  toAna,
  toBen,
  toChannel,
  WORKSPACE,
} from './playground.ts';
import { Listener } from './sse.ts';

let playground: Playground;

beforeEach(async () => {
  playground = await startPlayground();
});

afterEach(() => playground.stop());

const say = (body: object) => playground.post('/playground/say', { member: 'ana', place: 'personal', text: 'quiz', ...body });
const press = (body: object) => playground.post('/playground/press', { member: 'ana', button: 'start', ...body });
const heard = () => playground.accepted.map(({ what, conversation }) => ({ ...what, in: conversation.kind }));

describe('saying something', () => {
  test('to Cairn alone is given to it with the id of the event, and shown', async () => {
    const response = await say({ event: 'event-1', text: ' **b** <!channel> ', attachments: 2 });
    expect(response.status).toBe(202);
    expect(playground.accepted).toEqual([
      {
        id: 'event-1',
        workspace: WORKSPACE,
        member: 'ana',
        conversation: { kind: 'personal' },
        at: Temporal.Instant.from('2026-11-23T08:00:00Z'),
        what: { type: 'said', text: '**b** <!channel>', attachments: 2 },
      },
    ]);
    const ana = await Listener.open(playground.url, 'ana');
    expect(await ana.texts()).toEqual([' **b** <!channel> ']);
    ana.close();
  });

  test('in the channel is shown to all, and given to Cairn only where it is mentioned', async () => {
    await say({ place: 'channel', text: 'Who has seen the new rule?' });
    await say({ place: 'channel', text: 'mail me at ana@cairn.example' });
    await say({ place: 'channel', text: '@Cairn, ask the channel' });
    await say({ place: 'channel', text: 'please help @cairn' });
    expect(heard()).toEqual([
      { type: 'said', text: 'ask the channel', attachments: 0, in: 'channel' },
      { type: 'said', text: 'please help', attachments: 0, in: 'channel' },
    ]);
    expect(playground.accepted[0]?.conversation).toEqual({ kind: 'channel', id: CHANNEL.id, name: `#${CHANNEL.name}` });
    const kim = await Listener.open(playground.url, 'kim');
    expect(await kim.texts()).toHaveLength(4);
    kim.close();
  });

  test('a slash command goes to Cairn and is shown to nobody', async () => {
    await say({ place: 'channel', text: '/cairn stats' });
    await say({ text: '/cairn' });
    await say({ text: '/cairnfoo' });
    expect(heard()).toEqual([
      { type: 'said', text: 'stats', attachments: 0, in: 'channel' },
      { type: 'said', text: '', attachments: 0, in: 'personal' },
      { type: 'said', text: '/cairnfoo', attachments: 0, in: 'personal' },
    ]);
    expect(await playground.transcript.entries()).toHaveLength(1);
  });

  test('the same event twice is one message', async () => {
    await say({ event: 'event-1' });
    expect((await say({ event: 'event-1' })).status).toBe(202);
    expect(await playground.transcript.entries()).toMatchObject([{ number: 1, version: 1 }]);
    expect(playground.accepted).toHaveLength(1);
  });

  test('the zone of the page becomes the zone of the person', async () => {
    await say({ zone: 'Europe/Lisbon' });
    expect(await playground.platform.profile(WORKSPACE, 'ana')).toEqual({ name: 'Ana', zone: 'Europe/Lisbon' });
    expect(await playground.platform.profile(WORKSPACE, 'ben')).toEqual({ name: 'Ben' });
  });

  test.each([
    [{ member: 'zoe' }, /member: nobody here.*ana, ben, kim/],
    [{ place: 'attic' }, /place: /],
    [{ text: 7 }, /text: .*string/],
    [{ text: '  ' }, /text: empty/],
    [{ attachments: -1 }, /attachments: /],
    [{ zone: 'Atlantis' }, /zone: not a time zone/],
    [{ event: '' }, /event: /],
    [{ text: 'x'.repeat(300_000) }, /256 kB/],
  ])('is refused with a reason: %.60j', async (body, reason) => {
    const response = await say(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.stringMatching(reason) });
    expect(playground.accepted).toEqual([]);
    expect(await playground.transcript.entries()).toEqual([]);
  });

  test('40,000 characters are taken', async () => {
    expect((await say({ text: 'ü'.repeat(40_000) })).status).toBe(202);
  });
});

describe('pressing a button', () => {
  test('gives Cairn the letter, the button and what the form held', async () => {
    const letter = await playground.send(toChannel, message('Ready?', buttons('Start')));
    const response = await press({ event: 'event-1', letter, values: { did: 'much', days: ['mon', 'tue'] } });
    expect(response.status).toBe(202);
    expect(playground.accepted).toMatchObject([
      {
        id: 'event-1',
        conversation: { kind: 'channel', id: CHANNEL.id, name: `#${CHANNEL.name}` },
        what: { type: 'pressed', letter, button: 'start', values: { did: 'much', days: ['mon', 'tue'] } },
      },
    ]);
  });

  test('of a letter that has been replaced still reaches Cairn, which says that it is over', async () => {
    const first = await playground.send(toAna, message('Question', buttons('Start')));
    await playground.send(toAna, message('Verdict'), { ref: first });
    expect((await press({ letter: first })).status).toBe(202);
  });

  test.each(['nobody-s-letter', 'id-1'])('of a letter that was never shown to one is refused: %s', async (letter) => {
    expect(await playground.send(toBen, message('For Ben', buttons('Start')))).toBe('id-1');
    const response = await press({ letter });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: 'letter: none with this id was shown to ana' });
    expect(playground.accepted).toEqual([]);
  });

  test('with values that are no form is refused', async () => {
    const letter = await playground.send(toAna, message('Ready?', buttons('Start')));
    const response = await press({ letter, values: { did: { $gt: '' } } });
    expect(response.status).toBe(400);
  });
});

describe('letters from Cairn', () => {
  test('a letter that is delivered twice is one message', async () => {
    const letter = { id: 'l1', workspace: WORKSPACE, to: toAna, outbound: message('Once'), purpose: 'p' } as const;
    expect(await playground.platform.post(letter)).toBe(await playground.platform.post(letter));
    expect(await playground.transcript.entries()).toMatchObject([{ id: 'l1', number: 1, version: 1 }]);
  });

  test('an update changes the message in its place', async () => {
    const ref = await playground.send(toAna, message('Question'));
    await playground.send(toAna, message('Next'));
    await playground.send(toAna, message('Verdict'), { ref });
    const ana = await Listener.open(playground.url, 'ana');
    await ana.texts();
    const inOrder = ana.entries().toSorted((a, b) => a.number - b.number);
    expect(inOrder.map((entry) => [entry.letter?.text, entry.changed])).toEqual([
      ['Verdict', true],
      ['Next', false],
    ]);
    ana.close();
  });

  test('an update of a message that is gone is posted anew', async () => {
    const ref = await playground.send(toAna, message('Verdict'), { ref: 'gone' });
    expect((await playground.transcript.entries()).map((entry) => entry.id)).toEqual([ref]);
  });

  test.each([
    { kind: 'member', member: 'zoe' },
    { kind: 'channel', channel: 'attic' },
    { kind: 'aside', channel: 'support', member: 'zoe' },
  ] as const)('to nobody is not delivered: %j', async (to) => {
    await expect(playground.send(to, message('Anybody?'))).rejects.toMatchObject({ reason: 'unreachable' });
    await expect(playground.send(to, message('Anybody?'))).rejects.toBeInstanceOf(NotDelivered);
  });

  test('what a button means is not told to the page', async () => {
    await playground.send(toAna, message('Ready?', buttons('Start')));
    const ana = await Listener.open(playground.url, 'ana');
    await ana.texts();
    expect(JSON.stringify(ana.entries())).not.toContain('intent');
    ana.close();
  });
});

describe('when something breaks', () => {
  test('the answer says so without details, the log has no words of anybody, and a second try goes through', async () => {
    let broken = true;
    const transcript = memoryTranscript();
    const breaking = await startPlayground({
      transcript,
      async answer() {
        if (broken) throw new Error('could not store "quiz"');
      },
    });
    const body = { event: 'event-1', member: 'ana', place: 'personal', text: 'quiz' };
    const first = await breaking.post('/playground/say', body);
    expect(first.status).toBe(500);
    expect(await first.text()).not.toContain('store');
    expect(breaking.logged).toHaveLength(1);
    expect(JSON.stringify(breaking.logged)).not.toContain('quiz');
    broken = false;
    expect((await breaking.post('/playground/say', body)).status).toBe(202);
    expect(await transcript.entries()).toHaveLength(1);
    await breaking.stop();
  });

  test('a playground that is stopping lets what it has taken finish and takes no more', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { promise: taken, resolve: take } = Promise.withResolvers<void>();
    const stopping = await startPlayground({
      async answer() {
        take();
        await released;
      },
    });
    const body = { member: 'ana', place: 'personal', text: 'quiz' };
    const first = stopping.post('/playground/say', body);
    await taken;
    const stopped = stopping.stop();
    const second = await stopping.post('/playground/say', body);
    expect(second.status).toBe(503);
    release();
    expect((await first).status).toBe(202);
    await stopped;
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { memoryTranscript, message, type Playground, startPlayground, toAna, toBen, toChannel } from './playground.ts';
import { Listener } from './sse.ts';

let playground: Playground;
let listeners: Listener[];

beforeEach(async () => {
  playground = await startPlayground();
  listeners = [];
});

afterEach(async () => {
  for (const listener of listeners) listener.close();
  await playground.stop();
});

async function listen(member: string, lastId?: string): Promise<Listener> {
  const listener = await Listener.open(playground.url, member, lastId === undefined ? {} : { 'Last-Event-ID': lastId });
  listeners.push(listener);
  return listener;
}

async function fillTheRoom(): Promise<void> {
  await playground.send(toAna, message('Ana alone'));
  await playground.send(toBen, message('Ben alone'));
  await playground.send(toChannel, message('Everybody'));
  await playground.send({ kind: 'aside', channel: 'support', member: 'ana' }, message('Aside to Ana'));
  await playground.post('/playground/say', { member: 'ben', place: 'personal', text: 'Ben to Cairn' });
  await playground.post('/playground/say', { member: 'ben', place: 'channel', text: 'Ben to all' });
}

const views = {
  ana: ['Ana alone', 'Everybody', 'Aside to Ana', 'Ben to all'],
  ben: ['Ben alone', 'Everybody', 'Ben to Cairn', 'Ben to all'],
  kim: ['Everybody', 'Ben to all'],
};

describe('who sees what', () => {
  test.each(Object.entries(views))('%s, who comes later, sees %j', async (member, seen) => {
    await fillTheRoom();
    expect(await (await listen(member)).texts()).toEqual(seen);
  });

  test.each(Object.entries(views))('%s, who is there already, sees %j come', async (member, seen) => {
    const listener = await listen(member);
    await fillTheRoom();
    await listener.entry('Ben to all');
    expect(await listener.texts()).toEqual(seen);
  });

  test('of what others got one is told that there is something, not what', async () => {
    const kim = await listen('kim');
    await playground.send(toAna, message('Ana alone'));
    const news = await kim.until(({ event, data }) => event === 'news' && JSON.stringify(data).includes('"ana":{"personal":1,'));
    expect(news.data).toEqual({
      ana: { personal: 1, channel: 0 },
      ben: { personal: 0, channel: 0 },
      kim: { personal: 0, channel: 0 },
    });
    expect(JSON.stringify(kim.events)).not.toContain('Ana alone');
  });

  test('nobody unknown sees anything', async () => {
    const response = await fetch(`${playground.url}/playground/events?member=zoe`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.stringContaining('ana, ben, kim') });
  });
});

describe('who comes back after a lost connection', () => {
  test('gets what was missed and what has changed, and nothing else', async () => {
    const question = await playground.send(toAna, message('Question'));
    await playground.send(toAna, message('Another'));
    const before = await listen('ana');
    await before.texts();
    before.close();
    await playground.send(toAna, message('Verdict'), { ref: question });
    await playground.send(toChannel, message('Missed'));
    const after = await listen('ana', before.lastId());
    expect(await after.texts()).toEqual(['Verdict', 'Missed']);
    expect(after.events.some(({ event }) => event === 'reset')).toBe(false);
  });

  test('can ask by the address too, as the page does when it returns to a person', async () => {
    await playground.send(toAna, message('Seen'));
    await playground.send(toAna, message('Not seen'));
    const after = await Listener.open(playground.url, 'ana&after=1');
    listeners.push(after);
    expect(await after.texts()).toEqual(['Not seen']);
  });

  test('to another transcript is told to forget the old one', async () => {
    await playground.send(toAna, message('A new beginning'));
    const after = await listen('ana', '17');
    expect(await after.texts()).toEqual(['A new beginning']);
    expect(after.events.some(({ event }) => event === 'reset')).toBe(true);
  });

  test('finds everything after a restart, in the same order', async () => {
    const transcript = memoryTranscript();
    const first = await startPlayground({ transcript });
    const ref = await first.send(toAna, message('Question'));
    await first.send(toAna, message('Second'));
    await first.send(toAna, message('Verdict'), { ref });
    await first.stop();
    const second = await startPlayground({ transcript });
    await second.platform.post({
      id: 'after',
      workspace: 'playground:demo',
      to: toAna,
      outbound: message('After the restart'),
      purpose: 'p',
    });
    const ana = await Listener.open(second.url, 'ana');
    await ana.texts();
    const inOrder = ana.entries().toSorted((a, b) => a.number - b.number);
    expect(inOrder.map((entry) => entry.letter?.text)).toEqual(['Verdict', 'Second', 'After the restart']);
    ana.close();
    await second.stop();
  });
});

describe('looking at a letter as another platform gets it', () => {
  const look = (path: string) => fetch(`${playground.url}/playground/letters/${path}`);

  test.each(['slack', 'teams'])('gives the payload by the renderer for %s', async (as) => {
    const id = await playground.send(toAna, message('Question'));
    expect(await (await look(`${id}?as=${as}`)).json()).toEqual({ platform: as, id, text: 'Question' });
  });

  test.each(['nobody-s?as=slack', '..%2F..%2Fetc?as=teams'])('of letters that are not shown there is none: %s', async (path) => {
    expect((await look(path)).status).toBe(404);
  });

  test.each(['', '?as=', '?as=irc', '?as=slack&as=teams'])('another platform is refused: %j', async (query) => {
    const id = await playground.send(toAna, message('Question'));
    const response = await look(id + query);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.stringContaining('?as=slack or ?as=teams') });
  });

  test('a letter goes to the renderer as the engine made it', async () => {
    const seen: unknown[] = [];
    const renderers = { slack: (letter: unknown) => void seen.push(letter), teams: () => ({}) };
    const other = await startPlayground({ renderers });
    const outbound = message('Aside');
    const to = { kind: 'aside', channel: 'support', member: 'ana' } as const;
    const first = await other.send(to, message('Before'));
    await other.send(to, outbound, { ref: first });
    await fetch(`${other.url}/playground/letters/id-2?as=slack`);
    expect(seen).toEqual([{ id: 'id-2', workspace: 'playground:demo', to, outbound, purpose: 'test:id-2', replaces: 'id-1' }]);
    await other.stop();
  });
});

test('the state tells the clock, the people and the channel', async () => {
  playground.clock.due = Temporal.Instant.from('2026-11-24T08:00:00Z');
  const response = await fetch(`${playground.url}/playground/state`);
  expect(await response.json()).toEqual({
    now: '2026-11-23T08:00:00Z',
    nextDueAt: '2026-11-24T08:00:00Z',
    people: [
      { id: 'ana', name: 'Ana', role: 'learner' },
      { id: 'ben', name: 'Ben', role: 'buddy' },
      { id: 'kim', name: 'Kim', role: 'lead' },
    ],
    channel: { id: 'support', name: 'support' },
  });
});

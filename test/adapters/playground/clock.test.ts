import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { message, type Playground, startPlayground, toAna } from './playground.ts';
import { Listener } from './sse.ts';

let playground: Playground;

beforeEach(async () => {
  playground = await startPlayground({ onMove: async (here) => void (await here.send(toAna, message('It is time.'))) });
});

afterEach(() => playground.stop());

const move = (body: unknown) => playground.post('/playground/clock', body);

describe('moving the clock', () => {
  test.each([
    [{ advance: 'PT1H' }, '2026-11-23T09:00:00Z'],
    [{ advance: 'P1D' }, '2026-11-24T08:00:00Z'],
    [{ advance: 'P1W' }, '2026-11-30T08:00:00Z'],
    [{ advance: 'PT0S' }, '2026-11-23T08:00:00Z'],
    [{ to: '2026-12-01T09:00:00+01:00' }, '2026-12-01T08:00:00Z'],
    [{ to: '2026-12-01T08:00:00Z' }, '2026-12-01T08:00:00Z'],
    [{ to: '2026-12-01T09:00[Europe/Berlin]' }, '2026-12-01T08:00:00Z'],
    [{ to: '2026-12-01T09:00:00+01:00[Europe/Berlin]' }, '2026-12-01T08:00:00Z'],
  ])('%j leads to %s', async (body, now) => {
    const response = await move(body);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ now });
    expect(playground.clock.moves).toEqual([now]);
  });

  test('a day is a calendar day in the zone that was given', async () => {
    await move({ to: '2027-03-27T12:00:00Z' });
    const overTheChange = await move({ advance: 'P1D', zone: 'Europe/Berlin' });
    expect(await overTheChange.json()).toEqual({ now: '2027-03-28T11:00:00Z' });
  });

  test('what falls due is delivered before the answer comes', async () => {
    await move({ advance: 'P1D' });
    const [entry] = await playground.transcript.entries();
    expect(entry?.letter?.outbound.text).toBe('It is time.');
  });

  test('moves that come together are made one after the other', async () => {
    // A move that takes its time: the others have long arrived when it is done.
    const slow = await startPlayground({
      async onMove({ url }) {
        for (const path of ['state', 'letters', 'state']) await fetch(`${url}/playground/${path}`);
      },
    });
    const oneHour = () => slow.post('/playground/clock', { advance: 'PT1H' });
    await Promise.all([oneHour(), oneHour(), oneHour()]);
    expect(slow.clock.moves).toEqual(['2026-11-23T09:00:00Z', '2026-11-23T10:00:00Z', '2026-11-23T11:00:00Z']);
    await slow.stop();
  });

  test('whoever looks at the page sees the clock move', async () => {
    const ana = await Listener.open(playground.url, 'ana');
    playground.clock.due = Temporal.Instant.from('2026-11-25T08:00:00Z');
    await move({ advance: 'P1D' });
    const moved = { now: '2026-11-24T08:00:00Z', nextDueAt: '2026-11-25T08:00:00Z' };
    await ana.until(({ event, data }) => event === 'clock' && JSON.stringify(data) === JSON.stringify(moved));
    ana.close();
  });

  test('whoever looks at the page learns what is due next when something has come', async () => {
    const ana = await Listener.open(playground.url, 'ana');
    await ana.until(({ event }) => event === 'clock');
    playground.clock.due = Temporal.Instant.from('2026-11-25T08:00:00Z');
    await playground.send(toAna, message('A letter by itself'));
    await ana.until(({ event, data }) => event === 'clock' && JSON.stringify(data).includes('2026-11-25'));
    ana.close();
  });

  test('a body without a content type is taken', async () => {
    const response = await playground.post('/playground/clock', '{"advance":"P1D"}', { 'Content-Type': 'text/plain' });
    expect(response.status).toBe(200);
  });
});

describe('a move that is refused says what would be right', () => {
  test.each([
    [{ to: '2026-11-23T07:59:59Z' }, /only goes forward/],
    [{ advance: '-P1D' }, /only goes forward/],
    [{ advance: 'one day' }, /"P1D"/],
    [{ advance: 1 }, /advance: .*string/],
    [{ advance: 'P100Y' }, /10 years/],
    [{ advance: 'P300000Y' }, /"P1D"/],
    [{ to: '20266-01-01T00:00:00Z' }, /"2026-12-01T09:00:00\+01:00"/],
    [{ to: '2126-01-01T00:00:00Z' }, /10 years/],
    [{ to: '2026-12-01' }, /"2026-12-01T09:00:00\+01:00"/],
    [{ to: '2026-12-01T09:00:00' }, /"2026-12-01T09:00:00\+01:00"/],
    [{ to: '2026-12-01T09:00:00+05:00[Europe/Berlin]' }, /to: not an instant/],
    [{ advance: 'P1D', zone: 'Atlantis' }, /"Europe\/Berlin"/],
    [{ advance: 'P1D', to: '2026-12-01T08:00:00Z' }, /either/],
    [{}, /either/],
    [[], /body: .*object/],
    ['{"advance":', /not JSON/],
    ['', /either/],
  ])('%j', async (body, reason) => {
    const response = await move(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.stringMatching(reason) });
    expect(playground.clock.moves).toEqual([]);
  });
});

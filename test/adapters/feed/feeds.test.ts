import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFeeds } from '../../../adapters/feed/feeds.ts';
import { fetchText } from '../../../adapters/feed/fetch-text.ts';
import { isPublic } from '../../../adapters/feed/public-address.ts';
import { type LogLine, logInto } from '../../support/world.ts';

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/feed/${name}`, import.meta.url), 'utf8');
const ca = fixture('calendar.example.crt');

// Of this machine, as if it were an address of the open internet; any other of it is not.
const OPEN = '127.0.0.1';
const isAllowed = (address: string) => address === OPEN || isPublic(address);
const resolve = ((_host: string, _options: object, done: (error: null, found: object[]) => void) =>
  done(null, [{ address: OPEN, family: 4 }])) as never;

let answer: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer({ key: fixture('calendar.example.key'), cert: ca }, (request, response) => answer(request, response));
const lines: LogLine[] = [];
let origin = '';
const settings = { ca, isAllowed, resolve };

beforeEach(async () => {
  await new Promise<void>((listening) => server.listen(0, OPEN, listening));
  origin = `https://calendar.example:${(server.address() as AddressInfo).port}`;
  lines.length = 0;
});
afterEach(() => new Promise((closed) => server.close(closed)));

const redirectTo = (location: string) => {
  answer = (_, response) => void response.writeHead(302, { location }).end();
};

describe('fetching a calendar', () => {
  it('gives its text, also behind a redirect', async () => {
    answer = ({ url }, response) =>
      void (url === '/b' ? response.end('calendar') : response.writeHead(302, { location: '/b' }).end());
    expect(await fetchText(`${origin}/a`, settings)).toBe('calendar');
  });

  it.each([
    'http://calendar.example/',
    'https://127.0.0.2/',
    'https://10.0.0.1/',
    'https://[::1]/',
    'https://user:word@calendar.example/',
    'file:///etc/passwd',
  ])('refuses %s', async (address) => {
    await expect(fetchText(address, settings)).rejects.toThrow('not an address of the open internet');
  });

  it.each(['https://192.168.0.1/', 'https://169.254.169.254/', 'http://calendar.example/'])(
    'refuses a redirect to %s',
    async (location) => {
      redirectTo(location);
      await expect(fetchText(origin, settings)).rejects.toThrow('not an address of the open internet');
    },
  );

  it('refuses a name that is one of a private address', async () => {
    await expect(fetchText(origin, { ca, resolve })).rejects.toThrow('an address that is not public');
  });

  it('follows no circle', async () => {
    redirectTo('/again');
    await expect(fetchText(origin, settings)).rejects.toThrow('too many redirects');
  });

  it('refuses what is too large, and what answers with an error', async () => {
    answer = (_, response) => void response.end('x'.repeat(5_000_001));
    await expect(fetchText(origin, settings)).rejects.toThrow('larger than');
    answer = (_, response) => void response.writeHead(404).end();
    await expect(fetchText(origin, settings)).rejects.toThrow('answered with 404');
  });

  it('waits no longer than its deadline', async () => {
    answer = (_, response) => void response.write('BEGIN:');
    await expect(fetchText(origin, { ...settings, deadlineMs: 200 })).rejects.toThrow();
  });

  it.each([
    ['127.0.0.1', false],
    ['10.1.2.3', false],
    ['172.16.0.1', false],
    ['192.168.1.1', false],
    ['169.254.169.254', false],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['::1', false],
    ['::ffff:10.0.0.1', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['64:ff9b::a00:1', false],
    ['not an address', false],
    ['93.184.216.34', true],
    ['2606:2800:220:1:248:1893:25c8:1946', true],
  ])('%s is public: %s', (address, expected) => {
    expect(isPublic(address)).toBe(expected);
  });
});

describe('a feed', () => {
  const asked = { event: 'Stand-up', day: Temporal.PlainDate.from('2026-11-25'), zone: 'Europe/Berlin' };
  const feeds = () => openFeeds(logInto(lines), settings);

  it('says when the events end', async () => {
    answer = (_, response) =>
      void response.end(
        [
          'BEGIN:VCALENDAR',
          'BEGIN:VEVENT',
          'UID:1',
          'SUMMARY:Stand-up',
          'DTSTART:20261125T083000Z',
          'DTEND:20261125T084500Z',
          'END:VEVENT',
          'END:VCALENDAR',
        ].join('\r\n'),
      );
    expect((await feeds().endings({ url: `${origin}/secret.ics`, ...asked }))?.map(String)).toEqual(['2026-11-25T08:45:00Z']);
  });

  it('that is none, or whose rule has no end, says nothing, and its address is not logged', async () => {
    answer = (_, response) => void response.end('<html>');
    expect(await feeds().endings({ url: `${origin}/secret.ics`, ...asked })).toBeUndefined();
    answer = (_, response) =>
      void response.end(
        [
          'BEGIN:VCALENDAR',
          'BEGIN:VEVENT',
          'UID:1',
          'SUMMARY:Stand-up',
          'DTSTART:19700101T000000Z',
          'RRULE:FREQ=SECONDLY',
          'END:VEVENT',
          'END:VCALENDAR',
        ].join('\r\n'),
      );
    expect((await feeds().endings({ url: `${origin}/secret.ics`, ...asked })) ?? []).toEqual([]);
    expect(await feeds().endings({ url: 'https://10.0.0.1/secret.ics', ...asked })).toBeUndefined();
    expect(lines.length).toBeGreaterThan(1);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });
});
